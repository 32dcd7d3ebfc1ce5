"""What happens to the records of what members do where they are registered: facts by id, no name and no text."""

from dataclasses import dataclass
from typing import ClassVar

from governance_core.events import DomainEvent
from governance_core.organisation.model.service_records import ServiceRecordId
from governance_core.values import PersonId, UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceRecordSubmitted(DomainEvent):
    """It was recorded what a member did."""

    name: ClassVar[str] = "organisation.service-record-submitted"
    record: ServiceRecordId
    person: PersonId
    unit: UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceRecordVerified(DomainEvent):
    """A service record was found to be true: it counts."""

    name: ClassVar[str] = "organisation.service-record-verified"
    record: ServiceRecordId
    person: PersonId
    unit: UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceRecordRejected(DomainEvent):
    """A service record was found not to hold."""

    name: ClassVar[str] = "organisation.service-record-rejected"
    record: ServiceRecordId
    person: PersonId
    unit: UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceRecordWithdrawn(DomainEvent):
    """A service record was taken back."""

    name: ClassVar[str] = "organisation.service-record-withdrawn"
    record: ServiceRecordId
    person: PersonId
    unit: UnitId
