"""Where a unit may stand and what it may serve, on which days."""

from collections.abc import Mapping

from governance_core.errors import HierarchyCycle, IllegalArea, IllegalParent, NotFound, ParentRequired
from governance_core.organisation.model import Unit, UnitKind
from governance_core.organisation.rules.days import refuse_absence
from governance_core.values import Period, UnitId


def refuse_illegal_place(kind: UnitKind, parent: Unit | None, period: Period) -> None:
    """Refuse a parent that units of this kind can't stand under, or that is not there for the whole period.

    Raises:
        ParentRequired: a unit of this kind can't stand at the top.
        IllegalParent: the kinds do not fit.
        NotInExistence: the parent does not exist on some of the days.
    """
    if parent is None:
        if not kind.root:
            raise ParentRequired(kind=kind.code, allowed=kind.parents, path=("parent",))
        return
    if parent.kind not in kind.parents:
        raise IllegalParent(kind=kind.code, parent_kind=parent.kind, allowed=kind.parents, path=("parent",))
    refuse_absence(parent.id, parent.states, period, ("parent",))


def refuse_illegal_area(kind: UnitKind, area: Unit | None, period: Period) -> None:
    """Refuse an area that units of this kind can't serve, or that is not there for the whole period.

    Raises:
        IllegalArea: the kinds do not fit.
        NotInExistence: the area does not exist on some of the days.
    """
    if area is None:
        return
    if area.kind not in kind.serves:
        raise IllegalArea(kind=kind.code, area_kind=area.kind, path=("area",))
    refuse_absence(area.id, area.states, period, ("area",))


def refuse_cycle(unit: UnitId, parent: Unit, lineage: Mapping[UnitId, Unit], period: Period) -> None:
    """Refuse a parent that is, or stands below, the unit on any day of the period.

    The way up is walked with the days on which it leads there: who stands above somebody else's parent on other days
    does not count.

    Args:
        unit: the unit that would be placed.
        parent: the unit it would stand under.
        lineage: every unit above the parent at any time in the period.
        period: the days.

    Raises:
        HierarchyCycle: the unit would stand below itself.
        NotFound: `lineage` lacks a unit above the parent, so that the question can't be answered.
    """
    waiting = [(parent.id, period)]
    seen: set[tuple[UnitId, Period]] = set()
    while waiting:
        here = waiting.pop()
        if here[0] == unit:
            raise HierarchyCycle(unit=unit, parent=parent.id, path=("parent",))
        if here not in seen:
            seen.add(here)
            waiting += _above(parent if here[0] == parent.id else lineage.get(here[0]), *here)


def _above(unit: Unit | None, key: UnitId, period: Period) -> list[tuple[UnitId, Period]]:
    """The units directly above one in the period, each with its days."""
    if unit is None:
        raise NotFound(kind="unit", key=key, path=("parent",))
    found = ((version.value.parent, version.period.intersection(period)) for version in unit.states.within(period))
    return [(above, days) for above, days in found if above is not None and days is not None]
