"""What the rules refuse about records that somebody submits and somebody else decides about, in every domain."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from governance_core.errors.root import RuleViolation


@dataclass(eq=False, kw_only=True)
class RecordError(RuleViolation):
    """A rule about submitting a record or deciding about it."""

    code: ClassVar[str] = "RECORD_RULE"
    zh: ClassVar[str] = "违反记录的填报和审核规则"
    en: ClassVar[str] = "A rule about submitting records or deciding about them forbids this"


@dataclass(eq=False, kw_only=True)
class NotYetHappened(RecordError):
    """What is recorded has happened already."""

    code: ClassVar[str] = "NOT_YET_HAPPENED"
    zh: ClassVar[str] = "{on} 晚于填报当日 {today},尚未发生的事不能填报"
    en: ClassVar[str] = "{on} is after {today}: what has not happened yet can't be recorded"

    on: date
    today: date


@dataclass(eq=False, kw_only=True)
class OwnRecord(RecordError):
    """Nobody decides about a record that concerns them."""

    code: ClassVar[str] = "OWN_RECORD"
    zh: ClassVar[str] = "不能审核关于本人的记录 {record}"
    en: ClassVar[str] = "Record {record} concerns the one who would decide about it"

    record: str


@dataclass(eq=False, kw_only=True)
class OwnSubmission(RecordError):
    """Nobody decides about a record that they have submitted; who has no name can't show to be somebody else."""

    code: ClassVar[str] = "OWN_SUBMISSION"
    zh: ClassVar[str] = "不能审核本人提交的记录 {record}"
    en: ClassVar[str] = "Record {record} comes from the one who would decide about it"

    record: str


@dataclass(eq=False, kw_only=True)
class AlreadyDecided(RecordError):
    """A record is decided about once."""

    code: ClassVar[str] = "ALREADY_DECIDED"
    zh: ClassVar[str] = "记录 {record} 已处理(状态:{status})"
    en: ClassVar[str] = "Record {record} has been decided about: it is {status}"

    record: str
    status: str


@dataclass(eq=False, kw_only=True)
class NotTheSubmitter(RecordError):
    """A record is withdrawn by who submitted it."""

    code: ClassVar[str] = "NOT_THE_SUBMITTER"
    zh: ClassVar[str] = "只有提交人可以撤回记录 {record}"
    en: ClassVar[str] = "Only its submitter can withdraw record {record}"

    record: str
