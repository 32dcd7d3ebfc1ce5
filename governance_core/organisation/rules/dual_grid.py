"""Dual-grid fusion (双网融合): one visit serves both nets where whoever visits a household is its grid officer too.

The figures and their words are our own reading of the report, which has contact members double as part-time grid
officers (兼职网格员) in the Xinxing pilot.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from governance_core.errors import OutOfRange
from governance_core.events import DomainEvent, Outcome
from governance_core.organisation.model import (
    Appointment,
    AppointmentBasis,
    Cell,
    GridOfficer,
    Households,
    Person,
    Post,
)
from governance_core.organisation.rules.appointments import take_post
from governance_core.values import AppointmentId, Period, PersonId, UnitId

MOST_APPOINTED = 100
"""How many contact members one act appoints. Our own ceiling, well above the officers of a cell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DualGridCandidate:
    """A Party member who visits households of a cell and is no grid officer of theirs.

    Attributes:
        person: who.
        cell: the cell.
        households: how many of its households the member visits.
    """

    person: PersonId
    cell: UnitId
    households: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DualGrid:
    """How the two nets lie over the households of an area on a day.

    Attributes:
        households: how many there are.
        in_cells: those that lie in a grid cell.
        contacted: those for which a Party member is named.
        with_officer: those that lie in a cell with a grid officer.
        one_visit: those for which a grid officer of a cell of theirs is named: one visit serves both nets.
        two_visits: those with a named member and a grid officer, who are not the same person: visited twice.
        uncovered: those with neither.
        part_time: how many part-time grid officers the area's cells have.
        without_contact: those of them who are named for no household of their cell any more.
        candidates: the members who could be part-time grid officers and are not, by cell.
    """

    households: int
    in_cells: int
    contacted: int
    with_officer: int
    one_visit: int
    two_visits: int
    uncovered: int
    part_time: int
    without_contact: tuple[GridOfficer, ...]
    candidates: tuple[DualGridCandidate, ...]


def dual_grid(households: Iterable[Households], cells: Iterable[Cell], wider: Iterable[Cell] = ()) -> DualGrid:
    """How the two nets lie over the households of an area on a day.

    A household lies in every cell that serves a unit above it, be that a cooperative or the whole village; two cells
    may share an area. Whoever is a grid officer of one of them, on whatever basis, has the household.

    Args:
        households: all of the area's.
        cells: the cells that serve the area or a part of it.
        wider: those that serve more than the area: their officers have its households too, and nothing is found of
            them, as their other households are not told.
    """
    own = tuple(cells)
    serving: dict[UnitId, list[Cell]] = {}
    for cell in (*own, *wider):
        if cell.area is not None:
            serving.setdefault(cell.area, []).append(cell)
    inside = {cell.unit for cell in own}
    counted: Counter[str] = Counter()
    visits: set[tuple[UnitId, PersonId]] = set()
    unused: Counter[tuple[UnitId, PersonId]] = Counter()
    for some in households:
        theirs = [cell for unit in some.above for cell in serving.get(unit, ())]
        officers = {officer.person for cell in theirs for officer in cell.officers}
        for name in _aspects(some, theirs, officers):
            counted[name] += some.count
        if some.member is not None:
            visited = [(cell.unit, some.member) for cell in theirs if cell.unit in inside]
            visits.update(visited)
            if some.member not in officers:
                unused.update(dict.fromkeys(visited, some.count))
    part_time = [
        (cell.unit, officer) for cell in own for officer in cell.officers if officer.basis is AppointmentBasis.PART_TIME
    ]
    idle = (officer for cell, officer in part_time if (cell, officer.person) not in visits)
    return DualGrid(
        households=counted["households"],
        in_cells=counted["in_cells"],
        contacted=counted["contacted"],
        with_officer=counted["with_officer"],
        one_visit=counted["one_visit"],
        two_visits=counted["two_visits"],
        uncovered=counted["uncovered"],
        part_time=len(part_time),
        without_contact=tuple(sorted(idle, key=lambda officer: officer.appointment)),
        candidates=tuple(
            DualGridCandidate(person=person, cell=cell, households=unused[cell, person])
            for cell, person in sorted(unused)
        ),
    )


def _aspects(some: Households, cells: Sequence[Cell], officers: set[PersonId]) -> Iterable[str]:
    """The figures in which the households count."""
    yield "households"
    if cells:
        yield "in_cells"
    if some.member is not None:
        yield "contacted"
    if officers:
        yield "with_officer"
    if some.member is None and not officers:
        yield "uncovered"
    if some.member is not None and officers:
        yield "one_visit" if some.member in officers else "two_visits"


def appoint_contact_members(
    candidates: Sequence[DualGridCandidate],
    *,
    ids: Mapping[PersonId, AppointmentId],
    people: Mapping[PersonId, Person],
    post: Post,
    period: Period,
    recorded_at: datetime,
    of_people: Iterable[Appointment] = (),
    of_post: Iterable[Appointment] = (),
) -> Outcome[tuple[Appointment, ...]]:
    """Every candidate of a cell becomes a part-time grid officer (兼职网格员) in it: all of them, or none.

    Args:
        candidates: the cell's candidates on the first day of the period, as `dual_grid` finds them.
        ids: the key of each new appointment, by person.
        people: the candidates.
        post: the grid officers' post of the cell.
        period: when.
        recorded_at: the instant of the act.
        of_people: the candidates' other appointments.
        of_post: the post's other appointments.

    Raises:
        OutOfRange: more candidates than one act appoints.
        PartTimeNotAllowed, NotInExistence, AppointmentOverlap, PostFull: as for `appoint`, for the first candidate of
            whom it is so.
    """
    if len(candidates) > MOST_APPOINTED:
        raise OutOfRange(value=len(candidates), low=0, high=MOST_APPOINTED, path=("post",))
    others, held = tuple(of_people), tuple(of_post)
    made: list[Appointment] = []
    events: list[DomainEvent] = []
    for candidate in candidates:
        outcome = take_post(
            id=ids[candidate.person],
            person=people[candidate.person],
            post=post,
            basis=AppointmentBasis.PART_TIME,
            period=period,
            recorded_at=recorded_at,
            of_person=[one for one in others if one.person == candidate.person],
            of_post=(*held, *made),
        )
        made.append(outcome.state)
        events += outcome.events
    return Outcome(state=tuple(made), events=tuple(events))
