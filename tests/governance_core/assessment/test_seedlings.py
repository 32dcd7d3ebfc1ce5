"""Talent seedlings: who nominates whom, who is responsible on which day, who observes, and how a nomination ends."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance_core.assessment import (
    Acting,
    Evidence,
    EvidenceKind,
    HeldPost,
    Observation,
    ObservationId,
    ProgressRecord,
    RecordStatus,
    Seedling,
    SeedlingFigures,
    SeedlingId,
    SeedlingStatus,
    change_mentor,
    end_seedling,
    nominate_seedling,
    observe_seedling,
)
from governance_core.assessment.model import QuantityEntry
from governance_core.errors import (
    AlreadyMentor,
    AlreadySeedling,
    Blank,
    GovernanceError,
    MentorIsSeedling,
    MentorWithoutPost,
    NamedPersonRequired,
    NotAppointed,
    NotMentor,
    NotYetHappened,
    OutsideSeedlingPeriod,
    OwnSeedling,
    RecordOfAnother,
    SeedlingNotActive,
    TooLong,
    UnknownValue,
)
from governance_core.values import (
    AppointmentId,
    NotApplicable,
    Period,
    PersonId,
    RecordId,
    SchemeId,
    UnitId,
    Value,
)

START, END, TODAY = date(2020, 1, 1), date(2022, 1, 1), date(2020, 7, 1)
AT = datetime(2020, 1, 1, 1, tzinfo=UTC)
CADRE, MENTOR, OFFICE, OTHER = (PersonId(one) for one in ("cadre", "mentor", "office", "other"))
POST = HeldPost(
    appointment=AppointmentId("a"),
    unit=UnitId("u"),
    unit_kind="village",
    kind="party-secretary",
    basis="substantive",
    period=Period(start=START),
)
KINDS = ("party-secretary", "department-officer")


def _nominated(**changed) -> Seedling:
    given = {
        "id": SeedlingId("s"),
        "person": CADRE,
        "unit": UnitId("village"),
        "aims_for": "party-secretary",
        "period": Period(start=START, end=END),
        "mentor": MENTOR,
        "mentor_posts": [POST],
        "post_kinds": KINDS,
        "nominated_by": OFFICE,
        "nominated_at": AT,
    }
    return nominate_seedling(**{**given, **changed}).state


def _acting(by=MENTOR, *, reviewing=False, today=TODAY) -> Acting:
    return Acting(by=by, reviewing=reviewing, today=today, at=AT + timedelta(days=182))


def _observed(seedling, acting=None, **changed) -> Observation:
    given = {"id": ObservationId("o"), "observed_on": TODAY, "text": "主持召开村民议事会"}
    return observe_seedling(seedling, acting=acting or _acting(), **{**given, **changed}).state


def _changed(seedling, mentor=OTHER, on=TODAY, **changed):
    given = {"mentor_posts": [POST], "changed_by": OFFICE, "recorded_at": AT + timedelta(days=182)}
    return change_mentor(seedling, mentor=mentor, on=on, **{**given, **changed})


def _ended(seedling, status=SeedlingStatus.RELEASED, **changed):
    given = {
        "on": TODAY,
        "reason": "调往外镇",
        "ended_by": OFFICE,
        "ended_at": AT + timedelta(days=182),
        "today": TODAY,
    }
    return end_seedling(seedling, status=status, **{**given, **changed})


def _record(person=CADRE, status=RecordStatus.VERIFIED) -> ProgressRecord:
    return ProgressRecord(
        id=RecordId("r"),
        scheme=SchemeId("scheme"),
        indicator="visits",
        person=person,
        occurred_on=TODAY,
        entry=QuantityEntry(amount=1),
        evidence=(Evidence(kind=EvidenceKind.DOCUMENT, title="台账", reference="f"),),
        submitted_by=person,
        submitted_at=AT,
        status=status,
    )


def test_a_named_person_nominates_another_with_a_mentor_from_the_first_day():
    """What is told carries who, for which post, under whom and until when."""
    outcome = nominate_seedling(
        id=SeedlingId("s"),
        person=CADRE,
        unit=UnitId("village"),
        aims_for="party-secretary",
        period=Period(start=START, end=END),
        mentor=MENTOR,
        mentor_posts=[POST],
        post_kinds=KINDS,
        nominated_by=OFFICE,
        nominated_at=AT,
    )

    seedling, [event] = outcome.state, outcome.events
    assert (seedling.mentor_on(START), seedling.mentor_on(START - timedelta(days=1))) == (MENTOR, None)
    assert seedling.status is SeedlingStatus.ACTIVE
    assert (event.name, event.effective_on, event.mentor, event.until) == (
        "assessment.seedling-nominated",
        START,
        MENTOR,
        END,
    )


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"nominated_by": None}, NamedPersonRequired),
        ({"nominated_by": CADRE}, OwnSeedling),
        ({"mentor": CADRE}, MentorIsSeedling),
        ({"mentor_posts": []}, MentorWithoutPost),
        ({"aims_for": "emperor"}, UnknownValue),
    ],
)
def test_refuses_a_nomination_that_nobody_could_answer_for(changed, error):
    """Somebody in particular nominates somebody else, under a mentor who holds office, for a post that exists."""
    with pytest.raises(error):
        _nominated(**changed)


def test_a_person_is_nominated_once_at_a_time():
    """While nobody has ended it a nomination goes on, also after its period; afterwards its days are taken."""
    running = _nominated(period=Period(start=START, end=date(2020, 2, 1)))
    ended = _ended(running, today=TODAY).state

    for others in ([running], [ended]):
        with pytest.raises(AlreadySeedling):
            _nominated(period=Period(start=date(2020, 6, 1)), others=others)
    assert _nominated(period=Period(start=TODAY), others=[ended]).mentor_on(TODAY) == MENTOR


def test_a_mentor_hands_over_on_a_day_and_the_past_stays():
    """Who was responsible before is still known, and what was known before the change too."""
    before = _nominated()

    after = _changed(before).state

    assert (after.mentor_on(TODAY - timedelta(days=1)), after.mentor_on(TODAY)) == (MENTOR, OTHER)
    assert after.mentor_on(TODAY, known_at=AT) == MENTOR


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"mentor": MENTOR}, AlreadyMentor),
        ({"mentor": CADRE}, MentorIsSeedling),
        ({"mentor_posts": []}, MentorWithoutPost),
        ({"changed_by": None}, NamedPersonRequired),
        ({"changed_by": CADRE}, OwnSeedling),
        ({"on": START - timedelta(days=1)}, OutsideSeedlingPeriod),
    ],
)
def test_refuses_a_change_of_mentor_that_leaves_nobody_responsible(changed, error):
    """As for a nomination; and who is responsible already can't become it."""
    with pytest.raises(error):
        _changed(_nominated(), **changed)


