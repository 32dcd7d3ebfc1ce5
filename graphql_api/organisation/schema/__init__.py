"""The organisation in GraphQL: its types and root fields (`types`), and its acts (`acts`)."""

from graphql_api.organisation.schema.acts import NameInput, OrganisationMutation, PeriodInput
from graphql_api.organisation.schema.types import EXTENSIONS, TYPES, OrganisationQuery, Person, Unit, Validity

__all__ = [
    "EXTENSIONS",
    "TYPES",
    "NameInput",
    "OrganisationMutation",
    "OrganisationQuery",
    "PeriodInput",
    "Person",
    "Unit",
    "Validity",
]
