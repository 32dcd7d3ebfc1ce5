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
├── PluginsRefused      the service does not start with faulty plugins
├── DatabaseNotEmpty    a backup is restored into an empty database, and this one is not
├── BackupDamaged       a file is no backup, or no longer the one that was made
├── BackupOfAnother     a backup of one engine does not go into a database of the other
├── BackupTooNew        a backup has migrations that this installation does not know
├── BackupNotMade       a backup could not be made
├── BackupNotRestored   a backup could not be restored
├── ToolMissing         a program of PostgreSQL's that is needed is not where it is looked for
├── CacheSilent         the cache does not answer, so what it holds can't be put out of reach
├── ExtraNotInstalled   something needs packages that are not installed here
├── WouldOverwrite      a file is there already, and perhaps somebody's work in it
├── CodeDamaged         a spreadsheet has rounded a code
├── FixedOnceMade       an import would change what never changes
├── NeedsLaterDay       a row of an import changes something, and not from a later day on
└── NotAWorkbook        a file can't be read as a workbook
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from governance_core.errors import GovernanceError, InputFault, RuleViolation


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


@dataclass(eq=False, kw_only=True)
class DatabaseNotEmpty(GovernanceError):
    """A backup is restored into an empty database; this one holds something, or an earlier one's log lies beside it."""

    code: ClassVar[str] = "DATABASE_NOT_EMPTY"
    zh: ClassVar[str] = "目标数据库不为空,已有:{found}"
    en: ClassVar[str] = "The database to restore into is not empty: there is {found}"

    found: tuple[str, ...]


@dataclass(eq=False, kw_only=True)
class BackupDamaged(GovernanceError):
    """A file is no backup, or no longer the one that was made."""

    code: ClassVar[str] = "BACKUP_DAMAGED"
    zh: ClassVar[str] = "“{file}”不是完好的备份:{cause}"
    en: ClassVar[str] = "“{file}” is not a whole backup: {cause}"

    file: str
    cause: str


@dataclass(eq=False, kw_only=True)
class BackupOfAnother(GovernanceError):
    """A backup of one engine does not go into a database of the other."""

    code: ClassVar[str] = "BACKUP_OF_ANOTHER_ENGINE"
    zh: ClassVar[str] = "备份来自 {engine},而目标数据库是 {expected}"
    en: ClassVar[str] = "The backup is of {engine}, and the database is {expected}"

    engine: str
    expected: str


@dataclass(eq=False, kw_only=True)
class BackupTooNew(GovernanceError):
    """A backup has migrations that this installation does not know: it is older, or a plugin is not installed."""

    code: ClassVar[str] = "BACKUP_TOO_NEW"
    zh: ClassVar[str] = "本安装不认识备份中的迁移 {migrations}:请先升级,或安装相应插件"
    en: ClassVar[str] = (
        "This installation does not know {migrations}, which the backup has: upgrade it, or install the plugin"
    )

    migrations: tuple[str, ...]


@dataclass(eq=False, kw_only=True)
class BackupNotMade(GovernanceError):
    """A backup could not be made; nothing was left that looks like one."""

    code: ClassVar[str] = "BACKUP_NOT_MADE"
    zh: ClassVar[str] = "备份未完成:{cause}"
    en: ClassVar[str] = "No backup was made: {cause}"

    cause: str


@dataclass(eq=False, kw_only=True)
class BackupNotRestored(GovernanceError):
    """A backup could not be restored; the database is as empty as it was."""

    code: ClassVar[str] = "BACKUP_NOT_RESTORED"
    zh: ClassVar[str] = "备份未恢复:{cause}"
    en: ClassVar[str] = "The backup was not restored: {cause}"

    cause: str


@dataclass(eq=False, kw_only=True)
class ToolMissing(GovernanceError):
    """A program of PostgreSQL's that is needed is not where it is looked for."""

    code: ClassVar[str] = "TOOL_MISSING"
    zh: ClassVar[str] = "在 {where} 中找不到 {tool}:请安装 PostgreSQL 客户端,或设置 GOVERNANCE_POSTGRES_TOOLS"
    en: ClassVar[str] = "There is no {tool} in {where}: install PostgreSQL's client, or set GOVERNANCE_POSTGRES_TOOLS"

    tool: str
    where: str


@dataclass(eq=False, kw_only=True)
class CacheSilent(GovernanceError):
    """The cache does not answer, so what it holds of the time before a restore can't be put out of reach."""

    code: ClassVar[str] = "CACHE_SILENT"
    zh: ClassVar[str] = "缓存无响应,无法清除旧值:请启动它;或设 GOVERNANCE_CACHE_URL=memory:// 并在启动服务前自行清空"
    en: ClassVar[str] = (
        "The cache does not answer, so old values can't be removed: start it,"
        " or say GOVERNANCE_CACHE_URL=memory:// and empty it yourself before the service starts"
    )


@dataclass(eq=False, kw_only=True)
class ExtraNotInstalled(GovernanceError):
    """What was asked for needs packages that are not installed here."""

    code: ClassVar[str] = "EXTRA_NOT_INSTALLED"
    zh: ClassVar[str] = "缺少所需的软件包,请先执行:pip install 'grassroots-governance[{extra}]'"
    en: ClassVar[str] = "Packages are missing: pip install 'grassroots-governance[{extra}]'"

    extra: str


@dataclass(eq=False, kw_only=True)
class WouldOverwrite(GovernanceError):
    """A file is there already, and may hold somebody's work."""

    code: ClassVar[str] = "WOULD_OVERWRITE"
    zh: ClassVar[str] = "{file} 已存在,不会覆盖;请换一个位置,或先移走它"
    en: ClassVar[str] = "{file} is there already and is not overwritten: choose another place, or move it away"

    file: str


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
