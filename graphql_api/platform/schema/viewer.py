"""The caller, seen by themself, and the plugins of the service."""

import strawberry

from graphql_api.platform.context import Info


@strawberry.type(description="The caller: who the access token speaks for. 当前用户")
class Viewer:
    """The principal of the request."""

    role: str = strawberry.field(description="What the caller may do, as a role's code. 角色")
    can: list[str] = strawberry.field(description="Every act that the role allows, by its code. 可执行的操作")
    scope_id: strawberry.Private[str | None]
    person_id: strawberry.Private[str | None]


@strawberry.type(description="An installed plugin, and whether it is part of the service. 插件")
class Plugin:
    """What became of a plugin."""

    id: str = strawberry.field(description="The practice's id, or the entry point's name.")
    version: str | None = strawberry.field(description="Its version, where known.")
    state: str = strawberry.field(description="ACTIVE, or LEFT_OUT.")
    reason: str | None = strawberry.field(description="Why it was left out: every fault with its place. 原因")


@strawberry.type
class ViewerQuery:
    """Root fields about the caller and the service."""

    @strawberry.field(description="The caller.")
    def viewer(self, info: Info) -> Viewer:
        """The caller."""
        principal = info.context.principal
        return Viewer(
            role=principal.role.value,
            can=list(info.context.workshop.acts_of(principal)),
            scope_id=principal.scope_id,
            person_id=principal.person_id,
        )

    @strawberry.field(description="Every installed plugin, active or left out.")
    def plugins(self, info: Info) -> list[Plugin]:
        """The plugins."""
        return [
            Plugin(
                id=state.id,
                version=state.version,
                state="ACTIVE" if state.active else "LEFT_OUT",
                reason="; ".join(state.told(info.context.language)) or None,
            )
            for state in info.context.modules.plugins
        ]
