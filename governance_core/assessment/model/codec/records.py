"""Entries and evidence as plain data."""

from governance_core.assessment.model.records import (
    Entry,
    Evidence,
    EvidenceKind,
    MilestoneReached,
    NotApplicableEntry,
    PointsEntry,
    QuantityEntry,
    RatingEntry,
    VetoEntry,
)
from governance_core.plain_data import Fields, Path, number_to_data


def entry_to_data(entry: Entry) -> dict[str, str]:
    """An entry as plain data."""
    match entry:
        case QuantityEntry():
            said = {"amount": number_to_data(entry.amount)}
        case MilestoneReached():
            said = {"milestone": entry.milestone}
        case PointsEntry():
            said = {"points": number_to_data(entry.points), "reason": entry.reason}
        case RatingEntry():
            said = {"rating": number_to_data(entry.rating)}
            if entry.group is not None:
                said["group"] = entry.group
        case VetoEntry() | NotApplicableEntry():
            said = {"reason": entry.reason}
    return {"kind": entry.kind, **said}


_ENTRY_KINDS = (
    MilestoneReached.kind,
    NotApplicableEntry.kind,
    PointsEntry.kind,
    QuantityEntry.kind,
    RatingEntry.kind,
    VetoEntry.kind,
)


def entry_from_data(data: object, path: Path = ()) -> Entry:
    """The entry that plain data describe.

    Raises:
        InputFault, InvalidInput: what is wrong with them, with its place.
    """
    fields = Fields(data, path)
    entry: Entry = NotApplicableEntry(reason="")
    match fields.kind(*_ENTRY_KINDS):
        case QuantityEntry.kind:
            entry = QuantityEntry(amount=fields.number("amount"))
        case MilestoneReached.kind:
            entry = MilestoneReached(milestone=fields.text("milestone"))
        case PointsEntry.kind:
            entry = PointsEntry(points=fields.number("points"), reason=fields.text("reason"))
        case RatingEntry.kind:
            entry = RatingEntry(rating=fields.number("rating"), group=fields.text("group", "") or None)
        case VetoEntry.kind:
            entry = VetoEntry(reason=fields.text("reason"))
        case NotApplicableEntry.kind:
            entry = NotApplicableEntry(reason=fields.text("reason"))
    fields.done()
    return entry


def evidence_to_data(evidence: Evidence) -> dict[str, str | None]:
    """A piece of evidence as plain data."""
    kind, sha256 = evidence.kind.value, evidence.sha256
    return {"kind": kind, "title": evidence.title, "reference": evidence.reference, "sha256": sha256}


def evidence_from_data(data: object, path: Path = ()) -> Evidence:
    """The piece of evidence that plain data describe.

    Raises:
        InputFault, InvalidInput: what is wrong with them, with its place.
    """
    fields = Fields(data, path)
    kind, title = fields.choice("kind", EvidenceKind), fields.text("title")
    reference, sha256 = fields.text("reference"), fields.text("sha256", "")
    fields.done()
    return Evidence(kind=kind, title=title, reference=reference, sha256=sha256 or None)
