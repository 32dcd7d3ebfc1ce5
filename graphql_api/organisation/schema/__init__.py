"""The organisation in GraphQL: its types and root fields (`types`), and its acts (`acts`)."""

from graphql_api.organisation.schema.acts import OrganisationMutation
from graphql_api.organisation.schema.types import EXTENSIONS, TYPES, OrganisationQuery, Person, Unit

__all__ = ["EXTENSIONS", "TYPES", "OrganisationMutation", "OrganisationQuery", "Person", "Unit"]
