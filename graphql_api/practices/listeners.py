"""What practices do when something happens elsewhere."""

from graphql_api.platform.events import Happened, Listener
from graphql_api.platform.work import Begin
from graphql_api.practices import service


async def _end_adoptions(happened: Happened, begin: Begin) -> None:
    """A unit that is dissolved has no special projects any more."""
    await service.end_adoptions_of(begin, unit=str(happened.facts["unit"]), on=happened.effective_on)


LISTENERS = (Listener(name="practices.end_adoptions", event="organisation.unit-dissolved", handle=_end_adoptions),)
