"""Schemes and progress records."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from governance_core.assessment import (
    Evidence,
    EvidenceKind,
    IndicatorScheme,
    MilestoneReached,
    NotApplicableEntry,
    ProgressRecord,
    QuantityEntry,
    RecordStatus,
    dimension_from_data,
    dimension_to_data,
    draft_scheme,
    entry_from_data,
    entry_to_data,
    publish_scheme,
    reject_record,
    revise_scheme,
    submit_record,
    verify_record,
    withdraw_record,
)
from governance_core.errors import (
    AlreadyDecided,
    Blank,
    EntryDoesNotFit,
    EvidenceRequired,
    InputFault,
    InvalidInput,
    NotTheSubmitter,
    OutsideCycle,
    OwnRecord,
    SchemeNotPublished,
    SchemePublished,
    UnknownValue,
    WeightsDoNotSum,
)
from governance_core.values import Period, PersonId, RecordId, SchemeId, Text

START, END = date(2020, 7, 1), date(2021, 1, 1)
NOW = datetime(2020, 8, 1, tzinfo=UTC)
CADRE, OFFICER, COLLEAGUE = PersonId("cadre"), PersonId("officer"), PersonId("colleague")
PAPER = Evidence(kind=EvidenceKind.PHOTO, title="现场照片", reference="file:1")

VISITS = {
    "code": "visits",
    "title": {"zh": "走访"},
    "weight": "100",
    "measure": {"kind": "quantity", "unit": {"zh": "户"}, "target": "50"},
}
WORK = {"code": "work", "title": {"zh": "实绩"}, "weight": "100", "indicators": [VISITS]}


def _draft(*dimensions: dict) -> IndicatorScheme:
    return draft_scheme(
        id=SchemeId("s1"),
        code="cadres",
        title=Text(zh="村居干部"),
        cycle=Period(start=START, end=END),
        applies_to=["party-secretary"],
        dimensions=[dimension_from_data(one) for one in dimensions or (WORK,)],
        on=START,
    ).state


@pytest.fixture
def scheme() -> IndicatorScheme:
    return publish_scheme(_draft(), on=START, published_at=NOW).state


def _submitted(scheme: IndicatorScheme, **more) -> ProgressRecord:
    given = {
        "id": RecordId("r1"),
        "scheme": scheme,
        "indicator": "visits",
        "person": CADRE,
        "occurred_on": date(2020, 7, 20),
        "entry": QuantityEntry(amount=Decimal(5)),
        "submitted_by": COLLEAGUE,
        "submitted_at": NOW,
        "today": date(2020, 8, 1),
        "evidence": [PAPER],
    }
    return submit_record(**given | more).state


def test_weights_that_do_not_sum_to_100_are_refused_with_their_sum() -> None:
    """Dimensions make up 100, and the indicators of each make up its weight; both are told together."""
    light = WORK | {"weight": "90"}

    with pytest.raises(InvalidInput) as refusal:
        _draft(light)

    sums = [(fault.path, fault.total, fault.expected) for fault in refusal.value.faults]
    assert sums == [
        (("dimensions", "0", "indicators"), Decimal(100), Decimal(90)),
        (("dimensions",), Decimal(90), Decimal(100)),
    ]
    assert all(isinstance(fault, WeightsDoNotSum) for fault in refusal.value.faults)


def test_every_fault_of_a_written_scheme_is_told_with_its_place() -> None:
    """Reading plain data goes on after a fault."""
    written = WORK | {"weight": "a lot", "indicators": [VISITS | {"measure": {"kind": "quantity", "target": "x"}}]}

    with pytest.raises(InvalidInput) as refusal:
        dimension_from_data(written, ("dimensions", "0"))

    assert {fault.path for fault in refusal.value.faults} == {
        ("dimensions", "0", "weight"),
        ("dimensions", "0", "indicators", "0", "measure", "unit"),
        ("dimensions", "0", "indicators", "0", "measure", "target"),
    }


def test_shares_of_milestones_sum_to_100() -> None:
    """Half a milestone is missing here."""
    step = {"code": "a", "title": {"zh": "步"}, "due_on": "2020-08-01", "share": "50"}
    written = WORK | {"indicators": [VISITS | {"measure": {"kind": "milestones", "milestones": [step]}}]}

    with pytest.raises(WeightsDoNotSum):
        _draft(written)


@pytest.mark.parametrize(
    "measure",
    [
        {"kind": "quantity", "unit": {"zh": "件"}, "target": "5", "floor": "9"},
        {"kind": "points", "base": "120", "ceiling": "100"},
        {"kind": "rating", "low": "10", "high": "1"},
        {"kind": "guess"},
    ],
)
def test_a_measure_that_makes_no_sense_is_refused(measure: dict) -> None:
    """Targets beyond floors, bases within ceilings, ranges with a width, and kinds that are known."""
    with pytest.raises(InputFault):
        _draft(WORK | {"indicators": [VISITS | {"measure": measure}]})


@pytest.mark.parametrize(
    "measure",
    [
        VISITS["measure"],
        {"kind": "points", "base": "80", "ceiling": "100", "floor": "0"},
        {"kind": "rating", "low": "0", "high": "10", "minimum_raters": 3},
        {
            "kind": "milestones",
            "milestones": [{"code": "a", "title": {"zh": "步", "en": "Step"}, "due_on": "2020-08-01", "share": "100"}],
        },
    ],
)
def test_a_dimension_survives_being_written_and_read(measure: dict) -> None:
    """Plain data and value say the same."""
    dimension = dimension_from_data(WORK | {"indicators": [VISITS | {"measure": measure}]})

    assert dimension_from_data(dimension_to_data(dimension)) == dimension


def test_a_published_scheme_is_not_published_again_but_revised(scheme: IndicatorScheme) -> None:
    """The next version has its own id and number and is a draft."""
    with pytest.raises(SchemePublished):
        publish_scheme(scheme, on=START, published_at=NOW)

    revised = revise_scheme(scheme, id=SchemeId("s2"), on=START, title=Text(zh="修订")).state

    assert (revised.version, revised.code, revised.status.value) == (2, scheme.code, "draft")
    assert scheme.title.zh == "村居干部"


def test_nothing_is_recorded_under_a_draft() -> None:
    """Records need a scheme in force."""
    with pytest.raises(SchemeNotPublished):
        _submitted(_draft())


def test_an_entry_must_be_what_the_indicator_measures(scheme: IndicatorScheme) -> None:
    """Visits are counted, not reached."""
    with pytest.raises(EntryDoesNotFit):
        _submitted(scheme, entry=MilestoneReached(milestone="plan"))


def test_an_unknown_indicator_is_refused_naming_the_known_ones(scheme: IndicatorScheme) -> None:
    """The scheme says what is recorded."""
    with pytest.raises(UnknownValue) as refusal:
        _submitted(scheme, indicator="nothing")

    assert refusal.value.known == ("visits",)


@pytest.mark.parametrize("day", [date(2020, 6, 30), date(2020, 8, 2)])
def test_a_record_is_about_a_past_day_of_the_cycle(scheme: IndicatorScheme, day: date) -> None:
    """Neither before the cycle nor after today."""
    with pytest.raises(OutsideCycle):
        _submitted(scheme, occurred_on=day)


def test_a_record_shows_what_it_says(scheme: IndicatorScheme) -> None:
    """At least one piece of evidence."""
    with pytest.raises(EvidenceRequired):
        _submitted(scheme, evidence=[])


def test_saying_that_an_indicator_does_not_apply_needs_a_reason(scheme: IndicatorScheme) -> None:
    """An empty reason is none."""
    with pytest.raises(Blank):
        _submitted(scheme, entry=NotApplicableEntry(reason=" "))


@pytest.mark.parametrize("decider", [CADRE, COLLEAGUE])
def test_nobody_decides_about_a_record_of_their_own(scheme: IndicatorScheme, decider: PersonId) -> None:
    """Neither the cadre concerned nor the submitter verifies or rejects."""
    record = _submitted(scheme)

    with pytest.raises(OwnRecord):
        verify_record(record, decided_by=decider, decided_at=NOW)
    with pytest.raises(OwnRecord):
        reject_record(record, decided_by=decider, decided_at=NOW, reason="不实")


def test_a_record_is_decided_about_once(scheme: IndicatorScheme) -> None:
    """After the decision neither another one nor a withdrawal is possible."""
    verified = verify_record(_submitted(scheme), decided_by=OFFICER, decided_at=NOW).state

    with pytest.raises(AlreadyDecided):
        reject_record(verified, decided_by=OFFICER, decided_at=NOW, reason="不实")
    with pytest.raises(AlreadyDecided):
        withdraw_record(verified, withdrawn_by=COLLEAGUE, decided_at=NOW)


def test_only_the_submitter_withdraws(scheme: IndicatorScheme) -> None:
    """The cadre concerned can't take back what a colleague has submitted."""
    record = _submitted(scheme)

    with pytest.raises(NotTheSubmitter):
        withdraw_record(record, withdrawn_by=CADRE, decided_at=NOW)

    assert withdraw_record(record, withdrawn_by=COLLEAGUE, decided_at=NOW).state.status is RecordStatus.WITHDRAWN


def test_a_rejection_needs_a_reason(scheme: IndicatorScheme) -> None:
    """Who rejects says why."""
    with pytest.raises(Blank):
        reject_record(_submitted(scheme), decided_by=OFFICER, decided_at=NOW, reason="")


def test_an_entry_survives_being_written_and_read() -> None:
    """Plain data and value say the same."""
    for entry in (
        QuantityEntry(amount=Decimal("1.5")),
        MilestoneReached(milestone="a"),
        NotApplicableEntry(reason="x"),
    ):
        assert entry_from_data(entry_to_data(entry)) == entry
