"""What the rules about schemes, progress records and scores refuse."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from governance_core.errors.root import InputFault, RuleViolation


@dataclass(eq=False, kw_only=True)
class WeightsDoNotSum(InputFault):
    """The weights of parts do not make up the whole."""

    code: ClassVar[str] = "WEIGHTS_DO_NOT_SUM"
    zh: ClassVar[str] = "权重合计为 {total},应为 {expected}"
    en: ClassVar[str] = "The weights sum to {total} instead of {expected}"

    total: Decimal
    expected: Decimal


@dataclass(eq=False, kw_only=True)
class EmptyRange(InputFault):
    """The upper end of a range does not lie above its lower end."""

    code: ClassVar[str] = "EMPTY_RANGE"
    zh: ClassVar[str] = "上限 {high} 必须大于下限 {low}"
    en: ClassVar[str] = "The upper end {high} must lie above the lower end {low}"

    low: Decimal
    high: Decimal


@dataclass(eq=False, kw_only=True)
class FormulaMalformed(InputFault):
    """A formula can't be parsed; `position` counts characters from 1."""

    code: ClassVar[str] = "FORMULA_MALFORMED"
    zh: ClassVar[str] = "公式无法解析,问题在第 {position} 个字符处:“{snippet}”"
    en: ClassVar[str] = "The formula can't be parsed, from character {position} on: “{snippet}”"

    position: int
    snippet: str


@dataclass(eq=False, kw_only=True)
class FormulaForbidden(InputFault):
    """A formula says something for which formulas have no place.

    Attributes:
        what: what it is: "arguments", "call", "chain" (of comparisons), "character", "condition" (where a number
            belongs), "expression", "name" (of an operand), "no-condition" (where one belongs), "number" (as it is
            written), "operand", "operator", "text" or "word".
        position: at which character it begins, from 1.
        snippet: how it begins.
    """

    code: ClassVar[str] = "FORMULA_FORBIDDEN"
    zh: ClassVar[str] = "公式中第 {position} 个字符处不可这样写({what}):“{snippet}”"
    en: ClassVar[str] = "A formula can't say this ({what}), at character {position}: “{snippet}”"

    what: str
    position: int
    snippet: str


@dataclass(eq=False, kw_only=True)
class FormulaTooLarge(InputFault):
    """A formula, or a number in it, is larger than is kept.

    Attributes:
        what: of what there is too much: "characters", "nodes", "depth", "number" or "decimals".
        limit: how much there may be.
        position: at which character what is too much begins, from 1.
        snippet: how it begins.
    """

    code: ClassVar[str] = "FORMULA_TOO_LARGE"
    zh: ClassVar[str] = "公式超出上限({what}:{limit}),在第 {position} 个字符处:“{snippet}”"
    en: ClassVar[str] = "The formula goes beyond what is kept ({what}: {limit}), at character {position}: “{snippet}”"

    what: str
    limit: Decimal | int
    position: int
    snippet: str


@dataclass(eq=False, kw_only=True)
class FormulaDividesByZero(InputFault):
    """A formula divides by what is zero whatever is read; `snippet` is the division."""

    code: ClassVar[str] = "FORMULA_DIVIDES_BY_ZERO"
    zh: ClassVar[str] = "公式除以零:“{snippet}”"
    en: ClassVar[str] = "The formula divides by zero: “{snippet}”"

    snippet: str


@dataclass(eq=False, kw_only=True)
class FormulaLoops(InputFault):
    """Indicators are derived from each other in a circle; `chain` begins and ends with the same code."""

    code: ClassVar[str] = "FORMULA_LOOPS"
    zh: ClassVar[str] = "指标公式循环引用:{chain}"
    en: ClassVar[str] = "The formulas of indicators read each other in a circle: {chain}"

    chain: tuple[str, ...]


@dataclass(eq=False, kw_only=True)
class AssessmentError(RuleViolation):
    """A rule about assessments."""

    code: ClassVar[str] = "ASSESSMENT_RULE"
    zh: ClassVar[str] = "违反考核规则"
    en: ClassVar[str] = "An assessment rule forbids this"


@dataclass(eq=False, kw_only=True)
class SchemePublished(AssessmentError):
    """A published scheme never changes."""

    code: ClassVar[str] = "SCHEME_PUBLISHED"
    zh: ClassVar[str] = "指标方案 {scheme} 已发布,不可更改;请制定新版本"
    en: ClassVar[str] = "Scheme {scheme} is published and never changes: make a next version"

    scheme: str


@dataclass(eq=False, kw_only=True)
class SchemeNotPublished(AssessmentError):
    """Nothing is recorded under a draft."""

    code: ClassVar[str] = "SCHEME_NOT_PUBLISHED"
    zh: ClassVar[str] = "指标方案 {scheme} 尚未发布"
    en: ClassVar[str] = "Scheme {scheme} is not published yet"

    scheme: str


