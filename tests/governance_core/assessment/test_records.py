"""Submitting a progress record, and deciding about it."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from governance_core.assessment import (
    Dimension,
    Entry,
    Evidence,
    EvidenceKind,
    Indicator,
    IndicatorScheme,
    Measure,
    Milestone,
    MilestoneReached,
    Milestones,
    NotApplicableEntry,
    Points,
    PointsEntry,
    ProgressRecord,
    Quantity,
    QuantityEntry,
    Rating,
    RatingEntry,
    RecordRejected,
    RecordStatus,
    RecordSubmitted,
    RecordVerified,
    RecordWithdrawn,
    draft_scheme,
    publish_scheme,
    reject_record,
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
    Malformed,
    NothingToSupersede,
    NotTheSubmitter,
    NotYetHappened,
    OutOfRange,
    OutsideCycle,
    OwnRecord,
    OwnSubmission,
    RecordedOutOfOrder,
    SchemeNotPublished,
    SupersedesAnother,
    TooLong,
    UnknownValue,
)
from governance_core.values import Period, PersonId, RecordId, SchemeId, Text, UnitId

START, END = date(2020, 7, 1), date(2021, 1, 1)
DAY, TODAY = date(2020, 7, 20), date(2020, 8, 1)
NOW = datetime(2020, 8, 1, 2, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
CADRE, OFFICER, COLLEAGUE = PersonId("cadre"), PersonId("officer"), PersonId("colleague")
VILLAGE = UnitId("village")
TITLE = Text(zh="指标")
PHOTO = Evidence(kind=EvidenceKind.PHOTO, title="现场照片", reference="file:1")
PLAN = Milestone(code="plan", title=TITLE, due_on=DAY, share=Decimal(100))
MEASURES: dict[str, Measure] = {
    "visits": Quantity(unit=Text(zh="户"), target=Decimal(50)),
    "sewer": Milestones(milestones=(PLAN,)),
    "conduct": Points(base=Decimal(80), ceiling=Decimal(100)),
    "masses": Rating(low=Decimal(1), high=Decimal(10)),
}


def _draft() -> IndicatorScheme:
    indicators = tuple(
        Indicator(code=code, title=TITLE, weight=Decimal(25), measure=measure) for code, measure in MEASURES.items()
    )
    return draft_scheme(
        id=SchemeId("s1"),
        code="cadres",
        title=TITLE,
        cycle=Period(start=START, end=END),
        applies_to=["party-secretary"],
        dimensions=[Dimension(code="work", title=TITLE, weight=Decimal(100), indicators=indicators)],
        on=START,
    ).state


SCHEME = publish_scheme(_draft(), on=START, published_at=NOW).state


def _act(**more):
    told = {
        "id": RecordId("r1"),
        "scheme": SCHEME,
        "indicator": "visits",
        "person": CADRE,
        "unit": VILLAGE,
        "occurred_on": DAY,
        "entry": QuantityEntry(amount=Decimal(5)),
        "submitted_by": COLLEAGUE,
        "submitted_at": NOW,
        "today": TODAY,
        "evidence": [PHOTO],
    }
    return submit_record(**told | more)


def _submitted(**more) -> ProgressRecord:
    return _act(**more).state


def _verified(**more) -> ProgressRecord:
    return verify_record(_submitted(**more), decided_by=OFFICER, decided_at=NOW).state


def test_a_submitted_record_waits_for_a_decision_and_is_announced() -> None:
    """It holds what was given, dated by when it happened and by when it became known."""
    outcome = _act(note="七月走访")

    record = outcome.state
    assert (record.status, record.occurred_on, record.submitted_at) == (RecordStatus.SUBMITTED, DAY, NOW)
    assert (record.entry, record.evidence, record.note) == (QuantityEntry(amount=Decimal(5)), (PHOTO,), "七月走访")
    assert outcome.events == (
        RecordSubmitted(effective_on=DAY, record=RecordId("r1"), scheme=SCHEME.id, person=CADRE, indicator="visits"),
    )


def test_nothing_is_recorded_under_a_draft() -> None:
    """Records need a scheme in force."""
    with pytest.raises(SchemeNotPublished):
        _submitted(scheme=_draft())


@pytest.mark.parametrize("indicator", ["visits", "conduct", "masses"])
def test_an_entry_must_be_what_the_indicator_measures(indicator: str) -> None:
    """Visits are counted, not reached; the refusal names both kinds of entry by their codes."""
    with pytest.raises(EntryDoesNotFit) as refusal:
        _submitted(indicator=indicator, entry=MilestoneReached(milestone="plan"))

    assert refusal.value.given == "milestone"
    assert refusal.value.expected == {"visits": "quantity", "conduct": "points", "masses": "rating"}[indicator]


@pytest.mark.parametrize("indicator", MEASURES)
def test_of_every_indicator_it_can_be_said_that_it_does_not_apply(indicator: str) -> None:
    """Whatever it is measured by, with a reason."""
    record = _submitted(indicator=indicator, entry=NotApplicableEntry(reason="本村无此项工作"))

    assert record.entry == NotApplicableEntry(reason="本村无此项工作")


def test_an_unknown_indicator_is_refused_naming_the_known_ones() -> None:
    """The scheme says what is recorded."""
    with pytest.raises(UnknownValue) as refusal:
        _submitted(indicator="nothing")

    assert refusal.value.known == tuple(MEASURES)


@pytest.mark.parametrize("day", [START - timedelta(days=1), END])
def test_a_record_is_about_a_day_of_the_cycle(day: date) -> None:
    """The refusal says which days are: from the first to the last, which is the one before the period's end."""
    with pytest.raises(OutsideCycle) as refusal:
        _submitted(occurred_on=day, today=END)

    assert (refusal.value.start, refusal.value.end) == (START, date(2020, 12, 31))


