"""Where the assessment's GraphQL types come from, and who may see them."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from pypika_tortoise.queries import Table
from pypika_tortoise.terms import LiteralValue, Term

from governance_core.assessment import Light, RatingEntry
from graphql_api.assessment.tables import IndicatorRow, RecordRow, RollUpRow, SchemeRow, ScoreRow, WarningRow
from graphql_api.organisation import ABOUT_WORK, COLLEAGUE_OF_ROW
from graphql_api.platform.access import ALL_ROLES, REVIEWING_ROLES
from graphql_api.platform.means import Mean
from graphql_api.platform.reading.conditions import Question, coalesced
from graphql_api.platform.reading.declare import (
    Before,
    Computed,
    Differs,
    Equals,
    Everyone,
    Filter,
    ForRoles,
    From,
    Label,
    Many,
    One,
    OneOf,
    Passing,
    Personal,
    Relation,
    Source,
    Through,
    Where,
    Without,
)
from graphql_api.platform.sql import table_of

SCHEME = Source(
    name="IndicatorScheme",
    table=SchemeRow,
    access=Everyone(),
    labels={"title": Label(zh="title_zh", en="title_en")},
    order=("-cycle_from", "code", "-version"),
    relations={"inherits": One(target="IndicatorScheme", local="inherits_id")},
    filters={
        "code": Equals(column="code"),
        "status": Equals(column="status", few=False),
        "subject": Equals(column="subject", few=False),
    },
)

_INDICATOR_TITLE = Label(zh="title_zh", en="title_en")


def _indicator_title(question: Question, table: Table) -> Term:
    """What a record's indicator is called in the scheme it was made under."""
    named = table_of(IndicatorRow).as_("named_")
    found = question.query.from_(named).select(coalesced(question, named, _INDICATOR_TITLE))
    return found.where(named.scheme_id == table.scheme_id).where(named.code == table.indicator)


RECORD = Source(
    name="ProgressRecord",
    table=RecordRow,
    computed={"indicator_title": Computed(sql=_indicator_title)},
    access=Personal(
        column="submitted_by",
        roles=ALL_ROLES,
        others=Personal(
            column="person_id",
            roles=REVIEWING_ROLES,
            others=Through(relations=("colleague", "assessed")),
            hidden=("kind", RatingEntry.kind),
        ),
    ),
    relations={
        "scheme": One(target="IndicatorScheme", local="scheme_id"),
        "person": One(target="Person", local="person_id"),
        "colleague": COLLEAGUE_OF_ROW,
        "assessed": One(target="Unit", local="person_id"),
        "offices": Many(target="Appointment", remote="unit_id", local="person_id"),
        "submitter": One(target="Person", local="submitted_by"),
        "decider": One(target="Person", local="decided_by"),
        "supersedes": One(target="ProgressRecord", local="supersedes_id"),
        "unit": One(target="Unit", local="unit_id"),
    },
    order=("-occurred_on",),
    filters={
        "person": Equals(column="person_id"),
        "about_unit": Equals(column="person_id"),
        "not_person": Differs(column="person_id"),
        "not_in_office": Without(relation="offices", filter="person"),
        "not_submitter": Differs(column="submitted_by"),
        "scheme": Equals(column="scheme_id", few=False),
        "indicator": Equals(column="indicator", few=False),
        "statuses": OneOf(column="status"),
        "since": From(column="occurred_on"),
        "until": Before(column="occurred_on"),
        "within": Where(relation="person", filter="within"),
    },
)

RECORD_FACTS = replace(RECORD, name="ProgressRecordFacts", access=Everyone())
"""Records as what is made of them reads them, which is for whoever may know of it: also those that are hidden."""

INDICATOR = Source(
    name="IndicatorLabel",
    table=IndicatorRow,
    access=Everyone(),
    labels={"title": _INDICATOR_TITLE},
    filters={
        "code": Equals(column="code"),
        "dimension": Equals(column="dimension"),
        "initiative": Equals(column="initiative"),
    },
)
_OF_INDICATOR: Mapping[str, Filter] = {
    "scheme": Equals(column="scheme_id", few=False),
    "indicator": Where(relation="indicator", filter="code"),
    "dimension": Where(relation="indicator", filter="dimension"),
    "initiative": Where(relation="indicator", filter="initiative"),
}

INDICATOR_SCORE = Source(
    name="IndicatorScore",
    table=ScoreRow,
    access=ABOUT_WORK,
    relations={
        "scheme": One(target="IndicatorScheme", local="scheme_id"),
        "indicator": One(target="IndicatorLabel", local="indicator_id"),
        "unit": One(target="Unit", local="unit_id"),
        "person": One(target="Person", local="person_id"),
        "colleague": COLLEAGUE_OF_ROW,
    },
    order=("-as_of",),
    filters={**_OF_INDICATOR, "part": Equals(column="part", few=False)},
)


def _by_product_share(_: Question, table: Table) -> Term:
    return Mean(table.by_products * LiteralValue("100"), table.records)


ROLL_UP = Source(
    name="AssessmentRollUp",
    table=RollUpRow,
    access=ForRoles(roles=REVIEWING_ROLES, others=Through(relations=("unit",))),
    computed={
        "mean": Computed(sql=lambda _, table: Mean(table.points, table.cadres), read=Decimal),
        "by_product_share": Computed(sql=_by_product_share, read=Decimal),
    },
    relations={
        "unit": One(target="Unit", local="unit_id"),
        "scheme": One(target="IndicatorScheme", local="scheme_id"),
        "indicator": One(target="IndicatorLabel", local="indicator_id"),
    },
    order=("-scheme_id", "indicator_id"),
    filters=_OF_INDICATOR,
)

WARNING = Source(
    name="ProgressWarning",
    table=WarningRow,
    access=Personal(
        column="person_id", roles=REVIEWING_ROLES, others=Through(relations=("colleague", "assessed_unit"))
    ),
    relations={
        "scheme": One(target="IndicatorScheme", local="scheme_id"),
        "indicator": One(target="IndicatorLabel", local="indicator_id"),
        "unit": One(target="Unit", local="unit_id"),
        "person": One(target="Person", local="person_id"),
        "colleague": COLLEAGUE_OF_ROW,
        "assessed_unit": One(target="Unit", local="person_id"),
    },
    order=("-since_on",),
    filters={
        "person": Equals(column="person_id"),
        "scheme": Equals(column="scheme_id", few=False),
        "indicator": Where(relation="indicator", filter="code"),
        "light": Equals(column="light", few=False),
        "not_light": Differs(column="light"),
        "within": Where(relation="unit", filter="in_area"),
    },
)

STANDING = {"not_light": Light.GREEN.value}
"""The condition of what a warning is now: who is where they should be again is not listed."""
SOURCES = (SCHEME, RECORD, INDICATOR, INDICATOR_SCORE, ROLL_UP, WARNING)
RELATES: dict[str, dict[str, Relation]] = {
    "Person": {
        "indicator_scores": Many(target="IndicatorScore", remote="person_id", where={"part": ""}),
        "warnings": Many(target="ProgressWarning", remote="person_id", where=STANDING),
        "progress_records": Many(target="ProgressRecord", remote="person_id"),
    },
    "Unit": {
        "assessment_roll_ups": Many(target="AssessmentRollUp", remote="unit_id"),
        "warnings": Passing(target="ProgressWarning", filter="within", local="area_path", where=STANDING),
    },
}
