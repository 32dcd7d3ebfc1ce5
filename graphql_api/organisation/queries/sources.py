"""Where the organisation's GraphQL types come from, and who may see them."""

from pypika_tortoise.queries import Table
from pypika_tortoise.terms import Term

from governance_core.organisation import HOUSEHOLD, MembershipKind
from graphql_api.organisation.queries import nets
from graphql_api.organisation.queries.seats import filled, lacking, vacant
from graphql_api.organisation.tables import (
    SEARCH_PEOPLE,
    SEARCH_UNITS,
    AppointmentStateRow,
    HouseholdContactRow,
    MembershipRow,
    PersonStateRow,
    PostStateRow,
    UnitAliasRow,
    UnitCodeRow,
    UnitStateRow,
)
from graphql_api.platform.reading.conditions import Question, at_moment, coalesced
from graphql_api.platform.reading.declare import (
    Above,
    AllOf,
    AnyOf,
    Below,
    Computed,
    Equals,
    Everyone,
    InArea,
    Label,
    Many,
    Matches,
    One,
    OneOf,
    Passing,
    Positive,
    Source,
    Through,
    Where,
    Within,
    Without,
)
from graphql_api.platform.sql import table_of

TAG = "organisation"
_REGISTERED = {"kind": MembershipKind.REGISTRATION.value}


def version_of(identity: str, column: str) -> Computed:
    """The version that a thing is at, as its identity's table counts it."""

    def sql(question: Question, table: Table) -> Term:
        row = Table(identity).as_("identity_")
        return question.query.from_(row).select(row.version).where(row.id == table[column])

    return Computed(sql=sql)


def official_code(question: Question, table: Table) -> Term:
    """A unit's official code, the first by scheme."""
    code = table_of(UnitCodeRow).as_("code_")
    found = question.query.from_(code).select(code.value).where(code.unit_id == table.unit_id)
    return found.where(at_moment(question.moment, code)).orderby(code.scheme).limit(1)


_UNIT_NAME = Label(zh="name_zh", en="name_en")


def name_of_person(column: str) -> Computed:
    """A person's name, shown to whoever sees the row: the person may belong to units that the caller does not see."""

    def sql(question: Question, table: Table) -> Term:
        named = table_of(PersonStateRow).as_("named_")
        found = question.query.from_(named).select(named.name).where(named.person_id == table[column])
        return found.where(at_moment(question.moment, named))

    return Computed(sql=sql)


def name_of_unit(column: str) -> Computed:
    """A unit's name in the caller's language, shown to whoever sees the row."""

    def sql(question: Question, table: Table) -> Term:
        named = table_of(UnitStateRow).as_("named_")
        label = coalesced(question, named, _UNIT_NAME)
        found = question.query.from_(named).select(label).where(named.unit_id == table[column])
        return found.where(at_moment(question.moment, named))

    return Computed(sql=sql)


UNIT = Source(
    name="Unit",
    table=UnitStateRow,
    key="unit_id",
    dated=True,
    access=InArea(),
    labels={"name": _UNIT_NAME},
    computed={
        "code": Computed(sql=official_code),
        "version": version_of("organisation_unit", "unit_id"),
        "named_members": Computed(sql=nets.named_members),
        "cells": Computed(sql=nets.cells),
        "officers": Computed(sql=nets.officers),
        "visiting_officers": Computed(sql=nets.visiting_officers),
    },
    relations={
        "parent": One(target="Unit", local="parent_id"),
        "area": One(target="Unit", local="area_id"),
        "children": Many(target="Unit", remote="parent_id"),
        "serving": Many(target="Unit", remote="area_id"),
        "households": Below(
            target="Unit", path="path", local="area_path", inclusive=True, where={"kinds": (HOUSEHOLD,)}
        ),
        "ancestors": Above(target="UnitLabel", path="path", local="path"),
        "descendants": Below(target="Unit", path="path", local="path"),
        "party_grid": Below(target="Unit", path="area_path", local="path", inclusive=True, where={"line": "party"}),
        "governance_grid": Below(target="Unit", path="area_path", local="path", inclusive=True, where={"line": "grid"}),
        "codes": Many(target="UnitCode", remote="unit_id"),
        "aliases": Many(target="UnitAlias", remote="unit_id"),
        "posts": Many(target="Post", remote="unit_id"),
        "appointments": Many(target="Appointment", remote="unit_id"),
        "vacancies": Passing(target="Post", filter="in_area", local="area_path", where={"vacant": True}),
        "people_in_area": Passing(target="Person", filter="in_area", local="area_path"),
        "members": Many(target="Membership", remote="unit_id"),
        "registrations": Passing(target="Registration", filter="in_area", local="area_path", where=_REGISTERED),
        "service_records": Passing(target="ServiceRecord", filter="within", local="area_path"),
        "household_contacts": Many(target="HouseholdContact", remote="group_id"),
        "contact_groups": Many(target="HouseholdContact", remote="household_id"),
        "groups": Passing(target="UnitGroup", filter="unit", local="unit_id"),
        "placements": Many(target="UnitPlacement", remote="unit_id"),
        "sorted_by": Many(target="GroupSetKind", remote="kind", local="kind"),
    },
    filters={
        "kinds": OneOf(column="kind"),
        "line": Equals(column="line", few=False),
        "parent": Equals(column="parent_id"),
        "within": Within(column="path"),
        "in_area": Within(column="area_path"),
        "search": Matches(table=SEARCH_UNITS),
        "name": Equals(column="name_zh"),
        "code": Where(relation="codes", filter="value"),
        "alias": Where(relation="aliases", filter="alias"),
        "name_en": Equals(column="name_en"),
        "named": AnyOf(filters=("name", "name_en", "alias")),
        "in_office": Where(relation="appointments", filter="person"),
        "in_group": Where(relation="placements", filter="group"),
        "in_group_code": Where(relation="placements", filter="full_code"),
        "sorted_by": Where(relation="sorted_by", filter="group_set"),
        "in_no_group_of": Without(relation="placements", filter="group_set"),
        "ungrouped": AllOf(filters=("sorted_by", "in_no_group_of")),
        "contacted": Positive(computed="named_members"),
        "in_cell": Positive(computed="cells"),
        "with_officer": Positive(computed="officers"),
        "one_visit": Positive(computed="visiting_officers"),
    },
)

