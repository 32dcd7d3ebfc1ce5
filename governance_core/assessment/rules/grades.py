"""Proposing grades: by thresholds, under vetoes, by what the year was like, and within the quota."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from math import ceil

from governance_core.assessment.model import (
    POSITIONS,
    Candidate,
    CycleKind,
    Grade,
    GradeReason,
    GradingRule,
    Proposal,
    grades_of,
)
from governance_core.errors import (
    InputFault,
    OutOfRange,
    QuotaExceeded,
    QuotaWithoutPlaces,
    UnknownValue,
    refuse_faults,
)
from governance_core.plain_data import Path
from governance_core.values import UnitId, total
from governance_core.wording import LARGEST, number_faults, twin_faults

WHOLE = Decimal(100)
TOP, SECOND, THIRD = 1, 2, 3
Key = tuple[Decimal, ...]
Standing = tuple[int, tuple[GradeReason, ...]]


def top_places(rule: GradingRule, candidates: Sequence[Candidate]) -> Mapping[str, int]:
    """How many places in the top grade each group has: its share of those graded, rounded down.

    Graded is who has points or a decided grade. Where a group holds people of excellent units and of others, each
    counts with the share of their own unit.
    """
    shares: dict[str, list[Decimal]] = defaultdict(list)
    for one in candidates:
        graded = one.points is not None or one.decided is not None
        share = rule.top_share_excellent if one.excellent_unit else rule.top_share
        shares[one.group].append(share if graded else Decimal(0))
    return {group: int(total(parts) // WHOLE) for group, parts in shares.items()}


def people_for_a_place(rule: GradingRule) -> int:
    """How many people a group needs to have a place in the top grade; 0 where the rule gives none to anybody."""
    share = max(rule.top_share, rule.top_share_excellent)
    return ceil(Fraction(WHOLE) / Fraction(share)) if share else 0


def refuse_without_places(rule: GradingRule, groups: Mapping[str, int]) -> None:
    """Refuse a quota that nobody could meet: a share of the top grade that comes to no place in any group.

    A rule that gives no top grade at all says so by a share of 0. Where nobody takes part yet nothing is refused.

    Args:
        rule: the rule.
        groups: how many people each group has, as far as is known; all of them can be graded.

    Raises:
        QuotaWithoutPlaces: the share is too small for the groups.
    """
    largest = max(groups.values(), default=0)
    if 0 < largest < people_for_a_place(rule):
        share = max(rule.top_share, rule.top_share_excellent)
        raise QuotaWithoutPlaces(share=share, largest=largest, path=("grading", "top_share"))


def propose_grades(kind: CycleKind, rule: GradingRule, candidates: Sequence[Candidate]) -> tuple[Proposal, ...]:
    """What grade each candidate would have, and why; in the order of their keys, however they are given.

    Points give a grade by the thresholds. A veto allows none better than its cap. In an annual cycle the top grade is
    for who had the top in more than half of the year's routine cycles, one left open among the others, and neither of
    the two lowest in any: the regulation says "mostly", and the half is our reading. A grade decided by a named person
    stands, save against a veto, and those in the top count first against the quota. What is left of the places goes by
    points, and between equal points by the dimensions that the rule names; where more are equal even then than there
    are places left, none of them gets one, nor anybody below them. Who misses gets the second grade. An incomplete
    score gives no grade.

    Raises:
        QuotaExceeded: more top grades were decided in a group than it has places; of several groups the first by key.
        InputFault, InvalidInput: candidates that make no sense, each fault with its place.
    """
    refuse_faults(list(_candidate_faults(kind, rule, candidates)))
    places = top_places(rule, candidates)
    groups: dict[str, list[Candidate]] = defaultdict(list)
    for one in candidates:
        groups[one.group].append(one)
    grades = grades_of(kind)
    proposals: list[Proposal] = []
    for group in sorted(groups):
        for one, (position, because) in _graded(kind, rule, groups[group], places[group]):
            proposal = Proposal(
                subject=one.subject,
                grade=grades[position - 1] if position else None,
                because=because,
                points=one.points,
                reached=None if one.points is None else grades[_reached(rule, one.points) - 1],
                places=places[group],
            )
            proposals.append(proposal)
    return tuple(sorted(proposals, key=lambda one: one.subject))


def in_excellent_unit(units: Sequence[UnitId], grades: Mapping[UnitId, Grade | None]) -> bool:
    """Whether somebody serves in a unit that is itself excellent: by the nearest above them that was assessed.

    Who serves in a village's Party committee serves the village, and is in an excellent unit where that is one.

    Args:
        units: where they serve with everything above it, the highest first, and the area it serves last.
        grades: how units were graded in the year, None where they were left open.
    """
    return next((grades[one] is Grade.EXCELLENT for one in reversed(units) if one in grades), False)


def _graded(
    kind: CycleKind, rule: GradingRule, group: Sequence[Candidate], places: int
) -> Iterator[tuple[Candidate, Standing]]:
    """Each of a group with their position, 0 for none, and its reasons."""
    standings = [(one, _standing(kind, rule, one)) for one in group]
    decided = sum(position == TOP for one, (position, _) in standings if one.decided is not None)
    if decided > places:
        raise QuotaExceeded(group=group[0].group, places=places, asked=decided)
    contest = _contest([_key(one) for one, found in standings if _contends(one, found)], places - decided)
    for one, found in standings:
        yield one, contest[_key(one)] if _contends(one, found) else found


def _standing(kind: CycleKind, rule: GradingRule, one: Candidate) -> Standing:
    """The position of a candidate but for the quota."""
    if one.decided is not None:
        position, because = one.decided.position, (GradeReason.DECIDED,)
    elif one.points is not None:
        position, because = _reached(rule, one.points), (GradeReason.THRESHOLD,)
    else:
        return 0, (GradeReason.UNGRADED,)
    if position < one.best:
        return one.best, (*because, GradeReason.VETO)
    if position == TOP and one.decided is None and kind is CycleKind.ANNUAL and not _routine_allows(one.routine):
        return SECOND, (*because, GradeReason.ROUTINE)
    return position, because


def _contends(one: Candidate, found: Standing) -> bool:
    return one.decided is None and found[0] == TOP


def _contest(keys: Sequence[Key], places: int) -> Mapping[Key, Standing]:
    """What becomes of those who reach the top: by their key, greatest first, as far as places go."""
    found: dict[Key, Standing] = {}
    above = 0
    counts = Counter(keys)
    for key in sorted(counts, reverse=True):
        wins = above + counts[key] <= places
        missed = GradeReason.TIE if above < places else GradeReason.QUOTA
        found[key] = (TOP, (GradeReason.THRESHOLD,)) if wins else (SECOND, (GradeReason.THRESHOLD, missed))
        above += counts[key]
    won, lost = ({key[0] for key in found if (found[key][0] == TOP) is wins} for wins in (True, False))
    for key, (position, because) in found.items():
        if key[0] in won & lost and GradeReason.TIE not in because:
            found[key] = (position, (*because, GradeReason.TIE_BREAK))
    return found


def _key(one: Candidate) -> Key:
    return (one.points or Decimal(0), *one.ties)


def _reached(rule: GradingRule, points: Decimal) -> int:
    return next((place for place, edge in enumerate(rule.thresholds, TOP) if points >= edge), POSITIONS)


def _routine_allows(routine: Sequence[Grade | None]) -> bool:
    """Whether the year's routine grades allow the top grade."""
    positions = [POSITIONS if grade is None else grade.position for grade in routine]
    lowest = any(grade is not None and grade.position >= THIRD for grade in routine)
    return not lowest and (not positions or positions.count(TOP) * 2 > len(positions))


