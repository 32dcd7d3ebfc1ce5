"""Units that become others: what they have, where the act says that it goes, and what is so afterwards."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from governance_core.organisation.model.liaison import LiaisonTeam
from governance_core.organisation.model.people import Appointment, HouseholdContact, Membership, Person, Post
from governance_core.organisation.model.units import Unit
from governance_core.values import AppointmentId, PostId, UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class Belongings:
    """What units have on the day on which they become others, or later as far as is known.

    Attributes:
        dependants: the units that stand directly below one of them, or serve it.
        memberships: who belongs to them.
        contacts: the household contacts of those that are Party groups.
        posts: their posts.
        appointments: every appointment to their posts and to the posts that receive their holders, and every other
            appointment of the people who hold theirs.
        people: those who hold their posts.
        liaison_teams: the liaison teams that serve them; a unit that is served can't end.
    """

    dependants: tuple[Unit, ...] = ()
    memberships: tuple[Membership, ...] = ()
    contacts: tuple[HouseholdContact, ...] = ()
    posts: tuple[Post, ...] = ()
    appointments: tuple[Appointment, ...] = ()
    people: tuple[Person, ...] = ()
    liaison_teams: tuple[LiaisonTeam, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Allocation:
    """Where everything goes, as the act states it.

    Attributes:
        rest: the unit that gets what is not named; None where everything has to be named.
        named: the unit that gets a thing, by the key of a dependant, a membership or a household in contact.
        posts: the post to which the holders of a post go, by its key; None where their appointments end.
        appointments: the key of each new appointment, by that of the one it follows.
    """

    rest: UnitId | None = None
    named: Mapping[str, UnitId] = field(default_factory=dict)
    posts: Mapping[PostId, Post | None] = field(default_factory=dict)
    appointments: Mapping[AppointmentId, AppointmentId] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reorganisation:
    """What is so after units have become others: everything that the act has changed, and nothing else.

    Attributes:
        ended: the units that exist no more.
        receiving: the units that they have become.
        dependants: the units that stand elsewhere, or serve another area.
        memberships: who belongs elsewhere.
        contacts: household contacts ended and begun.
        posts: the posts closed.
        appointments: appointments ended, begun, or resting on another one.
    """

    ended: tuple[Unit, ...] = ()
    receiving: tuple[Unit, ...] = ()
    dependants: tuple[Unit, ...] = ()
    memberships: tuple[Membership, ...] = ()
    contacts: tuple[HouseholdContact, ...] = ()
    posts: tuple[Post, ...] = ()
    appointments: tuple[Appointment, ...] = ()
