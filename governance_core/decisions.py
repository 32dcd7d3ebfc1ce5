"""Who may decide about a record, in every domain: once, never about themself, and never about what they submitted."""

from datetime import datetime
from enum import StrEnum
from typing import Protocol

from governance_core.errors import (
    AlreadyDecided,
    NotTheSubmitter,
    OwnRecord,
    OwnSubmission,
    RecordedOutOfOrder,
)
from governance_core.values import PersonId

SUBMITTED = "submitted"
"""The status of a record that waits for a decision."""


class Submitted(Protocol):
    """A record that somebody has submitted and somebody else decides about."""

    @property
    def id(self) -> str:
        """Its own key."""

    @property
    def person(self) -> PersonId | None:
        """Whom it is about; None where it is about no person."""

    @property
    def submitted_by(self) -> PersonId | None:
        """Who submitted it; None for the system."""

    @property
    def submitted_at(self) -> datetime:
        """When it became known."""

    @property
    def status(self) -> StrEnum:
        """Where it stands."""


def refuse_deciding(record: Submitted, by: PersonId | None, at: datetime) -> None:
    """Refuse to let somebody verify or reject a record.

    Raises:
        AlreadyDecided: it is not waiting for a decision.
        OwnRecord: it is about the one who would decide.
        OwnSubmission: it is from the one who would decide, or neither of the two has a name.
        RecordedOutOfOrder: it was submitted after the instant of the act.
    """
    _refuse_decided(record, at)
    if by is not None and by == record.person:
        raise OwnRecord(record=record.id)
    if by == record.submitted_by:
        raise OwnSubmission(record=record.id)


def refuse_withdrawing(record: Submitted, by: PersonId | None, at: datetime) -> None:
    """Refuse to let somebody take a record back; who has no name can't show to be its submitter.

    Raises:
        AlreadyDecided: it is not waiting for a decision.
        NotTheSubmitter: somebody else submitted it, or the system.
        RecordedOutOfOrder: it was submitted after the instant of the act.
    """
    _refuse_decided(record, at)
    if by is None or record.submitted_by != by:
        raise NotTheSubmitter(record=record.id)


def _refuse_decided(record: Submitted, at: datetime) -> None:
    if record.status.value != SUBMITTED:
        raise AlreadyDecided(record=record.id, status=record.status.value)
    if at < record.submitted_at:
        raise RecordedOutOfOrder(recorded_at=at, latest=record.submitted_at)
