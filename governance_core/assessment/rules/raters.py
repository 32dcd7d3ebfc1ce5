"""Who may rate whom, and how often."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from governance_core.assessment.model import (
    Indicator,
    ProgressRecord,
    RaterRelation,
    Rating,
    RatingEntry,
    RecordStatus,
)
from governance_core.errors import AlreadyRated, OwnRating, RaterNotInGroup
from governance_core.values import PersonId

_STANDS = frozenset({RecordStatus.SUBMITTED, RecordStatus.VERIFIED})


def refuse_rating(
    indicator: Indicator,
    entry: RatingEntry,
    person: PersonId | None,
    rater: PersonId | None,
    relations: AbstractSet[RaterRelation],
    known: Iterable[ProgressRecord],
    supersedes: ProgressRecord | None,
) -> None:
    """Refuse a rating by somebody who may not give it, or has given it already.

    What comes from the system, as from a ballot box, has no rater whom this could be asked of.

    Raises:
        OwnRating: somebody rates themself.
        RaterNotInGroup: the rater is not one of the group that the rating is given as.
        AlreadyRated: a rating of theirs stands that this one does not supersede.
    """
    if rater is None:
        return
    if rater == person:
        raise OwnRating(indicator=indicator.code, path=("entry",))
    measure = indicator.measure
    groups = measure.groups if isinstance(measure, Rating) else ()
    wanted = next((one.relation for one in groups if one.code == entry.group), None)
    if wanted is not None and wanted not in relations:
        raise RaterNotInGroup(group=entry.group or "", path=("entry", "group"))
    replaced = supersedes.id if supersedes else None
    for record in known:
        stands = record.status in _STANDS and record.id != replaced and isinstance(record.entry, RatingEntry)
        if stands and record.indicator == indicator.code and record.submitted_by == rater:
            raise AlreadyRated(record=record.id, path=("entry",))
