"""What is read of the organisation: its declarations, and what they do not cover."""

from graphql_api.organisation.queries.posts import leadership_of, post_kinds_in, post_kinds_of
from graphql_api.organisation.queries.sources import SOURCES, TAG
from graphql_api.organisation.queries.units import aliases_of, ancestors_of, path_at, unit_key, unit_named
from graphql_api.organisation.queries.visibility import (
    kinds_of_units,
    require_appointment,
    require_person,
    require_unit,
    visible_units,
)

__all__ = [
    "SOURCES",
    "TAG",
    "aliases_of",
    "ancestors_of",
    "kinds_of_units",
    "leadership_of",
    "path_at",
    "post_kinds_in",
    "post_kinds_of",
    "require_appointment",
    "require_person",
    "require_unit",
    "unit_key",
    "unit_named",
    "visible_units",
]