def test_what_has_not_happened_yet_is_not_recorded() -> None:
    """Today is the last day that can be recorded, and tomorrow can't."""
    _submitted(occurred_on=TODAY)

    with pytest.raises(NotYetHappened):
        _submitted(occurred_on=TODAY + timedelta(days=1))


def test_a_record_shows_what_it_says_but_a_rating_needs_nothing() -> None:
    """At least one piece of evidence, save for ratings."""
    with pytest.raises(EvidenceRequired):
        _submitted(evidence=[])

    rating = _submitted(indicator="masses", entry=RatingEntry(rating=Decimal(8)), evidence=[])
    assert rating.evidence == ()


@pytest.mark.parametrize(
    ("indicator", "entry", "place", "fault"),
    [
        ("visits", QuantityEntry(amount=Decimal(-1)), "amount", OutOfRange),
        ("visits", QuantityEntry(amount=Decimal("NaN")), "amount", Malformed),
        ("visits", QuantityEntry(amount=Decimal("0.0000001")), "amount", Malformed),
        ("visits", NotApplicableEntry(reason=" "), "reason", Blank),
        ("sewer", MilestoneReached(milestone="none"), "milestone", UnknownValue),
        ("conduct", PointsEntry(points=Decimal("Infinity"), reason="表彰"), "points", Malformed),
        ("conduct", PointsEntry(points=Decimal(5), reason=""), "reason", Blank),
        ("conduct", PointsEntry(points=Decimal(5), reason="因" * 2001), "reason", TooLong),
        ("masses", RatingEntry(rating=Decimal(0)), "rating", OutOfRange),
        ("masses", RatingEntry(rating=Decimal(11)), "rating", OutOfRange),
    ],
)
def test_an_entry_has_bounds(indicator: str, entry: Entry, place: str, fault: type[InputFault]) -> None:
    """Amounts are not negative, ratings lie in their range, milestones are known, and reasons are given."""
    with pytest.raises(fault) as refusal:
        _submitted(indicator=indicator, entry=entry)

    assert refusal.value.path == ("entry", place)


