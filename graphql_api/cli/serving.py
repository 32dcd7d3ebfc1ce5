"""Starting the service from the environment: one application a worker."""

from starlette.applications import Starlette

from graphql_api.modules import installed_modules
from graphql_api.platform.app import create_app
from graphql_api.platform.service import Service
from graphql_api.platform.settings import Settings


def service_from_environment() -> Service:
    """The service that the GOVERNANCE_ variables describe, with every installed plugin that is sound.

    Raises:
        PluginsRefused: GOVERNANCE_PLUGINS is strict, and there are faulty ones.
    """
    settings = Settings()
    return Service(settings, installed_modules(strict=settings.plugins == "strict"))


def application() -> Starlette:
    """The application that a worker serves."""
    return create_app(service_from_environment())
