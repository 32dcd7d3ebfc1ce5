"""Early warnings in GraphQL: which indicators are behind what is expected by now, and since when."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, ClassVar

import strawberry

from graphql_api.assessment.queries import STANDING
from graphql_api.assessment.schema.enums import Cause, Light
from graphql_api.assessment.schema.roll_ups import IndicatorLabel
from graphql_api.assessment.schema.schemes import IndicatorScheme
from graphql_api.organisation import Person, Unit
from graphql_api.platform.reading.fields import few, listed, many, one
from graphql_api.platform.reading.paging import Connection
from graphql_api.platform.schema.node import Node


@strawberry.input(description="Which warnings. 预警筛选")
class WarningFilter:
    """Conditions on warnings, all of which must hold."""

    id_types: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "within": ("Unit",),
        "person": ("Person",),
        "scheme": ("IndicatorScheme",),
    }

    within: strawberry.ID | None = strawberry.field(
        default=None, description="In this unit, one below it, or one that serves either."
    )
    person: strawberry.ID | None = strawberry.field(default=None, description="About this person.")
    scheme: strawberry.ID | None = strawberry.field(default=None, description="Under this scheme.")
    indicator: str | None = strawberry.field(default=None, description="On the indicator with this code.")
    light: Light | None = strawberry.field(default=None, description="Amber, or red.")


@strawberry.type(
    description="An indicator of which a cadre, or a unit that is assessed itself, was warned, as it stands now; green "
    "where it is where it should be again. 进度预警"
)
class ProgressWarning(Node):
    """A warning."""

    moment_: strawberry.Private[Any]
    light: Light = strawberry.field(description="How it stands. 进度灯")
    cause: Cause = strawberry.field(description="Why. 原因")
    since_on: date = strawberry.field(description="The day on which it was found to stand so. 起始日期")
    told_at: datetime = strawberry.field(description="When subscribers were last told of it. 提醒时间")
    scheme: IndicatorScheme | None = one("scheme", description="The scheme. 指标方案")
    indicator: IndicatorLabel | None = one("indicator", description="The indicator. 指标")
    unit: Unit | None = one("unit", description="Where they serve, or the unit that is assessed. 单位")
    person: Person | None = one("person", description="The cadre; null where a unit is assessed. 干部")


@strawberry.type
class WarnedPerson:
    """What warnings add to a person."""

    warnings: list[ProgressWarning] = few(
        "warnings", description="The indicators on which they are behind now, for themself and who reviews them. 预警"
    )


@strawberry.type
class WarnedUnit:
    """What warnings add to a unit."""

    warnings: Connection[ProgressWarning] = many(
        "warnings",
        filter=WarningFilter,
        description="The indicators that are behind now, of whoever serves in its area, and of units there. 预警",
    )


@strawberry.type
class WarningQuery:
    """The root field of warnings."""

    warnings: Connection[ProgressWarning] = listed(
        "ProgressWarning",
        filter=WarningFilter,
        only=lambda _: STANDING,
        description="The indicators that are behind what is expected by now, the latest first. 进度预警列表",
    )
