"""GraphQL over HTTP: who may speak, in which language, and how errors are told."""

import re
from importlib.resources import files
from typing import Any

import orjson
from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse, Response
from starlette.types import Receive, Scope, Send
from strawberry.asgi import GraphQL
from strawberry.http import GraphQLHTTPResponse
from strawberry.subscriptions import GRAPHQL_TRANSPORT_WS_PROTOCOL
from strawberry.types import ExecutionResult

from graphql_api.platform.access import principal_of
from graphql_api.platform.answers import told
from graphql_api.platform.errors import Unauthenticated
from graphql_api.platform.schema.build import ExtendedSchema
from graphql_api.platform.service import Service
from graphql_api.platform.websocket import Connection, Operations, secret_in

GRAPHQL_RESPONSE = "application/graphql-response+json"
_PROBE = re.compile(r"\s*(query\s*)?\{\s*__typename\s*\}\s*")
_NEGOTIATED = "x-governance-negotiated"


def language_of(accepted: str) -> str:
    """The language of labels and messages: English where it is asked for first, else Chinese."""
    first = accepted.split(",", maxsplit=1)[0].split(";", maxsplit=1)[0].strip().casefold()
    return "en" if first.startswith("en") else "zh"


def bearer_of(request: HTTPConnection) -> str | None:
    """The secret of the request's bearer token, where it has one."""
    return secret_in(request.headers.get("authorization", ""))


class Endpoint(GraphQL[Any, None]):
    """The one GraphQL endpoint."""

    graphql_transport_ws_handler_class = Operations

    def __init__(self, schema: ExtendedSchema, service: Service) -> None:
        super().__init__(
            schema,
            graphql_ide="graphiql" if service.settings.graphiql else None,
            subscription_protocols=(GRAPHQL_TRANSPORT_WS_PROTOCOL,),
            allowed_origins=service.settings.allowed_origins,
        )
        self._service = service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one HTTP request or WebSocket connection, with this service's database active."""
        with self._service.database.active():
            await super().__call__(scope, receive, send)

    async def run(self, request: Any, context: Any = None, root_value: Any = None) -> Any:
        """Answer a request, once it is known who asks."""
        if not isinstance(request, Request) or self._is_browser(request):
            return await super().run(request)
        language = language_of(request.headers.get("accept-language", ""))
        try:
            principal = await principal_of(bearer_of(request), self._service.clock())
        except Unauthenticated as refusal:
            if await _is_probe(request):
                return _json({"data": {"__typename": "Query"}}, 200)
            error = {"message": refusal.describe(language), "extensions": {"code": refusal.code}}
            return _json({"errors": [error]}, 401, {"WWW-Authenticate": "Bearer"})
        return await super().run(request, context=self._service.context_for(principal, language), root_value=None)

    async def get_context(self, request: Any, response: Any) -> Connection:
        """What is known of a WebSocket connection before it says who it is."""
        return Connection(
            language=language_of(request.headers.get("accept-language", "")),
            context_of=self._service.context_for,
            clock=self._service.clock,
            secret=bearer_of(request),
        )

    async def on_ws_connect(self, context: Connection) -> Any:
        """Take the connection, where its token is valid."""
        await context.accepted()
        return await super().on_ws_connect(context)

    def _is_browser(self, request: Request) -> bool:
        return (
            request.method == "GET"
            and "query" not in request.query_params
            and "text/html" in request.headers.get("accept", "")
        )

    async def render_graphql_ide(self, request: Request) -> Response:
        """GraphiQL, all of it from this machine."""
        return HTMLResponse(files("graphql_api.platform").joinpath("graphiql.html").read_text(encoding="utf-8"))

    async def get_sub_response(self, request: Any) -> Response:
        """Strawberry's response under way, with the media type the client asked for noted on it."""
        response = await super().get_sub_response(request)
        if GRAPHQL_RESPONSE in request.headers.get("accept", ""):
            response.headers[_NEGOTIATED] = GRAPHQL_RESPONSE
        return response

    async def process_result(self, request: Any, result: ExecutionResult) -> GraphQLHTTPResponse:
        """The result as data, every error with a code, and no error that tells what it should not."""
        language = language_of(request.headers.get("accept-language", ""))
        answer: GraphQLHTTPResponse = {"data": result.data}
        if result.errors:
            answer["errors"] = [told(error, language) for error in result.errors]
        if result.extensions:
            answer["extensions"] = result.extensions
        return answer

    def create_response(self, response_data: Any, sub_response: Response) -> Response:
        """The response in the negotiated media type; a request that was never executed answers 400 in the newer one."""
        newer = sub_response.headers.get(_NEGOTIATED) is not None
        if newer:
            del sub_response.headers[_NEGOTIATED]
        status = sub_response.status_code or 200
        errors = response_data.get("errors") or [] if isinstance(response_data, dict) else []
        if newer and errors and response_data.get("data") is None and all("path" not in error for error in errors):
            response_data.pop("data", None)
            status = 400
        media_type = GRAPHQL_RESPONSE if newer else "application/json"
        response = _json(response_data, status, media_type=media_type)
        response.headers.raw.extend(sub_response.headers.raw)
        return response

    def encode_json(self, data: Any) -> str:
        """JSON as text: WebSocket messages must be text frames."""
        return orjson.dumps(data).decode()


async def _is_probe(request: Request) -> bool:
    if request.method == "GET":
        return _PROBE.fullmatch(request.query_params.get("query", "")) is not None
    try:
        body = orjson.loads(await request.body())
    except orjson.JSONDecodeError:
        return False
    query = body.get("query") if isinstance(body, dict) else None
    return isinstance(query, str) and _PROBE.fullmatch(query) is not None


def _json(
    data: Any, status: int, headers: dict[str, str] | None = None, *, media_type: str = "application/json"
) -> Response:
    return Response(orjson.dumps(data), status_code=status, headers=headers, media_type=f"{media_type}; charset=utf-8")
