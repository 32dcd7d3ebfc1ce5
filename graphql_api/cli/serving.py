"""Starting the service from the environment: one application a worker."""

from starlette.applications import Starlette

from graphql_api.modules import built_in_modules
from graphql_api.platform.app import create_app
from graphql_api.platform.modules import Modules
from graphql_api.platform.service import Service
from graphql_api.platform.settings import Settings


def service_from_environment() -> Service:
    """The service that the GOVERNANCE_ variables describe, with every installed plugin."""
    return Service(Settings(), Modules(loaded=built_in_modules()))


def application() -> Starlette:
    """The application that a worker serves."""
    return create_app(service_from_environment())
