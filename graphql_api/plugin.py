"""The door that a plugin's service half uses; what is not named here may change from one version to the next.

Declare where types come from (`Source` and its vocabulary), keep dated facts (`DatedRow`, `history_of`,
`store_history`), open units of work (`Begin`, `Work`), write acts (`act`), and give it all to the town as a `Module`.
"""

from graphql_api.organisation import (
    Dated,
    NameInput,
    PeriodInput,
    Person,
    Unit,
    Validity,
    chains_of,
    counts_below,
    kinds_of_units,
    lineages_on,
    require_person,
    require_post,
    require_unit,
    residence_of,
    visible_units,
)
from graphql_api.platform.access import ALL_ROLES, LEADING_ROLES, REVIEWING_ROLES, TOWN_ROLES, WORKING_ROLES, Role
from graphql_api.platform.changes import about
from graphql_api.platform.context import Info
from graphql_api.platform.dated import DatedRow, dated_indexes, history_of, so_on, store_history
from graphql_api.platform.errors import Forbidden, PracticeInactive, StaleVersion
from graphql_api.platform.events import Happened, Listener
from graphql_api.platform.fields import KeyField
from graphql_api.platform.identifiers import key_of
from graphql_api.platform.modules import Module, Storyteller
from graphql_api.platform.reading.declare import (
    Before,
    Computed,
    Differs,
    Equals,
    Everyone,
    ForRoles,
    From,
    InArea,
    Label,
    Many,
    Moment,
    One,
    OneOf,
    Personal,
    Source,
    Through,
    Where,
)
from graphql_api.platform.reading.fields import AsOf, KnownAt, few, listed, many, one, shown
from graphql_api.platform.reading.figures import Asked, Figure, FigureAbout, counted_reading
from graphql_api.platform.reading.paging import Connection
from graphql_api.platform.reading.reader import Reader
from graphql_api.platform.roll_ups import Difference, RollUps
from graphql_api.platform.rows import insert, select, update
from graphql_api.platform.schema.enums import declare
from graphql_api.platform.schema.errors import EXPECTED_VERSION, act
from graphql_api.platform.schema.node import Node
from graphql_api.platform.sums import Change, Sums, add_to_sums
from graphql_api.platform.work import Begin, Work, next_version
from graphql_api.practices import SpecialProject, require_active

__all__ = [
    "ALL_ROLES",
    "EXPECTED_VERSION",
    "LEADING_ROLES",
    "REVIEWING_ROLES",
    "TOWN_ROLES",
    "WORKING_ROLES",
    "AsOf",
    "Asked",
    "Before",
    "Begin",
    "Change",
    "Computed",
    "Connection",
    "Dated",
    "DatedRow",
    "Difference",
    "Differs",
    "Equals",
    "Everyone",
    "Figure",
    "FigureAbout",
    "ForRoles",
    "Forbidden",
    "From",
    "Happened",
    "InArea",
    "Info",
    "KeyField",
    "KnownAt",
    "Label",
    "Listener",
    "Many",
    "Module",
    "Moment",
    "NameInput",
    "Node",
    "One",
    "OneOf",
    "PeriodInput",
    "Person",
    "Personal",
    "PracticeInactive",
    "Reader",
    "Role",
    "RollUps",
    "Source",
    "SpecialProject",
    "StaleVersion",
    "Storyteller",
    "Sums",
    "Through",
    "Unit",
    "Validity",
    "Where",
    "Work",
    "about",
    "act",
    "add_to_sums",
    "chains_of",
    "counted_reading",
    "counts_below",
    "dated_indexes",
    "declare",
    "few",
    "history_of",
    "insert",
    "key_of",
    "kinds_of_units",
    "lineages_on",
    "listed",
    "many",
    "next_version",
    "one",
    "require_active",
    "require_person",
    "require_post",
    "require_unit",
    "residence_of",
    "select",
    "shown",
    "so_on",
    "store_history",
    "update",
    "visible_units",
]
