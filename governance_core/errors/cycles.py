"""What the rules about cycles, grades, appraisals and appeals refuse."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from governance_core.errors.assessment import AssessmentError


@dataclass(eq=False, kw_only=True)
class WrongStage(AssessmentError):
    """An act, or a next stage, is not what the cycle's stage allows."""

    code: ClassVar[str] = "WRONG_STAGE"
    zh: ClassVar[str] = "考核周期 {cycle} 处于阶段“{stage}”,只允许:{allowed}"
    en: ClassVar[str] = "Cycle {cycle} is in stage {stage}; allowed: {allowed}"

    cycle: str
    stage: str
    allowed: tuple[str, ...]


@dataclass(eq=False, kw_only=True)
class StageOver(AssessmentError):
    """The last day for an act has passed."""

    code: ClassVar[str] = "STAGE_OVER"
    zh: ClassVar[str] = "阶段“{stage}”已于 {due_on} 截止"
    en: ClassVar[str] = "Stage {stage} was due on {due_on}"

    cycle: str
    stage: str
    due_on: date


@dataclass(eq=False, kw_only=True)
class StageNotOver(AssessmentError):
    """A stage may not be cut short: the next one begins on `ready_on` at the earliest."""

    code: ClassVar[str] = "STAGE_NOT_OVER"
    zh: ClassVar[str] = "阶段“{stage}”尚未结束,最早可于 {ready_on} 进入下一阶段"
    en: ClassVar[str] = "Stage {stage} is not over: the next begins on {ready_on} at the earliest"

    cycle: str
    stage: str
    ready_on: date


@dataclass(eq=False, kw_only=True)
class AppealsOpen(AssessmentError):
    """A cycle is closed when all its appeals have been decided."""

    code: ClassVar[str] = "APPEALS_OPEN"
    zh: ClassVar[str] = "尚有 {count} 件申诉未作决定,不能结束考核周期"
    en: ClassVar[str] = "Appeals not decided yet: {count}; until then the cycle can't be closed"

    cycle: str
    count: int


@dataclass(eq=False, kw_only=True)
class NameRequired(AssessmentError):
    """The score advises and a person decides, under their name."""

    code: ClassVar[str] = "NAME_REQUIRED"
    zh: ClassVar[str] = "此项须由实名人员作出"
    en: ClassVar[str] = "Only a named person can do this"


@dataclass(eq=False, kw_only=True)
class OwnAppraisal(AssessmentError):
    """Nobody reviews, adjusts or decides about themself, or the unit they serve in."""

    code: ClassVar[str] = "OWN_APPRAISAL"
    zh: ClassVar[str] = "不能处理关于本人的考核 {appraisal}"
    en: ClassVar[str] = "Appraisal {appraisal} is about the one who would act"

    appraisal: str


@dataclass(eq=False, kw_only=True)
class NotTheAppraised(AssessmentError):
    """Only the person concerned, or for a unit who serves in it, assesses themself or appeals."""

    code: ClassVar[str] = "NOT_THE_APPRAISED"
    zh: ClassVar[str] = "只有被考核人本人可以对考核 {appraisal} 自评或申诉"
    en: ClassVar[str] = "Only the person whom appraisal {appraisal} is about can do this"

    appraisal: str


@dataclass(eq=False, kw_only=True)
class QuotaExceeded(AssessmentError):
    """More top grades were decided by hand than a group has places for."""

    code: ClassVar[str] = "QUOTA_EXCEEDED"
    zh: ClassVar[str] = "“{group}”最高等次名额为 {places} 人,已确定 {asked} 人"
    en: ClassVar[str] = "Group “{group}” has {places} places in the top grade, and {asked} were decided"

    group: str
    places: int
    asked: int


@dataclass(eq=False, kw_only=True)
class QuotaWithoutPlaces(AssessmentError):
    """A share of the top grade comes to no place at all: not in the largest group, which has so many people."""

    code: ClassVar[str] = "QUOTA_WITHOUT_PLACES"
    zh: ClassVar[str] = "按比例 {share}% 计算,人数最多的一组({largest} 人)也没有最高等次名额;可按全体合并计算名额"
    en: ClassVar[str] = (
        "At {share} % not even the largest group, of {largest}, has a place in the top grade: count places among more"
    )

    share: Decimal
    largest: int


