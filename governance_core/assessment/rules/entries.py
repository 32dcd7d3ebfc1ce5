"""What is wrong with an entry or its evidence, if anything is."""

import re
from collections.abc import Sequence
from decimal import Decimal

from governance_core.assessment.model import (
    Entry,
    Evidence,
    EvidenceKind,
    Indicator,
    Measure,
    MilestoneReached,
    Milestones,
    NotApplicableEntry,
    Points,
    PointsEntry,
    Quantity,
    QuantityEntry,
    Rating,
    RatingEntry,
    Veto,
    VetoEntry,
)
from governance_core.errors import Blank, EntryDoesNotFit, InputFault, Malformed, UnknownValue
from governance_core.plain_data import Path
from governance_core.wording import (
    LARGEST,
    LONGEST_NOTE,
    LONGEST_TITLE,
    count_faults,
    number_faults,
    text_faults,
)

MOST_EVIDENCE = 20
LONGEST_REFERENCE = 500
_SHA256 = re.compile(r"[0-9a-f]{64}")
_LINK = re.compile(r"https?://\S+")

_ENTRIES: dict[type[Measure], type[Entry]] = {
    Quantity: QuantityEntry,
    Milestones: MilestoneReached,
    Points: PointsEntry,
    Rating: RatingEntry,
    Veto: VetoEntry,
}


def refuse_unfit(indicator: Indicator, entry: Entry) -> None:
    """Refuse an entry that is not what the indicator measures; that it does not apply can be said of any.

    Nothing else is ever entered on a derived indicator.

    Raises:
        EntryDoesNotFit: naming the kinds of entry that the indicator takes and that was given.
    """
    wanted = _ENTRIES.get(type(indicator.measure), NotApplicableEntry)
    if not isinstance(entry, wanted | NotApplicableEntry):
        raise EntryDoesNotFit(indicator=indicator.code, expected=wanted.kind, given=entry.kind, path=("entry",))


def fits(indicator: Indicator, entry: Entry) -> bool:
    """Whether an entry could be made on an indicator: its kind is measured, and what it names is there."""
    wanted = _ENTRIES.get(type(indicator.measure), NotApplicableEntry)
    return isinstance(entry, wanted | NotApplicableEntry) and not entry_faults(indicator.measure, entry)


def entry_faults(measure: Measure, entry: Entry) -> list[InputFault]:
    """What is wrong with an entry that fits the measure: numbers out of range, unknown milestones, missing reasons."""
    path: Path = ("entry",)
    match entry, measure:
        case QuantityEntry(), _:
            return number_faults(entry.amount, Decimal(0), LARGEST, (*path, "amount"))
        case PointsEntry(), _:
            faults = number_faults(entry.points, -LARGEST, LARGEST, (*path, "points"))
            return [*faults, *text_faults(entry.reason, LONGEST_NOTE, (*path, "reason"))]
        case RatingEntry(), Rating():
            return [
                *number_faults(entry.rating, measure.low, measure.high, (*path, "rating")),
                *_group_faults(entry.group, measure, (*path, "group")),
            ]
        case MilestoneReached(), Milestones():
            known = tuple(one.code for one in measure.milestones)
            fault = UnknownValue(value=entry.milestone[:80], known=known, path=(*path, "milestone"))
            return [] if entry.milestone in known else [fault]
        case ((NotApplicableEntry() | VetoEntry()), _):
            return text_faults(entry.reason, LONGEST_NOTE, (*path, "reason"))
    return []


def _group_faults(group: str | None, measure: Rating, path: Path) -> list[InputFault]:
    """A rating is given as one of a group where there are groups, and as nobody's where there are none."""
    known = tuple(one.code for one in measure.groups)
    if group is None:
        return [Blank(path=path)] if known else []
    return [] if group in known else [UnknownValue(value=group[:80], known=known, path=path)]


def evidence_faults(evidence: Sequence[Evidence]) -> list[InputFault]:
    """What is wrong with pieces of evidence; that there are none at all is for others to say."""
    path: Path = ("evidence",)
    if len(evidence) > MOST_EVIDENCE:
        return count_faults(len(evidence), MOST_EVIDENCE, path)
    return [fault for place, piece in enumerate(evidence) for fault in _piece_faults(piece, (*path, str(place)))]


def _piece_faults(piece: Evidence, path: Path) -> list[InputFault]:
    faults = text_faults(piece.title, LONGEST_TITLE, (*path, "title"))
    faults += text_faults(piece.reference, LONGEST_REFERENCE, (*path, "reference"))
    if piece.kind is EvidenceKind.LINK and piece.reference.strip() and not _LINK.fullmatch(piece.reference):
        shown = piece.reference[:80]
        faults.append(Malformed(value=shown, expected="an http or https address", path=(*path, "reference")))
    if piece.sha256 is not None and not _SHA256.fullmatch(piece.sha256):
        shown = piece.sha256[:80]
        faults.append(Malformed(value=shown, expected="64 small hexadecimal digits", path=(*path, "sha256")))
    return faults
