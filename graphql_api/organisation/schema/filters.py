"""Conditions on units, people, appointments, vacancies and households."""

from collections.abc import Mapping
from typing import ClassVar

import strawberry

from graphql_api.organisation.schema.enums import AppointmentBasis, Line


@strawberry.input(description="Which units. 单位筛选")
class UnitFilter:
    """Conditions on units, all of which must hold."""

    id_types: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "parent": ("Unit",),
        "within": ("Unit",),
        "in_group": ("UnitGroup",),
        "ungrouped": ("GroupSet",),
    }

    kinds: list[str] | None = strawberry.field(default=None, description="Of one of these kinds, by code.")
    line: Line | None = strawberry.field(default=None, description="Of this line.")
    parent: strawberry.ID | None = strawberry.field(default=None, description="Directly below this unit.")
    within: strawberry.ID | None = strawberry.field(default=None, description="This unit or anything below it.")
    search: str | None = strawberry.field(
        default=None, description="Found by this: Chinese, pinyin, initials, an alias or a former name."
    )
    code: str | None = strawberry.field(default=None, description="With this official code.")
    in_group: strawberry.ID | None = strawberry.field(default=None, description="In this group of a group set.")
    in_group_code: str | None = strawberry.field(
        default=None, description="In the group with this full code: pilot-batch/first."
    )
    ungrouped: strawberry.ID | None = strawberry.field(
        default=None, description="Of a kind that this group set sorts, and in none of its groups."
    )


@strawberry.input(description="Which people. 人员筛选")
class PersonFilter:
    """Conditions on people, all of which must hold."""

    id_types: ClassVar[Mapping[str, tuple[str, ...]]] = {"within": ("Unit",), "member_of": ("Unit",)}

    search: str | None = strawberry.field(default=None, description="Found by this: Chinese, pinyin or initials.")
    within: strawberry.ID | None = strawberry.field(default=None, description="Appointed in this unit or below it.")
    post_kinds: list[str] | None = strawberry.field(default=None, description="Appointed to a post of these kinds.")
    member_of: strawberry.ID | None = strawberry.field(default=None, description="A member or resident of this unit.")


@strawberry.input(description="Which appointments. 任职筛选")
class AppointmentFilter:
    """Conditions on appointments, all of which must hold."""

    id_types: ClassVar[Mapping[str, tuple[str, ...]]] = {"within": ("Unit",), "person": ("Person",)}

    bases: list[AppointmentBasis] | None = strawberry.field(default=None, description="On one of these bases.")
    within: strawberry.ID | None = strawberry.field(default=None, description="In this unit or below it.")
    post_kinds: list[str] | None = strawberry.field(default=None, description="To a post of these kinds.")
    person: strawberry.ID | None = strawberry.field(default=None, description="Of this person.")


@strawberry.input(description="Which vacancies. 空缺职位筛选")
class VacancyFilter:
    """Conditions on posts with a free seat, all of which must hold."""

    id_types: ClassVar[Mapping[str, tuple[str, ...]]] = {"within": ("Unit",), "in_area": ("Unit",)}

    kinds: list[str] | None = strawberry.field(default=None, description="Of one of these kinds of posts, by code.")
    within: strawberry.ID | None = strawberry.field(
        default=None, description="In this unit or below it in its own line."
    )
    in_area: strawberry.ID | None = strawberry.field(
        default=None,
        description="In this administrative unit, below it, or in a Party or grid unit that serves either.",
    )
    lacking: bool | None = strawberry.field(
        default=None,
        description="True: only posts that a complete team of their unit needs filled. False: only those it may leave "
        "empty. Both where nothing is said.",
    )


@strawberry.input(description="Which households. 住户筛选")
class HouseholdFilter:
    """Conditions on households, all of which must hold."""

    id_types: ClassVar[Mapping[str, tuple[str, ...]]] = {}

    contacted: bool | None = strawberry.field(default=None, description="Whether a Party member is named for it.")
    in_cell: bool | None = strawberry.field(default=None, description="Whether it lies in a grid cell.")
    with_officer: bool | None = strawberry.field(default=None, description="Whether a cell of it has a grid officer.")
    one_visit: bool | None = strawberry.field(
        default=None, description="Whether one of these grid officers is named for it."
    )