@pytest.mark.parametrize(
    ("evidence", "place", "fault"),
    [
        ([PHOTO] * 21, ("evidence",), OutOfRange),
        ([Evidence(kind=EvidenceKind.PHOTO, title="", reference="file:1")], ("evidence", "0", "title"), Blank),
        ([Evidence(kind=EvidenceKind.PHOTO, title="图", reference="f" * 501)], ("evidence", "0", "reference"), TooLong),
        (
            [Evidence(kind=EvidenceKind.LINK, title="报道", reference="javascript:alert(1)")],
            ("evidence", "0", "reference"),
            Malformed,
        ),
        (
            [PHOTO, Evidence(kind=EvidenceKind.DOCUMENT, title="台账", reference="file:2", sha256="z" * 64)],
            ("evidence", "1", "sha256"),
            Malformed,
        ),
    ],
)
def test_evidence_can_be_found_again(evidence: list[Evidence], place: tuple[str, ...], fault: type[InputFault]) -> None:
    """It has a title and a place, a link is a web address, a hash is a SHA-256, and there are 20 at most."""
    with pytest.raises(fault) as refusal:
        _submitted(evidence=evidence)

    assert refusal.value.path == place


def test_all_faults_of_a_record_are_told_together() -> None:
    """Whoever submits corrects it once."""
    nameless = Evidence(kind=EvidenceKind.PHOTO, title="", reference="file:1")

    with pytest.raises(InvalidInput) as refusal:
        _submitted(entry=QuantityEntry(amount=Decimal(-1)), evidence=[nameless], note="注" * 2001)

    places = [fault.path for fault in refusal.value.faults]
    assert places == [("entry", "amount"), ("evidence", "0", "title"), ("note",)]


def test_a_record_counts_from_its_verification_on() -> None:
    """It says who verified it and when, and what it takes the place of no longer counts."""
    wrong = _verified()
    right = _submitted(id=RecordId("r2"), supersedes=wrong)

    outcome = verify_record(right, decided_by=OFFICER, decided_at=LATER)

    decided = outcome.state
    assert (decided.status, decided.decided_by, decided.decided_at) == (RecordStatus.VERIFIED, OFFICER, LATER)
    assert outcome.events == (
        RecordVerified(
            effective_on=DAY,
            record=RecordId("r2"),
            scheme=SCHEME.id,
            person=CADRE,
            indicator="visits",
            supersedes=RecordId("r1"),
        ),
    )


def test_the_cadre_concerned_does_not_decide() -> None:
    """Neither verifies nor rejects, even where somebody else has submitted the record."""
    record = _submitted()

    with pytest.raises(OwnRecord):
        verify_record(record, decided_by=CADRE, decided_at=NOW)
    with pytest.raises(OwnRecord):
        reject_record(record, decided_by=CADRE, decided_at=NOW, reason="不实")


def test_the_submitter_does_not_decide() -> None:
    """Neither verifies nor rejects, even where the record is about somebody else."""
    record = _submitted()

    with pytest.raises(OwnSubmission):
        verify_record(record, decided_by=COLLEAGUE, decided_at=NOW)
    with pytest.raises(OwnSubmission):
        reject_record(record, decided_by=COLLEAGUE, decided_at=NOW, reason="不实")


def test_without_names_nobody_shows_to_be_somebody_else() -> None:
    """What came from the system is decided about by a named person, and is not taken back by a nameless one."""
    record = _submitted(submitted_by=None)

    with pytest.raises(OwnSubmission):
        verify_record(record, decided_by=None, decided_at=NOW)
    with pytest.raises(NotTheSubmitter):
        withdraw_record(record, withdrawn_by=None, decided_at=NOW)

    assert verify_record(record, decided_by=OFFICER, decided_at=NOW).state.decided_by == OFFICER


