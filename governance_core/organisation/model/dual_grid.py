"""The two nets over a town's households: who visits them for the Party, and which grid officers have them."""

from dataclasses import dataclass

from governance_core.organisation.model.people import AppointmentBasis
from governance_core.values import AppointmentId, PersonId, UnitId

GRID_OFFICER = "grid-officer"
CELL = "cell"
HOUSEHOLD = "household"


@dataclass(frozen=True, slots=True, kw_only=True)
class Households:
    """Households on a day that stand under the same unit, and for which the same Party member is named.

    Attributes:
        above: the unit that they stand under, and every unit above that one.
        member: who visits them; None where nobody is named.
        count: how many they are.
    """

    above: tuple[UnitId, ...]
    member: PersonId | None = None
    count: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class GridOfficer:
    """Who holds a grid officer's post on a day, and on which basis."""

    appointment: AppointmentId
    person: PersonId
    basis: AppointmentBasis


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A grid cell on a day: the area that it serves, where it has one, and its grid officers."""

    unit: UnitId
    area: UnitId | None
    officers: tuple[GridOfficer, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PartTimeGround:
    """What a part-time appointment is judged by, as it is on the appointment's first day.

    Attributes:
        cell: the grid cell whose post it is; None where the post's unit is no cell.
        households: those for which the person is named.
    """

    cell: Cell | None = None
    households: tuple[Households, ...] = ()
