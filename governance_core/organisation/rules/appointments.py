"""What may be done about who holds a post: appoint, end and correct appointments."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from governance_core.errors import (
    AppointmentOverlap,
    AppointmentReliedOn,
    NoHouseholdContact,
    NoSubstantivePost,
    NothingToCorrect,
    NotInExistence,
    PartTimeNotAllowed,
    PostFull,
    SecondedToOwnUnit,
    refuse_faults,
)
from governance_core.events import Outcome
from governance_core.history import recorded
from governance_core.organisation.events import (
    AppointmentCorrected,
    AppointmentEnded,
    PersonAppointed,
)
from governance_core.organisation.model import (
    GRID_OFFICER,
    Appointment,
    AppointmentBasis,
    AppointmentState,
    PartTimeGround,
    Person,
    Post,
)
from governance_core.organisation.rules.days import lasting, refuse_absence, without_days
from governance_core.values import AppointmentId, Period
from governance_core.wording import LONGEST_NOTE, text_faults


def appoint(
    *,
    id: AppointmentId,  # noqa: A002 -- the field's name
    person: Person,
    post: Post,
    basis: AppointmentBasis,
    period: Period,
    recorded_at: datetime,
    of_person: Sequence[Appointment] = (),
    of_post: Sequence[Appointment] = (),
    ground: PartTimeGround | None = None,
) -> Outcome[Appointment]:
    """A person holds a post for a period.

    A person has one substantive appointment at a time. A concurrent appointment (兼任) and a secondment (挂职) stand
    beside a substantive one, which must be running on their first day; a secondment leads into another unit. Whether
    the substantive one lasts as long is not asked: where either is open, nobody knows. But it can't be ended, nor
    corrected away from that first day, while the other rests on it. A part-time appointment (兼职) stands alone: it
    makes a grid officer of a Party member who on its first day is named for a household in the cell's area. If nobody
    is named any more later, it goes on, and `dual_grid` finds it. These rules are our own reading of the report, which
    seconds first secretaries from the town and lets contact members double as grid officers.

    Args:
        id: the appointment's key.
        person: who.
        post: which post.
        basis: on which basis.
        period: when.
        recorded_at: the instant of the act.
        of_person: the person's other appointments.
        of_post: the post's other appointments.
        ground: what a part-time appointment is judged by.

    Raises:
        NotInExistence: the post does not exist on some of the days, or the person is not known on the first.
        AppointmentOverlap: the person holds the same post, or another substantive one, on some of the days.
        NoSubstantivePost: a concurrent appointment or a secondment without a substantive one.
        SecondedToOwnUnit: a secondment into the unit of the substantive appointment.
        PartTimeNotAllowed: a part-time appointment to anything but a grid officer's post of a cell.
        NoHouseholdContact: a part-time appointment of somebody who is named for no household of the cell.
        PostFull: all seats of the post are taken on some of the days.
    """
    if basis is AppointmentBasis.PART_TIME:
        _refuse_no_contact(person, post, period.start, ground or PartTimeGround())
    return take_post(
        id=id,
        person=person,
        post=post,
        basis=basis,
        period=period,
        recorded_at=recorded_at,
        of_person=of_person,
        of_post=of_post,
    )


def take_post(
    *,
    id: AppointmentId,  # noqa: A002 -- the field's name
    person: Person,
    post: Post,
    basis: AppointmentBasis,
    period: Period,
    recorded_at: datetime,
    of_person: Sequence[Appointment] = (),
    of_post: Sequence[Appointment] = (),
) -> Outcome[Appointment]:
    """A person holds a post for a period, as by `appoint`, without another look at whom a part-time officer visits.

    Raises:
        NotInExistence, AppointmentOverlap, NoSubstantivePost, SecondedToOwnUnit, PostFull: as `appoint` does.
        PartTimeNotAllowed: it is no grid officer's post.
    """
    _refuse_other_post(post, basis)
    _refuse_unknown(person, period.start)
    refuse_absence(post.id, post.states, period, ("post",))
    _refuse_overlap(person, post, basis, period, of_person)
    home = _home(person, post, basis, period.start, of_person)
    refuse_full_post(post, period, of_post)
    states = lasting(AppointmentState(basis=basis, home=home), period, recorded_at)
    happened = PersonAppointed(
        effective_on=period.start,
        appointment=id,
        person=person.id,
        post=post.id,
        unit=post.unit,
        basis=basis.value,
        until=period.end,
    )
    made = Appointment(id=id, person=person.id, post=post.id, unit=post.unit, states=states)
    return Outcome(state=made, events=(happened,))


def end_appointment(
    appointment: Appointment, *, on: date, recorded_at: datetime, of_person: Sequence[Appointment] = ()
) -> Outcome[Appointment]:
    """A person does not hold a post any more from a day on.

    Args:
        appointment: the appointment.
        on: the first day without it.
        recorded_at: the instant of the act.
        of_person: the person's appointments.

    Raises:
        NotInExistence: the appointment is not running on that day anyway.
        AppointmentReliedOn: a secondment or concurrent appointment that rests on it runs on that day or later.
    """
    if appointment.states.at(on) is None:
        raise NotInExistence(subject=appointment.id, on=on, path=("on",))
    resting = tuple(other.id for other in _resting_on(appointment, of_person) if other.states.since(on))
    if resting:
        raise AppointmentReliedOn(appointment=appointment.id, dependants=resting)
    states = without_days(appointment.states, Period(start=on), recorded_at)
    happened = AppointmentEnded(
        effective_on=on,
        appointment=appointment.id,
        person=appointment.person,
        post=appointment.post,
        unit=appointment.unit,
    )
    return Outcome(state=replace(appointment, states=states), events=(happened,))


def correct_appointment(
    appointment: Appointment,
    *,
    person: Person,
    post: Post,
    period: Period,
    reason: str,
    recorded_at: datetime,
    of_person: Sequence[Appointment] = (),
    of_post: Sequence[Appointment] = (),
    ground: PartTimeGround | None = None,
) -> Outcome[Appointment]:
    """The days of an appointment were recorded wrongly: it ran for `period` and on no other day.

    Args:
        appointment: the appointment; its basis stays as it is.
        person: who holds it.
        post: the post it is to.
        period: the right days.
        reason: why, in the words of who corrects.
        recorded_at: the instant of the act.
        of_person: the person's appointments.
        of_post: the post's appointments.
        ground: what a part-time appointment is judged by, where its first day is another one.

    Raises:
        Blank, TooLong: the reason says nothing, or too much.
        NotInExistence: the appointment runs on no day, the post does not exist on some of the right days, or the
            person is not known on the first.
        AppointmentOverlap, NoSubstantivePost, SecondedToOwnUnit, NoHouseholdContact, PostFull: as for `appoint`.
        AppointmentReliedOn: a secondment or concurrent appointment that rests on it begins on none of the right days.
        NothingToCorrect: these are the days already known.
    """
    refuse_faults(text_faults(reason, LONGEST_NOTE, ("reason",)))
    known = appointment.states.timeline()
    if not known:
        raise NotInExistence(subject=appointment.id, on=period.start, path=("appointment",))
    if [version.period for version in known] == [period]:
        raise NothingToCorrect
    basis = known[0].value.basis
    others = [other for other in of_person if other.id != appointment.id]
    if basis is AppointmentBasis.PART_TIME and period.start != known[0].period.start:
        _refuse_no_contact(person, post, period.start, ground or PartTimeGround())
    _refuse_unknown(person, period.start)
    refuse_absence(post.id, post.states, period, ("post",))
    _refuse_overlap(person, post, basis, period, others)
    home = _home(person, post, basis, period.start, others)
    refuse_full_post(post, period, [other for other in of_post if other.id != appointment.id])
    _refuse_uncovered(appointment, period, others)
    states = appointment.states
    for version in known:
        for rest in version.period.minus(period):
            states = recorded(states, value=None, period=rest, recorded_at=recorded_at)
    state = AppointmentState(basis=basis, home=home)
    states = recorded(states, value=state, period=period, recorded_at=recorded_at)
    happened = AppointmentCorrected(
        effective_on=period.start,
        appointment=appointment.id,
        person=appointment.person,
        until=period.end,
        reason=reason,
    )
    return Outcome(state=replace(appointment, states=states), events=(happened,))


def refuse_full_post(post: Post, period: Period, others: Iterable[Appointment]) -> None:
    """Refuse one more holder where every seat is taken on some day of the period.

    Seats get scarcer only where an appointment begins or the post has fewer from then on: those days and the period's
    first are enough to look at.

    Raises:
        PostFull: names the first such day.
    """
    taken = [version.period for other in others for version in other.states.within(period)]
    begins = (*(held.start for held in taken), *(version.period.start for version in post.states.within(period)))
    for day in sorted({period.start, *(begin for begin in begins if begin in period)}):
        state = post.states.at(day)
        if state is not None and sum(day in held for held in taken) >= state.seats:
            raise PostFull(post=post.id, seats=state.seats, on=day, path=("post",))


def _refuse_unknown(person: Person, day: date) -> None:
    if person.names.at(day) is None:
        raise NotInExistence(subject=person.id, on=day, path=("person",))


def _refuse_other_post(post: Post, basis: AppointmentBasis) -> None:
    if basis is AppointmentBasis.PART_TIME and post.kind != GRID_OFFICER:
        raise PartTimeNotAllowed(post=post.id, post_kind=post.kind, path=("post",))


def _refuse_no_contact(person: Person, post: Post, day: date, ground: PartTimeGround) -> None:
    """Refuse a part-time appointment outside a cell, or of somebody who is named for none of its households."""
    cell = ground.cell
    if cell is None:
        raise PartTimeNotAllowed(post=post.id, post_kind=post.kind, path=("post",))
    if not any(some.member == person.id and cell.area in some.above for some in ground.households):
        raise NoHouseholdContact(person=person.id, cell=cell.unit, on=day, path=("person",))


def _refuse_overlap(
    person: Person, post: Post, basis: AppointmentBasis, period: Period, others: Iterable[Appointment]
) -> None:
    for other in others:
        for version in other.states.within(period):
            both = {basis, version.value.basis} == {AppointmentBasis.SUBSTANTIVE}
            if both or other.post == post.id:
                raise AppointmentOverlap(person=person.id, existing=other.id, path=("period",))


def _home(
    person: Person, post: Post, basis: AppointmentBasis, day: date, others: Iterable[Appointment]
) -> AppointmentId | None:
    """The substantive appointment that another one rests on; none for a substantive or part-time one."""
    if basis in {AppointmentBasis.SUBSTANTIVE, AppointmentBasis.PART_TIME}:
        return None
    for other in others:
        state = other.states.at(day)
        if state is not None and state.basis is AppointmentBasis.SUBSTANTIVE:
            if basis is AppointmentBasis.SECONDMENT and other.unit == post.unit:
                raise SecondedToOwnUnit(person=person.id, unit=post.unit, path=("basis",))
            return other.id
    raise NoSubstantivePost(person=person.id, on=day, path=("basis",))


def _resting_on(appointment: Appointment, others: Iterable[Appointment]) -> list[Appointment]:
    return [
        other for other in others if any(version.value.home == appointment.id for version in other.states.timeline())
    ]


def _refuse_uncovered(appointment: Appointment, period: Period, others: Iterable[Appointment]) -> None:
    """Refuse days that leave out the first day of an appointment that rests on this one."""
    resting = _resting_on(appointment, others)
    uncovered = tuple(other.id for other in resting if other.states.timeline()[0].period.start not in period)
    if uncovered:
        raise AppointmentReliedOn(appointment=appointment.id, dependants=uncovered, path=("period",))
