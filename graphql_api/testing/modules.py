"""The modules of a town under test."""

from graphql_api.modules import built_in_modules
from graphql_api.platform.modules import Module, Modules


def town_modules(*plugins: Module) -> Modules:
    """The built-in domains, and `plugins` as they are: whether they are sound is asked of `governance plugin check`."""
    return Modules(loaded=(*built_in_modules(), *plugins))
