"""Tools for testing against the real thing: throw-away databases and Redis, a clock to set, and a served town.

A plugin's tests switch the fixtures on with pytest's `-p graphql_api.testing.fixtures`, and give the town their module
by a session fixture `modules` that returns `town_modules(MODULE)`.
"""

from graphql_api.testing.clock import SetClock
from graphql_api.testing.modules import town_modules
from graphql_api.testing.servers import throw_away_postgres, throw_away_redis

__all__ = ["SetClock", "throw_away_postgres", "throw_away_redis", "town_modules"]
