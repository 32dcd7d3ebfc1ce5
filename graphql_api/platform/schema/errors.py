"""Refusals as data: every mutation answers with what it did, or with one of these."""

from typing import Any

import strawberry
from strawberry.annotation import StrawberryAnnotation
from strawberry.extensions import FieldExtension
from strawberry.types.field import StrawberryField
from strawberry.types.union import StrawberryUnion

from governance_core.errors import (
    GovernanceError,
    InputFault,
    InvalidInput,
    NotFound,
    PlacementsRefused,
    ReplicationRefused,
    RuleViolation,
)
from graphql_api.platform.context import Info
from graphql_api.platform.errors import Forbidden, StaleVersion
from graphql_api.platform.work import plain

EXPECTED_VERSION = "The version the caller read; the act is refused where it has changed since. 期望版本"


@strawberry.interface(description="Why an act was refused.")
class UserError:
    """What every refusal says."""

    code: str = strawberry.field(description="A stable code, the same in every language.")
    message: str = strawberry.field(description="The refusal as a sentence in the caller's language.")
    path: list[str] = strawberry.field(description="Where in the input the reason lies, outermost name first.")


@strawberry.type(description="A fact that a refusal rests on.")
class Fact:
    """One attribute of an error of the core."""

    name: str = strawberry.field(description="What the fact is called.")
    value: str = strawberry.field(description="Its value as text.")


@strawberry.type(description="A part of a refusal: a value that can't be what was meant, or a rule broken there.")
class Fault:
    """One fault of an input, or one refusal among several."""

    code: str = strawberry.field(description="A stable code, the same in every language.")
    message: str = strawberry.field(description="The fault as a sentence in the caller's language.")
    path: list[str] = strawberry.field(description="Where in the input it lies, outermost name first.")


@strawberry.type(description="The input is not valid; all its faults are told together.")
class InvalidInputError(UserError):
    """Maps InvalidInput and every InputFault."""

    faults: list[Fault] = strawberry.field(description="Every fault that was found.")


@strawberry.type(description="There is no such thing, or none that the caller may see.")
class NotFoundError(UserError):
    """Maps NotFound."""


@strawberry.type(description="The input is well-formed, but a rule forbids the act.")
class RuleViolationError(UserError):
    """Maps RuleViolation and its branches."""

    facts: list[Fact] = strawberry.field(description="What the refusal rests on.")
    causes: list[Fault] = strawberry.field(description="The refusals that this one sums up, each with its place.")


@strawberry.type(description="The caller may not do this.")
class ForbiddenError(UserError):
    """Maps Forbidden."""


@strawberry.type(description="It has been changed since the caller read it.")
class StaleVersionError(UserError):
    """Maps StaleVersion."""

    current_version: int = strawberry.field(description="The version it is at now.")


ERROR_TYPES: tuple[type[UserError], ...] = (
    InvalidInputError,
    NotFoundError,
    RuleViolationError,
    ForbiddenError,
    StaleVersionError,
)


def _said(error: GovernanceError, info: Info) -> dict[str, Any]:
    return {
        "code": error.code,
        "message": error.describe(info.context.language),
        "path": [_camel(step) for step in error.path],
    }


def _camel(step: str) -> str:
    head, *rest = step.split("_")
    return head + "".join(part.title() for part in rest)


class InvalidInputHandler(strawberry.ExceptionHandler[InvalidInput | InputFault, InvalidInputError]):
    """Input faults, one or several."""

    def handle(self, exception: Any, *, field: StrawberryField, info: Any) -> InvalidInputError:
        """The refusal as data."""
        found = exception.faults if isinstance(exception, InvalidInput) else (exception,)
        return InvalidInputError(faults=[Fault(**_said(fault, info)) for fault in found], **_said(exception, info))


class NotFoundHandler(strawberry.ExceptionHandler[NotFound, NotFoundError]):
    """Absent things."""

    def handle(self, exception: NotFound, *, field: StrawberryField, info: Any) -> NotFoundError:
        """The refusal as data."""
        return NotFoundError(**_said(exception, info))


class RuleViolationHandler(strawberry.ExceptionHandler[RuleViolation, RuleViolationError]):
    """Broken rules."""

    def handle(self, exception: RuleViolation, *, field: StrawberryField, info: Any) -> RuleViolationError:
        """The refusal as data."""
        causes = exception.refusals if isinstance(exception, ReplicationRefused | PlacementsRefused) else ()
        return RuleViolationError(
            facts=[
                Fact(name=_camel(name), value=str(plain(value)))
                for name, value in exception.facts.items()
                if value is not causes
            ],
            causes=[Fault(**_said(cause, info)) for cause in causes],
            **_said(exception, info),
        )


class ForbiddenHandler(strawberry.ExceptionHandler[Forbidden, ForbiddenError]):
    """Acts beyond the caller's role."""

    def handle(self, exception: Forbidden, *, field: StrawberryField, info: Any) -> ForbiddenError:
        """The refusal as data."""
        return ForbiddenError(**_said(exception, info))


class StaleVersionHandler(strawberry.ExceptionHandler[StaleVersion, StaleVersionError]):
    """Lost races."""

    def handle(self, exception: StaleVersion, *, field: StrawberryField, info: Any) -> StaleVersionError:
        """The refusal as data."""
        return StaleVersionError(current_version=exception.current, **_said(exception, info))


EXCEPTION_HANDLERS: tuple[Any, ...] = (
    InvalidInputHandler(),
    NotFoundHandler(),
    RuleViolationHandler(),
    ForbiddenHandler(),
    StaleVersionHandler(),
)


class _Refusable(FieldExtension):
    """Widens what a field returns to a union with every refusal, named after the field."""

    def apply(self, field: StrawberryField) -> None:
        if isinstance(field.type, StrawberryUnion):  # a second schema over the same classes
            return
        name = "".join(part.title() for part in field.python_name.split("_"))
        members = (field.type, *ERROR_TYPES)
        field.type = StrawberryUnion(
            name=f"{name}Payload",
            type_annotations=tuple(StrawberryAnnotation(member) for member in members),
            description="What the act did, or why it was refused.",
        )

    async def resolve_async(self, next_: Any, source: Any, info: Any, **kwargs: Any) -> Any:
        return await next_(source, info, **kwargs)


def act(*, description: str) -> Any:
    """A mutation: its resolver returns what the act made or changed, and refuses by raising from the error tree."""
    return strawberry.mutation(description=description, extensions=[_Refusable()])


def question(*, description: str) -> Any:
    """A root field that may be refused as an act may: its resolver raises from the error tree."""
    return strawberry.field(description=description, extensions=[_Refusable()])
