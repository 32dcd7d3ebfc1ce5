"""Derivations as plain data, as a closed result keeps them; what says nothing is left out."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from governance_core.assessment.model.derivation import Assessment, Derivation, Input, Rule
from governance_core.assessment.model.formulas import Step, part_from_text
from governance_core.plain_data import label_to_data, number_to_data
from governance_core.values import (
    Missing,
    NotApplicable,
    Period,
    Reading,
    RecordId,
    SchemeId,
    Score,
    Text,
    UnitId,
    Value,
)


def assessment_to_data(assessment: Assessment) -> dict[str, Any]:
    """A score with all it rests on, as plain data."""
    known_at = assessment.known_at
    return {
        "scheme": assessment.scheme,
        "as_of": assessment.as_of.isoformat(),
        "known_at": None if known_at is None else known_at.isoformat(),
        "points": None if assessment.score.points is None else number_to_data(assessment.score.points),
        "low": number_to_data(assessment.score.low),
        "high": number_to_data(assessment.score.high),
        "covered": number_to_data(assessment.score.covered),
        "derivation": derivation_to_data(assessment.derivation),
    }


def assessment_from_data(data: Mapping[str, Any]) -> Assessment:
    """The score that stored data say, which are trusted to be what `assessment_to_data` made."""
    points, known_at = data["points"], data["known_at"]
    return Assessment(
        scheme=SchemeId(data["scheme"]),
        as_of=date.fromisoformat(data["as_of"]),
        known_at=None if known_at is None else datetime.fromisoformat(known_at),
        score=Score(
            points=None if points is None else Decimal(points),
            low=Decimal(data["low"]),
            high=Decimal(data["high"]),
            covered=Decimal(data["covered"]),
        ),
        derivation=derivation_from_data(data["derivation"]),
    )


def derivation_to_data(node: Derivation) -> dict[str, Any]:
    """A derivation as plain data: `low` and `high` only where they differ from what it brings."""
    said: dict[str, Any] = {
        "code": node.code,
        "title": label_to_data(node.title),
        "rule": node.rule.value,
        "weight": number_to_data(node.weight),
        "effective_weight": number_to_data(node.effective_weight),
        "contribution": number_to_data(node.contribution),
    }
    for name, number in (("floor", node.floor), ("expected", node.expected)):
        if number is not None:
            said[name] = number_to_data(number)
    for name, bound in (("low", node.low), ("high", node.high)):
        if bound != node.contribution:
            said[name] = number_to_data(bound)
    said |= {
        name: value
        for name in ("caps_at", "scheme", "version", "served_in")
        if (value := getattr(node, name)) is not None
    }
    return said | _parts_to_data(node)


def _parts_to_data(node: Derivation) -> dict[str, Any]:
    """What of a derivation is made of more than a number or a word, where it is there."""
    served, end = node.served, None if node.served is None else node.served.end
    parts = {
        "reading": None if node.reading is None else reading_to_data(node.reading),
        "unit": None if node.unit is None else label_to_data(node.unit),
        "inputs": [_input_to_data(one) for one in node.inputs] or None,
        "formula": None if node.formula is None else _step_to_data(node.formula),
        "served": None if served is None else [served.start.isoformat(), None if end is None else end.isoformat()],
        "records": list(node.records) or None,
        "children": [derivation_to_data(one) for one in node.children] or None,
    }
    return {name: part for name, part in parts.items() if part is not None}


def derivation_from_data(data: Mapping[str, Any]) -> Derivation:
    """The derivation that stored data say, which are trusted to be what `derivation_to_data` made."""
    contribution = Decimal(data["contribution"])
    served = data.get("served")
    scheme, served_in = data.get("scheme"), data.get("served_in")
    return Derivation(
        code=data["code"],
        title=_label(data["title"]),
        rule=Rule(data["rule"]),
        weight=Decimal(data["weight"]),
        effective_weight=Decimal(data["effective_weight"]),
        reading=reading_from_data(data["reading"]) if "reading" in data else None,
        unit=_label(data["unit"]) if "unit" in data else None,
        floor=_number(data, "floor"),
        expected=_number(data, "expected"),
        inputs=tuple(_input_from_data(one) for one in data.get("inputs", ())),
        formula=_step_from_data(data["formula"]) if "formula" in data else None,
        contribution=contribution,
        low=Decimal(data["low"]) if "low" in data else contribution,
        high=Decimal(data["high"]) if "high" in data else contribution,
        caps_at=data.get("caps_at"),
        records=tuple(RecordId(one) for one in data.get("records", ())),
        scheme=None if scheme is None else SchemeId(scheme),
        version=data.get("version"),
        served=None if served is None else _period(served),
        served_in=None if served_in is None else UnitId(served_in),
        children=tuple(derivation_from_data(one) for one in data.get("children", ())),
    )


def reading_to_data(reading: Reading) -> dict[str, str]:
    """A reading as plain data, in its three states: {value}, {not_applicable} with its reason, or nothing at all."""
    match reading:
        case Value(number=number):
            return {"value": number_to_data(number)}
        case NotApplicable(reason=reason):
            return {"not_applicable": reason}
        case Missing():
            return {}


def reading_from_data(data: Mapping[str, str]) -> Reading:
    """The reading that stored data say."""
    if "value" in data:
        return Value(number=Decimal(data["value"]))
    return NotApplicable(reason=data["not_applicable"]) if "not_applicable" in data else Missing()


def _input_to_data(one: Input) -> dict[str, Any]:
    said: dict[str, Any] = {
        "code": one.code,
        "number": number_to_data(one.number),
        "counted": number_to_data(one.counted),
    }
    if one.title is not None:
        said["title"] = label_to_data(one.title)
    if one.of is not None:
        said["of"] = one.of
    if one.record is not None:
        said["record"] = one.record
    return said


def _input_from_data(data: Mapping[str, Any]) -> Input:
    record = data.get("record")
    return Input(
        code=data["code"],
        title=_label(data["title"]) if "title" in data else None,
        number=Decimal(data["number"]),
        counted=Decimal(data["counted"]),
        of=data.get("of"),
        record=None if record is None else RecordId(record),
    )


def _step_to_data(step: Step) -> dict[str, Any]:
    said: dict[str, Any] = {"text": step.text, "reading": reading_to_data(step.reading)}
    if step.children:
        said["children"] = [_step_to_data(one) for one in step.children]
    if step.too_large:
        said["too_large"] = True
    return said


def _step_from_data(data: Mapping[str, Any]) -> Step:
    return Step(
        node=part_from_text(data["text"]),
        reading=reading_from_data(data["reading"]),
        children=tuple(_step_from_data(one) for one in data.get("children", ())),
        too_large=data.get("too_large", False),
    )


def _label(data: Mapping[str, str | None]) -> Text:
    return Text(zh=data["zh"] or "", en=data.get("en"))


def _number(data: Mapping[str, Any], name: str) -> Decimal | None:
    return Decimal(data[name]) if name in data else None


def _period(data: Sequence[str | None]) -> Period:
    start, end = data
    return Period(start=date.fromisoformat(start or ""), end=None if end is None else date.fromisoformat(end))