@given(
    changes=st.lists(st.tuples(st.integers(0, 700), st.sampled_from(["mentor", "other", "third"])), max_size=8),
    asked=st.integers(0, 900),
    ended=st.none() | st.integers(1, 182),
)
def test_one_mentor_is_responsible_on_every_day(changes, asked, ended):
    """However often it is changed and in whatever order; after its end nobody is, and before it nobody was."""
    seedling, at = _nominated(), AT
    for days, who in changes:
        at += timedelta(days=1)
        try:
            seedling = _changed(seedling, PersonId(who), START + timedelta(days=days), recorded_at=at).state
        except AlreadyMentor:
            continue
    if ended is not None:
        seedling = _ended(seedling, on=START + timedelta(days=ended), ended_at=at).state

    day = START + timedelta(days=asked)

    known = [version for version in seedling.mentors.timeline() if day in version.period]
    assert len(known) == (0 if ended is not None and asked >= ended else 1)
    assert seedling.mentor_on(START - timedelta(days=1)) is None


def test_the_mentor_and_who_reviews_observe_and_nobody_else():
    """Never the cadre themself, and never somebody without a name; a mentor until their last day."""
    seedling = _nominated()
    handed_over = _changed(seedling).state

    assert _observed(seedling).by == MENTOR
    assert _observed(seedling, _acting(OFFICE, reviewing=True), record=_record()).record == RecordId("r")
    for acting, error in (
        (_acting(OTHER), NotMentor),
        (_acting(CADRE, reviewing=True), OwnSeedling),
        (_acting(None, reviewing=True), NamedPersonRequired),
    ):
        with pytest.raises(error):
            _observed(seedling, acting)
    with pytest.raises(NotMentor):
        _observed(handed_over)


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"text": "  "}, Blank),
        ({"text": "长" * 2001}, TooLong),
        ({"observed_on": START - timedelta(days=1)}, OutsideSeedlingPeriod),
        ({"observed_on": TODAY + timedelta(days=1)}, NotYetHappened),
        ({"record": _record(OTHER)}, RecordOfAnother),
    ],
)
def test_refuses_an_observation_of_what_was_not_seen(changed, error):
    """It says something bounded about a day of the nomination that is not to come, and cites records of the cadre."""
    with pytest.raises(error):
        _observed(_nominated(), **changed)


