"""What the rules about duty lists refuse."""

from dataclasses import dataclass
from typing import ClassVar

from governance_core.errors.organisation import OrganisationError
from governance_core.errors.root import InputFault


@dataclass(eq=False, kw_only=True)
class DutyMisassigned(InputFault):
    """A duty names somebody whom a duty of its kind does not name."""

    code: ClassVar[str] = "DUTY_MISASSIGNED"
    zh: ClassVar[str] = "“{kind}”类职责此处不应填写:{named}"
    en: ClassVar[str] = "A duty of kind {kind} names nobody here: {named}"

    kind: str
    named: tuple[str, ...]


@dataclass(eq=False, kw_only=True)
class DutyListFixed(OrganisationError):
    """A published duty list never changes; what is to be different is a next version."""

    code: ClassVar[str] = "DUTY_LIST_FIXED"
    zh: ClassVar[str] = "责任清单“{duty_list}”已发布,不能更改;请修订为新版本"
    en: ClassVar[str] = "Duty list {duty_list} is published and can't be changed; revise it as a next version"

    duty_list: str
