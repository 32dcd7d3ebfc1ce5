"""The rules of the practice: from the nomination of a household to the answer to what its neighbours voice."""

from pomegranate_seeds.rules.charter import charter_on
from pomegranate_seeds.rules.headline import headline, headline_counts
from pomegranate_seeds.rules.households import (
    decline_nomination,
    nominate_household,
    recognise_household,
    withdraw_recognition,
)
from pomegranate_seeds.rules.matters import answer_matter, raise_matter, return_matter, route_matter, standing_on
from pomegranate_seeds.rules.officers import appoint_liaison_officer, cover_households, end_coverage, end_service
from pomegranate_seeds.rules.visits import record_visit, retract_visit

__all__ = [
    "answer_matter",
    "appoint_liaison_officer",
    "charter_on",
    "cover_households",
    "decline_nomination",
    "end_coverage",
    "end_service",
    "headline",
    "headline_counts",
    "nominate_household",
    "raise_matter",
    "recognise_household",
    "record_visit",
    "retract_visit",
    "return_matter",
    "route_matter",
    "standing_on",
    "withdraw_recognition",
]