def test_who_was_appointed_names_the_appointment_and_who_is_released_is_told_why():
    """The mentor is responsible until the day; afterwards nothing is added."""
    seedling = _nominated()
    taken = (POST, TODAY)

    appointed = _ended(
        seedling, SeedlingStatus.APPOINTED, reason=None, appointment=POST.appointment, posts=[taken]
    ).state
    released = _ended(seedling).state

    assert (appointed.appointment, appointed.reason) == (POST.appointment, None)
    assert (released.appointment, released.reason, released.last_day()) == (None, "调往外镇", TODAY - timedelta(days=1))
    assert (released.mentor_on(TODAY - timedelta(days=1)), released.mentor_on(TODAY)) == (MENTOR, None)
    assert released.last_day(known_at=AT) is None
    for ended in (appointed, released):
        for act in (_observed, _changed, _ended):
            with pytest.raises(SeedlingNotActive):
                act(ended)


@pytest.mark.parametrize(
    ("status", "changed", "error"),
    [
        (SeedlingStatus.RELEASED, {"reason": None}, Blank),
        (SeedlingStatus.RELEASED, {"ended_by": None}, NamedPersonRequired),
        (SeedlingStatus.RELEASED, {"ended_by": CADRE}, OwnSeedling),
        (SeedlingStatus.RELEASED, {"on": START}, OutsideSeedlingPeriod),
        (SeedlingStatus.RELEASED, {"on": TODAY + timedelta(days=1)}, NotYetHappened),
        (SeedlingStatus.ACTIVE, {}, UnknownValue),
        (SeedlingStatus.APPOINTED, {}, Blank),
        (SeedlingStatus.APPOINTED, {"appointment": POST.appointment}, NotAppointed),
        (
            SeedlingStatus.APPOINTED,
            {"appointment": POST.appointment, "posts": [(POST, START - timedelta(days=1))]},
            NotAppointed,
        ),
        (
            SeedlingStatus.APPOINTED,
            {"appointment": AppointmentId("another"), "posts": [(POST, TODAY)]},
            NotAppointed,
        ),
    ],
)
def test_refuses_an_end_that_is_none(status, changed, error):
    """A post that was held before is no success, a release has a reason, and a named person decides on a day past."""
    with pytest.raises(error):
        _ended(_nominated(), status, **changed)


def test_what_is_refused_says_why_in_both_languages():
    """The day that is outside is told with the period's first and last."""
    seedling = replace(_nominated(), period=Period(start=START, end=END))

    with pytest.raises(GovernanceError) as refusal:
        _observed(seedling, observed_on=date(2019, 12, 31))

    assert refusal.value.describe("en") == "2019-12-31 is outside the nomination, 2020-01-01 to 2021-12-31"
    assert refusal.value.describe() == "2019-12-31 不在培养期(2020-01-01 至 2021-12-31)内"


def test_figures_of_parts_add_up_and_nothing_due_is_no_zero():
    """A share of nothing does not apply; a whole's share is that of its sums, no mean of shares."""
    village = SeedlingFigures(active=2, mentored=1, planned=1, due=3, reached=1)
    other = SeedlingFigures(active=1, mentored=1, planned=1, due=1, reached=1)

    assert SeedlingFigures().share == NotApplicable(reason="nothing-due")
    assert (village + other).share == Value(number=50)
    assert (village + other).active == 3
