"""The organisation in GraphQL: its types, root fields, acts, and what they take."""

import strawberry

from graphql_api.organisation.schema.acts import OrganisationMutation
from graphql_api.organisation.schema.duties import DUTY_TYPES, DutyMutation, DutyQuery, UnitWithDuties
from graphql_api.organisation.schema.groups import GROUP_TYPES, GroupMutation, GroupQuery, UnitInGroups
from graphql_api.organisation.schema.inputs import NameInput, PeriodInput
from graphql_api.organisation.schema.roots import OrganisationQuery, ViewerInTown
from graphql_api.organisation.schema.types import TYPES as ORGANISATION_TYPES
from graphql_api.organisation.schema.types import Dated, Person, Unit, Validity
from graphql_api.platform.schema.viewer import Viewer

TYPES = (*ORGANISATION_TYPES, *GROUP_TYPES, *DUTY_TYPES)
QUERIES = (OrganisationQuery, GroupQuery, DutyQuery)
MUTATIONS = (OrganisationMutation, GroupMutation, DutyMutation)


@strawberry.type
class UnitInTown(UnitInGroups, UnitWithDuties):
    """What groups and duty lists add to a unit."""


EXTENSIONS = {Viewer: ViewerInTown, Unit: UnitInTown}

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
