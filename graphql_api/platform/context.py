"""What a resolver finds in `info.context`: the caller, the reader, and the door to units of work."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeAlias

import strawberry

from graphql_api.platform.access import Claim, Principal
from graphql_api.platform.cache import Cache
from graphql_api.platform.changes import Bell
from graphql_api.platform.modules import Modules
from graphql_api.platform.reading.reader import Reader
from graphql_api.platform.work import Begin, Workshop


@dataclass(kw_only=True)
class RequestContext:
    """One GraphQL operation's surroundings.

    Attributes:
        principal: the caller.
        language: "zh" or "en", for labels and messages.
        reader: reads what the caller may see.
        begin: opens a unit of work for the caller.
        workshop: the permissions behind `begin`, and the clock.
        cache: the cache, for what a module keeps of its own.
        modules: the loaded modules, and what became of the plugins.
        bell: rings when something has been committed.
        renew: gives the surroundings anew for the same caller, whose token must still be valid.
        claim: that the caller is who they were last, where that has not been asked yet; only a plan can prove it.
    """

    principal: Principal
    language: str
    reader: Reader
    begin: Begin
    workshop: Workshop
    cache: Cache
    modules: Modules
    bell: Bell
    renew: Callable[["RequestContext"], Awaitable["RequestContext"]]
    claim: Claim | None = None

    async def go_on(self) -> None:
        """Begin the next answer of one long operation: nothing that was read or known before counts any more.

        Raises:
            Unauthenticated: the caller's token has ended.
        """
        fresh = await self.renew(self)
        self.principal, self.reader, self.begin = fresh.principal, fresh.reader, fresh.begin


Info: TypeAlias = strawberry.Info[RequestContext, None]
