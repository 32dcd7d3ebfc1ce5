"""What the organisation takes from an import: units, people, posts, and what ties them together."""

from graphql_api.organisation.imports.duties import DUTY_LISTS
from graphql_api.organisation.imports.groups import GROUP_SETS, PLACEMENTS
from graphql_api.organisation.imports.people import CONTACTS, MEMBERSHIPS, PEOPLE
from graphql_api.organisation.imports.posts import APPOINTMENTS, POSTS
from graphql_api.organisation.imports.units import UNITS

IMPORTS = (UNITS, PEOPLE, MEMBERSHIPS, POSTS, APPOINTMENTS, CONTACTS, GROUP_SETS, PLACEMENTS, DUTY_LISTS)

__all__ = ["IMPORTS"]
