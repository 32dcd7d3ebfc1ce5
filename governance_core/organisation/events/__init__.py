"""What happens in the organisation, as other domains hear of it.

An event is true from `effective_on`, and up to `until` where it has one; None is for as long as nothing else is known.
Events carry no name of a person: whoever may know it asks for it by the id.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from governance_core.events import DomainEvent
from governance_core.values import AppointmentId, MembershipId, PersonId, PostId, Text, UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitEstablished(DomainEvent):
    """A unit came into being."""

    name: ClassVar[str] = "organisation.unit-established"
    unit: UnitId
    kind: str
    label: Text
    parent: UnitId | None
    area: UnitId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitsEstablished(DomainEvent):
    """A unit came into being together with units below it: a whole list of divisions that was taken over at once.

    It stands in the place of a `UnitEstablished` for each of them.

    Attributes:
        unit: the topmost of them.
        kind: the kind of that one.
        label: its name.
        parent: the unit it stands under, which was there before; None at the top.
        count: how many units came into being, itself among them.
    """

    name: ClassVar[str] = "organisation.units-established"
    unit: UnitId
    kind: str
    label: Text
    parent: UnitId | None
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRenamed(DomainEvent):
    """A unit got another name."""

    name: ClassVar[str] = "organisation.unit-renamed"
    unit: UnitId
    label: Text
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitMoved(DomainEvent):
    """A unit came to stand under another."""

    name: ClassVar[str] = "organisation.unit-moved"
    unit: UnitId
    parent: UnitId
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaAssigned(DomainEvent):
    """A Party or grid unit got another area to serve."""

    name: ClassVar[str] = "organisation.area-assigned"
    unit: UnitId
    area: UnitId
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitDissolved(DomainEvent):
    """A unit ceased to exist."""

    name: ClassVar[str] = "organisation.unit-dissolved"
    unit: UnitId
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitCorrected(DomainEvent):
    """What was recorded about a unit was a mistake, and has been put right."""

    name: ClassVar[str] = "organisation.unit-corrected"
    unit: UnitId
    until: date | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeAssigned(DomainEvent):
    """A unit got an official code."""

    name: ClassVar[str] = "organisation.code-assigned"
    unit: UnitId
    scheme: str
    value: str
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeWithdrawn(DomainEvent):
    """A unit lost an official code."""

    name: ClassVar[str] = "organisation.code-withdrawn"
    unit: UnitId
    scheme: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AliasAdded(DomainEvent):
    """A unit is found under one more name."""

    name: ClassVar[str] = "organisation.alias-added"
    unit: UnitId
    alias: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AliasRemoved(DomainEvent):
    """A unit is no longer found under a name."""

    name: ClassVar[str] = "organisation.alias-removed"
    unit: UnitId
    alias: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRegistered(DomainEvent):
    """A person became known to the town."""

    name: ClassVar[str] = "organisation.person-registered"
    person: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonCorrected(DomainEvent):
    """A person's name was recorded wrongly, and has been put right."""

    name: ClassVar[str] = "organisation.person-corrected"
    person: PersonId
    until: date | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberJoined(DomainEvent):
    """A person came to belong to a unit."""

    name: ClassVar[str] = "organisation.member-joined"
    membership: MembershipId
    person: PersonId
    unit: UnitId
    kind: str
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberLeft(DomainEvent):
    """A person ceased to belong to a unit."""

    name: ClassVar[str] = "organisation.member-left"
    membership: MembershipId
    person: PersonId
    unit: UnitId
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PostOpened(DomainEvent):
    """A unit got a post."""

    name: ClassVar[str] = "organisation.post-opened"
    post: PostId
    unit: UnitId
    kind: str
    seats: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PostClosed(DomainEvent):
    """A post ceased to exist."""

    name: ClassVar[str] = "organisation.post-closed"
    post: PostId
    unit: UnitId
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonAppointed(DomainEvent):
    """A person came to hold a post."""

    name: ClassVar[str] = "organisation.person-appointed"
    appointment: AppointmentId
    person: PersonId
    post: PostId
    unit: UnitId
    basis: str
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentEnded(DomainEvent):
    """A person ceased to hold a post."""

    name: ClassVar[str] = "organisation.appointment-ended"
    appointment: AppointmentId
    person: PersonId
    post: PostId
    unit: UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentCorrected(DomainEvent):
    """The days of an appointment were recorded wrongly, and have been put right."""

    name: ClassVar[str] = "organisation.appointment-corrected"
    appointment: AppointmentId
    person: PersonId
    until: date | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdContactAssigned(DomainEvent):
    """A Party group came into contact with a household."""

    name: ClassVar[str] = "organisation.household-contact-assigned"
    group: UnitId
    household: UnitId
    member: PersonId | None
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdContactEnded(DomainEvent):
    """A Party group is no longer in contact with a household."""

    name: ClassVar[str] = "organisation.household-contact-ended"
    group: UnitId
    household: UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitsMerged(DomainEvent):
    """Units were merged into another, and exist no more."""

    name: ClassVar[str] = "organisation.units-merged"
    unit: UnitId
    merged: tuple[UnitId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitSplit(DomainEvent):
    """A unit was split into parts, and goes on beside them or not."""

    name: ClassVar[str] = "organisation.unit-split"
    unit: UnitId
    parts: tuple[UnitId, ...]
    continues: bool
