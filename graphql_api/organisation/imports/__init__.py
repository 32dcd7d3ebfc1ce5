"""What the organisation takes from an import: divisions, units, people, posts, and what ties them together."""

from graphql_api.organisation.imports.divisions import DIVISIONS
from graphql_api.organisation.imports.duties import DUTY_LISTS
from graphql_api.organisation.imports.groups import GROUP_SETS, PLACEMENTS
from graphql_api.organisation.imports.people import CONTACTS, MEMBERSHIPS, PEOPLE
from graphql_api.organisation.imports.posts import APPOINTMENTS, POSTS
from graphql_api.organisation.imports.units import UNITS

# Contacts come before appointments: part-time ones rest on them.
IMPORTS = (DIVISIONS, UNITS, PEOPLE, MEMBERSHIPS, POSTS, CONTACTS, APPOINTMENTS, GROUP_SETS, PLACEMENTS, DUTY_LISTS)

__all__ = ["IMPORTS"]
