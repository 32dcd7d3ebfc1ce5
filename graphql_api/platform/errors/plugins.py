"""What is refused of a plugin."""

from dataclasses import dataclass
from typing import ClassVar

from governance_core.errors import GovernanceError


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
