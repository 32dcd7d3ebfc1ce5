"""What happens to duty lists."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from governance_core.events import DomainEvent
from governance_core.values import DutyListId


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyListDrafted(DomainEvent):
    """A duty list, or a next version of one, was drafted."""

    name: ClassVar[str] = "organisation.duty-list-drafted"
    duty_list: DutyListId
    unit_kind: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyListPublished(DomainEvent):
    """A duty list was published: it is in force on its days, and never changes."""

    name: ClassVar[str] = "organisation.duty-list-published"
    duty_list: DutyListId
    unit_kind: str
    version: int
    until: date | None
