"""Deciding about a progress record: verifying, rejecting or returning it, or taking it back."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from governance_core.assessment.events import (
    RecordEvent,
    RecordRejected,
    RecordReturned,
    RecordVerified,
    RecordWithdrawn,
)
from governance_core.assessment.model import HeldPost, ProgressRecord, RecordStatus
from governance_core.decisions import refuse_deciding, refuse_withdrawing
from governance_core.errors import NotNamedToVerify, OwnRecord, refuse_faults
from governance_core.events import Outcome
from governance_core.values import PersonId
from governance_core.wording import LONGEST_NOTE, text_faults


def verify_record(
    record: ProgressRecord,
    *,
    decided_by: PersonId | None,
    decided_at: datetime,
    verified_by: Sequence[str] = (),
    held: Iterable[HeldPost] = (),
) -> Outcome[ProgressRecord]:
    """A record is found to be true: from now on it counts, and what it supersedes no longer does.

    Args:
        record: the record.
        decided_by: who verifies; None where the office does so under no person's name.
        decided_at: the instant of the act.
        verified_by: the kinds of posts whose holders verify it, as the scheme names them; none where any reviewer may.
        held: the posts that who verifies holds in the record's unit and above it.

    Raises:
        AlreadyDecided: it is not waiting for a decision.
        OwnRecord: it is about the one who would decide, or about the unit they are in office in.
        OwnSubmission: it is from the one who would decide, or neither of the two has a name.
        NotNamedToVerify: the scheme names others to decide.
        RecordedOutOfOrder: it was submitted after the instant of the act.
    """
    _refuse_verifier(record, decided_by, decided_at, verified_by, held)
    decided = replace(record, status=RecordStatus.VERIFIED, decided_by=decided_by, decided_at=decided_at)
    happened = RecordVerified(
        effective_on=record.occurred_on,
        record=record.id,
        scheme=record.scheme,
        person=record.person,
        indicator=record.indicator,
        supersedes=record.supersedes,
    )
    return Outcome(state=decided, events=(happened,))


def reject_record(
    record: ProgressRecord,
    *,
    decided_by: PersonId | None,
    decided_at: datetime,
    reason: str,
    verified_by: Sequence[str] = (),
    held: Iterable[HeldPost] = (),
) -> Outcome[ProgressRecord]:
    """A record is found not to hold, for a stated reason.

    Args:
        record: the record.
        decided_by: who rejects; None where the office does so under no person's name.
        decided_at: the instant of the act.
        reason: why, in at most 2,000 characters.
        verified_by: see `verify_record`.
        held: see `verify_record`.

    Raises:
        Blank, TooLong: the reason is left out, or too long.
        AlreadyDecided, OwnRecord, OwnSubmission, NotNamedToVerify, RecordedOutOfOrder: as for `verify_record`.
    """
    refuse_faults(text_faults(reason, LONGEST_NOTE, ("reason",)))
    _refuse_verifier(record, decided_by, decided_at, verified_by, held)
    decided = replace(record, status=RecordStatus.REJECTED, decided_by=decided_by, decided_at=decided_at, reason=reason)
    return Outcome(state=decided, events=(_happened(RecordRejected, record),))


def return_record(
    record: ProgressRecord,
    *,
    decided_by: PersonId | None,
    decided_at: datetime,
    reason: str,
    verified_by: Sequence[str] = (),
    held: Iterable[HeldPost] = (),
) -> Outcome[ProgressRecord]:
    """A record is given back to be made good, for a stated reason: one that supersedes it is to say it better.

    Args:
        record: the record.
        decided_by: who returns it; None where the office does so under no person's name.
        decided_at: the instant of the act.
        reason: what is lacking, in at most 2,000 characters.
        verified_by: see `verify_record`.
        held: see `verify_record`.

    Raises:
        Blank, TooLong: the reason is left out, or too long.
        AlreadyDecided, OwnRecord, OwnSubmission, NotNamedToVerify, RecordedOutOfOrder: as for `verify_record`.
    """
    refuse_faults(text_faults(reason, LONGEST_NOTE, ("reason",)))
    _refuse_verifier(record, decided_by, decided_at, verified_by, held)
    decided = replace(record, status=RecordStatus.RETURNED, decided_by=decided_by, decided_at=decided_at, reason=reason)
    return Outcome(state=decided, events=(_happened(RecordReturned, record),))


def withdraw_record(
    record: ProgressRecord, *, withdrawn_by: PersonId | None, decided_at: datetime
) -> Outcome[ProgressRecord]:
    """A record is taken back by who submitted it, before anybody has decided about it.

    Args:
        record: the record.
        withdrawn_by: who takes it back; who has no name can't show to be the submitter.
        decided_at: the instant of the act.

    Raises:
        AlreadyDecided: it is not waiting for a decision.
        NotTheSubmitter: somebody else submitted it, or the system.
        RecordedOutOfOrder: it was submitted after the instant of the act.
    """
    refuse_withdrawing(record, withdrawn_by, decided_at)
    decided = replace(record, status=RecordStatus.WITHDRAWN, decided_by=withdrawn_by, decided_at=decided_at)
    return Outcome(state=decided, events=(_happened(RecordWithdrawn, record),))


def _happened(event: type[RecordEvent], record: ProgressRecord) -> RecordEvent:
    return event(
        effective_on=record.occurred_on,
        record=record.id,
        scheme=record.scheme,
        person=record.person,
        indicator=record.indicator,
    )


def _refuse_verifier(
    record: ProgressRecord,
    by: PersonId | None,
    at: datetime,
    verified_by: Sequence[str],
    held: Iterable[HeldPost],
) -> None:
    refuse_deciding(record, by, at)
    posts = tuple(held)
    if record.person is None and any(post.unit == record.unit for post in posts):
        raise OwnRecord(record=record.id)
    if verified_by and not any(post.kind in verified_by for post in posts):
        raise NotNamedToVerify(record=record.id, kinds=tuple(verified_by))
