"""Which records count on a day, as known at an instant."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from datetime import date, datetime

from governance_core.assessment.model import ProgressRecord
from governance_core.values import RecordId, SchemeId


def counting_records(
    records: Iterable[ProgressRecord], day: date, known_at: datetime | None
) -> tuple[ProgressRecord, ...]:
    """The records that count on a day as known at an instant, in order of what happened.

    A record and those that supersede it, directly or through others, share one place, and one of them holds it: the
    one verified last, and among those verified at the same instant the one furthest from the mistake. Where the
    correction says that it happened after `day`, nothing is left in the place on that day.
    """
    verified = {record.id: record for record in records if record.verified_at(known_at)}
    holders: dict[RecordId, tuple[tuple[datetime, int, RecordId], ProgressRecord]] = {}
    for record in verified.values():
        place, steps = _place(record, verified)
        rank = (record.decided_at or record.submitted_at, steps, record.id)
        if place not in holders or holders[place][0] < rank:
            holders[place] = (rank, record)
    counting = [record for _, record in holders.values() if record.occurred_on <= day]
    return tuple(sorted(counting, key=lambda one: (one.occurred_on, one.submitted_at, one.id)))


def _place(record: ProgressRecord, verified: Mapping[RecordId, ProgressRecord]) -> tuple[RecordId, int]:
    """The record at the beginning of what `record` supersedes, and how many steps that is away."""
    place, steps = record.id, 0
    following: ProgressRecord | None = record
    while following is not None and following.supersedes is not None and steps < len(verified):
        place, steps = following.supersedes, steps + 1
        following = verified.get(place)
    return place, steps


def of_one_subject(schemes: AbstractSet[SchemeId], records: Iterable[ProgressRecord]) -> list[ProgressRecord]:
    """Those of a cadre's, or a unit's, records that were made under one of the schemes.

    Raises:
        ValueError: they are those of several.
    """
    own = [record for record in records if record.scheme in schemes]
    if len({record.person or record.unit for record in own}) > 1:
        raise ValueError("a score is about the records of one cadre, or of one unit")
    return own
