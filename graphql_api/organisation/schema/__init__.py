"""The organisation in GraphQL: its types and root fields (`types`), its acts (`acts`) and what they take (`inputs`)."""

from graphql_api.organisation.schema.acts import OrganisationMutation
from graphql_api.organisation.schema.inputs import NameInput, PeriodInput
from graphql_api.organisation.schema.types import EXTENSIONS, TYPES, Dated, OrganisationQuery, Person, Unit, Validity

__all__ = [
    "EXTENSIONS",
    "TYPES",
    "Dated",
    "NameInput",
    "OrganisationMutation",
    "OrganisationQuery",
    "PeriodInput",
    "Person",
    "Unit",
    "Validity",
]