@dataclass(eq=False, kw_only=True)
class GradeCapped(AssessmentError):
    """A veto (一票否决) stands against the grade."""

    code: ClassVar[str] = "GRADE_CAPPED"
    zh: ClassVar[str] = "因一票否决,等次不得高于“{best}”,不能定为“{grade}”"
    en: ClassVar[str] = "A veto allows no grade above {best}, so not {grade}"

    grade: str
    best: str


@dataclass(eq=False, kw_only=True)
class AdjustmentsExceed(AssessmentError):
    """The adjustments of one appraisal together stay within what the cycle allows, up and down."""

    code: ClassVar[str] = "ADJUSTMENTS_EXCEED"
    zh: ClassVar[str] = "调整合计 {total} 分,超出 ±{most} 分的限度"
    en: ClassVar[str] = "The adjustments would come to {total} points, beyond ±{most}"

    total: Decimal
    most: Decimal


@dataclass(eq=False, kw_only=True)
class AppealPending(AssessmentError):
    """One appeal of an appraisal is open at a time."""

    code: ClassVar[str] = "APPEAL_PENDING"
    zh: ClassVar[str] = "申诉 {appeal} 尚未作出决定"
    en: ClassVar[str] = "Appeal {appeal} has not been decided yet"

    appeal: str


@dataclass(eq=False, kw_only=True)
class NotImpartial(AssessmentError):
    """An appeal is not decided by the appellant, nor by who has had a part in the appraisal."""

    code: ClassVar[str] = "NOT_IMPARTIAL"
    zh: ClassVar[str] = "{person} 参与过该考核,不能复核申诉 {appeal}"
    en: ClassVar[str] = "{person} has had a part in the appraisal and can't decide appeal {appeal}"

    appeal: str
    person: str


@dataclass(eq=False, kw_only=True)
class NotTheAssignee(AssessmentError):
    """An appeal is decided by the one it is assigned to."""

    code: ClassVar[str] = "NOT_THE_ASSIGNEE"
    zh: ClassVar[str] = "申诉 {appeal} 须由被指派的人作出决定"
    en: ClassVar[str] = "Appeal {appeal} is decided by the one it is assigned to"

    appeal: str


@dataclass(eq=False, kw_only=True)
class TallyRunning(AssessmentError):
    """While a cycle's scores and grades are being worked out nothing that they rest on is changed."""

    code: ClassVar[str] = "TALLY_RUNNING"
    zh: ClassVar[str] = "周期 {cycle} 正在汇总得分与等次,请稍后再试"
    en: ClassVar[str] = "The scores and grades of cycle {cycle} are being worked out: try again in a while"

    cycle: str


@dataclass(eq=False, kw_only=True)
class NoResults(AssessmentError):
    """Nothing can be said of the results of a cycle that has none yet."""

    code: ClassVar[str] = "NO_RESULTS"
    zh: ClassVar[str] = "周期 {cycle} 尚无考核结果"
    en: ClassVar[str] = "Cycle {cycle} has no results yet"

    cycle: str


@dataclass(eq=False, kw_only=True)
class SchemeOfOthers(AssessmentError):
    """A scheme can be tried on a cycle only where somebody was assessed there by one about the same subjects."""

    code: ClassVar[str] = "SCHEME_OF_OTHERS"
    zh: ClassVar[str] = "方案“{scheme}”的考核对象与周期 {cycle} 不同,无法试算"
    en: ClassVar[str] = "Scheme {scheme} is about other subjects than cycle {cycle}: it can't be tried there"

    scheme: str
    cycle: str


@dataclass(eq=False, kw_only=True)
class TooManySubjects(AssessmentError):
    """A scheme is tried on so many subjects at once as can be scored while somebody waits; `found` counts them."""

    code: ClassVar[str] = "TOO_MANY_SUBJECTS"
    zh: ClassVar[str] = "周期 {cycle} 有 {found} 名考核对象,一次最多试算 {limit} 名:请指定单位"
    en: ClassVar[str] = "Cycle {cycle} has {found} subjects, and {limit} at most are tried at once: name a unit"

    cycle: str
    found: int
    limit: int
