"""Sessions held, and coverage."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from governance_core.errors import Blank, DayToCome, Duplicate, TooManyParticipants
from governance_core.training import (
    Audience,
    Format,
    LearningOutcome,
    Programme,
    TrainingSession,
    audience_coverage,
    hold_session,
)
from governance_core.values import NotApplicable, Period, PersonId, SessionId, Text, UnitId, Value

NOW = datetime(2020, 9, 1, 2, tzinfo=UTC)
TALK = Programme(
    code="talk",
    title=Text(zh="专题宣讲"),
    format=Format.TOPICAL_TALK,
    hours=Decimal("1.5"),
    seats=3,
    outcomes=(LearningOutcome(competency="law", to_level=1),),
    audiences=(Audience.PARTY_MEMBERS,),
)


def _held(*people: str, on: date = date(2020, 9, 1)) -> TrainingSession:
    return hold_session(
        id=SessionId(f"s{on}"),
        programme=TALK,
        unit=UnitId("hefeng"),
        held_on=on,
        participants=[PersonId(one) for one in people],
        today=date(2020, 9, 1),
        recorded_by=None,
        recorded_at=NOW,
    ).state


def test_a_session_needs_people_each_once_and_no_more_than_seats() -> None:
    """Nobody, somebody twice, too many, and a day to come are refused."""
    with pytest.raises(Blank):
        _held()
    with pytest.raises(Duplicate):
        _held("a", "a")
    with pytest.raises(TooManyParticipants):
        _held("a", "b", "c", "d")
    with pytest.raises(DayToCome):
        _held("a", on=date(2020, 9, 2))


def test_coverage_counts_people_once_and_hours_each_time() -> None:
    """Two sessions of one and a half hours reach two of three members; the mean is over all three."""
    sessions = [_held("a", "b"), _held("a", "stranger", on=date(2020, 8, 1)), _held("c", on=date(2020, 6, 30))]
    members = {
        Audience.REPRESENTATIVES: frozenset[PersonId](),
        Audience.PARTY_MEMBERS: frozenset({PersonId("a"), PersonId("b"), PersonId("c")}),
    }

    party, representatives = audience_coverage(members, sessions, Period(start=date(2020, 7, 1), end=date(2021, 1, 1)))

    assert (party.audience, party.members, party.reached, party.hours) == (
        Audience.PARTY_MEMBERS,
        3,
        2,
        Decimal("4.5"),
    )
    assert party.share == Value(number=Decimal("66.67"))
    assert party.mean_hours == Value(number=Decimal("1.50"))
    assert representatives.share == NotApplicable(reason="no-members")


def test_coverage_as_it_was_known_leaves_out_what_was_recorded_later() -> None:
    """A session that is recorded afterwards does not change what was known before."""
    members = {Audience.PARTY_MEMBERS: frozenset({PersonId("a")})}
    before = datetime(2020, 8, 31, tzinfo=UTC)

    then = audience_coverage(members, [_held("a")], Period(start=date(2020, 7, 1)), known_at=before)

    assert then[0].reached == 0
