"""What the rules about talent seedlings refuse."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from governance_core.errors.assessment import AssessmentError


@dataclass(eq=False, kw_only=True)
class SeedlingError(AssessmentError):
    """A rule about reserve cadres, their mentors and their development."""

    code: ClassVar[str] = "SEEDLING_RULE"
    zh: ClassVar[str] = "违反选种育苗规则"
    en: ClassVar[str] = "A rule about talent seedlings forbids this"


@dataclass(eq=False, kw_only=True)
class NamedPersonRequired(SeedlingError):
    """What decides about somebody's way is done under a person's name."""

    code: ClassVar[str] = "NAMED_PERSON_REQUIRED"
    zh: ClassVar[str] = "须由具名人员办理,不能以无名账号办理"
    en: ClassVar[str] = "This is done under a person's name, and the caller has none"


@dataclass(eq=False, kw_only=True)
class OwnSeedling(SeedlingError):
    """Nobody decides about their own development as a reserve cadre."""

    code: ClassVar[str] = "OWN_SEEDLING"
    zh: ClassVar[str] = "不能办理本人({person})的选种育苗事项"
    en: ClassVar[str] = "Person {person} can't act on their own development as a seedling"

    person: str


@dataclass(eq=False, kw_only=True)
class AlreadySeedling(SeedlingError):
    """A person has one nomination at a time."""

    code: ClassVar[str] = "ALREADY_SEEDLING"
    zh: ClassVar[str] = "{person} 已在培养中({seedling})"
    en: ClassVar[str] = "Person {person} is a seedling on some of these days already: {seedling}"

    person: str
    seedling: str


@dataclass(eq=False, kw_only=True)
class SeedlingNotActive(SeedlingError):
    """A nomination that has ended stays as it is."""

    code: ClassVar[str] = "SEEDLING_NOT_ACTIVE"
    zh: ClassVar[str] = "培养对象 {seedling} 的培养已结束(状态:{status})"
    en: ClassVar[str] = "Seedling {seedling} is {status}: nothing is added to it any more"

    seedling: str
    status: str


@dataclass(eq=False, kw_only=True)
class OutsideSeedlingPeriod(SeedlingError):
    """A day is none of the nomination's, whose last day is `end`; None where it has none yet."""

    code: ClassVar[str] = "OUTSIDE_SEEDLING_PERIOD"
    zh: ClassVar[str] = "{on} 不在培养期({start} 至 {end})内"
    en: ClassVar[str] = "{on} is outside the nomination, {start} to {end}"

    on: date
    start: date
    end: date | None = None


@dataclass(eq=False, kw_only=True)
class MentorIsSeedling(SeedlingError):
    """Nobody is their own mentor."""

    code: ClassVar[str] = "MENTOR_IS_SEEDLING"
    zh: ClassVar[str] = "{person} 不能做自己的培养责任人"
    en: ClassVar[str] = "Person {person} can't be their own mentor"

    person: str


@dataclass(eq=False, kw_only=True)
class MentorWithoutPost(SeedlingError):
    """Who is responsible for a reserve cadre holds office."""

    code: ClassVar[str] = "MENTOR_WITHOUT_POST"
    zh: ClassVar[str] = "{mentor} 在 {on} 未任职,不能做培养责任人"
    en: ClassVar[str] = "Person {mentor} holds no post on {on} and can't be a mentor"

    mentor: str
    on: date


@dataclass(eq=False, kw_only=True)
class AlreadyMentor(SeedlingError):
    """Who is the mentor already can't become it."""

    code: ClassVar[str] = "ALREADY_MENTOR"
    zh: ClassVar[str] = "自 {on} 起 {mentor} 已是培养责任人"
    en: ClassVar[str] = "Person {mentor} is the mentor from {on} on already"

    mentor: str
    on: date


@dataclass(eq=False, kw_only=True)
class NotMentor(SeedlingError):
    """Only the responsible mentor and those who review act on a reserve cadre's development."""

    code: ClassVar[str] = "NOT_MENTOR"
    zh: ClassVar[str] = "{person} 在 {on} 不是该培养对象的责任人"
    en: ClassVar[str] = "Person {person} is not the seedling's mentor on {on}"

    person: str
    on: date


@dataclass(eq=False, kw_only=True)
class PlanUnchanged(SeedlingError):
    """A next version of a plan says something else than the one in force."""

    code: ClassVar[str] = "PLAN_UNCHANGED"
    zh: ClassVar[str] = "与现行培养计划(第 {version} 版)相同"
    en: ClassVar[str] = "This is what the plan in force says already, version {version}"

    version: int


@dataclass(eq=False, kw_only=True)
class ReachedGoalChanged(SeedlingError):
    """A goal that has been reached stays in the plan as it was."""

    code: ClassVar[str] = "REACHED_GOAL_CHANGED"
    zh: ClassVar[str] = "目标“{goal}”已达成,不能删除或更改"
    en: ClassVar[str] = "Goal {goal} has been reached and can't be dropped or changed"

    goal: str


@dataclass(eq=False, kw_only=True)
class GoalAlreadyReached(SeedlingError):
    """A goal is reached once, by a record that counts."""

    code: ClassVar[str] = "GOAL_ALREADY_REACHED"
    zh: ClassVar[str] = "目标“{goal}”已由记录 {record} 达成"
    en: ClassVar[str] = "Goal {goal} has been reached already, by record {record}"

    goal: str
    record: str


@dataclass(eq=False, kw_only=True)
class RecordOfAnother(SeedlingError):
    """What is said of a reserve cadre rests on records about them."""

    code: ClassVar[str] = "RECORD_OF_ANOTHER"
    zh: ClassVar[str] = "记录 {record} 不是关于该培养对象的"
    en: ClassVar[str] = "Record {record} is about somebody else"

    record: str


@dataclass(eq=False, kw_only=True)
class RecordDoesNotCount(SeedlingError):
    """Only a verified record that no other has replaced shows anything."""

    code: ClassVar[str] = "RECORD_DOES_NOT_COUNT"
    zh: ClassVar[str] = "记录 {record} 不计入(状态:{status})"
    en: ClassVar[str] = "Record {record} does not count: it is {status}"

    record: str
    status: str


@dataclass(eq=False, kw_only=True)
class NotAppointed(SeedlingError):
    """Who leaves the seedlings for a post holds it, and came to it as a seedling."""

    code: ClassVar[str] = "NOT_APPOINTED"
    zh: ClassVar[str] = "{person} 在 {on} 没有自培养期起获得的该任职"
    en: ClassVar[str] = "Person {person} holds no such post on {on} that they came to since the nomination"

    person: str
    on: date
