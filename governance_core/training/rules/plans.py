"""Planning training: from gaps and programmes to sessions, one at a time, each the best that is left."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from governance_core.errors import Blank, InputFault, OutOfRange, PlanPublished, refuse_faults
from governance_core.events import Outcome
from governance_core.training.events import PlanDrafted, PlanReleased
from governance_core.training.model import (
    ClosedGap,
    Gap,
    NextBest,
    OpenGap,
    OpenReason,
    PlanLimits,
    PlannedSession,
    PlanStatus,
    Programme,
    TrainingPlan,
    Unassessed,
)
from governance_core.values import FrameworkId, Period, PersonId, PlanId, UnitId, rounded, total
from governance_core.wording import number_faults

MOST_SESSIONS = 500
MOST_GAPS = 2000
MOST_HOURS = Decimal(2000)
RATE_PLACES = 4

Levels = dict[tuple[PersonId, str], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    """A session that could be held next."""

    programme: Programme
    participants: tuple[PersonId, ...]
    closes: tuple[ClosedGap, ...]
    worth: Decimal

    @property
    def rate(self) -> Fraction:
        return Fraction(self.worth) / Fraction(self.programme.hours)

    @property
    def rank(self) -> tuple[Fraction, Decimal, str]:
        """The smallest is the best: worth an hour, then worth, then the programme's code."""
        return (-self.rate, -self.worth, self.programme.code)


def plan_training(
    *,
    id: PlanId,  # noqa: A002 -- the field's name
    unit: UnitId,
    period: Period,
    framework: FrameworkId,
    gaps: Iterable[Gap],
    programmes: Iterable[Programme],
    limits: PlanLimits,
    on: date,
) -> Outcome[TrainingPlan]:
    """A plan is drafted for a unit's people: again and again the session that closes most for its hours.

    A session's worth is the sum, over those for whom it is, of the levels it raises towards what is demanded times the
    demand's weight; the session with the highest worth an hour is chosen, of equals the one of higher worth, then the
    first by code. Its seats go to those for whom it does most, of equals to the first by key. That is greedy, and not
    always the best plan there could be, but each choice can be explained. (The rule is our own.)

    Args:
        id: the plan's key.
        unit: the unit.
        period: when; it has an end.
        framework: the framework that the gaps are measured by.
        gaps: what the unit's people's posts demand, at most 2,000 in all; who was never assessed is listed, and not
            planned for.
        programmes: what can be held, each as often as is worth it.
        limits: 1 to 500 sessions, and above 0 up to 2,000 hours a person.
        on: the day of the act.

    Raises:
        InputFault, InvalidInput: the limits are out of range, the period has no end, or there are more gaps than one
            plan can hold: plan for smaller units.
    """
    _refuse_limits(limits, period)
    known = sorted(gaps, key=lambda gap: (gap.person, gap.competency))
    if len(known) > MOST_GAPS:
        raise OutOfRange(value=len(known), low=0, high=MOST_GAPS, path=("unit",))
    assessed = [gap for gap in known if gap.size is not None]
    demands = {(gap.person, gap.competency): gap for gap in assessed}
    levels: Levels = {(gap.person, gap.competency): gap.required - (gap.size or 0) for gap in assessed}
    offered = sorted(programmes, key=lambda one: one.code)
    sessions = _sessions(offered, demands, levels, limits)
    plan = TrainingPlan(
        id=id,
        unit=unit,
        period=period,
        framework=framework,
        limits=limits,
        sessions=sessions,
        open_gaps=tuple(
            OpenGap(
                person=gap.person,
                competency=gap.competency,
                reached=levels[gap.person, gap.competency],
                required=gap.required,
                reason=_open_reason(gap, levels[gap.person, gap.competency], offered),
            )
            for gap in assessed
            if levels[gap.person, gap.competency] < gap.required
        ),
        unassessed=tuple(Unassessed(person=gap.person, competency=gap.competency) for gap in known if gap.size is None),
    )
    return Outcome(state=plan, events=(PlanDrafted(effective_on=on, plan=id, unit=unit),))


def publish_plan(plan: TrainingPlan, *, on: date, published_at: datetime) -> Outcome[TrainingPlan]:
    """A plan is put in force.

    Raises:
        PlanPublished: it is in force already.
    """
    if plan.status is PlanStatus.PUBLISHED:
        raise PlanPublished(plan=plan.id)
    published = replace(plan, status=PlanStatus.PUBLISHED, published_at=published_at)
    return Outcome(state=published, events=(PlanReleased(effective_on=on, plan=plan.id, unit=plan.unit),))


