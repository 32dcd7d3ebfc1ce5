"""Timetables and grading rules as plain data."""

from typing import Any

from governance_core.assessment.model.cycles import Stage, StageTime
from governance_core.assessment.model.grades import GradingRule, QuotaGroup
from governance_core.plain_data import Fields, Path, number_from, number_to_data


def timetable_to_data(timetable: tuple[StageTime, ...]) -> list[dict[str, Any]]:
    """A timetable as plain data."""
    return [{"stage": one.stage.value, "working_days": one.working_days} for one in timetable]


def stage_time_from_data(data: object, path: Path = ()) -> StageTime:
    """How long a stage lasts, as plain data describe it.

    Raises:
        InputFault, InvalidInput: what is wrong with them, with its place.
    """
    fields = Fields(data, path)
    one = StageTime(stage=fields.choice("stage", Stage), working_days=fields.whole("working_days", 0))
    fields.done()
    return one


def timetable_from_data(data: object, path: Path = ()) -> tuple[StageTime, ...]:
    """The timetable that plain data, a list, describe.

    Raises:
        InputFault, InvalidInput: what is wrong with them, with its place; `open_cycle` judges the rest.
    """
    *above, name = path or ("timetable",)
    fields = Fields({name: data}, tuple(above))
    timetable = fields.each(name, stage_time_from_data)
    fields.done()
    return timetable


def grading_to_data(rule: GradingRule) -> dict[str, Any]:
    """A grading rule as plain data."""
    return {
        "thresholds": [number_to_data(one) for one in rule.thresholds],
        "top_share": number_to_data(rule.top_share),
        "top_share_excellent": number_to_data(rule.top_share_excellent),
        "quota_by": rule.quota_by.value,
        "ties": list(rule.ties),
        "most_adjustment": number_to_data(rule.most_adjustment),
    }


def grading_from_data(data: object, path: Path = ()) -> GradingRule:
    """The grading rule that plain data describe.

    Raises:
        InputFault, InvalidInput: what is wrong with them, with its place; `open_cycle` judges the rest.
    """
    fields = Fields(data, path)
    rule = GradingRule(
        thresholds=fields.each("thresholds", number_from),
        top_share=fields.number("top_share"),
        top_share_excellent=fields.number("top_share_excellent"),
        quota_by=fields.choice("quota_by", QuotaGroup, QuotaGroup.UNIT),
        ties=fields.texts("ties"),
        most_adjustment=fields.number("most_adjustment", "5"),
    )
    fields.done()
    return rule
