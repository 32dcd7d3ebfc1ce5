"""The tallies of the organisation as the platform checks and rebuilds them."""

from graphql_api.organisation.queries import TAG, unit_names
from graphql_api.organisation.tables.tallies import SUMS
from graphql_api.platform.roll_ups import RollUps

TALLIES = RollUps(name="tallies", sums=SUMS, named=unit_names, alone=TAG)
