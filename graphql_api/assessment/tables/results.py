"""What results rest on, and the sums of them, as they are stored."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from governance_core.assessment import (
    Grade,
    IndicatorScheme,
    PartSum,
    ResultSums,
    Segment,
    reading_from_data,
    reading_to_data,
)
from governance_core.values import Period, UnitId


def segment_to_data(segment: Segment) -> dict[str, Any]:
    """What was served in, as a score can be worked out from again."""
    end = segment.period.end
    return {
        "scheme": segment.scheme.id,
        "from": segment.period.start.isoformat(),
        "to": None if end is None else end.isoformat(),
        "unit": segment.unit,
        "home": segment.home,
        "figures": {code: reading_to_data(reading) for code, reading in segment.figures.items()},
    }


def segment_from_data(data: Mapping[str, Any], schemes: Mapping[str, IndicatorScheme]) -> Segment:
    """What was served in; the schemes by key."""
    return Segment(
        scheme=schemes[data["scheme"]],
        period=Period(
            start=date.fromisoformat(data["from"]), end=None if data["to"] is None else date.fromisoformat(data["to"])
        ),
        unit=UnitId(data["unit"]),
        home=None if data["home"] is None else UnitId(data["home"]),
        figures={code: reading_from_data(reading) for code, reading in data["figures"].items()},
    )


def sums_to_data(sums: ResultSums) -> dict[str, Any]:
    """The grades, dimensions and initiatives of sums; how many there are and their points stand in columns."""
    return {
        "grades": {grade.value: count for grade, count in sums.grades.items()},
        "dimensions": _parts_to_data(sums.dimensions),
        "initiatives": _parts_to_data(sums.initiatives),
    }


def sums_from_data(data: Mapping[str, Any], *, points: Decimal | None, grade: Grade | None) -> ResultSums:
    """One result as sums."""
    return ResultSums(
        subjects=1,
        scored=0 if points is None else 1,
        points=points or Decimal(0),
        grades={} if grade is None else {grade: 1},
        dimensions=_parts_from_data(data["dimensions"]),
        initiatives=_parts_from_data(data["initiatives"]),
    )


def sums_of(row: Any) -> ResultSums:
    """The sums that a row stands for."""
    return ResultSums(
        subjects=row.subjects,
        scored=row.scored,
        points=row.points,
        grades={Grade(grade): count for grade, count in row.sums_data["grades"].items()},
        dimensions=_parts_from_data(row.sums_data["dimensions"]),
        initiatives=_parts_from_data(row.sums_data["initiatives"]),
    )


def _parts_to_data(parts: Mapping[str, PartSum]) -> dict[str, Any]:
    return {code: [part.subjects, f"{part.points:f}"] for code, part in parts.items()}


def _parts_from_data(data: Mapping[str, Any]) -> dict[str, PartSum]:
    return {code: PartSum(subjects=subjects, points=Decimal(points)) for code, (subjects, points) in data.items()}
