"""What is read of the organisation: its declarations, and what they do not cover."""

from graphql_api.organisation.queries.colleagues import ABOUT_WORK, COLLEAGUE, COLLEAGUE_OF_ROW, judged_by
from graphql_api.organisation.queries.dual_grid import area_of_cell, dual_grid_on, dual_grids_of
from graphql_api.organisation.queries.duties import DUTY_LIST, departments_of, duties_of, require_duty_list
from graphql_api.organisation.queries.figures import FIGURES
from graphql_api.organisation.queries.groups import GROUP_SOURCES, kinds_sorted, require_group_set, require_set_of
from graphql_api.organisation.queries.leadership import TEAM, leadership_of
from graphql_api.organisation.queries.liaison import LIAISON_SOURCES
from graphql_api.organisation.queries.posts import (
    held_by,
    holding_in,
    party_members_in,
    people_of_areas,
    people_serving,
    post_kinds_in,
    post_kinds_of,
    units_of_area,
    unseen_post_kinds,
)
from graphql_api.organisation.queries.service_records import SERVICE_SOURCES
from graphql_api.organisation.queries.sources import ORGANISATION_SOURCES, TAG, name_of_person, name_of_unit
from graphql_api.organisation.queries.standing import (
    Chain,
    PostHeld,
    Served,
    areas_served,
    chains_of,
    in_office_after,
    names_of_people,
    posts_held,
    unit_names,
    units_after,
)
from graphql_api.organisation.queries.successions import predecessors_of, successors_of
from graphql_api.organisation.queries.ties import Ties, ties_of
from graphql_api.organisation.queries.units import counts_below, path_at, path_on, unit_key, unit_named
from graphql_api.organisation.queries.vacancies import vacant_since_of
from graphql_api.organisation.queries.visibility import (
    everybody,
    kinds_of_units,
    lineages_on,
    require_appointment,
    require_colleague,
    require_person,
    require_post,
    require_unit,
    residence_of,
    visible_people,
    visible_units,
)

SOURCES = (*ORGANISATION_SOURCES, COLLEAGUE, *LIAISON_SOURCES, *GROUP_SOURCES, DUTY_LIST, *SERVICE_SOURCES)

__all__ = [
    "ABOUT_WORK",
    "COLLEAGUE_OF_ROW",
    "FIGURES",
    "SOURCES",
    "TAG",
    "TEAM",
    "Chain",
    "PostHeld",
    "Served",
    "Ties",
    "area_of_cell",
    "areas_served",
    "chains_of",
    "counts_below",
    "departments_of",
    "dual_grid_on",
    "dual_grids_of",
    "duties_of",
    "everybody",
    "held_by",
    "holding_in",
    "in_office_after",
    "judged_by",
    "kinds_of_units",
    "kinds_sorted",
    "leadership_of",
    "lineages_on",
    "name_of_person",
    "name_of_unit",
    "names_of_people",
    "party_members_in",
    "path_at",
    "path_on",
    "people_of_areas",
    "people_serving",
    "post_kinds_in",
    "post_kinds_of",
    "posts_held",
    "predecessors_of",
    "require_appointment",
    "require_colleague",
    "require_duty_list",
    "require_group_set",
    "require_person",
    "require_post",
    "require_set_of",
    "require_unit",
    "residence_of",
    "successors_of",
    "ties_of",
    "unit_key",
    "unit_named",
    "unit_names",
    "units_after",
    "units_of_area",
    "unseen_post_kinds",
    "vacant_since_of",
    "visible_people",
    "visible_units",
]
