"""What the rules about practices and their adoption refuse."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from governance_core.errors.root import GovernanceError, InputFault, RuleViolation


@dataclass(eq=False, kw_only=True)
class CoreNotSupported(InputFault):
    """A practice is written for other versions of the core than this one."""

    code: ClassVar[str] = "CORE_NOT_SUPPORTED"
    zh: ClassVar[str] = "需要核心版本 {needed},当前为 {version}"
    en: ClassVar[str] = "It needs a core {needed}, and this is {version}"

    needed: str
    version: str


@dataclass(eq=False, kw_only=True)
class PracticeError(RuleViolation):
    """A rule about practices, or a rule of one practice."""

    code: ClassVar[str] = "PRACTICE_RULE"


@dataclass(eq=False, kw_only=True)
class PracticeNotForKind(PracticeError):
    """A unit of this kind can't adopt the practice."""

    code: ClassVar[str] = "PRACTICE_NOT_FOR_KIND"
    zh: ClassVar[str] = "“{unit_kind}”不能采用“{practice}”,可采用的单位:{allowed}"
    en: ClassVar[str] = "A {unit_kind} can't adopt {practice}; these can: {allowed}"

    practice: str
    unit_kind: str
    allowed: tuple[str, ...]


@dataclass(eq=False, kw_only=True)
class AdoptionOverlap(PracticeError):
    """A unit would have adopted the same practice twice at a time."""

    code: ClassVar[str] = "ADOPTION_OVERLAP"
    zh: ClassVar[str] = "单位 {unit} 在同一时期已采用“{practice}”(采用记录 {existing})"
    en: ClassVar[str] = "Unit {unit} has adopted {practice} in the same days already, by adoption {existing}"

    unit: str
    practice: str
    existing: str


@dataclass(eq=False, kw_only=True)
class AdoptionNotRunning(PracticeError):
    """The adoption that the act speaks of is not running on its day."""

    code: ClassVar[str] = "ADOPTION_NOT_RUNNING"
    zh: ClassVar[str] = "采用记录 {adoption} 在 {on} 未生效"
    en: ClassVar[str] = "Adoption {adoption} is not running on {on}"

    adoption: str
    on: date


@dataclass(eq=False, kw_only=True)
class StageNotForward(PracticeError):
    """An adoption goes from pilot to extension to routine, and never back."""

    code: ClassVar[str] = "STAGE_NOT_FORWARD"
    zh: ClassVar[str] = "采用记录 {adoption} 已处于“{stage}”阶段,不能改为“{to}”"
    en: ClassVar[str] = "Adoption {adoption} is at stage {stage} already and can't advance to {to}"

    adoption: str
    stage: str
    to: str


@dataclass(eq=False, kw_only=True)
class ReplicationRefused(PracticeError):
    """Some of the units can't adopt the practice, so none does; one refusal or more a unit, with its place."""

    code: ClassVar[str] = "REPLICATION_REFUSED"
    zh: ClassVar[str] = "复制未进行:{refusals}"
    en: ClassVar[str] = "Nothing was replicated: {refusals}"

    refusals: tuple[GovernanceError, ...]
