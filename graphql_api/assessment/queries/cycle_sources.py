"""Where cycles, appraisals and results come from, and who may see them.

An appraisal is seen by whom it is about, by reviewing roles of where they serve, work or are seconded from, and by whom
an appeal was given to decide. What is of an appraisal is seen with it, but for what only
reviewers may know yet: reviews, decisions and grades before results are made public.
"""

from decimal import Decimal

from graphql_api.assessment.tables import (
    AdjustmentRow,
    AppealRow,
    AppraisalRow,
    CycleRow,
    GradeDecisionRow,
    GradeRow,
    LeftOutRow,
    ResultRow,
    ResultSumRow,
    ReviewRow,
    SelfAssessmentRow,
    StageRow,
    TallyRow,
)
from graphql_api.organisation import COLLEAGUE_OF_ROW, name_of_person, name_of_unit
from graphql_api.platform.access import ALL_ROLES, REVIEWING_ROLES, TOWN_ROLES
from graphql_api.platform.means import Mean
from graphql_api.platform.reading.declare import (
    AllOf,
    Computed,
    Differs,
    Equals,
    Everyone,
    ForRoles,
    Label,
    Many,
    One,
    OneOf,
    Personal,
    Relation,
    Source,
    Through,
    Where,
    Without,
)

_APPRAISAL = One(target="Appraisal", local="appraisal_id")
_OF_APPRAISAL = Through(relations=("appraisal",))
WITH_ITS_APPRAISAL = Everyone()
"""No field leads to it but from an appraisal that the caller may see."""
_NOT_YET = ("audience", "reviewers")
"""What only reviewers may know until results are made public."""
_CYCLE = One(target="AssessmentCycle", local="cycle_id")

CYCLE = Source(
    name="AssessmentCycle",
    table=CycleRow,
    access=Everyone(),
    labels={"title": Label(zh="title_zh", en="title_en")},
    relations={
        "unit": One(target="Unit", local="unit_id"),
        "stages": Many(target="CycleStage", remote="cycle_id"),
        "tallies": Many(target="CycleTally", remote="cycle_id"),
        "appraisals": Many(target="Appraisal", remote="cycle_id"),
    },
    order=("-period_from", "code"),
    filters={
        "code": Equals(column="code", few=False),
        "kind": Equals(column="kind", few=False),
        "stages": OneOf(column="stage"),
    },
)
STAGE = Source(
    name="CycleStage",
    table=StageRow,
    access=Everyone(),
    computed={"name": name_of_person("entered_by")},
    relations={"cycle": _CYCLE},
)
TALLY = Source(
    name="CycleTally",
    table=TallyRow,
    access=ForRoles(roles=TOWN_ROLES, others=Everyone()),
    relations={"cycle": _CYCLE, "left_out": Many(target="LeftOut", remote="tally_id")},
    order=("-known_at",),
)
APPRAISAL = Source(
    name="Appraisal",
    table=AppraisalRow,
    access=Personal(column="person_id", roles=ALL_ROLES, others=Through(relations=("reviewed", "assigned"))),
    computed={"person_name": name_of_person("person_id"), "unit_name": name_of_unit("unit_id")},
    relations={
        "cycle": _CYCLE,
        "reviewed": One(target="ReviewedAppraisal", local="id"),
        "assigned": Many(target="OwnAppeal", remote="appraisal_id"),
        "person": One(target="Person", local="person_id"),
        "unit": One(target="Unit", local="unit_id"),
        "home": One(target="Unit", local="home_unit_id"),
        "self_assessments": Many(target="SelfAssessment", remote="appraisal_id"),
        "reviews": Many(target="AppraisalReview", remote="appraisal_id"),
        "adjustments": Many(target="ScoreAdjustment", remote="appraisal_id"),
        "appeals": Many(target="Appeal", remote="appraisal_id"),
        "decisions": Many(target="GradeDecision", remote="appraisal_id"),
        "grades": Many(target="AppraisalGrade", remote="appraisal_id", where={"in_view": True}),
        "given": Many(target="GivenReview", remote="appraisal_id"),
        "offices": Many(target="Appointment", remote="unit_id", local="person_id"),
        "beside": Many(target="Unit", remote="area_id", local="person_id"),
        "left_out": Many(target="LeftOut", remote="appraisal_id", where={"in_view": True}),
    },
    filters={
        "cycle": Equals(column="cycle_id", few=False),
        "person": Equals(column="person_id"),
        "not_person": Differs(column="person_id"),
        "not_reviewed_by": Without(relation="given", filter="reviewer"),
        "no_office_in_it": Without(relation="offices", filter="person"),
        "no_office_for_it": Without(relation="beside", filter="in_office"),
        "not_in_office": AllOf(filters=("no_office_in_it", "no_office_for_it")),
        "unit": Equals(column="unit_id"),
        "stages": Where(relation="cycle", filter="stages"),
    },
)
REVIEWED = Source(
    name="ReviewedAppraisal",
    table=AppraisalRow,
    access=ForRoles(roles=REVIEWING_ROLES, others=Through(relations=("colleague", "unit", "home"))),
    relations={
        "colleague": COLLEAGUE_OF_ROW,
        "unit": One(target="Unit", local="unit_id"),
        "home": One(target="Unit", local="home_unit_id"),
    },
)
"""An appraisal as whoever reviews where somebody serves, works or is seconded from sees it."""

