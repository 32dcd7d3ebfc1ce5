"""Training, served: competency frameworks, assessed competences, gaps, programmes and plans."""

from graphql_api.platform.modules import Module
from graphql_api.training import service
from graphql_api.training.changes import CHANGES
from graphql_api.training.imports import IMPORTS
from graphql_api.training.listeners import KEEPERS, LISTENERS, RENEWALS
from graphql_api.training.queries import FIGURES, RELATES, SOURCES
from graphql_api.training.schema import EXTENSIONS, TYPES, TrainingMutation, TrainingQuery
from graphql_api.training.service import programme_of_practice
from graphql_api.training.service.standings import GAPS

MODULE = Module(
    name="training",
    tables="graphql_api.training.tables",
    migrations="graphql_api.training.migrations",
    sources=SOURCES,
    types=TYPES,
    queries=(TrainingQuery,),
    mutations=(TrainingMutation,),
    extends=EXTENSIONS,
    relates=RELATES,
    permissions=service.PERMISSIONS,
    changes=CHANGES,
    listeners=LISTENERS,
    keepers=KEEPERS,
    renewals=RENEWALS,
    figures=FIGURES,
    recounted=(GAPS,),
    imports=IMPORTS,
)

__all__ = ["MODULE", "programme_of_practice"]
