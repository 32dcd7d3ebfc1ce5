"""What is wrong with a cycle as it is to be opened, if anything is."""

from collections.abc import Sequence
from decimal import Decimal

from governance_core.assessment.model import AssessmentCycle, CycleKind, GradingRule, Stage, StageTime, standard_grading
from governance_core.errors import Blank, Duplicate, EmptyRange, InputFault, Malformed, OutOfRange, UnknownValue
from governance_core.plain_data import Path
from governance_core.values import Period
from governance_core.wording import SMALLEST, code_faults, count_faults, label_faults, number_faults, twin_faults

WHOLE = Decimal(100)
NOUGHT = Decimal(0)
MOST_SCHEMES = 20
MOST_ROUTINE = 12
MOST_TIES = 10
MOST_DAYS = 60
LEAST_PUBLICITY = 5
THRESHOLDS = 3
TIMED = tuple(stage for stage in Stage if stage not in {Stage.OPEN, Stage.CLOSED})


def cycle_faults(cycle: AssessmentCycle, routine: Sequence[AssessmentCycle]) -> list[InputFault]:
    """Everything that is wrong with a cycle, each fault with its place.

    A cycle has 20 schemes at most, an annual one is built on 12 routine ones at most, ties name 10 dimensions at most,
    and a stage lasts 1 to 60 working days (our own bounds). Results are public for five working days at least. No more
    have the top grade than the national rules allow for the kind of cycle.
    """
    faults = [*code_faults(cycle.code, ("code",)), *label_faults(cycle.title, ("title",))]
    if cycle.period.end is None:
        faults.append(Blank(path=("period", "to")))
    faults += _codes_faults(cycle.schemes, MOST_SCHEMES, ("schemes",))
    faults += grading_faults(cycle.kind, cycle.grading, ("grading",))
    faults += _timetable_faults(cycle.timetable, ("timetable",))
    return [*faults, *_routine_faults(cycle, routine, ("routine",)), *_weight_faults(cycle, ("routine_weight",))]


def _codes_faults(codes: tuple[str, ...], most: int, path: Path) -> list[InputFault]:
    if faults := count_faults(len(codes), most, path):
        return faults
    placed = [(code, (*path, str(place))) for place, code in enumerate(codes)]
    return [*twin_faults(placed), *(fault for code, here in placed for fault in code_faults(code, here))]


def grading_faults(kind: CycleKind, rule: GradingRule, path: Path) -> list[InputFault]:
    """Everything that is wrong with a grading rule; a town's shares of the top grade stay within the national ones."""
    faults = _threshold_faults(rule.thresholds, (*path, "thresholds"))
    most = standard_grading(kind)
    share = number_faults(rule.top_share, NOUGHT, most.top_share, (*path, "top_share"))
    least = NOUGHT if share else rule.top_share
    faults += share
    faults += number_faults(rule.top_share_excellent, least, most.top_share_excellent, (*path, "top_share_excellent"))
    if rule.ties:
        faults += _codes_faults(rule.ties, MOST_TIES, (*path, "ties"))
    return [*faults, *number_faults(rule.most_adjustment, NOUGHT, WHOLE, (*path, "most_adjustment"))]


def _threshold_faults(thresholds: tuple[Decimal, ...], path: Path) -> list[InputFault]:
    if len(thresholds) != THRESHOLDS:
        return [OutOfRange(value=len(thresholds), low=THRESHOLDS, high=THRESHOLDS, path=path)]
    placed = [(edge, (*path, str(place))) for place, edge in enumerate(thresholds)]
    if faults := [fault for edge, here in placed for fault in number_faults(edge, NOUGHT, WHOLE, here)]:
        return faults
    pairs = zip(placed[1:], placed[:-1], strict=True)
    return [EmptyRange(low=low, high=high, path=here) for (low, here), (high, _) in pairs if low >= high]


def _timetable_faults(timetable: tuple[StageTime, ...], path: Path) -> list[InputFault]:
    """Each stage but the first and the last stands in it once; the order in which they are given does not matter."""
    faults: list[InputFault] = []
    seen: set[Stage] = set()
    for place, one in enumerate(timetable):
        here = (*path, str(place))
        if one.stage not in TIMED:
            faults.append(UnknownValue(value=one.stage, known=TIMED, path=(*here, "stage")))
        if one.stage in seen:
            faults.append(Duplicate(value=one.stage, path=(*here, "stage")))
        seen.add(one.stage)
        least = LEAST_PUBLICITY if one.stage is Stage.PUBLICITY else 1
        if not least <= one.working_days <= MOST_DAYS:
            days = (*here, "working_days")
            faults.append(OutOfRange(value=one.working_days, low=least, high=MOST_DAYS, path=days))
    return [*faults, *(Blank(path=(*path, stage.value)) for stage in TIMED if stage not in seen)]


def _routine_faults(cycle: AssessmentCycle, routine: Sequence[AssessmentCycle], path: Path) -> list[InputFault]:
    most = MOST_ROUTINE if cycle.kind is CycleKind.ANNUAL else 0
    if len(routine) > most:
        return [OutOfRange(value=len(routine), low=0, high=most, path=path)]
    faults = twin_faults((one.id, (*path, str(place))) for place, one in enumerate(routine))
    for place, one in enumerate(routine):
        here = (*path, str(place))
        if one.kind is not CycleKind.ROUTINE:
            faults.append(UnknownValue(value=one.kind, known=(CycleKind.ROUTINE,), path=(*here, "kind")))
        if not cycle.period.covers(one.period):
            days = _said(one.period)
            faults.append(Malformed(value=days, expected="days of the annual cycle", path=(*here, "period")))
    return faults


def _weight_faults(cycle: AssessmentCycle, path: Path) -> list[InputFault]:
    """Routine cycles are worth something, and where there are none nothing is."""
    low, high = (SMALLEST, WHOLE) if cycle.routine else (NOUGHT, NOUGHT)
    return number_faults(cycle.routine_weight, low, high, path)


def _said(period: Period) -> str:
    return f"{period.start.isoformat()}/{'' if period.end is None else period.end.isoformat()}"
