"""The practice as the town serves it."""

from graphql_api.plugin import Module
from pomegranate_seeds.changes import CHANGES
from pomegranate_seeds.listeners import LISTENERS
from pomegranate_seeds.manifest import MANIFEST
from pomegranate_seeds.queries import RELATES, SOURCES, headlines_of
from pomegranate_seeds.schema import TYPES, PomegranateSeedsMutation, PomegranateSeedsProject, PomegranateSeedsQuery
from pomegranate_seeds.service import PERMISSIONS
from pomegranate_seeds.story import demonstrate

MODULE = Module(
    name=MANIFEST.id,
    tables="pomegranate_seeds.tables",
    migrations="pomegranate_seeds.migrations",
    sources=SOURCES,
    types=TYPES,
    queries=(PomegranateSeedsQuery,),
    mutations=(PomegranateSeedsMutation,),
    relates=RELATES,
    permissions=PERMISSIONS,
    changes=CHANGES,
    listeners=LISTENERS,
    practice=MANIFEST,
    project=PomegranateSeedsProject,
    headline=headlines_of,
    demonstrate=demonstrate,
)
