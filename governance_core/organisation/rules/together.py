"""Many units that come into being at once, told as what they are together."""

from collections.abc import Iterable

from governance_core.organisation.events import UnitEstablished, UnitsEstablished
from governance_core.values import UnitId


def established_together(events: Iterable[UnitEstablished]) -> tuple[UnitEstablished | UnitsEstablished, ...]:
    """One event for each tree of units that are new from one day: who knew what was there already can see its top.

    A unit that comes alone keeps its own event.

    Args:
        events: that units came into being, each after the event of the unit it stands under where that is new too.
    """
    tops: dict[UnitId, UnitId] = {}
    first: dict[UnitId, UnitEstablished] = {}
    sizes: dict[UnitId, int] = {}
    for event in events:
        top = event.unit if event.parent is None else tops.get(event.parent, event.unit)
        if top == event.unit or first[top].effective_on != event.effective_on:
            top = event.unit
            first[top] = event
        tops[event.unit] = top
        sizes[top] = sizes.get(top, 0) + 1
    return tuple(event if sizes[top] == 1 else _gathered(event, sizes[top]) for top, event in first.items())


def _gathered(event: UnitEstablished, count: int) -> UnitsEstablished:
    return UnitsEstablished(
        effective_on=event.effective_on,
        unit=event.unit,
        kind=event.kind,
        label=event.label,
        parent=event.parent,
        count=count,
    )
