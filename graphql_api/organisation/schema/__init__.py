"""The organisation in GraphQL: its types, root fields, acts, and what they take."""

from graphql_api.organisation.schema.acts import OrganisationMutation
from graphql_api.organisation.schema.inputs import NameInput, PeriodInput
from graphql_api.organisation.schema.reorganisations import ReorganisationMutation
from graphql_api.organisation.schema.roots import EXTENSIONS, OrganisationQuery
from graphql_api.organisation.schema.types import TYPES, Dated, Person, Unit, Validity

__all__ = [
    "EXTENSIONS",
    "TYPES",
    "Dated",
    "NameInput",
    "OrganisationMutation",
    "OrganisationQuery",
    "PeriodInput",
    "Person",
    "ReorganisationMutation",
    "Unit",
    "Validity",
]
