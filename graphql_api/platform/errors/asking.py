"""What is refused to whoever asks: who they are, what they may do, and how much is asked."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from governance_core.errors import GovernanceError, RuleViolation


@dataclass(eq=False, kw_only=True)
class Unauthenticated(GovernanceError):
    """No bearer token was given, or it is unknown, expired or revoked."""

    code: ClassVar[str] = "UNAUTHENTICATED"
    zh: ClassVar[str] = "未登录,或令牌无效、已过期、已撤销"
    en: ClassVar[str] = "No valid access token: it is missing, unknown, expired or revoked"


@dataclass(eq=False, kw_only=True)
class Forbidden(GovernanceError):
    """The caller's role does not allow the act, or not there."""

    code: ClassVar[str] = "FORBIDDEN"
    zh: ClassVar[str] = "角色“{role}”无权执行 {act}"
    en: ClassVar[str] = "The role “{role}” does not allow {act}"

    role: str
    act: str


@dataclass(eq=False, kw_only=True)
class StaleVersion(GovernanceError):
    """The thing has been changed since the caller read it."""

    code: ClassVar[str] = "STALE"
    zh: ClassVar[str] = "{kind}“{key}”已被他人修改(当前版本 {current}),请重新读取"
    en: ClassVar[str] = "{kind} “{key}” has changed since it was read (now at version {current}): read it again"

    kind: str
    key: str
    current: int


@dataclass(eq=False, kw_only=True)
class PracticeInactive(RuleViolation):
    """The village has not adopted the practice on the day of the act."""

    code: ClassVar[str] = "PRACTICE_INACTIVE"
    zh: ClassVar[str] = "单位 {unit} 在 {on} 未采用“{practice}”"
    en: ClassVar[str] = "Unit {unit} has not adopted {practice} on {on}"

    unit: str
    practice: str
    on: date


@dataclass(eq=False, kw_only=True)
class LimitExceeded(GovernanceError):
    """One request asks for more than one request may."""

    code: ClassVar[str] = "LIMIT_EXCEEDED"
    zh: ClassVar[str] = "请求超出限制 {what}:{found},上限为 {limit}"
    en: ClassVar[str] = "The request exceeds the limit of {what}: {found}, and {limit} is the most"

    what: str
    found: int
    limit: int


@dataclass(eq=False, kw_only=True)
class TookTooLong(GovernanceError):
    """An operation did not end in time and was ended."""

    code: ClassVar[str] = "TIMEOUT"
    zh: ClassVar[str] = "操作在 {seconds} 秒内未完成,已中止;此前已完成的部分保留,其余未保存"
    en: ClassVar[str] = (
        "The operation did not end within {seconds} seconds and was stopped: what it had finished is kept, nothing else"
    )

    seconds: float
