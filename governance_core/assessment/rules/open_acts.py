"""What somebody may do about an appraisal now, for whoever asks what is next."""

from datetime import date

from governance_core.assessment.model import Act, AppealStatus, Appraisal, AssessmentCycle, Stage
from governance_core.assessment.rules.cycles import refuse_act
from governance_core.errors import StageOver, WrongStage
from governance_core.values import PersonId


def acts_open(appraisal: Appraisal, cycle: AssessmentCycle, by: PersonId | None, on: date) -> tuple[Act, ...]:
    """The acts that are open to a named person about an appraisal on a day, whatever their role; nobody named has none.

    What the act then says may still be refused, and so may an appeal be given to somebody who had a part in the result.
    """
    return tuple(
        act for act in Act if _in_time(cycle, act, on) and by is not None and _is_for(appraisal, cycle, by, act)
    )


def _in_time(cycle: AssessmentCycle, act: Act, on: date) -> bool:
    try:
        refuse_act(cycle, act, on)
    except (WrongStage, StageOver):
        return False
    return True


def _is_for(appraisal: Appraisal, cycle: AssessmentCycle, by: PersonId, act: Act) -> bool:
    own, pending = by in appraisal.concerned, appraisal.open_appeal
    match act:
        case Act.SELF_ASSESS:
            return own
        case Act.RAISE_APPEAL:
            return own and pending is None
        case Act.ASSIGN_APPEAL:
            return not own and pending is not None
        case Act.DECIDE_APPEAL:
            return not own and pending is not None and pending.assignee == by
        case Act.DECIDE_GRADE if cycle.stage is Stage.APPEALS:
            return not own and any(one.status is AppealStatus.UPHELD for one in appraisal.appeals)
        case _:
            return not own
