"""Schemes with their dimensions and indicators as plain data."""

from datetime import date, datetime
from typing import Any

from governance_core.assessment.model.codec.measures import UNREAD, measure_from_data, measure_to_data
from governance_core.assessment.model.scheme import (
    Dimension,
    Indicator,
    IndicatorScheme,
    MissingRule,
    SchemeStatus,
    Subject,
    Watch,
)
from governance_core.errors import PeriodReversed
from governance_core.plain_data import Fields, Path, label_to_data, number_to_data
from governance_core.values import Period, SchemeId


def scheme_to_data(scheme: IndicatorScheme) -> dict[str, Any]:
    """What a scheme says, as plain data; its key and whether it is published are not part of that.

    Returns:
        code, version, title {zh, en}, cycle {from, to} where `to` is the first day after it, applies_to and dimensions;
        and subject, unit_kinds, inherits, missing, watch and effective_on where they are not the ordinary ones.
    """
    end = scheme.cycle.end
    said: dict[str, Any] = {
        "code": scheme.code,
        "version": scheme.version,
        "title": label_to_data(scheme.title),
        "cycle": {"from": scheme.cycle.start.isoformat(), "to": None if end is None else end.isoformat()},
        "applies_to": list(scheme.applies_to),
        "dimensions": [dimension_to_data(one) for one in scheme.dimensions],
    }
    if scheme.subject is not Subject.CADRE:
        said["subject"] = scheme.subject.value
    if scheme.unit_kinds:
        said["unit_kinds"] = list(scheme.unit_kinds)
    if scheme.inherits:
        said["inherits"] = scheme.inherits
    if scheme.missing is not MissingRule.UNGRADED:
        said["missing"] = scheme.missing.value
    if scheme.watch != Watch():
        said["watch"] = watch_to_data(scheme.watch)
    if scheme.effective_on:
        said["effective_on"] = scheme.effective_on.isoformat()
    return said


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
    subject = fields.choice("subject", Subject, Subject.CADRE)
    scheme = IndicatorScheme(
        id=id,
        code=fields.text("code"),
        version=fields.whole("version", 1),
        title=fields.label("title"),
        cycle=fields.nested("cycle", _cycle_from_data, Period(start=date.min)),
        applies_to=fields.texts("applies_to", required=subject is Subject.CADRE),
        dimensions=fields.each("dimensions", dimension_from_data),
        status=status,
        published_at=published_at,
        subject=subject,
        unit_kinds=fields.texts("unit_kinds", required=subject is Subject.UNIT),
        inherits=SchemeId(inherits) if (inherits := fields.text("inherits", "")) else None,
        missing=fields.choice("missing", MissingRule, MissingRule.UNGRADED),
        watch=fields.nested("watch", watch_from_data, Watch(), required=False),
        effective_on=fields.optional_day("effective_on"),
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


def watch_to_data(watch: Watch) -> dict[str, Any]:
    """When progress is called late, as plain data."""
    return {
        "amber_below": number_to_data(watch.amber_below),
        "red_below": number_to_data(watch.red_below),
        "grace_days": watch.grace_days,
        "ahead_days": watch.ahead_days,
    }


def watch_from_data(data: object, path: Path = ()) -> Watch:
    """When progress is called late, as plain data say; what they leave out is as it ordinarily is.

    Raises:
        InputFault, InvalidInput: what is wrong with them, with its place.
    """
    fields, ordinary = Fields(data, path), Watch()
    watch = Watch(
        amber_below=fields.number("amber_below", str(ordinary.amber_below)),
        red_below=fields.number("red_below", str(ordinary.red_below)),
        grace_days=fields.whole("grace_days", ordinary.grace_days),
        ahead_days=fields.whole("ahead_days", ordinary.ahead_days),
    )
    fields.done()
    return watch


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
    data: dict[str, Any] = {
        "code": indicator.code,
        "title": label_to_data(indicator.title),
        "weight": number_to_data(indicator.weight),
        "measure": measure_to_data(indicator.measure),
    }
    if indicator.description is not None:
        data["description"] = label_to_data(indicator.description)
    if indicator.initiative is not None:
        data["initiative"] = indicator.initiative
    if indicator.origin is not None:
        data["origin"] = indicator.origin
    if indicator.verified_by:
        data["verified_by"] = list(indicator.verified_by)
    return data


def _indicator_from_data(data: object, path: Path) -> Indicator:
    fields = Fields(data, path)
    indicator = Indicator(
        code=fields.text("code"),
        title=fields.label("title"),
        weight=fields.number("weight"),
        measure=fields.nested("measure", measure_from_data, UNREAD),
        description=fields.optional_label("description"),
        initiative=fields.text("initiative", "") or None,
        origin=fields.text("origin", "") or None,
        verified_by=fields.texts("verified_by", required=False),
    )
    fields.done()
    return indicator
