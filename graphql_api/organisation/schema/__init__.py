"""The organisation in GraphQL: its types, root fields, acts, and what they take."""

from graphql_api.organisation.schema.acts import OrganisationMutation
from graphql_api.organisation.schema.groups import GROUP_TYPES, GroupMutation, GroupQuery, UnitInGroups
from graphql_api.organisation.schema.inputs import NameInput, PeriodInput
from graphql_api.organisation.schema.roots import OrganisationQuery, ViewerInTown
from graphql_api.organisation.schema.types import TYPES as ORGANISATION_TYPES
from graphql_api.organisation.schema.types import Dated, Person, Unit, Validity
from graphql_api.platform.schema.viewer import Viewer

TYPES = (*ORGANISATION_TYPES, *GROUP_TYPES)
QUERIES = (OrganisationQuery, GroupQuery)
MUTATIONS = (OrganisationMutation, GroupMutation)
EXTENSIONS = {Viewer: ViewerInTown, Unit: UnitInGroups}

__all__ = [
    "EXTENSIONS",
    "MUTATIONS",
    "QUERIES",
    "TYPES",
    "Dated",
    "NameInput",
    "PeriodInput",
    "Person",
    "Unit",
    "Validity",
]
