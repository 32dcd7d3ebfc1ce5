"""The ASGI application, as a value: routes, middleware and lifespan are its arguments."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files

from prometheus_client import CONTENT_TYPE_LATEST
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles

from graphql_api.execution import Execution
from graphql_api.platform.download_routes import route_of
from graphql_api.platform.http import Endpoint
from graphql_api.platform.limits import guard
from graphql_api.platform.schema.build import ExtendedSchema, build_schema
from graphql_api.platform.service import Service

GRAPHIQL_ASSETS = "graphene_django_graphiql_static"


def schema_for(service: Service) -> ExtendedSchema:
    """The schema that `service` is asked through, guarded by the limits of its settings."""
    settings = service.settings
    guarded = guard(settings.limits, introspection=settings.explorable)
    return build_schema(service.modules.loaded, extensions=(guarded,), suggestions=settings.explorable)


def create_app(service: Service, schema: ExtendedSchema | None = None) -> Starlette:
    """The application that serves `service`: /graphql, /healthz, /metrics, files to fetch, and GraphiQL's own.

    Args:
        service: what is served.
        schema: that of `schema_for`, where it was built before; several services can share one.
    """
    settings = service.settings
    schema = schema or schema_for(service)
    remembered = settings.answers_mib * 2**20
    execution = Execution(
        schema, settings.limits, service.metrics, introspection=settings.explorable, remembered=remembered
    )
    endpoint = Endpoint(schema, service, execution)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with service.running():
            yield

    async def healthz(request: Request) -> JSONResponse:
        await service.database.connection.execute_query("SELECT 1")
        left_out = [state.id for state in service.modules.plugins if not state.active]
        return JSONResponse({"status": "ok", "pluginsLeftOut": left_out})

    def metrics(request: Request) -> Response:
        return Response(service.metrics.told(), media_type=CONTENT_TYPE_LATEST)

    routes: list[BaseRoute] = [
        Route("/graphql", endpoint, methods=["GET", "POST"]),
        WebSocketRoute("/graphql", endpoint),
        Route("/healthz", healthz),
    ]
    routes += [route_of(one, service) for module in service.modules.loaded for one in module.downloads]
    if service.settings.metrics:
        routes.append(Route("/metrics", metrics))
    if service.settings.explorable:
        assets = files(GRAPHIQL_ASSETS).joinpath("static").joinpath(GRAPHIQL_ASSETS)
        routes.append(Mount("/graphiql", StaticFiles(directory=str(assets))))
    cors = Middleware(
        CORSMiddleware,
        allow_origins=list(service.settings.allowed_origins),
        allow_methods=["GET", "POST"],
        allow_headers=["Authorization", "Content-Type", "Accept-Language"],
        expose_headers=["Content-Disposition"],
    )
    return Starlette(routes=routes, middleware=[cors] if service.settings.allowed_origins else [], lifespan=lifespan)
