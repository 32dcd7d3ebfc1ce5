"""What the rules about merging and splitting units refuse."""

from dataclasses import dataclass
from typing import ClassVar

from governance_core.errors.organisation import OrganisationError


@dataclass(eq=False, kw_only=True)
class UnlikeUnits(OrganisationError):
    """Units of different kinds are not merged into one."""

    code: ClassVar[str] = "UNLIKE_UNITS"
    zh: ClassVar[str] = "“{kind}”不能并入“{into_kind}”,只能合并同类单位"
    en: ClassVar[str] = "A {kind} can't be merged into a {into_kind}: only units of one kind can"

    kind: str
    into_kind: str


@dataclass(eq=False, kw_only=True)
class LeftBehind(OrganisationError):
    """A unit would cease to exist while it is not said where some of what it has goes.

    Attributes:
        units: units below it, or serving it.
        memberships: who belongs to it.
        households: households it is in contact with.
        posts: posts of it that are held.
    """

    code: ClassVar[str] = "LEFT_BEHIND"
    zh: ClassVar[str] = (
        "单位 {unit} 将不复存在,但以下事项未说明去向:"
        "单位 {units},成员关系 {memberships},联系户 {households},职位 {posts}"
    )
    en: ClassVar[str] = (
        "Unit {unit} would cease to exist, and it is not said where this goes: units {units},"
        " memberships {memberships}, households in contact {households}, posts that are held {posts}"
    )

    unit: str
    units: tuple[str, ...]
    memberships: tuple[str, ...]
    households: tuple[str, ...]
    posts: tuple[str, ...]
