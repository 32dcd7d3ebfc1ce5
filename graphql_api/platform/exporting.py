"""The contract of an export: what a module gives back in the columns of what it takes from an import."""

from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from datetime import date

from governance_core.values import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """How much of the town is exported.

    Attributes:
        as_of: the day whose state it is.
        path: the path of the unit whose subtree it is; None for everything.
    """

    as_of: date
    path: str | None = None


ExportedRow = Mapping[str, str | date | int | None]
Rows = Callable[[Extent], AsyncIterator[ExportedRow]]
"""Gives the rows of one kind, in an order that stays the same, each by column."""

EXPLANATIONS = (
    Text(
        zh="每个工作表对应一类记录。每行由 source 和 key 辨认;source 为 governance 的,key 是系统编号,请勿改动。",
        en="A sheet a kind of record. A row is known by its source and key; where the source is governance, the key is "
        "the system's own id: leave it as it is.",
    ),
    Text(
        zh="没有改动的行不会写入任何内容。改动一行时,把 effective_on 改为变更生效的那一天(晚于原来的日期)。",
        en="A row that is not changed writes nothing. Where you change one, write into effective_on the day from which "
        "the change is so: later than the day that stands there.",
    ),
    Text(
        zh="删除一行不会删除任何内容:任职、归属、联系户的结束日期请填在 until(结束后的第一天)。",
        en="Deleting a row deletes nothing: where an appointment, a membership or a contact ends, write the first day "
        "without it into until.",
    ),
    Text(
        zh="新增一行时,source 填本单位的名称,key 填一个在其中不重复的编号。引用写 key(同一 source)或 source/key。",
        en="In a new row, source is a name of your office and key anything that is unique there. Others are named by "
        "their key (in the same source) or as source/key.",
    ),
    Text(
        zh="先用 governance import --dry-run 查看将要发生的改动。",
        en="governance import --dry-run says what would change.",
    ),
)
