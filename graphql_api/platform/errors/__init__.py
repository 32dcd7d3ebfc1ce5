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
├── RestoreCutOff       a restore into this database was cut off, and what there is was not compared
├── ToolMissing         a program of PostgreSQL's that is needed is not where it is looked for
├── CacheSilent         the cache does not answer, so what it holds can't be put out of reach
├── ExtraNotInstalled   something needs packages that are not installed here
├── WouldOverwrite      a file is there already, and perhaps somebody's work in it
├── CodeDamaged         a spreadsheet has rounded a code
├── FixedOnceMade       an import would change what never changes
├── NeedsLaterDay       a row of an import changes something, and not from a later day on
└── NotAWorkbook        a file can't be read as a workbook
"""

from graphql_api.platform.errors.asking import (
    Forbidden,
    LimitExceeded,
    PracticeInactive,
    StaleVersion,
    TookTooLong,
    Unauthenticated,
)
from graphql_api.platform.errors.backups import (
    BackupDamaged,
    BackupNotMade,
    BackupNotRestored,
    BackupOfAnother,
    BackupTooNew,
    CacheSilent,
    DatabaseNotEmpty,
    RestoreCutOff,
    ToolMissing,
)
from graphql_api.platform.errors.files import (
    CodeDamaged,
    ExtraNotInstalled,
    FixedOnceMade,
    NeedsLaterDay,
    NotAWorkbook,
    WouldOverwrite,
)
from graphql_api.platform.errors.plugins import (
    PluginClash,
    PluginNotLoaded,
    PluginNotMigrated,
    PluginsRefused,
)

__all__ = [
    "BackupDamaged",
    "BackupNotMade",
    "BackupNotRestored",
    "BackupOfAnother",
    "BackupTooNew",
    "CacheSilent",
    "CodeDamaged",
    "DatabaseNotEmpty",
    "ExtraNotInstalled",
    "FixedOnceMade",
    "Forbidden",
    "LimitExceeded",
    "NeedsLaterDay",
    "NotAWorkbook",
    "PluginClash",
    "PluginNotLoaded",
    "PluginNotMigrated",
    "PluginsRefused",
    "PracticeInactive",
    "RestoreCutOff",
    "StaleVersion",
    "TookTooLong",
    "ToolMissing",
    "Unauthenticated",
    "WouldOverwrite",
]