def explain_session(session: PlannedSession, language: str = "zh-CN") -> str:
    """Why a session was chosen, as a sentence: English for "en…", Chinese for anything else."""
    gaps, people = len(session.closes), len(session.participants)
    facts = {
        "people": people,
        "gaps": gaps,
        "worth": _plain(session.worth),
        "hours": _plain(session.hours),
        "rate": _plain(session.rate),
    }
    if language.startswith("en"):
        said = "Raises {gaps} competences of {people} people, worth {worth} in {hours} hours: {rate} an hour"
        second = "" if session.next_best is None else ", before {programme} with {next_rate}"
    else:
        said = "为 {people} 人提升 {gaps} 项能力,价值 {worth},{hours} 学时,每学时 {rate}"
        second = "" if session.next_best is None else ",优于 {programme} 的 {next_rate}"
    best = session.next_best
    if best is not None:
        facts |= {"programme": best.programme, "next_rate": _plain(best.rate)}
    return (said + second).format(**facts)


def _refuse_limits(limits: PlanLimits, period: Period) -> None:
    faults: list[InputFault] = [Blank(path=("period", "to"))] if period.end is None else []
    if not 1 <= limits.sessions <= MOST_SESSIONS:
        faults.append(OutOfRange(value=limits.sessions, low=1, high=MOST_SESSIONS, path=("limits", "sessions")))
    path = ("limits", "hours_per_person")
    faults += number_faults(limits.hours_per_person, Decimal("0.000001"), MOST_HOURS, path)
    refuse_faults(faults)


def _sessions(
    offered: Sequence[Programme], demands: Mapping[tuple[PersonId, str], Gap], levels: Levels, limits: PlanLimits
) -> tuple[PlannedSession, ...]:
    """The chosen sessions; `levels` are raised to what they lead to."""
    spent: dict[PersonId, Decimal] = {}
    chosen: list[PlannedSession] = []
    while len(chosen) < limits.sessions:
        found = [_candidate(one, demands, levels, spent, limits) for one in offered]
        useful = sorted((one for one in found if one.worth > 0), key=lambda one: one.rank)
        if not useful:
            break
        best = useful[0]
        for one in best.closes:
            levels[one.person, one.competency] = one.to_level
        for person in best.participants:
            spent[person] = spent.get(person, Decimal(0)) + best.programme.hours
        chosen.append(_planned(len(chosen) + 1, best, useful[1] if len(useful) > 1 else None))
    return tuple(chosen)


def _planned(number: int, best: _Candidate, second: _Candidate | None) -> PlannedSession:
    return PlannedSession(
        number=number,
        programme=best.programme.code,
        hours=best.programme.hours,
        participants=best.participants,
        closes=best.closes,
        worth=best.worth,
        rate=_rate(best),
        next_best=None if second is None else NextBest(programme=second.programme.code, rate=_rate(second)),
    )


def _rate(candidate: _Candidate) -> Decimal:
    return rounded(candidate.worth / candidate.programme.hours, RATE_PLACES)


def _candidate(
    programme: Programme,
    demands: Mapping[tuple[PersonId, str], Gap],
    levels: Levels,
    spent: Mapping[PersonId, Decimal],
    limits: PlanLimits,
) -> _Candidate:
    by_person: dict[PersonId, list[ClosedGap]] = {}
    for (person, competency), gap in demands.items():
        hours = spent.get(person, Decimal(0)) + programme.hours
        closed = _closed(programme, gap, levels[person, competency])
        if closed is not None and hours <= limits.hours_per_person:
            by_person.setdefault(person, []).append(closed)
    ordered = sorted(by_person, key=lambda person: (-total(one.worth for one in by_person[person]), person))
    seated = tuple(sorted(ordered[: programme.seats]))
    closes = tuple(one for person in seated for one in by_person[person])
    return _Candidate(programme=programme, participants=seated, closes=closes, worth=total(one.worth for one in closes))


def _closed(programme: Programme, gap: Gap, level: int) -> ClosedGap | None:
    """What a programme does for one gap: up to what is demanded, and no more."""
    for outcome in programme.outcomes:
        reached = min(outcome.to_level, gap.required)
        if outcome.competency == gap.competency and outcome.from_level <= level < reached:
            return ClosedGap(
                person=gap.person,
                competency=gap.competency,
                from_level=level,
                to_level=reached,
                worth=gap.weight * (reached - level),
            )
    return None


def _open_reason(gap: Gap, level: int, offered: Iterable[Programme]) -> OpenReason:
    could = any(_closed(programme, gap, level) is not None for programme in offered)
    return OpenReason.LIMITS if could else OpenReason.NO_PROGRAMME


def _plain(number: Decimal) -> str:
    text = format(rounded(number, RATE_PLACES), "f")
    return text.rstrip("0").rstrip(".")
