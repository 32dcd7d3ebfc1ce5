"""The organisation in GraphQL: its types, root fields, acts, and what they take."""

import strawberry

from graphql_api.organisation.schema.acts import OrganisationMutation
from graphql_api.organisation.schema.dual_grid import DualGridMutation, UnitInBothNets
from graphql_api.organisation.schema.duties import DUTY_TYPES, DutyMutation, DutyQuery, UnitWithDuties
from graphql_api.organisation.schema.groups import GROUP_TYPES, GroupMutation, GroupQuery, UnitInGroups
from graphql_api.organisation.schema.inputs import NameInput, PeriodInput
from graphql_api.organisation.schema.liaison_acts import LiaisonMutation
from graphql_api.organisation.schema.liaison_types import LIAISON_TYPES, LiaisonOfPerson, LiaisonOfUnit, LiaisonQuery
from graphql_api.organisation.schema.reorganisations import ReorganisationMutation
from graphql_api.organisation.schema.roots import OrganisationQuery, ViewerInTown
from graphql_api.organisation.schema.service_acts import ServiceMutation
from graphql_api.organisation.schema.service_records import (
    SERVICE_TYPES,
    ServiceOfPerson,
    ServiceOfUnit,
    ServiceQuery,
    ServiceReviewer,
)
from graphql_api.organisation.schema.types import TYPES as ORGANISATION_TYPES
from graphql_api.organisation.schema.types import Appointment, Dated, Person, Unit, Validity
from graphql_api.platform.schema.viewer import Viewer

TYPES = (*ORGANISATION_TYPES, *LIAISON_TYPES, *GROUP_TYPES, *DUTY_TYPES, *SERVICE_TYPES)
QUERIES = (OrganisationQuery, LiaisonQuery, GroupQuery, DutyQuery, ServiceQuery)
MUTATIONS = (
    OrganisationMutation,
    ReorganisationMutation,
    LiaisonMutation,
    GroupMutation,
    DutyMutation,
    ServiceMutation,
    DualGridMutation,
)


@strawberry.type
class UnitInTown(LiaisonOfUnit, UnitInGroups, UnitWithDuties, ServiceOfUnit, UnitInBothNets):
    """What liaison, groups, duty lists, registration and dual-grid fusion add to a unit."""


@strawberry.type
class PersonInTown(LiaisonOfPerson, ServiceOfPerson):
    """What liaison and registration add to a person."""


@strawberry.type
class ViewerWithTasks(ViewerInTown, ServiceReviewer):
    """What the organisation and its service records add to the viewer."""


EXTENSIONS = {Viewer: ViewerWithTasks, Unit: UnitInTown, Person: PersonInTown}

__all__ = [
    "EXTENSIONS",
    "MUTATIONS",
    "QUERIES",
    "TYPES",
    "Appointment",
    "Dated",
    "NameInput",
    "PeriodInput",
    "Person",
    "Unit",
    "Validity",
]
