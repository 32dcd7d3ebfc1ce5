"""The practice as the town serves it: one value."""

from first_steps.manifest import MANIFEST
from first_steps.queries import RELATES, SOURCES, headlines_of
from first_steps.schema import TYPES, FirstStepsMutation, FirstStepsProject, FirstStepsQuery
from first_steps.service import PERMISSIONS
from graphql_api.plugin import Module

MODULE = Module(
    name=MANIFEST.id,
    tables="first_steps.tables",
    migrations="first_steps.migrations",
    sources=SOURCES,
    types=TYPES,
    queries=(FirstStepsQuery,),
    mutations=(FirstStepsMutation,),
    relates=RELATES,
    permissions=PERMISSIONS,
    practice=MANIFEST,
    project=FirstStepsProject,
    headline=headlines_of,
)
