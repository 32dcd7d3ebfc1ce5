"""Many units that come into being at once, told by the tops of their trees."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from governance_core.organisation import UnitEstablished, UnitsEstablished, established_together
from governance_core.values import Text, UnitId

DAYS = (date(2023, 1, 1), date(2024, 1, 1))


@st.composite
def arrivals(draw: st.DrawFn) -> list[UnitEstablished]:
    """Events of units, some of which stand under one that was there before, each after its parent."""
    events: list[UnitEstablished] = []
    for number in range(draw(st.integers(0, 20))):
        parents = [None, UnitId("there before"), *(event.unit for event in events)]
        events.append(
            UnitEstablished(
                effective_on=draw(st.sampled_from(DAYS)),
                unit=UnitId(str(number)),
                kind="village",
                label=Text(zh=f"单位{number}"),
                parent=draw(st.sampled_from(parents)),
                area=None,
            )
        )
    return events


@given(arrivals())
def test_every_unit_is_told_once_with_its_top_and_its_day(events: list[UnitEstablished]) -> None:
    """The counts add up; a top is a unit whose parent did not come with it that day; one alone is told as ever."""
    by_unit = {event.unit: event for event in events}

    told = established_together(events)

    assert sum(event.count if isinstance(event, UnitsEstablished) else 1 for event in told) == len(events)
    tops = [
        event.unit
        for event in events
        if event.parent not in by_unit or by_unit[event.parent].effective_on != event.effective_on
    ]
    assert [event.unit for event in told] == tops
    for event in told:
        same = by_unit[event.unit]
        assert (event.effective_on, event.kind, event.label, event.parent) == (
            same.effective_on,
            same.kind,
            same.label,
            same.parent,
        )
        assert isinstance(event, UnitsEstablished) or event == same
