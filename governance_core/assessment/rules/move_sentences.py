"""Saying in words what another scheme would make of somebody's work."""

from decimal import Decimal

from governance_core.assessment.model import Grade, Move
from governance_core.values import rounded

MOST_TOLD = 3


def explain_move(move: Move, language: str = "zh-CN") -> str:
    """What would become of a score and a grade, and by what, as a sentence: English for "en…", else Chinese."""
    english = language.startswith("en")
    before, after = (_points(one, english=english) for one in (move.points_before, move.points_after))
    change = "" if move.change is None else f" ({move.change:+.2f})" if english else f"({move.change:+.2f})"
    said = f"{before} → {after} points{change}" if english else f"得分 {before} → {after}{change}"
    if move.grade_moves:
        old, new = (_grade(one, language) for one in (move.grade_before, move.grade_after))
        said += f", grade {old} → {new}" if english else f",等次{old} → {new}"
    if not move.because:
        why = "the places, or what is needed for a grade, are others" if english else "名额或等次条件发生变化"
        return f"{said}: {why}" if english else f"{said}:{why}"
    told = [f"{one.title.in_language(language)} {rounded(one.change):+f}" for one in move.because[:MOST_TOLD]]
    rest = len(move.because) - len(told)
    if english:
        return f"{said}: {', '.join(told)}" + (f", and {rest} more" if rest else "")
    return f"{said}:{'、'.join(told)}" + (f"等 {rest + len(told)} 项" if rest else "")


def _points(points: Decimal | None, *, english: bool) -> str:
    if points is None:
        return "incomplete" if english else "不完整"
    return f"{points:f}"


def _grade(grade: Grade | None, language: str) -> str:
    if grade is None:
        return "none" if language.startswith("en") else "(不定)"
    label = grade.label.in_language(language)
    return f"“{label}”"