OWN_APPEAL = Source(
    name="OwnAppeal",
    table=AppealRow,
    access=Personal(column="assigned_to", roles=frozenset(), others=Everyone()),
)
"""That the caller is to decide an appeal, or has decided it."""

SELF_ASSESSMENT = Source(
    name="SelfAssessment",
    table=SelfAssessmentRow,
    access=WITH_ITS_APPRAISAL,
    relations={"appraisal": _APPRAISAL},
    order=("-said_at",),
)
REVIEW = Source(
    name="AppraisalReview",
    table=ReviewRow,
    access=Personal(column="person_id", roles=ALL_ROLES, others=WITH_ITS_APPRAISAL, hidden=_NOT_YET),
    computed={"reviewer_name": name_of_person("reviewer_id")},
    relations={"appraisal": _APPRAISAL},
    order=("-reviewed_at",),
)
GIVEN = Source(
    name="GivenReview",
    table=ReviewRow,
    access=Everyone(),  # for it is asked only of appraisals that the caller may see
    filters={"reviewer": Equals(column="reviewer_id")},
)
ADJUSTMENT = Source(
    name="ScoreAdjustment",
    table=AdjustmentRow,
    access=_OF_APPRAISAL,
    computed={"author_name": name_of_person("adjusted_by")},
    relations={"appraisal": _APPRAISAL},
    order=("-adjusted_at",),
)
APPEAL = Source(
    name="Appeal",
    table=AppealRow,
    access=Personal(column="assigned_to", roles=ALL_ROLES, others=_OF_APPRAISAL),
    computed={"assignee_name": name_of_person("assigned_to"), "decider_name": name_of_person("decided_by")},
    relations={"appraisal": _APPRAISAL, "cycle": _CYCLE},
    order=("-raised_at",),
    filters={
        "cycle": Equals(column="cycle_id"),
        "statuses": OneOf(column="status"),
        "assignee": Equals(column="assigned_to"),
    },
)
DECISION = Source(
    name="GradeDecision",
    table=GradeDecisionRow,
    access=Personal(column="person_id", roles=ALL_ROLES, others=WITH_ITS_APPRAISAL, hidden=_NOT_YET),
    computed={"decider_name": name_of_person("decided_by")},
    relations={"appraisal": _APPRAISAL},
    order=("-decided_at",),
)
GRADE = Source(
    name="AppraisalGrade",
    table=GradeRow,
    access=Personal(column="person_id", roles=ALL_ROLES, others=WITH_ITS_APPRAISAL, hidden=_NOT_YET),
    computed={"decider_name": name_of_person("decided_by")},
    relations={
        "appraisal": _APPRAISAL,
        "decider": One(target="Person", local="decided_by"),
        "result": One(target="CycleResult", local="result_id"),
    },
    filters={"in_view": Equals(column="in_view")},
)
LEFT_OUT = Source(
    name="LeftOut",
    table=LeftOutRow,
    access=Personal(column="person_id", roles=ALL_ROLES, others=WITH_ITS_APPRAISAL, hidden=_NOT_YET),
    computed={"person_name": name_of_person("person_id"), "unit_name": name_of_unit("unit_id")},
    relations={"appraisal": _APPRAISAL},
    order=("unit_id", "person_id"),
    filters={"in_view": Equals(column="in_view")},
)
RESULT = Source(
    name="CycleResult",
    table=ResultRow,
    access=WITH_ITS_APPRAISAL,
    relations={"appraisal": _APPRAISAL},
)
SUMS = Source(
    name="ResultSums",
    table=ResultSumRow,
    access=ForRoles(roles=REVIEWING_ROLES, others=Through(relations=("unit",))),
    computed={"mean": Computed(sql=lambda _, table: Mean(table.points, table.scored), read=Decimal)},
    relations={"unit": One(target="Unit", local="unit_id"), "cycle": _CYCLE},
    order=("-cycle_id", "unit_id"),
    filters={
        "cycle": Equals(column="cycle_id"),
        "cycles": OneOf(column="cycle_id"),
        "in_view": Equals(column="in_view"),
        "parent": Where(relation="unit", filter="parent"),
        "within": Where(relation="unit", filter="within"),
        "kinds": Where(relation="unit", filter="kinds"),
    },
)

CYCLE_SOURCES = (
    CYCLE,
    STAGE,
    TALLY,
    APPRAISAL,
    REVIEWED,
    OWN_APPEAL,
    SELF_ASSESSMENT,
    REVIEW,
    GIVEN,
    ADJUSTMENT,
    APPEAL,
    DECISION,
    GRADE,
    LEFT_OUT,
    RESULT,
    SUMS,
)
CYCLE_RELATES: dict[str, dict[str, Relation]] = {
    "Person": {"appraisals": Many(target="Appraisal", remote="person_id")},
    "Unit": {"result_sums": Many(target="ResultSums", remote="unit_id", where={"in_view": True})},
}
