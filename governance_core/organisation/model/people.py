"""People, what they belong to, and the posts they hold."""

from dataclasses import dataclass
from enum import StrEnum

from governance_core.history import History
from governance_core.values import AppointmentId, MembershipId, PersonId, PostId, Text, UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person, with the names they have or had."""

    id: PersonId
    names: History[str]


class MembershipKind(StrEnum):
    """In which capacity a person belongs to a unit."""

    PARTY = "party"
    RESIDENCE = "residence"
    REGISTRATION = "registration"


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """That a person belongs to a unit in one capacity; `units` says to which, when."""

    id: MembershipId
    person: PersonId
    kind: MembershipKind
    units: History[UnitId]


@dataclass(frozen=True, slots=True, kw_only=True)
class PostState:
    """What is dated of a post: its title, and how many people can hold it at a time."""

    title: Text
    seats: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A post: seats of one kind in one unit. It exists on the days on which it has a state."""

    id: PostId
    unit: UnitId
    kind: str
    states: History[PostState]


class AppointmentBasis(StrEnum):
    """On which basis a person holds a post."""

    SUBSTANTIVE = "substantive"
    CONCURRENT = "concurrent"
    SECONDMENT = "secondment"
    PART_TIME = "part-time"


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentState:
    """What is dated of an appointment.

    Attributes:
        basis: substantive, concurrent, secondment or part-time.
        home: the substantive appointment that a secondment or a concurrent appointment rests on.
    """

    basis: AppointmentBasis
    home: AppointmentId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """That a person holds a post of a unit, on the days on which it has a state."""

    id: AppointmentId
    person: PersonId
    post: PostId
    unit: UnitId
    states: History[AppointmentState]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactState:
    """What is dated of a household contact: which Party member visits, where one is named."""

    member: PersonId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdContact:
    """That a Party group is in contact with a household, on the days on which it has a state."""

    group: UnitId
    household: UnitId
    states: History[ContactState]
