"""What the assessment does when something happens elsewhere, and when a day comes."""

from graphql_api.assessment import service
from graphql_api.platform.events import Happened, Listener
from graphql_api.platform.work import Begin


async def _place_scores(happened: Happened, begin: Begin) -> None:
    """A unit has got another place: what was scored since then counts where it stood, should that be dated back."""
    units = [str(happened.facts["unit"]), *(str(unit) for unit in happened.facts.get("merged", ()))]
    await service.place_scores(begin, units=units, since=happened.effective_on)


LISTENERS = tuple(
    Listener(
        name=f"assessment.place_scores_{event.replace('-', '_')}", event=f"organisation.{event}", handle=_place_scores
    )
    for event in ("unit-moved", "area-assigned", "unit-corrected", "units-merged", "unit-split")
)

RENEWALS = (service.watch_cadres, service.watch_units)
