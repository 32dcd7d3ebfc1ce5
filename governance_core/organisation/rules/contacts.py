"""Which Party group is in contact with which household."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from governance_core.errors import ContactNotAllowed, ContactOverlap, NotInExistence
from governance_core.events import Outcome
from governance_core.history import History, recorded
from governance_core.organisation.events import HouseholdContactAssigned, HouseholdContactEnded
from governance_core.organisation.model import HOUSEHOLD, ContactState, HouseholdContact, Unit
from governance_core.organisation.rules.days import refuse_absence, without_days
from governance_core.values import Period, PersonId

GROUP = "party-group"


def assign_household_contact(
    *,
    group: Unit,
    household: Unit,
    period: Period,
    recorded_at: datetime,
    member: PersonId | None = None,
    others: Iterable[HouseholdContact] = (),
) -> Outcome[HouseholdContact]:
    """A household-contact Party group (户联系党小组) is in contact with a household for a period.

    The same group may be assigned again, to name another member for some of the days.

    Args:
        group: the Party group.
        household: the household.
        period: when.
        recorded_at: the instant of the act.
        member: the Party member who visits, where one is named.
        others: every contact of the household.

    Raises:
        ContactNotAllowed: it is not a Party group, or not a household.
        NotInExistence: one of them does not exist on some of the days.
        ContactOverlap: another group is in contact with the household on some of the days.
    """
    if (group.kind, household.kind) != (GROUP, HOUSEHOLD):
        raise ContactNotAllowed(group_kind=group.kind, household_kind=household.kind, path=("household",))
    refuse_absence(group.id, group.states, period, ("group",))
    refuse_absence(household.id, household.states, period, ("household",))
    known: History[ContactState] = History()
    for other in others:
        if other.group == group.id:
            known = other.states
        elif other.states.within(period):
            raise ContactOverlap(household=household.id, group=other.group, path=("household",))
    states = recorded(known, value=ContactState(member=member), period=period, recorded_at=recorded_at)
    happened = HouseholdContactAssigned(
        effective_on=period.start, group=group.id, household=household.id, member=member, until=period.end
    )
    contact = HouseholdContact(group=group.id, household=household.id, states=states)
    return Outcome(state=contact, events=(happened,))


def end_household_contact(contact: HouseholdContact, *, on: date, recorded_at: datetime) -> Outcome[HouseholdContact]:
    """A Party group is not in contact with a household any more from a day on; from the first day on: never was.

    Raises:
        NotInExistence: it is not on that day.
    """
    if contact.states.at(on) is None:
        raise NotInExistence(subject=contact.household, on=on, path=("on",))
    states = without_days(contact.states, Period(start=on), recorded_at)
    happened = HouseholdContactEnded(effective_on=on, group=contact.group, household=contact.household)
    return Outcome(state=replace(contact, states=states), events=(happened,))
