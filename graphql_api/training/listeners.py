"""What training does when something happens elsewhere."""

from graphql_api.platform.events import Happened, Listener
from graphql_api.platform.work import Begin, Keeper
from graphql_api.training import service
from graphql_api.training.service import standings


async def _offer_programmes(happened: Happened, begin: Begin) -> None:
    """A practice that a unit has adopted offers its programmes to the town's plans."""
    await service.offer_programmes(begin, practice=str(happened.facts["practice"]))


LISTENERS = (
    Listener(name="training.offer_programmes", event="practices.practice-adopted", handle=_offer_programmes),
    Listener(name="training.renew_programmes", event="practices.settings-changed", handle=_offer_programmes),
)

KEEPERS = (Keeper(events=standings.CHANGING, keep=standings.keep_standings),)
RENEWALS = (standings.renew_due,)
