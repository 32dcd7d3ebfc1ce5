"""The development plan of a reserve cadre, what is reached of it, and the sentence that says so."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from governance_core.assessment.events import DevelopmentPlanned, GoalReached
from governance_core.assessment.model import (
    DevelopmentGoal,
    ProgressRecord,
    RecordStatus,
    Seedling,
    SeedlingProgress,
)
from governance_core.assessment.model.seedlings import NOT_BEGUN, share_of
from governance_core.assessment.rules.responsibility import (
    Acting,
    outside,
    refuse_before,
    refuse_ended,
    refuse_outsider,
)
from governance_core.errors import (
    GoalAlreadyReached,
    InputFault,
    PlanUnchanged,
    ReachedGoalChanged,
    RecordDoesNotCount,
    RecordOfAnother,
    UnknownValue,
    refuse_faults,
)
from governance_core.events import Outcome
from governance_core.history import History, recorded
from governance_core.values import Missing, NotApplicable, Period, Reading, RecordId, Value
from governance_core.wording import code_faults, count_faults, label_faults, twin_faults

MOST_GOALS = 20
_SUPERSEDED = "superseded"


def plan_development(
    seedling: Seedling, *, goals: Sequence[DevelopmentGoal], acting: Acting, superseded: Collection[RecordId] = ()
) -> Outcome[Seedling]:
    """A reserve cadre's plan is made, or changed from today on; what it said until then stays known.

    Args:
        seedling: the nomination.
        goals: all goals of the plan, 1 to 20, each due on a day of the period. What they say of being reached is not
            looked at: a goal that has been reached stays so.
        acting: who plans, and when.
        superseded: the records of which others have taken the place; a goal that rests on one is not reached.

    Raises:
        InputFault, InvalidInput: too few or too many goals, codes malformed or given twice, titles left out.
        SeedlingNotActive: the nomination has ended.
        NamedPersonRequired, OwnSeedling, NotMentor: somebody plans who is not responsible.
        OutsideSeedlingPeriod: a goal is due on no day of the period.
        ReachedGoalChanged: a goal that has been reached is left out, or says something else.
        PlanUnchanged: the plan in force says the same.
    """
    refuse_faults(_goal_faults(goals))
    refuse_ended(seedling)
    refuse_outsider(seedling, acting)
    for place, goal in enumerate(goals):
        if goal.due_on not in seedling.period:
            raise outside(seedling, goal.due_on, ("goals", str(place), "due_on"))
    wanted = {goal.code: replace(goal, reached_by=None, reached_on=None) for goal in goals}
    in_force = {goal.code: goal for goal in seedling.goals_on(acting.today)}
    for goal in in_force.values():
        if _stands(goal, superseded) and _as_planned(goal) != wanted.get(goal.code):
            raise ReachedGoalChanged(goal=goal.code, path=("goals",))
    if {code: _as_planned(goal) for code, goal in in_force.items()} == wanted:
        raise PlanUnchanged(version=seedling.plan_version, path=("goals",))
    known = {history.versions[0].value.code: history for history in seedling.plan}
    plan = {code: _planned(history, wanted.get(code), acting) for code, history in known.items()}
    plan |= {code: _planned(History(), goal, acting) for code, goal in wanted.items() if code not in known}
    planned = replace(seedling, plan=tuple(plan.values()), plan_version=seedling.plan_version + 1)
    happened = DevelopmentPlanned(
        effective_on=acting.today,
        seedling=seedling.id,
        person=seedling.person,
        unit=seedling.unit,
        version=planned.plan_version,
    )
    return Outcome(state=planned, events=(happened,))


def reach_goal(
    seedling: Seedling,
    *,
    goal: str,
    record: ProgressRecord,
    acting: Acting,
    superseded: Collection[RecordId] = (),
) -> Outcome[Seedling]:
    """A reserve cadre has reached a goal: a verified record about what they did shows it.

    Args:
        seedling: the nomination.
        goal: the code of a goal of the plan in force.
        record: the progress record.
        acting: who finds that it shows this, and when.
        superseded: the records of which others have taken the place.

    Raises:
        SeedlingNotActive: the nomination has ended.
        NamedPersonRequired, OwnSeedling, NotMentor: somebody decides who is not responsible.
        UnknownValue: the plan has no such goal.
        GoalAlreadyReached: a record that still counts shows it already.
        RecordOfAnother: the record is about somebody else.
        RecordDoesNotCount: it has not been verified, or another has taken its place.
        OutsideSeedlingPeriod: it is about a day before the nomination.
    """
    refuse_ended(seedling)
    refuse_outsider(seedling, acting)
    in_force = {one.code: one for one in seedling.goals_on(acting.today)}
    if goal not in in_force:
        raise UnknownValue(value=goal[:80], known=tuple(in_force), path=("goal",))
    before = in_force[goal]
    if before.reached_by is not None and _stands(before, superseded):
        raise GoalAlreadyReached(goal=goal, record=before.reached_by, path=("goal",))
    if record.person != seedling.person:
        raise RecordOfAnother(record=record.id, path=("record",))
    if record.status is not RecordStatus.VERIFIED or record.id in superseded:
        status = _SUPERSEDED if record.id in superseded else record.status.value
        raise RecordDoesNotCount(record=record.id, status=status, path=("record",))
    refuse_before(seedling, record.occurred_on, ("record",))
    plan = tuple(
        _reached(history, record, acting.at) if history.versions[0].value.code == goal else history
        for history in seedling.plan
    )
    happened = GoalReached(
        effective_on=record.occurred_on,
        seedling=seedling.id,
        person=seedling.person,
        unit=seedling.unit,
        goal=goal,
        record=record.id,
    )
    return Outcome(state=replace(seedling, plan=plan), events=(happened,))


def development_progress(
    seedling: Seedling, *, as_of: date, known_at: datetime | None = None, superseded: Collection[RecordId] = ()
) -> SeedlingProgress:
    """What a reserve cadre has reached by a day of what the plan of that day expected.

    Args:
        seedling: the nomination.
        as_of: the day; where the nomination had ended before it, the last day counts.
        known_at: the instant at which it was known; None for now.
        superseded: the records of which others had taken the place by then; what rests on one is not reached.
    """
    last = seedling.last_day(known_at)
    day = as_of if last is None else min(as_of, last)
    goals = seedling.goals_on(day, known_at)
    reached = {goal.code for goal in goals if goal.reached_on and goal.reached_on <= day and _stands(goal, superseded)}
    due = [goal for goal in goals if goal.due_on <= day]
    done = [goal for goal in due if goal.code in reached]
    return SeedlingProgress(
        seedling=seedling.id,
        as_of=day,
        due=len(due),
        reached=len(done),
        early=len(reached) - len(done),
        late=tuple(goal for goal in due if goal.due_on < day and goal.code not in reached),
        share=_share(seedling, day, goals, len(done), len(due)),
    )


def explain_development(progress: SeedlingProgress, language: str = "zh-CN") -> str:
    """What was expected and what was reached, as a sentence: English for "en…", Chinese for anything else."""
    english = language.startswith("en")
    match progress.share:
        case Missing():
            return "There is no development plan" if english else "尚无培养计划,进度缺报"
        case NotApplicable(reason=reason) if reason == NOT_BEGUN:
            return "The nomination has not begun" if english else "培养尚未开始"
        case NotApplicable():
            said = "No goal is due yet" if english else "尚无到期目标"
        case Value(number=share):
            expected = "{due} due by {day}, {reached} of them reached ({share}%)"
            said = (expected if english else "截至 {day} 应达成 {due} 项,已达成 {reached} 项({share}%)").format(
                due=progress.due, day=progress.as_of, reached=progress.reached, share=share
            )
    parts = [said]
    if progress.early:
        early = progress.early
        parts.append(f"{early} more reached before their day" if english else f"另有 {early} 项提前达成")
    if progress.late:
        late = (", " if english else "、").join(goal.title.in_language(language) for goal in progress.late)
        parts.append(f"late: {late}" if english else f"逾期:{late}")
    return ("; " if english else ";").join(parts)


def _share(seedling: Seedling, day: date, goals: Collection[DevelopmentGoal], reached: int, due: int) -> Reading:
    if day < seedling.period.start:
        return NotApplicable(reason=NOT_BEGUN)
    return share_of(reached, due) if goals else Missing()


def _stands(goal: DevelopmentGoal, superseded: Collection[RecordId]) -> bool:
    """Whether a goal has been reached by a record that no other has replaced."""
    return goal.reached_by is not None and goal.reached_by not in superseded


def _as_planned(goal: DevelopmentGoal) -> DevelopmentGoal:
    return replace(goal, reached_by=None, reached_on=None)


def _planned(
    history: History[DevelopmentGoal], goal: DevelopmentGoal | None, acting: Acting
) -> History[DevelopmentGoal]:
    """A goal's history where the plan says this of it from today on; None where it has no such goal."""
    before = history.at(acting.today)
    if goal == (before and _as_planned(before)):
        return history
    return recorded(history, value=goal, period=Period(start=acting.today), recorded_at=acting.at)


def _reached(history: History[DevelopmentGoal], record: ProgressRecord, at: datetime) -> History[DevelopmentGoal]:
    """A goal's history where it was reached, whatever the plan said of it on which day."""
    changed = history
    for version in history.timeline():
        reached = replace(version.value, reached_by=record.id, reached_on=record.occurred_on)
        changed = recorded(changed, value=reached, period=version.period, recorded_at=at)
    return changed


def _goal_faults(goals: Sequence[DevelopmentGoal]) -> list[InputFault]:
    faults = count_faults(len(goals), MOST_GOALS, ("goals",))
    for place, goal in enumerate(goals[:MOST_GOALS]):
        here = ("goals", str(place))
        faults += code_faults(goal.code, (*here, "code"))
        faults += label_faults(goal.title, (*here, "title"))
        faults += [] if goal.competency is None else code_faults(goal.competency, (*here, "competency"))
    return [*faults, *twin_faults(_codes(goals))]


def _codes(goals: Iterable[DevelopmentGoal]) -> list[tuple[str, tuple[str, ...]]]:
    return [(goal.code, ("goals", str(place), "code")) for place, goal in enumerate(goals)]
