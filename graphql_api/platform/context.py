"""What a resolver finds in `info.context`: the caller, the reader, and the door to units of work."""

from dataclasses import dataclass
from typing import TypeAlias

import strawberry

from graphql_api.platform.access import Principal
from graphql_api.platform.cache import Cache
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
    """

    principal: Principal
    language: str
    reader: Reader
    begin: Begin
    workshop: Workshop
    cache: Cache
    modules: Modules


Info: TypeAlias = strawberry.Info[RequestContext, None]