def _candidate_faults(kind: CycleKind, rule: GradingRule, candidates: Sequence[Candidate]) -> Iterator[InputFault]:
    here: Path = ("candidates",)
    yield from twin_faults((one.subject, (*here, str(place), "subject")) for place, one in enumerate(candidates))
    for place, one in enumerate(candidates):
        path = (*here, str(place))
        if not TOP <= one.best <= POSITIONS:
            yield OutOfRange(value=one.best, low=TOP, high=POSITIONS, path=(*path, "best"))
        if one.decided is not None:
            yield from grade_faults(kind, one.decided, (*path, "decided"))
        for cycle, grade in enumerate(one.routine):
            if grade is not None:
                yield from grade_faults(CycleKind.ROUTINE, grade, (*path, "routine", str(cycle)))
        if one.points is not None:
            yield from number_faults(one.points, Decimal(0), WHOLE, (*path, "points"))
            yield from _tie_faults(rule, one.ties, (*path, "ties"))


def _tie_faults(rule: GradingRule, ties: Sequence[Decimal], path: Path) -> Iterator[InputFault]:
    wanted = len(rule.ties)
    if len(ties) != wanted:
        yield OutOfRange(value=len(ties), low=wanted, high=wanted, path=path)
    for place, points in enumerate(ties):
        yield from number_faults(points, -LARGEST, LARGEST, (*path, str(place)))


def grade_faults(kind: CycleKind, grade: Grade, path: Path) -> list[InputFault]:
    """Whether a grade is not one of the kind of cycle."""
    known = grades_of(kind)
    return [] if grade in known else [UnknownValue(value=grade, known=known, path=path)]
