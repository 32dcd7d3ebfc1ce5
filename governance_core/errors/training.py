"""What the rules about competencies, plans and training sessions refuse."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from governance_core.errors.root import RuleViolation


@dataclass(eq=False, kw_only=True)
class TrainingError(RuleViolation):
    """A rule about training."""

    code: ClassVar[str] = "TRAINING_RULE"
    zh: ClassVar[str] = "违反培训规则"
    en: ClassVar[str] = "A training rule forbids this"


@dataclass(eq=False, kw_only=True)
class FrameworkPublished(TrainingError):
    """A published framework never changes."""

    code: ClassVar[str] = "FRAMEWORK_PUBLISHED"
    zh: ClassVar[str] = "胜任力框架 {framework} 已发布,不可更改;请制定新版本"
    en: ClassVar[str] = "Framework {framework} is published and never changes: make a next version"

    framework: str


@dataclass(eq=False, kw_only=True)
class FrameworkNotPublished(TrainingError):
    """Nobody is assessed against a draft."""

    code: ClassVar[str] = "FRAMEWORK_NOT_PUBLISHED"
    zh: ClassVar[str] = "胜任力框架 {framework} 尚未发布"
    en: ClassVar[str] = "Framework {framework} is not published yet"

    framework: str


@dataclass(eq=False, kw_only=True)
class OwnCompetence(TrainingError):
    """Nobody assesses what they can do themselves."""

    code: ClassVar[str] = "OWN_COMPETENCE"
    zh: ClassVar[str] = "不能评定本人({person})的能力"
    en: ClassVar[str] = "{person} can't assess their own competence"

    person: str


@dataclass(eq=False, kw_only=True)
class DayToCome(TrainingError):
    """What is recorded has happened already."""

    code: ClassVar[str] = "DAY_TO_COME"
    zh: ClassVar[str] = "{on} 晚于今日 {today},尚未发生的培训或评定不能记录"
    en: ClassVar[str] = "{on} is after {today}: what has not happened yet can't be recorded"

    on: date
    today: date


@dataclass(eq=False, kw_only=True)
class PlanPublished(TrainingError):
    """A plan is published once."""

    code: ClassVar[str] = "PLAN_PUBLISHED"
    zh: ClassVar[str] = "培训计划 {plan} 已发布"
    en: ClassVar[str] = "Training plan {plan} is published already"

    plan: str


@dataclass(eq=False, kw_only=True)
class TooManyParticipants(TrainingError):
    """A session has no more participants than its programme has seats."""

    code: ClassVar[str] = "TOO_MANY_PARTICIPANTS"
    zh: ClassVar[str] = "项目“{programme}”每场最多 {seats} 人,填报了 {given} 人"
    en: ClassVar[str] = "Programme {programme} has {seats} seats a session, not {given}"

    programme: str
    seats: int
    given: int
