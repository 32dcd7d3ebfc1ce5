"""Recording what Party members do where they are registered, deciding about it, and what it comes to."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from governance_core.decisions import refuse_deciding, refuse_withdrawing
from governance_core.errors import (
    InputFault,
    Malformed,
    NotRegistered,
    NotYetHappened,
    refuse_faults,
)
from governance_core.events import Outcome
from governance_core.organisation.events.service_records import (
    ServiceRecordRejected,
    ServiceRecordSubmitted,
    ServiceRecordVerified,
    ServiceRecordWithdrawn,
)
from governance_core.organisation.model import Membership, MembershipKind
from governance_core.organisation.model.service_records import (
    ServiceKind,
    ServiceRecord,
    ServiceRecordId,
    ServiceRecordStatus,
)
from governance_core.values import PersonId, UnitId, total
from governance_core.wording import LONGEST_NOTE, LONGEST_TITLE, number_faults, text_faults

SHORTEST = Decimal("0.1")
LONGEST = Decimal(24)
Decision = type[ServiceRecordVerified | ServiceRecordRejected | ServiceRecordWithdrawn]


def submit_service_record(
    *,
    id: ServiceRecordId,  # noqa: A002 -- the field's name
    person: PersonId,
    served_on: date,
    kind: ServiceKind,
    title: str,
    hours: Decimal,
    memberships: Iterable[Membership],
    submitted_by: PersonId | None,
    submitted_at: datetime,
    today: date,
) -> Outcome[ServiceRecord]:
    """It is recorded what a member did for the place where they were registered on that day; it counts once verified.

    Nobody has to say where: a member is registered in one place at a time.

    Args:
        id: its own key.
        person: the member.
        served_on: the day, not after today.
        kind: what kind of work it was.
        title: what was done, in at most 200 characters.
        hours: how long it took: above 0 up to 24, with at most one decimal.
        memberships: what the member belongs to and belonged to.
        submitted_by: who submits; None for the system.
        submitted_at: the instant of the act.
        today: the town's day at that instant.

    Raises:
        InvalidInput: the title says nothing or too much, or the hours make no sense; a single fault is raised itself.
        NotYetHappened: the day is still to come.
        NotRegistered: the member is registered nowhere on that day.
    """
    refuse_faults([*text_faults(title, LONGEST_TITLE, ("title",)), *_hours_faults(hours)])
    if served_on > today:
        raise NotYetHappened(on=served_on, today=today, path=("served_on",))
    unit = _registered_with(person, memberships, served_on)
    if unit is None:
        raise NotRegistered(person=person, on=served_on, path=("served_on",))
    record = ServiceRecord(
        id=id,
        person=person,
        unit=unit,
        served_on=served_on,
        kind=kind,
        title=title,
        hours=hours,
        submitted_by=submitted_by,
        submitted_at=submitted_at,
    )
    happened = ServiceRecordSubmitted(effective_on=served_on, record=id, person=person, unit=unit)
    return Outcome(state=record, events=(happened,))


def verify_service_record(
    record: ServiceRecord, *, decided_by: PersonId | None, decided_at: datetime
) -> Outcome[ServiceRecord]:
    """A service record is found to be true: from now on it counts.

    Args:
        record: the record.
        decided_by: who verifies; None where an office does so under no person's name.
        decided_at: the instant of the act.

    Raises:
        AlreadyDecided: it is not waiting for a decision.
        OwnRecord: it is about the one who would decide.
        OwnSubmission: it is from the one who would decide, or neither of the two has a name.
        RecordedOutOfOrder: it was submitted after the instant of the act.
    """
    refuse_deciding(record, decided_by, decided_at)
    return _decided(record, ServiceRecordStatus.VERIFIED, ServiceRecordVerified, decided_by, decided_at)


def reject_service_record(
    record: ServiceRecord, *, decided_by: PersonId | None, decided_at: datetime, reason: str
) -> Outcome[ServiceRecord]:
    """A service record is found not to hold, for a reason stated in at most 2,000 characters.

    Raises:
        Blank, TooLong: the reason is left out, or too long.
        AlreadyDecided, OwnRecord, OwnSubmission, RecordedOutOfOrder: as for `verify_service_record`.
    """
    refuse_faults(text_faults(reason, LONGEST_NOTE, ("reason",)))
    refuse_deciding(record, decided_by, decided_at)
    stated = replace(record, reason=reason)
    return _decided(stated, ServiceRecordStatus.REJECTED, ServiceRecordRejected, decided_by, decided_at)


def withdraw_service_record(
    record: ServiceRecord, *, withdrawn_by: PersonId | None, decided_at: datetime
) -> Outcome[ServiceRecord]:
    """A service record is taken back by who submitted it, before anybody has decided about it.

    Raises:
        AlreadyDecided: it is not waiting for a decision.
        NotTheSubmitter: somebody else submitted it, or the system.
        RecordedOutOfOrder: it was submitted after the instant of the act.
    """
    refuse_withdrawing(record, withdrawn_by, decided_at)
    return _decided(record, ServiceRecordStatus.WITHDRAWN, ServiceRecordWithdrawn, withdrawn_by, decided_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceCount:
    """The verified records of one kind."""

    kind: ServiceKind
    records: int
    hours: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceTally:
    """What registered members did in a period, in numbers. Only what was verified counts.

    Attributes:
        registered: the members registered on the period's last day.
        active: those of them who did something in the period, wherever they were registered then.
        records: the records of what was done here in the period.
        hours: how long all that took.
        by_kind: the same by kind of work, in the order of the kinds; those of which there is nothing are left out.
    """

    registered: int
    active: int
    records: int
    hours: Decimal
    by_kind: tuple[ServiceCount, ...]


def service_tally_of(registered: int, active: int, counts: Iterable[ServiceCount]) -> ServiceTally:
    """The sums of a period, over all the places that were counted."""
    counted = tuple(counts)
    by_kind = tuple(
        ServiceCount(kind=kind, records=sum(one.records for one in some), hours=total(one.hours for one in some))
        for kind in ServiceKind
        if (some := [one for one in counted if one.kind is kind])
    )
    return ServiceTally(
        registered=registered,
        active=active,
        records=sum(one.records for one in by_kind),
        hours=total(one.hours for one in by_kind),
        by_kind=by_kind,
    )


def _registered_with(person: PersonId, memberships: Iterable[Membership], on: date) -> UnitId | None:
    held = (one for one in memberships if one.person == person and one.kind is MembershipKind.REGISTRATION)
    return next((unit for one in held if (unit := one.units.at(on)) is not None), None)


def _hours_faults(hours: Decimal) -> list[InputFault]:
    faults = number_faults(hours, SHORTEST, LONGEST, ("hours",))
    if not faults and hours * 10 % 1:
        return [Malformed(value=str(hours), expected="a number with at most 1 decimal", path=("hours",))]
    return faults


def _decided(
    record: ServiceRecord, status: ServiceRecordStatus, event: Decision, by: PersonId | None, at: datetime
) -> Outcome[ServiceRecord]:
    decided = replace(record, status=status, decided_by=by, decided_at=at)
    happened = event(effective_on=record.served_on, record=record.id, person=record.person, unit=record.unit)
    return Outcome(state=decided, events=(happened,))
