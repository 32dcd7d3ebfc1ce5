"""The trunk of the error tree, and the refusals that every domain shares."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from typing import ClassVar, TypeVar


@dataclass(eq=False, kw_only=True)
class GovernanceError(Exception):
    """The root of the tree: something was refused, for a reason that can be told.

    Attributes:
        path: where in the caller's input the reason lies, outermost name first; empty where it concerns the whole.
    """

    code: ClassVar[str] = "GOVERNANCE_ERROR"
    zh: ClassVar[str] = "操作被拒绝"
    en: ClassVar[str] = "The operation was refused"

    path: tuple[str, ...] = ()

    @property
    def facts(self) -> dict[str, object]:
        """What the refusal is about, by name, without the path."""
        return {item.name: getattr(self, item.name) for item in fields(self) if item.name != "path"}

    def describe(self, language: str = "zh-CN") -> str:
        """The refusal as a sentence in `language`: English for "en…", Chinese for anything else."""
        template = self.en if language.startswith("en") else self.zh
        return template.format(**{name: _said(value, language) for name, value in self.facts.items()})

    def __str__(self) -> str:
        return self.describe("en")


def _said(value: object, language: str) -> str:
    if isinstance(value, tuple):
        return (", " if language.startswith("en") else "、").join(_said(item, language) for item in value)
    if isinstance(value, GovernanceError):
        return value.describe(language)
    return "" if value is None else str(value)


ErrorT = TypeVar("ErrorT", bound=GovernanceError)


@dataclass(eq=False, kw_only=True)
class InputFault(GovernanceError):
    """A value at `path` can't be what was meant."""

    code: ClassVar[str] = "INPUT_FAULT"
    zh: ClassVar[str] = "输入有误"
    en: ClassVar[str] = "The input is not valid"


@dataclass(eq=False, kw_only=True)
class Blank(InputFault):
    """Something that must be said was left empty."""

    code: ClassVar[str] = "BLANK"
    zh: ClassVar[str] = "此项必填"
    en: ClassVar[str] = "This must not be empty"


@dataclass(eq=False, kw_only=True)
class TooLong(InputFault):
    """A text has more characters than are kept."""

    code: ClassVar[str] = "TOO_LONG"
    zh: ClassVar[str] = "长度 {length} 超过上限 {limit}"
    en: ClassVar[str] = "{length} characters are more than the {limit} allowed"

    length: int
    limit: int


@dataclass(eq=False, kw_only=True)
class Malformed(InputFault):
    """A value is not written the way its kind is written."""

    code: ClassVar[str] = "MALFORMED"
    zh: ClassVar[str] = "“{value}”格式不正确,应为{expected}"
    en: ClassVar[str] = "“{value}” is malformed: expected {expected}"

    value: str
    expected: str


@dataclass(eq=False, kw_only=True)
class UnknownValue(InputFault):
    """A code that must come from a known list does not."""

    code: ClassVar[str] = "UNKNOWN_VALUE"
    zh: ClassVar[str] = "未知的取值“{value}”,可用:{known}"
    en: ClassVar[str] = "“{value}” is not known; use one of: {known}"

    value: str
    known: tuple[str, ...]


@dataclass(eq=False, kw_only=True)
class OutOfRange(InputFault):
    """A number lies outside what makes sense for it."""

    code: ClassVar[str] = "OUT_OF_RANGE"
    zh: ClassVar[str] = "{value} 不在 {low} 至 {high} 之间"
    en: ClassVar[str] = "{value} is not between {low} and {high}"

    value: Decimal | int
    low: Decimal | int | None = None
    high: Decimal | int | None = None


@dataclass(eq=False, kw_only=True)
class Duplicate(InputFault):
    """A key is given twice where it must be given once."""

    code: ClassVar[str] = "DUPLICATE"
    zh: ClassVar[str] = "“{value}”重复"
    en: ClassVar[str] = "“{value}” is given more than once"

    value: str


@dataclass(eq=False, kw_only=True)
class Ambiguous(InputFault):
    """A name stands for several things, and a way to say which is needed."""

    code: ClassVar[str] = "AMBIGUOUS"
    zh: ClassVar[str] = "“{value}”对应多个对象:{candidates}"
    en: ClassVar[str] = "“{value}” stands for several: {candidates}"

    value: str
    candidates: tuple[str, ...]


@dataclass(eq=False, kw_only=True)
class PeriodReversed(InputFault):
    """A period ends before it has begun."""

    code: ClassVar[str] = "PERIOD_REVERSED"
    zh: ClassVar[str] = "结束日期 {end} 必须晚于开始日期 {start}"
    en: ClassVar[str] = "The end {end} must come after the start {start}"

    start: date
    end: date


@dataclass(eq=False, kw_only=True)
class InvalidInput(GovernanceError):
    """Several faults of one input, found together."""

    code: ClassVar[str] = "INVALID_INPUT"
    zh: ClassVar[str] = "输入有误:{faults}"
    en: ClassVar[str] = "The input is not valid: {faults}"

    faults: tuple[InputFault, ...]


def refuse_faults(faults: list[InputFault]) -> None:
    """Raise what was found, if anything was.

    Raises:
        InputFault: exactly one fault was found; it is raised itself.
        InvalidInput: several faults were found.
    """
    if len(faults) == 1:
        raise faults[0]
    if faults:
        raise InvalidInput(faults=tuple(faults))


@dataclass(eq=False, kw_only=True)
class NotFound(GovernanceError):
    """There is no such thing, or none that the caller may see."""

    code: ClassVar[str] = "NOT_FOUND"
    zh: ClassVar[str] = "找不到 {kind}“{key}”"
    en: ClassVar[str] = "There is no {kind} “{key}”"

    kind: str
    key: str


@dataclass(eq=False, kw_only=True)
class RuleViolation(GovernanceError):
    """The input is well-formed, but a rule forbids the act."""

    code: ClassVar[str] = "RULE_VIOLATION"
    zh: ClassVar[str] = "违反规则"
    en: ClassVar[str] = "A rule forbids this"


@dataclass(eq=False, kw_only=True)
class RecordedOutOfOrder(RuleViolation):
    """A fact would be recorded before something that is already known of it."""

    code: ClassVar[str] = "RECORDED_OUT_OF_ORDER"
    zh: ClassVar[str] = "记录时间 {recorded_at} 早于已有记录 {latest}"
    en: ClassVar[str] = "Recorded at {recorded_at}, before what is already known from {latest}"

    recorded_at: datetime
    latest: datetime
