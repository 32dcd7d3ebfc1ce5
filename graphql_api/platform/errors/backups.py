"""What is refused to an operator who backs up or restores a town."""

from dataclasses import dataclass
from typing import ClassVar

from governance_core.errors import GovernanceError


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
class RestoreCutOff(GovernanceError):
    """A restore into this database was cut off before all of it was compared."""

    code: ClassVar[str] = "RESTORE_CUT_OFF"
    zh: ClassVar[str] = "此数据库的恢复曾中断,内容未经核对,不能使用:请新建数据库后重新恢复"
    en: ClassVar[str] = (
        "A restore into this database was cut off before it was compared, so it is not used:"
        " create another database, and restore again"
    )


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
