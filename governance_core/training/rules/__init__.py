"""What may be done in training: frame what is demanded, assess, compare, plan, hold, and count."""

from governance_core.training.rules.competence import assess_competence, competence_gaps, standings
from governance_core.training.rules.frameworks import (
    check_programme,
    draft_framework,
    framework_in_force,
    publish_framework,
)
from governance_core.training.rules.plans import explain_session, plan_training, publish_plan
from governance_core.training.rules.sessions import AUDIENCE_POSTS, audience_coverage, audience_members, hold_session

__all__ = [
    "AUDIENCE_POSTS",
    "assess_competence",
    "audience_coverage",
    "audience_members",
    "check_programme",
    "competence_gaps",
    "draft_framework",
    "explain_session",
    "framework_in_force",
    "hold_session",
    "plan_training",
    "publish_framework",
    "publish_plan",
    "standings",
]
