"""Who may do something about an appraisal, and when."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import TypedDict

from governance_core.assessment.model import Act, Appraisal, AssessmentCycle
from governance_core.assessment.rules.cycles import refuse_act
from governance_core.errors import NameRequired, NotTheAppraised, OwnAppraisal, RecordedOutOfOrder
from governance_core.values import AppraisalId, CycleId, PersonId, UnitId

LONGEST_STATEMENT = 5000


class About(TypedDict):
    """What every event about an appraisal says."""

    effective_on: date
    cycle: CycleId
    appraisal: AppraisalId
    person: PersonId | None
    unit: UnitId


def about(appraisal: Appraisal, on: date) -> About:
    """What an event of a day says about an appraisal, whatever it is."""
    return About(
        effective_on=on,
        cycle=appraisal.cycle,
        appraisal=appraisal.id,
        person=appraisal.person,
        unit=appraisal.unit,
    )


def refuse_acting(
    appraisal: Appraisal, by: PersonId | None, cycle: AssessmentCycle, act: Act, on: date, at: datetime
) -> PersonId:
    """Refuse an act that only a named person who is not the one concerned may do, and only in its stage.

    Returns:
        Who acts.

    Raises:
        WrongStage, StageOver, RecordedOutOfOrder: not now.
        NameRequired, OwnAppraisal: nobody named, or the person concerned.
    """
    refuse_moment(appraisal, cycle, act, on, at)
    if by is None:
        raise NameRequired(path=("by",))
    if by in appraisal.concerned:
        raise OwnAppraisal(appraisal=appraisal.id)
    return by


def refuse_others(
    appraisal: Appraisal, by: PersonId | None, cycle: AssessmentCycle, act: Act, on: date, at: datetime
) -> PersonId:
    """Refuse an act that only the person concerned may do, and only in its stage; for a unit, who serves in it.

    Returns:
        Who acts.

    Raises:
        WrongStage, StageOver, RecordedOutOfOrder: not now.
        NameRequired, NotTheAppraised: nobody named, or somebody else.
    """
    refuse_moment(appraisal, cycle, act, on, at)
    if by is None:
        raise NameRequired(path=("by",))
    if by not in appraisal.concerned:
        raise NotTheAppraised(appraisal=appraisal.id)
    return by


def refuse_moment(appraisal: Appraisal, cycle: AssessmentCycle, act: Act, on: date, at: datetime) -> None:
    """Refuse what the cycle's stage does not allow, and what would come before something already known.

    Raises:
        WrongStage, StageOver: the stage.
        RecordedOutOfOrder: the instant.
    """
    refuse_act(cycle, act, on)
    latest = max(_instants(appraisal, cycle), default=None)
    if latest is not None and at < latest:
        raise RecordedOutOfOrder(recorded_at=at, latest=latest)


def _instants(appraisal: Appraisal, cycle: AssessmentCycle) -> Iterator[datetime]:
    """When what is known of an appraisal became known, and when its cycle entered its stage."""
    yield from (one.at for one in cycle.entered)
    yield from (one.at for one in appraisal.self_assessments)
    yield from (one.at for one in appraisal.reviews)
    yield from (one.at for one in appraisal.decisions)
    for adjustment in appraisal.adjustments:
        yield adjustment.at
        if adjustment.withdrawn is not None:
            yield adjustment.withdrawn.at
    for appeal in appraisal.appeals:
        yield appeal.at
        yield from (one.at for one in appeal.assignments)
        if appeal.decided_at is not None:
            yield appeal.decided_at
