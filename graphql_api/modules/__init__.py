"""Which modules a service has: the built-in domains, and the installed plugins that are sound.

A plugin is found through two entry points of one name, its practice's id: `governance.practices` gives its manifest,
`governance.modules` the module that serves it (without one it is a manifest alone).
"""

from graphql_api.modules.admission import CORE_VERSION, Found, admitted
from graphql_api.modules.built_in import built_in_modules
from graphql_api.modules.finding import found_plugins, installed_modules
from graphql_api.modules.migrating import UpToDate, up_to_date
from graphql_api.modules.printing import added_sdl

__all__ = [
    "CORE_VERSION",
    "Found",
    "UpToDate",
    "added_sdl",
    "admitted",
    "built_in_modules",
    "found_plugins",
    "installed_modules",
    "up_to_date",
]