def test_a_rejection_states_its_reason() -> None:
    """Who rejects says why, and the record keeps it."""
    record = _submitted()

    with pytest.raises(Blank):
        reject_record(record, decided_by=OFFICER, decided_at=NOW, reason=" ")
    outcome = reject_record(record, decided_by=OFFICER, decided_at=NOW, reason="照片与事项不符")

    assert (outcome.state.status, outcome.state.reason) == (RecordStatus.REJECTED, "照片与事项不符")
    assert [type(event) for event in outcome.events] == [RecordRejected]


def test_only_the_submitter_withdraws() -> None:
    """The cadre concerned can't take back what a colleague has submitted."""
    record = _submitted()

    with pytest.raises(NotTheSubmitter):
        withdraw_record(record, withdrawn_by=CADRE, decided_at=NOW)
    outcome = withdraw_record(record, withdrawn_by=COLLEAGUE, decided_at=NOW)

    assert (outcome.state.status, outcome.state.decided_by) == (RecordStatus.WITHDRAWN, COLLEAGUE)
    assert [type(event) for event in outcome.events] == [RecordWithdrawn]


def test_a_record_is_decided_about_once() -> None:
    """After a verification, a rejection or a withdrawal none of the three is possible."""
    record = _submitted()
    decided = [
        verify_record(record, decided_by=OFFICER, decided_at=NOW).state,
        reject_record(record, decided_by=OFFICER, decided_at=NOW, reason="不实").state,
        withdraw_record(record, withdrawn_by=COLLEAGUE, decided_at=NOW).state,
    ]

    for one in decided:
        with pytest.raises(AlreadyDecided):
            verify_record(one, decided_by=OFFICER, decided_at=LATER)
        with pytest.raises(AlreadyDecided):
            reject_record(one, decided_by=OFFICER, decided_at=LATER, reason="不实")
        with pytest.raises(AlreadyDecided):
            withdraw_record(one, withdrawn_by=COLLEAGUE, decided_at=LATER)


def test_no_decision_is_older_than_its_record() -> None:
    """Else an answer already given as known at that instant would change afterwards."""
    earlier = NOW - timedelta(seconds=1)

    with pytest.raises(RecordedOutOfOrder):
        verify_record(_submitted(), decided_by=OFFICER, decided_at=earlier)
    with pytest.raises(RecordedOutOfOrder):
        _submitted(id=RecordId("r2"), supersedes=_verified(), submitted_at=earlier)


def test_where_a_record_stood_can_be_asked_for_any_instant() -> None:
    """Unknown before it was submitted, submitted until somebody decided, decided from that instant on."""
    record = verify_record(_submitted(), decided_by=OFFICER, decided_at=LATER).state

    stood = [record.status_at(instant) for instant in (NOW - timedelta(seconds=1), NOW, LATER, None)]

    assert stood == [None, RecordStatus.SUBMITTED, RecordStatus.VERIFIED, RecordStatus.VERIFIED]


@pytest.mark.parametrize(
    "other",
    [
        {"person": COLLEAGUE, "submitted_by": CADRE},
        {"indicator": "conduct", "entry": PointsEntry(points=Decimal(1), reason="表彰")},
    ],
)
def test_a_record_takes_the_place_of_one_about_the_same(other: dict) -> None:
    """Another person's record, or another indicator's, is not corrected by this one."""
    mistaken = _verified(**other)

    with pytest.raises(SupersedesAnother):
        _submitted(id=RecordId("r2"), supersedes=mistaken)


def test_only_what_counts_is_superseded() -> None:
    """What waits, was rejected or was withdrawn does not count, so there is nothing to put right."""
    record = _submitted()
    rejected = reject_record(record, decided_by=OFFICER, decided_at=NOW, reason="不实").state

    for mistaken in (record, rejected):
        with pytest.raises(NothingToSupersede):
            _submitted(id=RecordId("r2"), supersedes=mistaken)
