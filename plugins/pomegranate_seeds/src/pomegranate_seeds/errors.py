"""What the rules of the practice refuse, as one branch of the core's error tree.

PracticeError
└── PomegranateSeedsError
    ├── NotAHousehold · OtherVillage · DayInFuture · DayTooEarly
    ├── AlreadyNominated · NominationDecided · TooFewCriteria · AlreadyRecognised · NotRecognised · AlreadyWithdrawn
    ├── NotAMember · AlreadyServing · NotServing · AlreadyCovered · NotCovered · TooManyHouseholds
    └── OtherVisit · RetractedVisit · MatterNotReady · ReturnedBefore
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from governance_core.errors import PracticeError


@dataclass(eq=False, kw_only=True)
class PomegranateSeedsError(PracticeError):
    """A rule of the practice."""

    code: ClassVar[str] = "POMEGRANATE_SEEDS_RULE"


@dataclass(eq=False, kw_only=True)
class NotAHousehold(PomegranateSeedsError):
    """Only a household is nominated, covered or visited."""

    code: ClassVar[str] = "POMEGRANATE_SEEDS_NOT_A_HOUSEHOLD"
    zh: ClassVar[str] = "单位 {unit} 是“{kind}”,不是住户"
    en: ClassVar[str] = "Unit {unit} is a {kind} and not a household"

    unit: str
    kind: str


@dataclass(eq=False, kw_only=True)
class OtherVillage(PomegranateSeedsError):
    """The household belongs to another village than the one that has adopted the practice."""

    code: ClassVar[str] = "POMEGRANATE_SEEDS_OTHER_VILLAGE"
    zh: ClassVar[str] = "住户 {household} 不属于村居 {village}"
    en: ClassVar[str] = "Household {household} does not belong to village {village}"

    household: str
    village: str


@dataclass(eq=False, kw_only=True)
class DayInFuture(PomegranateSeedsError):
    """What is recorded as done has not happened yet."""

    code: ClassVar[str] = "POMEGRANATE_SEEDS_DAY_IN_FUTURE"
    zh: ClassVar[str] = "{on} 尚未到来(今天是 {today})"
    en: ClassVar[str] = "{on} is still to come: today is {today}"

    on: date
    today: date


@dataclass(eq=False, kw_only=True)
class DayTooEarly(PomegranateSeedsError):
    """A step would come before the one it follows."""

    code: ClassVar[str] = "POMEGRANATE_SEEDS_DAY_TOO_EARLY"
    zh: ClassVar[str] = "{on} 早于上一步骤的日期 {earliest}"
    en: ClassVar[str] = "{on} is before {earliest}, the day of the step before"

    on: date
    earliest: date


@dataclass(eq=False, kw_only=True)
class AlreadyNominated(PomegranateSeedsError):
    """A nomination of the household is still waiting for a decision."""

    code: ClassVar[str] = "POMEGRANATE_SEEDS_ALREADY_NOMINATED"
    zh: ClassVar[str] = "住户 {household} 已有待定的推荐 {nomination}"
    en: ClassVar[str] = "Household {household} is nominated already, and nomination {nomination} is waiting"

    household: str
    nomination: str


@dataclass(eq=False, kw_only=True)
class NominationDecided(PomegranateSeedsError):
    """A nomination is decided about once."""

    code: ClassVar[str] = "POMEGRANATE_SEEDS_NOMINATION_DECIDED"
    zh: ClassVar[str] = "推荐 {nomination} 已处理(状态:{status})"
    en: ClassVar[str] = "Nomination {nomination} has been decided about: it is {status}"

    nomination: str
    status: str


@dataclass(eq=False, kw_only=True)
class TooFewCriteria(PomegranateSeedsError):
    """A household meets fewer of the criteria in force than the village asks for."""

    code: ClassVar[str] = "POMEGRANATE_SEEDS_TOO_FEW_CRITERIA"
    zh: ClassVar[str] = "住户 {household} 符合 {met} 项标准,至少应符合 {required} 项"
    en: ClassVar[str] = "Household {household} meets {met} criteria of the {required} it has to meet"

    household: str
    met: int
    required: int


@dataclass(eq=False, kw_only=True)
class AlreadyRecognised(PomegranateSeedsError):
    """A household is recognised once at a time."""

    code: ClassVar[str] = "POMEGRANATE_SEEDS_ALREADY_RECOGNISED"
    zh: ClassVar[str] = "住户 {household} 在同一时期已获认定(认定 {recognition})"
    en: ClassVar[str] = "Household {household} is recognised in the same days, by recognition {recognition}"

    household: str
    recognition: str


@dataclass(eq=False, kw_only=True)
class NotRecognised(PomegranateSeedsError):
    """The household is not recognised on the day of the act."""

    code: ClassVar[str] = "POMEGRANATE_SEEDS_NOT_RECOGNISED"
    zh: ClassVar[str] = "住户 {household} 在 {on} 不是五好文明户"
    en: ClassVar[str] = "Household {household} is not a Five-Good Civilised Household on {on}"

    household: str
    on: date


@dataclass(eq=False, kw_only=True)
class AlreadyWithdrawn(PomegranateSeedsError):
    """A recognition is withdrawn once."""

    code: ClassVar[str] = "POMEGRANATE_SEEDS_ALREADY_WITHDRAWN"
    zh: ClassVar[str] = "认定 {recognition} 已自 {on} 起撤销"
    en: ClassVar[str] = "Recognition {recognition} is withdrawn already, from {on} on"

    recognition: str
    on: date


@dataclass(eq=False, kw_only=True)
class NotAMember(PomegranateSeedsError):
    """A liaison officer lives in the recognised household."""

    code: ClassVar[str] = "POMEGRANATE_SEEDS_NOT_A_MEMBER"
    zh: ClassVar[str] = "人员 {person} 在 {on} 不是住户 {household} 的成员"
    en: ClassVar[str] = "Person {person} does not live in household {household} on {on}"

    person: str
    household: str
    on: date


@dataclass(eq=False, kw_only=True)
class AlreadyServing(PomegranateSeedsError):
    """A person serves as one liaison officer at a time."""

    code: ClassVar[str] = "POMEGRANATE_SEEDS_ALREADY_SERVING"
    zh: ClassVar[str] = "人员 {person} 在同一时期已任联络员({officer})"
    en: ClassVar[str] = "Person {person} serves as liaison officer {officer} in the same days"

    person: str
    officer: str


@dataclass(eq=False, kw_only=True)
class NotServing(PomegranateSeedsError):
    """The liaison officer does not serve on the day of the act."""

    code: ClassVar[str] = "POMEGRANATE_SEEDS_NOT_SERVING"
    zh: ClassVar[str] = "联络员 {officer} 在 {on} 不在任"
    en: ClassVar[str] = "Liaison officer {officer} does not serve on {on}"

    officer: str
    on: date


@dataclass(eq=False, kw_only=True)
class AlreadyCovered(PomegranateSeedsError):
    """A household is covered by one officer at a time, and covered once."""

    code: ClassVar[str] = "POMEGRANATE_SEEDS_ALREADY_COVERED"
    zh: ClassVar[str] = "住户 {household} 自 {on} 起已由联络员 {officer} 联系"
    en: ClassVar[str] = "Household {household} is covered by liaison officer {officer} on {on}"

    household: str
    officer: str
    on: date


@dataclass(eq=False, kw_only=True)
class NotCovered(PomegranateSeedsError):
    """The officer does not cover the household on the day of the act."""

    code: ClassVar[str] = "POMEGRANATE_SEEDS_NOT_COVERED"
    zh: ClassVar[str] = "联络员 {officer} 在 {on} 不联系住户 {household}"
    en: ClassVar[str] = "Liaison officer {officer} does not cover household {household} on {on}"

    officer: str
    household: str
    on: date


@dataclass(eq=False, kw_only=True)
class TooManyHouseholds(PomegranateSeedsError):
    """An officer would cover more households than the village lets one cover."""

    code: ClassVar[str] = "POMEGRANATE_SEEDS_TOO_MANY_HOUSEHOLDS"
    zh: ClassVar[str] = "联络员 {officer} 在 {on} 将联系 {count} 户,上限为 {most} 户"
    en: ClassVar[str] = "Liaison officer {officer} would cover {count} households on {on}, and may cover {most}"

    officer: str
    count: int
    most: int
    on: date


@dataclass(eq=False, kw_only=True)
class OtherVisit(PomegranateSeedsError):
    """A matter raised at a visit was raised by the household visited, on the day of the visit."""

    code: ClassVar[str] = "POMEGRANATE_SEEDS_OTHER_VISIT"
    zh: ClassVar[str] = "走访 {visit} 不是 {on} 对住户 {household} 的走访"
    en: ClassVar[str] = "Visit {visit} was not to household {household} on {on}"

    visit: str
    household: str
    on: date


@dataclass(eq=False, kw_only=True)
class RetractedVisit(PomegranateSeedsError):
    """The visit was recorded by mistake, and counts for nothing."""

    code: ClassVar[str] = "POMEGRANATE_SEEDS_RETRACTED_VISIT"
    zh: ClassVar[str] = "走访记录 {visit} 已撤回"
    en: ClassVar[str] = "Visit {visit} had been recorded by mistake and is retracted"

    visit: str


@dataclass(eq=False, kw_only=True)
class MatterNotReady(PomegranateSeedsError):
    """A matter is not where it has to be for this step."""

    code: ClassVar[str] = "POMEGRANATE_SEEDS_MATTER_NOT_READY"
    zh: ClassVar[str] = "事项 {matter} 的状态为“{status}”,须为:{needed}"
    en: ClassVar[str] = "Matter {matter} is {status}; for this step it has to be: {needed}"

    matter: str
    status: str
    needed: tuple[str, ...]


@dataclass(eq=False, kw_only=True)
class ReturnedBefore(PomegranateSeedsError):
    """A matter is returned once, and whoever has it then has to answer it."""

    code: ClassVar[str] = "POMEGRANATE_SEEDS_RETURNED_BEFORE"
    zh: ClassVar[str] = "事项 {matter} 已被 {handler} 退回过一次,不能再退回"
    en: ClassVar[str] = "Matter {matter} was returned by {handler} already and can't be returned again"

    matter: str
    handler: str
