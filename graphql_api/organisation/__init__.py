"""The organisation, served: units, people and posts with their history.

`MODULE` is what the application takes. Other domains may use `require_unit` and `require_person` in their use cases,
relate to the types Unit and Person in their declarations, and take names and periods as it does.
"""

from graphql_api.organisation import service
from graphql_api.organisation.changes import CHANGES
from graphql_api.organisation.exports import EXPORTS, extent_of
from graphql_api.organisation.imports import IMPORTS
from graphql_api.organisation.queries import (
    ABOUT_WORK,
    COLLEAGUE_OF_ROW,
    SOURCES,
    Chain,
    PostHeld,
    chains_of,
    counts_below,
    everybody,
    holding_in,
    judged_by,
    kinds_of_units,
    lineages_on,
    party_members_in,
    path_at,
    path_on,
    people_of_areas,
    post_kinds_in,
    post_kinds_of,
    posts_held,
    require_colleague,
    require_person,
    require_post,
    require_unit,
    residence_of,
    unit_named,
    unit_names,
    unseen_post_kinds,
    visible_people,
    visible_units,
)
from graphql_api.organisation.queries.liaison import LIAISON_RELATES
from graphql_api.organisation.roll_ups import TALLIES
from graphql_api.organisation.schema import (
    EXTENSIONS,
    MUTATIONS,
    QUERIES,
    TYPES,
    Dated,
    NameInput,
    PeriodInput,
    Person,
    Unit,
    Validity,
)
from graphql_api.platform.modules import Locate, Module

MODULE = Module(
    name="organisation",
    tables="graphql_api.organisation.tables",
    migrations="graphql_api.organisation.migrations",
    sources=SOURCES,
    types=TYPES,
    queries=QUERIES,
    mutations=MUTATIONS,
    extends=EXTENSIONS,
    relates=LIAISON_RELATES,
    permissions=service.PERMISSIONS,
    changes=CHANGES,
    imports=IMPORTS,
    exports=EXPORTS,
    roll_ups=(TALLIES,),
    locate=Locate(at=path_at, place=path_on),
)

__all__ = [
    "ABOUT_WORK",
    "COLLEAGUE_OF_ROW",
    "MODULE",
    "Chain",
    "Dated",
    "NameInput",
    "PeriodInput",
    "Person",
    "PostHeld",
    "Unit",
    "Validity",
    "chains_of",
    "counts_below",
    "everybody",
    "extent_of",
    "holding_in",
    "judged_by",
    "kinds_of_units",
    "lineages_on",
    "party_members_in",
    "people_of_areas",
    "post_kinds_in",
    "post_kinds_of",
    "posts_held",
    "require_colleague",
    "require_person",
    "require_post",
    "require_unit",
    "residence_of",
    "unit_named",
    "unit_names",
    "unseen_post_kinds",
    "visible_people",
    "visible_units",
]
