"""The use cases of the practice: load what the decision needs, let the rules decide, store what they return."""

from graphql_api.plugin import LEADING_ROLES, WORKING_ROLES
from pomegranate_seeds.service.acting import SLUG
from pomegranate_seeds.service.households import decline, end_with_household, nominate, recognise, withdraw
from pomegranate_seeds.service.liaison import appoint, cover, end, retract, uncover, visited
from pomegranate_seeds.service.matters import answer, route, send_back, voice

PERMISSIONS = {
    f"{SLUG}.nominate_household": WORKING_ROLES,
    f"{SLUG}.decline_nomination": LEADING_ROLES,
    f"{SLUG}.recognise_household": LEADING_ROLES,
    f"{SLUG}.withdraw_recognition": LEADING_ROLES,
    f"{SLUG}.appoint_officer": LEADING_ROLES,
    f"{SLUG}.cover_households": LEADING_ROLES,
    f"{SLUG}.end_coverage": LEADING_ROLES,
    f"{SLUG}.end_service": LEADING_ROLES,
    f"{SLUG}.record_visit": WORKING_ROLES,
    f"{SLUG}.retract_visit": WORKING_ROLES,
    f"{SLUG}.raise_matter": WORKING_ROLES,
    f"{SLUG}.route_matter": LEADING_ROLES,
    f"{SLUG}.return_matter": WORKING_ROLES,
    f"{SLUG}.answer_matter": WORKING_ROLES,
}

__all__ = [
    "PERMISSIONS",
    "SLUG",
    "answer",
    "appoint",
    "cover",
    "decline",
    "end",
    "end_with_household",
    "nominate",
    "recognise",
    "retract",
    "route",
    "send_back",
    "uncover",
    "visited",
    "voice",
    "withdraw",
]
