"""What the practice does when something happens in the organisation."""

from graphql_api.plugin import Begin, Happened, Listener
from pomegranate_seeds import service
from pomegranate_seeds.rules.charter import HOUSEHOLD


async def _end_with_household(happened: Happened, begin: Begin) -> None:
    """A household that is dissolved is neither recognised nor covered any more."""
    if happened.facts["kind"] == HOUSEHOLD:
        await service.end_with_household(begin, household=str(happened.facts["unit"]), on=happened.effective_on)


LISTENERS = (
    Listener(
        name=f"{service.SLUG}.end_with_household", event="organisation.unit-dissolved", handle=_end_with_household
    ),
)
