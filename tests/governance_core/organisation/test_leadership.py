"""Reviewing leadership teams."""

from datetime import date, timedelta
from typing import Any

import pytest

from governance_core.organisation import (
    STANDARD_POSTS,
    FindingCode,
    Post,
    Unit,
    review_leadership_team,
)
from governance_core.values import Period

NEW_YEAR = date(2020, 1, 1)

JULY = date(2020, 7, 1)

YEAR = Period(start=NEW_YEAR, end=date(2021, 1, 1))


@pytest.fixture
def village(make: Any) -> Unit:
    return make.unit("village", "village", make.unit("town", "town"))


@pytest.fixture
def committee(make: Any, village: Unit) -> Unit:
    return make.unit("committee", "party-committee", area=village)


@pytest.fixture
def secretary(make: Any, committee: Unit) -> Post:
    return make.post(committee, "party-secretary")


def test_the_review_names_vacant_posts_and_surplus_holders(make: Any, committee: Unit, secretary: Post) -> None:
    """A team without a deputy is told so, and so is one with more members than its establishment."""
    members = make.post(committee, "party-committee-member", seats=9)
    held = [make.appointed(f"m{number}", make.person(str(number)), members) for number in range(8)]
    held.append(make.appointed("s", make.person("s"), secretary))

    review = review_leadership_team(
        "party-committee", posts=[secretary, members], appointments=held, on=JULY, post_kinds=STANDARD_POSTS
    )

    assert [(finding.code, finding.post_kind, finding.found) for finding in review.findings] == [
        (FindingCode.POST_VACANT, "deputy-party-secretary", 0),
        (FindingCode.OVER_ESTABLISHMENT, "party-committee-member", 8),
    ]


def test_a_village_is_led_by_its_party_committee_and_its_villagers_committee(make: Any, secretary: Post) -> None:
    """The team of a village has the posts of both, the Party's first."""
    held = make.appointed("s", make.person("s"), secretary)

    review = review_leadership_team(
        "village", posts=[secretary], appointments=[held], on=JULY, post_kinds=STANDARD_POSTS
    )

    assert [seat.kind.code for seat in review.seats][:2] == ["party-secretary", "first-secretary"]
    assert review.seats[0].holders == ("s",)
    assert "village-director" in {finding.post_kind for finding in review.findings}


def test_a_complete_team_has_no_findings_and_a_missing_first_secretary_is_none(make: Any, committee: Unit) -> None:
    """Each required post filled is enough; a first secretary is not required, and not a second secretary."""
    kinds = ("party-secretary", "first-secretary", "deputy-party-secretary", "party-committee-member")
    posts = {kind: make.post(committee, kind) for kind in kinds}
    held = [make.appointed(kind, make.person(kind), posts[kind]) for kind in kinds]

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


def test_the_review_is_of_its_day(make: Any, committee: Unit, secretary: Post) -> None:
    """A secretary whose term has ended leaves a vacancy from that day on."""
    held = [make.appointed("s", make.person("s"), secretary, period=Period(start=NEW_YEAR, end=JULY))]

    def vacant(day: date) -> int:
        review = review_leadership_team(
            "party-committee", posts=[secretary], appointments=held, on=day, post_kinds=STANDARD_POSTS
        )
        return review.seats[0].vacant

    assert (vacant(JULY - timedelta(days=1)), vacant(JULY)) == (0, 1)
