"""Practices, served: what is installed, which units have adopted it, and how they are doing with it.

`MODULE` is what the application takes. A practice's own use cases begin with `require_active`.
"""

from graphql_api.platform.modules import Module
from graphql_api.practices import service
from graphql_api.practices.changes import CHANGES
from graphql_api.practices.listeners import LISTENERS
from graphql_api.practices.queries import RELATES, SOURCES, require_active
from graphql_api.practices.schema import EXTENSIONS, TYPES, Practice, PracticesMutation, PracticesQuery, SpecialProject

MODULE = Module(
    name="practices",
    tables="graphql_api.practices.tables",
    migrations="graphql_api.practices.migrations",
    sources=SOURCES,
    types=TYPES,
    queries=(PracticesQuery,),
    mutations=(PracticesMutation,),
    extends=EXTENSIONS,
    relates=RELATES,
    permissions=service.PERMISSIONS,
    changes=CHANGES,
    listeners=LISTENERS,
)

__all__ = ["MODULE", "Practice", "SpecialProject", "require_active"]
