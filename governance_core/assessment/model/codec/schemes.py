"""Schemes with their dimensions and indicators as plain data."""

from datetime import date, datetime
from typing import Any

from governance_core.assessment.model.codec.measures import UNREAD, measure_from_data, measure_to_data
from governance_core.assessment.model.scheme import Dimension, Indicator, IndicatorScheme, SchemeStatus
from governance_core.errors import PeriodReversed
from governance_core.plain_data import Fields, Path, label_to_data, number_to_data
from governance_core.values import Period, SchemeId


def scheme_to_data(scheme: IndicatorScheme) -> dict[str, Any]:
    """What a scheme says, as plain data; its key and whether it is published are not part of that.

    Returns:
        code, version, title {zh, en}, cycle {from, to} where `to` is the first day after it, applies_to and dimensions.
    """
    end = scheme.cycle.end
    return {
        "code": scheme.code,
        "version": scheme.version,
        "title": label_to_data(scheme.title),
        "cycle": {"from": scheme.cycle.start.isoformat(), "to": None if end is None else end.isoformat()},
        "applies_to": list(scheme.applies_to),
        "dimensions": [dimension_to_data(one) for one in scheme.dimensions],
    }


def scheme_from_data(
    data: object,
    *,
    id: SchemeId,  # noqa: A002 -- the field's name
    status: SchemeStatus = SchemeStatus.DRAFT,
    published_at: datetime | None = None,
    path: Path = (),
) -> IndicatorScheme:
    """The scheme that plain data describe.

    Args:
        data: as from `scheme_to_data`; `version` may be left out of a first one.
        id: its own key.
        status: draft, unless what is read was stored as published.
        published_at: when it was published.
        path: where the data stand in the caller's input.

    Raises:
        InputFault, InvalidInput: what is wrong with their shape, with its place; `draft_scheme` judges the rest.
    """
    fields = Fields(data, path)
    scheme = IndicatorScheme(
        id=id,
        code=fields.text("code"),
        version=fields.whole("version", 1),
        title=fields.label("title"),
        cycle=fields.nested("cycle", _cycle_from_data, Period(start=date.min)),
        applies_to=fields.texts("applies_to"),
        dimensions=fields.each("dimensions", dimension_from_data),
        status=status,
        published_at=published_at,
    )
    fields.done()
    return scheme


def _cycle_from_data(data: object, path: Path) -> Period:
    fields = Fields(data, path)
    start, end = fields.day("from"), fields.day("to")
    fields.done()
    if end <= start:
        raise PeriodReversed(start=start, end=end, path=path)
    return Period(start=start, end=end)


def dimension_to_data(dimension: Dimension) -> dict[str, Any]:
    """A dimension with its indicators as plain data."""
    return {
        "code": dimension.code,
        "title": label_to_data(dimension.title),
        "weight": number_to_data(dimension.weight),
        "indicators": [_indicator_to_data(one) for one in dimension.indicators],
    }


def dimension_from_data(data: object, path: Path = ()) -> Dimension:
    """The dimension that plain data describe.

    Raises:
        InputFault, InvalidInput: what is wrong with them, with its place.
    """
    fields = Fields(data, path)
    dimension = Dimension(
        code=fields.text("code"),
        title=fields.label("title"),
        weight=fields.number("weight"),
        indicators=fields.each("indicators", _indicator_from_data),
    )
    fields.done()
    return dimension


def _indicator_to_data(indicator: Indicator) -> dict[str, Any]:
    data = {
        "code": indicator.code,
        "title": label_to_data(indicator.title),
        "weight": number_to_data(indicator.weight),
        "measure": measure_to_data(indicator.measure),
    }
    if indicator.description is not None:
        data["description"] = label_to_data(indicator.description)
    return data


def _indicator_from_data(data: object, path: Path) -> Indicator:
    fields = Fields(data, path)
    indicator = Indicator(
        code=fields.text("code"),
        title=fields.label("title"),
        weight=fields.number("weight"),
        measure=fields.nested("measure", measure_from_data, UNREAD),
        description=fields.optional_label("description"),
    )
    fields.done()
    return indicator
