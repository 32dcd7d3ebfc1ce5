"""Reviewing leadership teams."""

from datetime import UTC, date, datetime, timedelta

import pytest

from governance_core.organisation import (
    STANDARD_KINDS,
    STANDARD_POSTS,
    Appointment,
    AppointmentBasis,
    FindingCode,
    Person,
    Post,
    Unit,
    appoint,
    establish,
    open_post,
    register_person,
    review_leadership_team,
)
from governance_core.values import AppointmentId, Period, PersonId, PostId, Text, UnitId

NEW_YEAR = date(2020, 1, 1)

JULY = date(2020, 7, 1)

YEAR = Period(start=NEW_YEAR, end=date(2021, 1, 1))


def _at(hour: int) -> datetime:
    return datetime(2020, 1, 1, tzinfo=UTC) + timedelta(hours=hour)


def _unit(key: str, kind: str, parent: Unit | None = None, area: Unit | None = None) -> Unit:
    return establish(
        id=UnitId(key),
        kind=kind,
        name=Text(zh=key),
        on=NEW_YEAR,
        recorded_at=_at(0),
        kinds=STANDARD_KINDS,
        parent=parent,
        area=area,
    ).state


def _person(key: str) -> Person:
    return register_person(id=PersonId(key), name=f"合成{key}", on=NEW_YEAR, recorded_at=_at(0)).state


def _post(unit: Unit, kind: str, seats: int = 1) -> Post:
    return open_post(
        id=PostId(f"{unit.id}-{kind}"),
        unit=unit,
        kind=kind,
        on=NEW_YEAR,
        recorded_at=_at(0),
        post_kinds=STANDARD_POSTS,
        seats=seats,
    ).state


def _appointed(
    key: str,
    person: Person,
    post: Post,
    basis: AppointmentBasis = AppointmentBasis.SUBSTANTIVE,
    period: Period = YEAR,
    of_person: tuple[Appointment, ...] = (),
    of_post: tuple[Appointment, ...] = (),
) -> Appointment:
    return appoint(
        id=AppointmentId(key),
        person=person,
        post=post,
        basis=basis,
        period=period,
        recorded_at=_at(1),
        of_person=of_person,
        of_post=of_post,
    ).state


@pytest.fixture
def village() -> Unit:
    return _unit("village", "village", _unit("town", "town"))


@pytest.fixture
def committee(village: Unit) -> Unit:
    return _unit("committee", "party-committee", area=village)


@pytest.fixture
def secretary(committee: Unit) -> Post:
    return _post(committee, "party-secretary")


def test_the_review_names_vacant_posts_and_surplus_holders(committee: Unit, secretary: Post) -> None:
    """A team without a deputy is told so, and so is one with more members than its establishment."""
    members = _post(committee, "party-committee-member", seats=9)
    held = [_appointed(f"m{number}", _person(str(number)), members) for number in range(8)]
    held.append(_appointed("s", _person("s"), secretary))

    review = review_leadership_team(
        "party-committee", posts=[secretary, members], appointments=held, on=JULY, post_kinds=STANDARD_POSTS
    )

    assert [(finding.code, finding.post_kind, finding.found) for finding in review.findings] == [
        (FindingCode.POST_VACANT, "deputy-party-secretary", 0),
        (FindingCode.OVER_ESTABLISHMENT, "party-committee-member", 8),
    ]


def test_a_village_is_led_by_its_party_committee_and_its_villagers_committee(secretary: Post) -> None:
    """The team of a village has the posts of both, the Party's first."""
    held = _appointed("s", _person("s"), secretary)

    review = review_leadership_team(
        "village", posts=[secretary], appointments=[held], on=JULY, post_kinds=STANDARD_POSTS
    )

    assert [seat.kind.code for seat in review.seats][:2] == ["party-secretary", "first-secretary"]
    assert review.seats[0].holders == ("s",)
    assert "village-director" in {finding.post_kind for finding in review.findings}


def test_a_complete_team_has_no_findings_and_a_missing_first_secretary_is_none(committee: Unit) -> None:
    """Each required post filled is enough; a first secretary is not required, and not a second secretary."""
    kinds = ("party-secretary", "first-secretary", "deputy-party-secretary", "party-committee-member")
    posts = {kind: _post(committee, kind) for kind in kinds}
    held = [_appointed(kind, _person(kind), posts[kind]) for kind in kinds]

    full = review_leadership_team(
        "party-committee", posts=posts.values(), appointments=held, on=JULY, post_kinds=STANDARD_POSTS
    )
    without = review_leadership_team(
        "party-committee",
        posts=posts.values(),
        appointments=[one for one in held if one.id != "first-secretary"],
        on=JULY,
        post_kinds=STANDARD_POSTS,
    )

    assert (full.findings, without.findings) == ((), ())
    assert [(seat.kind.code, seat.filled, seat.vacant) for seat in full.seats] == [(kind, 1, 0) for kind in kinds]
    assert [seat.filled for seat in without.seats] == [1, 0, 1, 1]


def test_the_review_is_of_its_day(committee: Unit, secretary: Post) -> None:
    """A secretary whose term has ended leaves a vacancy from that day on."""
    held = [_appointed("s", _person("s"), secretary, period=Period(start=NEW_YEAR, end=JULY))]

    def vacant(day: date) -> int:
        review = review_leadership_team(
            "party-committee", posts=[secretary], appointments=held, on=day, post_kinds=STANDARD_POSTS
        )
        return review.seats[0].vacant

    assert (vacant(JULY - timedelta(days=1)), vacant(JULY)) == (0, 1)
