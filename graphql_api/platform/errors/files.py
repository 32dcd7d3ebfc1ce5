"""What is refused of files that come in or go out."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from governance_core.errors import GovernanceError, InputFault


@dataclass(eq=False, kw_only=True)
class WouldOverwrite(GovernanceError):
    """A file is there already, and may hold somebody's work."""

    code: ClassVar[str] = "WOULD_OVERWRITE"
    zh: ClassVar[str] = "{file} 已存在,不会覆盖;请换一个位置,或先移走它"
    en: ClassVar[str] = "{file} is there already and is not overwritten: choose another place, or move it away"

    file: str


@dataclass(eq=False, kw_only=True)
class ExtraNotInstalled(GovernanceError):
    """What was asked for needs packages that are not installed here."""

    code: ClassVar[str] = "EXTRA_NOT_INSTALLED"
    zh: ClassVar[str] = "缺少所需的软件包,请先执行:pip install 'grassroots-governance[{extra}]'"
    en: ClassVar[str] = "Packages are missing: pip install 'grassroots-governance[{extra}]'"

    extra: str


@dataclass(eq=False, kw_only=True)
class CodeDamaged(InputFault):
    """A spreadsheet has made a number of a code and rounded it: its digits are lost."""

    code: ClassVar[str] = "CODE_DAMAGED"
    zh: ClassVar[str] = "“{value}”是被电子表格改成科学计数法的代码,原来的数字已丢失;请把该列设为“文本”格式后重新填写"
    en: ClassVar[str] = (
        "“{value}” is a code that a spreadsheet has rounded; its digits are lost: "
        "give the column the format “Text” and write the code again"
    )

    value: str


@dataclass(eq=False, kw_only=True)
class FixedOnceMade(InputFault):
    """A row of an import differs from what is known in something that never changes."""

    code: ClassVar[str] = "FIXED_ONCE_MADE"
    zh: ClassVar[str] = "此项不能通过导入修改:现为“{known}”,表中为“{value}”;请结束或关闭原有的,另用新的 key 加一行"
    en: ClassVar[str] = (
        "An import can't change this: it is “{known}”, and the row says “{value}”; "
        "end or close what there is, and add a row with another key"
    )

    value: str
    known: str


@dataclass(eq=False, kw_only=True)
class NeedsLaterDay(InputFault):
    """A row of an import changes something from a day on that is not later than the day since which it has been so."""

    code: ClassVar[str] = "NEEDS_LATER_DAY"
    zh: ClassVar[str] = "该行有改动:请把 effective_on 填为变更生效之日,须晚于 {since}(现为 {given})"
    en: ClassVar[str] = (
        "The row changes something: effective_on must be the day from which it is so, later than {since}, not {given}"
    )

    given: date
    since: date


@dataclass(eq=False, kw_only=True)
class NotAWorkbook(InputFault):
    """A file can't be read as a workbook, or is made to do harm."""

    code: ClassVar[str] = "NOT_A_WORKBOOK"
    zh: ClassVar[str] = "无法作为 .xlsx 工作簿读取:{reason}"
    en: ClassVar[str] = "It can't be read as an .xlsx workbook: {reason}"

    reason: str