UNIT_LABEL = Source(
    name="UnitLabel",
    identity="Unit",
    table=UnitStateRow,
    key="unit_id",
    dated=True,
    access=Everyone(),  # for it is told beside something that the caller may see
    labels={"name": _UNIT_NAME},
    computed={"code": Computed(sql=official_code)},
    order=("-path",),
)

UNIT_CODE = Source(
    name="UnitCode",
    table=UnitCodeRow,
    dated=True,
    access=Through(relations=("unit",)),
    relations={"unit": One(target="Unit", local="unit_id")},
    order=("scheme",),
    filters={"value": Equals(column="value"), "scheme": Equals(column="scheme", few=False)},
)

UNIT_ALIAS = Source(
    name="UnitAlias",
    table=UnitAliasRow,
    dated=True,
    access=Through(relations=("unit",)),
    relations={"unit": One(target="Unit", local="unit_id")},
    filters={"alias": Equals(column="alias")},
)

PERSON = Source(
    name="Person",
    table=PersonStateRow,
    key="person_id",
    dated=True,
    access=Through(relations=("appointments", "memberships")),
    computed={"version": version_of("organisation_person", "person_id")},
    relations={
        "appointments": Many(target="Appointment", remote="person_id"),
        "memberships": Many(target="Membership", remote="person_id"),
        "registrations": Many(target="Registration", remote="person_id", where=_REGISTERED),
        "service_records": Many(target="ServiceRecord", remote="person_id"),
    },
    filters={
        "search": Matches(table=SEARCH_PEOPLE),
        "within": Where(relation="appointments", filter="within"),
        "in_area": Where(relation="appointments", filter="in_area"),
        "post_kinds": Where(relation="appointments", filter="post_kinds"),
        "member_of": Where(relation="memberships", filter="unit"),
        "appointment": Where(relation="appointments", filter="appointment"),
    },
)

POST = Source(
    name="Post",
    table=PostStateRow,
    key="post_id",
    dated=True,
    access=Through(relations=("unit",)),
    labels={"title": Label(zh="title_zh", en="title_en")},
    computed={
        "version": version_of("organisation_post", "post_id"),
        "filled": Computed(sql=filled),
        "vacant": Computed(sql=vacant),
        "lacking": Computed(sql=lacking),
    },
    relations={
        "unit": One(target="Unit", local="unit_id"),
        "appointments": Many(target="Appointment", remote="post_id"),
    },
    filters={
        "kinds": OneOf(column="kind"),
        "within": Where(relation="unit", filter="within"),
        "in_area": Where(relation="unit", filter="in_area"),
        "vacant": Positive(computed="vacant"),
        "lacking": Positive(computed="lacking"),
    },
)

APPOINTMENT = Source(
    name="Appointment",
    table=AppointmentStateRow,
    key="appointment_id",
    dated=True,
    access=Through(relations=("unit",)),
    computed={"version": version_of("organisation_appointment", "appointment_id")},
    relations={
        "unit": One(target="Unit", local="unit_id"),
        "post": One(target="Post", local="post_id"),
        "person": One(target="Person", local="person_id"),
        "home": One(target="Appointment", local="home_id"),
    },
    filters={
        "appointment": Equals(column="appointment_id"),
        "bases": OneOf(column="basis"),
        "person": Equals(column="person_id"),
        "within": Where(relation="unit", filter="within"),
        "in_area": Where(relation="unit", filter="in_area"),
        "post_kinds": Where(relation="post", filter="kinds"),
    },
)

MEMBERSHIP = Source(
    name="Membership",
    table=MembershipRow,
    key="membership_id",
    dated=True,
    access=Through(relations=("unit",)),
    relations={
        "unit": One(target="Unit", local="unit_id"),
        "person": One(target="Person", local="person_id"),
    },
    filters={"kind": Equals(column="kind", few=False), "unit": Equals(column="unit_id")},
)

HOUSEHOLD_CONTACT = Source(
    name="HouseholdContact",
    table=HouseholdContactRow,
    dated=True,
    access=Through(relations=("household",)),
    relations={
        "group": One(target="Unit", local="group_id"),
        "household": One(target="Unit", local="household_id"),
        "member": One(target="Person", local="member_id"),
    },
    filters={"group": Equals(column="group_id")},
)

ORGANISATION_SOURCES = (
    UNIT,
    UNIT_LABEL,
    UNIT_CODE,
    UNIT_ALIAS,
    PERSON,
    POST,
    APPOINTMENT,
    MEMBERSHIP,
    HOUSEHOLD_CONTACT,
)
