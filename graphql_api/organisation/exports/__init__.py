"""What the organisation gives back in an export: its roster, in the columns that its import takes."""

from collections.abc import Mapping
from types import MappingProxyType

from graphql_api.organisation.exports.extents import extent_of
from graphql_api.organisation.exports.people import contact_rows, membership_rows, person_rows
from graphql_api.organisation.exports.posts import appointment_rows, post_rows
from graphql_api.organisation.exports.units import unit_rows
from graphql_api.platform.exporting import Rows

EXPORTS: Mapping[str, Rows] = MappingProxyType(
    {
        "units": unit_rows,
        "people": person_rows,
        "memberships": membership_rows,
        "posts": post_rows,
        "household contacts": contact_rows,
        "appointments": appointment_rows,
    }
)

__all__ = ["EXPORTS", "extent_of"]
