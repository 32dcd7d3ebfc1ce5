"""Reviewing a unit's leadership team against its posts and its establishment."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from governance_core.organisation.model import Appointment, Post, PostKind, PostKinds
from governance_core.values import AppointmentId

TEAM_UNITS = {
    "town": ("party-committee",),
    "village": ("party-committee", "village"),
    "community": ("party-committee", "community"),
}
"""Whose posts make up the leadership team of a unit of this kind: a village is led by its Party committee and its
villagers' committee together (两委班子). A unit of any other kind is led from its own posts."""


class FindingCode(StrEnum):
    """What can be amiss with a leadership team."""

    POST_VACANT = "POST_VACANT"
    OVER_ESTABLISHMENT = "OVER_ESTABLISHMENT"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that is amiss.

    Attributes:
        code: what.
        post_kind: with which kind of post.
        expected: how many holders there should be at least, or may be at most.
        found: how many there are.
    """

    code: FindingCode
    post_kind: str
    expected: int
    found: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """One kind of leading post, and who holds it.

    Attributes:
        kind: the kind of post, with how many holders a team needs and may have.
        holders: the appointments running on the day.
    """

    kind: PostKind
    holders: tuple[AppointmentId, ...]

    @property
    def filled(self) -> int:
        """How many people hold it."""
        return len(self.holders)

    @property
    def vacant(self) -> int:
        """How many holders a complete team still lacks."""
        return max(0, self.kind.required - self.filled)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadershipReview:
    """A leadership team on a day: its posts in order of rank, and what is amiss."""

    seats: tuple[Seat, ...]
    findings: tuple[Finding, ...]


def review_leadership_team(
    unit_kind: str, *, posts: Iterable[Post], appointments: Iterable[Appointment], on: date, post_kinds: PostKinds
) -> LeadershipReview:
    """How a unit's leading posts are filled on a day.

    A first secretary (第一书记) is seen beside the secretary and never in the secretary's place. Nothing is found amiss
    where one person holds two leading posts: that secretary and director are the same person (一肩挑) is usual.

    Args:
        unit_kind: the kind of the unit.
        posts: the unit's posts, and those of the Party committee that serves it.
        appointments: the appointments to these posts.
        on: the day.
        post_kinds: the catalogue, with how many holders a team needs and may have.
    """
    kind_of = {post.id: post.kind for post in posts}
    running = sorted((one for one in appointments if one.states.at(on) is not None), key=lambda one: one.id)
    seats = tuple(
        Seat(kind=kind, holders=tuple(one.id for one in running if kind_of.get(one.post) == kind.code))
        for team_unit in TEAM_UNITS.get(unit_kind, (unit_kind,))
        for kind in post_kinds.leading(team_unit)
    )
    findings = tuple(finding for seat in seats if (finding := _finding(seat)) is not None)
    return LeadershipReview(seats=seats, findings=findings)


def _finding(seat: Seat) -> Finding | None:
    kind, found = seat.kind, seat.filled
    if seat.vacant:
        return Finding(code=FindingCode.POST_VACANT, post_kind=kind.code, expected=kind.required, found=found)
    if kind.establishment is not None and found > kind.establishment:
        return Finding(
            code=FindingCode.OVER_ESTABLISHMENT, post_kind=kind.code, expected=kind.establishment, found=found
        )
    return None
