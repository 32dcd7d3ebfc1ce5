"""The process-based assessment, served: schemes, progress records, and scores with their derivation."""

from graphql_api.assessment import service
from graphql_api.assessment.changes import CHANGES
from graphql_api.assessment.exports import DOWNLOADS
from graphql_api.assessment.imports import IMPORTS
from graphql_api.assessment.listeners import LISTENERS, RENEWALS
from graphql_api.assessment.queries import RELATES, SOURCES
from graphql_api.assessment.roll_ups import ROLL_UPS
from graphql_api.assessment.schema import EXTENSIONS, MUTATIONS, QUERIES, TYPES
from graphql_api.platform.modules import Module

MODULE = Module(
    name="assessment",
    tables="graphql_api.assessment.tables",
    migrations="graphql_api.assessment.migrations",
    sources=SOURCES,
    types=TYPES,
    queries=QUERIES,
    mutations=MUTATIONS,
    extends=EXTENSIONS,
    relates=RELATES,
    permissions=service.PERMISSIONS,
    listeners=LISTENERS,
    renewals=(service.renew_tallies, *RENEWALS),
    changes=CHANGES,
    imports=IMPORTS,
    roll_ups=(ROLL_UPS,),
    downloads=DOWNLOADS,
)

__all__ = ["MODULE"]
