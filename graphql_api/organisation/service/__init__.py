"""The use cases of the organisation: load what the decision needs, let the core decide, store what it returns."""

from graphql_api.organisation.service.liaison import LIAISON_PERMISSIONS
from graphql_api.organisation.service.people import (
    assign_contact,
    correct_name,
    end_contact,
    join,
    leave,
    register,
)
from graphql_api.organisation.service.posts import (
    appoint_person,
    close_unit_post,
    correct_held_appointment,
    end_held_appointment,
    open_unit_post,
)
from graphql_api.organisation.service.reorganisations import PartOfUnit, merge_units, split_unit
from graphql_api.organisation.service.units import (
    add_unit_alias,
    assign_unit_area,
    assign_unit_code,
    correct_unit,
    dissolve_unit,
    establish_unit,
    move_unit,
    remove_unit_alias,
    rename_unit,
    withdraw_unit_code,
)
from graphql_api.platform.access import LEADING_ROLES, TOWN_ROLES

PERMISSIONS = {
    "organisation.establish_unit": TOWN_ROLES,
    "organisation.rename_unit": TOWN_ROLES,
    "organisation.move_unit": TOWN_ROLES,
    "organisation.assign_area": TOWN_ROLES,
    "organisation.dissolve_unit": TOWN_ROLES,
    "organisation.merge_units": TOWN_ROLES,
    "organisation.split_unit": TOWN_ROLES,
    "organisation.correct_unit": TOWN_ROLES,
    "organisation.assign_code": TOWN_ROLES,
    "organisation.withdraw_code": TOWN_ROLES,
    "organisation.add_alias": LEADING_ROLES,
    "organisation.remove_alias": LEADING_ROLES,
    "organisation.register_person": LEADING_ROLES,
    "organisation.correct_person": LEADING_ROLES,
    "organisation.join_unit": LEADING_ROLES,
    "organisation.leave_unit": LEADING_ROLES,
    "organisation.open_post": TOWN_ROLES,
    "organisation.close_post": TOWN_ROLES,
    "organisation.appoint": TOWN_ROLES,
    "organisation.end_appointment": TOWN_ROLES,
    "organisation.correct_appointment": TOWN_ROLES,
    "organisation.assign_household_contact": LEADING_ROLES,
    "organisation.end_household_contact": LEADING_ROLES,
    **LIAISON_PERMISSIONS,
}

__all__ = [
    "PERMISSIONS",
    "PartOfUnit",
    "add_unit_alias",
    "appoint_person",
    "assign_contact",
    "assign_unit_area",
    "assign_unit_code",
    "close_unit_post",
    "correct_held_appointment",
    "correct_name",
    "correct_unit",
    "dissolve_unit",
    "end_contact",
    "end_held_appointment",
    "establish_unit",
    "join",
    "leave",
    "merge_units",
    "move_unit",
    "open_unit_post",
    "register",
    "remove_unit_alias",
    "rename_unit",
    "split_unit",
    "withdraw_unit_code",
]
