"""What the service refuses beyond the rules of the core: who you are, what you may do, and what has moved on.

GovernanceError (governance_core.errors)
├── Unauthenticated     no token, or none that is valid
├── Forbidden           the role does not allow the act, or not on this unit
├── StaleVersion        somebody changed it since you read it
├── PracticeInactive    the unit has not adopted the practice on that day
├── PluginNotLoaded     a plugin's code does not run, or does not give what it should
├── LimitExceeded       a request asks for more than one request may
├── TookTooLong         an operation did not end in time
├── PluginNotMigrated   a plugin's tables can't be brought up to date
├── PluginClash         a plugin brings a name that is another's
└── PluginsRefused      the service does not start with faulty plugins
"""

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


@dataclass(eq=False, kw_only=True)
class PluginNotLoaded(GovernanceError):
    """A plugin's code does not run here, or does not give what it should."""

    code: ClassVar[str] = "PLUGIN_NOT_LOADED"
    zh: ClassVar[str] = "插件无法加载:{cause}"
    en: ClassVar[str] = "It can't be loaded: {cause}"

    cause: str


@dataclass(eq=False, kw_only=True)
class PluginNotMigrated(GovernanceError):
    """A plugin's tables can't be brought up to date: one of its migrations fails."""

    code: ClassVar[str] = "PLUGIN_NOT_MIGRATED"
    zh: ClassVar[str] = "插件的数据表迁移失败:{cause}"
    en: ClassVar[str] = "Its tables can't be brought up to date: {cause}"

    cause: str


@dataclass(eq=False, kw_only=True)
class PluginClash(GovernanceError):
    """A plugin brings a name that another brings too; neither wins."""

    code: ClassVar[str] = "PLUGIN_CLASH"
    zh: ClassVar[str] = "{what}“{name}”与插件 {other} 冲突"
    en: ClassVar[str] = "The {what} “{name}” is brought by {other} too"

    what: str
    name: str
    other: str


@dataclass(eq=False, kw_only=True)
class PluginsRefused(GovernanceError):
    """In strict mode the service does not start with a faulty plugin; every fault of every one is told."""

    code: ClassVar[str] = "PLUGINS_REFUSED"
    zh: ClassVar[str] = "插件有误:{faults}"
    en: ClassVar[str] = "Plugins are faulty: {faults}"

    faults: tuple[str, ...]
