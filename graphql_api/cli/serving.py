"""Starting the service from the environment: one application a worker."""

import asyncio
import gc
from concurrent.futures import ThreadPoolExecutor

from starlette.applications import Starlette

from graphql_api.app import create_app
from graphql_api.modules import installed_modules, up_to_date
from graphql_api.platform.service import Service
from graphql_api.platform.settings import Settings


def service_from_environment() -> Service:
    """The service that the GOVERNANCE_ variables describe, with every installed plugin that is sound.

    Raises:
        PluginsRefused: GOVERNANCE_PLUGINS is strict, and there are faulty ones.
        NotFound: the database is a file that can't be opened.
    """
    settings = Settings()
    modules = installed_modules(strict=settings.plugins == "strict")
    if settings.migrate:
        # A worker calls this inside its event loop, which has nothing else to do yet.
        with ThreadPoolExecutor(1) as aside:
            modules = aside.submit(asyncio.run, up_to_date(settings, modules)).result().modules
    return Service(settings, modules)


def application() -> Starlette:
    """The application that a worker serves."""
    made = create_app(service_from_environment())
    gc.freeze()  # modules and schema stay: to search them for garbage again and again would cost every request
    return made