@dataclass(eq=False, kw_only=True)
class EntryDoesNotFit(AssessmentError):
    """What was entered is not what the indicator measures."""

    code: ClassVar[str] = "ENTRY_DOES_NOT_FIT"
    zh: ClassVar[str] = "指标“{indicator}”以 {expected} 计量,不能填报 {given}"
    en: ClassVar[str] = "Indicator {indicator} is measured by {expected} and takes no {given}"

    indicator: str
    expected: str
    given: str


@dataclass(eq=False, kw_only=True)
class TakesEffectTooEarly(AssessmentError):
    """A later version of a scheme counts from the day it is published at the earliest."""

    code: ClassVar[str] = "TAKES_EFFECT_TOO_EARLY"
    zh: ClassVar[str] = "新版本不能自 {on} 起追溯生效,最早自 {earliest} 起"
    en: ClassVar[str] = "A new version can't take effect on {on}: {earliest} is the earliest day"

    on: date
    earliest: date


@dataclass(eq=False, kw_only=True)
class SubjectDiffers(AssessmentError):
    """A record is about a person where the scheme assesses units, or about a unit where it assesses cadres."""

    code: ClassVar[str] = "SUBJECT_DIFFERS"
    zh: ClassVar[str] = "指标方案 {scheme} 的考核对象为 {subject}"
    en: ClassVar[str] = "Scheme {scheme} assesses a {subject}"

    scheme: str
    subject: str


@dataclass(eq=False, kw_only=True)
class PostNotHeld(AssessmentError):
    """On that day nobody held a post, or there was no unit, of a kind that the scheme is about."""

    code: ClassVar[str] = "POST_NOT_HELD"
    zh: ClassVar[str] = "{on} 未担任本方案考核的职务({kinds})"
    en: ClassVar[str] = "No post that the scheme is about ({kinds}) was held on {on}"

    on: date
    kinds: tuple[str, ...]


@dataclass(eq=False, kw_only=True)
class OwnRating(AssessmentError):
    """Nobody rates themself."""

    code: ClassVar[str] = "OWN_RATING"
    zh: ClassVar[str] = "不能给自己评分(指标 {indicator})"
    en: ClassVar[str] = "Nobody rates themself on {indicator}"

    indicator: str


@dataclass(eq=False, kw_only=True)
class RaterNotInGroup(AssessmentError):
    """A rating is given as one of a group by somebody who is not."""

    code: ClassVar[str] = "RATER_NOT_IN_GROUP"
    zh: ClassVar[str] = "您不属于评议组“{group}”"
    en: ClassVar[str] = "You are not one of the raters of group {group}"

    group: str


@dataclass(eq=False, kw_only=True)
class AlreadyRated(AssessmentError):
    """A rater rates a cadre once on an indicator; who thinks better of it supersedes the rating."""

    code: ClassVar[str] = "ALREADY_RATED"
    zh: ClassVar[str] = "您已评过分(记录 {record}),如需更正请以新评分替代"
    en: ClassVar[str] = "You have rated this already in record {record}: supersede it to say otherwise"

    record: str


@dataclass(eq=False, kw_only=True)
class NotNamedToVerify(AssessmentError):
    """A record is decided about by holders of the posts that the scheme names."""

    code: ClassVar[str] = "NOT_NAMED_TO_VERIFY"
    zh: ClassVar[str] = "记录 {record} 须由担任 {kinds} 的人员核实"
    en: ClassVar[str] = "Record {record} is decided about by holders of: {kinds}"

    record: str
    kinds: tuple[str, ...]


@dataclass(eq=False, kw_only=True)
class OutsideCycle(AssessmentError):
    """A day does not lie in the cycle, whose last day is `end`."""

    code: ClassVar[str] = "OUTSIDE_CYCLE"
    zh: ClassVar[str] = "{on} 不在考核周期({start} 至 {end})内"
    en: ClassVar[str] = "{on} is outside the cycle, {start} to {end}"

    on: date
    start: date
    end: date


@dataclass(eq=False, kw_only=True)
class EvidenceRequired(AssessmentError):
    """A record shows what it says."""

    code: ClassVar[str] = "EVIDENCE_REQUIRED"
    zh: ClassVar[str] = "必须提供至少一项佐证"
    en: ClassVar[str] = "At least one piece of evidence is required"


@dataclass(eq=False, kw_only=True)
class SupersedesAnother(AssessmentError):
    """A record can only take the place of one about the same cadre and indicator."""

    code: ClassVar[str] = "SUPERSEDES_ANOTHER"
    zh: ClassVar[str] = "记录 {record} 属于其他人员、方案或指标,不能被替代"
    en: ClassVar[str] = "Record {record} is about another person, scheme or indicator and can't be superseded"

    record: str


@dataclass(eq=False, kw_only=True)
class NothingToSupersede(AssessmentError):
    """Only a verified record counts, so only a verified one can be superseded."""

    code: ClassVar[str] = "NOTHING_TO_SUPERSEDE"
    zh: ClassVar[str] = "记录 {record} 未经核实(状态:{status}),无需替代"
    en: ClassVar[str] = "Record {record} does not count, as it is {status}: there is nothing to supersede"

    record: str
    status: str
