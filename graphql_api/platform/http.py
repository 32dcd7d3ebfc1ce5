"""GraphQL over HTTP: who may speak, in which language, and how errors are told."""

import re
from collections.abc import Mapping
from contextlib import suppress
from importlib.resources import files
from typing import Any, Protocol

import orjson
from cross_web import HTTPException
from graphql import GraphQLError
from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send
from strawberry import UNSET
from strawberry.asgi import GraphQL
from strawberry.exceptions import MissingQueryError
from strawberry.http import GraphQLHTTPResponse, GraphQLRequestData
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError
from strawberry.subscriptions import GRAPHQL_SSE_PROTOCOL, GRAPHQL_TRANSPORT_WS_PROTOCOL
from strawberry.types import ExecutionResult
from strawberry.types.graphql import OperationType

from graphql_api.platform.answers import told
from graphql_api.platform.context import RequestContext
from graphql_api.platform.errors import TookTooLong, Unauthenticated
from graphql_api.platform.plain import GRAPHQL_RESPONSE, Answer, Plain, body_of, plain_of, received_again
from graphql_api.platform.schema.build import ExtendedSchema
from graphql_api.platform.service import Service
from graphql_api.platform.websocket import Connection, Operations, secret_in

_PROBE = re.compile(r"\s*(query\s*)?\{\s*__typename\s*\}\s*")
_JSON_TYPES = ("application/json", GRAPHQL_RESPONSE, "application/graphql+json")
_NEGOTIATED = "x-governance-negotiated"
_STATUS = {TookTooLong.code: 504}
_CODES = {405: "METHOD_NOT_ALLOWED", 413: "PAYLOAD_TOO_LARGE"}


def language_of(accepted: str) -> str:
    """The language of labels and messages: English where it is asked for first, else Chinese."""
    first = accepted.split(",", maxsplit=1)[0].split(";", maxsplit=1)[0].strip().casefold()
    return "en" if first.startswith("en") else "zh"


def bearer_of(request: HTTPConnection) -> str | None:
    """The secret of the request's bearer token, where it has one."""
    return secret_in(request.headers.get("authorization", ""))


class Quick(Protocol):
    """Answers what it has a plan for, and acts."""

    def acts(self, document: str, operation_name: str | None) -> bool:
        """Whether a document asks for an act."""

    async def answer(
        self, document: str, operation_name: str | None, variables: Mapping[str, Any] | None, context: RequestContext
    ) -> bytes | None:
        """The answer's JSON; None where it is left to the standard executor."""


class Endpoint(GraphQL[Any, None]):
    """The one GraphQL endpoint."""

    graphql_transport_ws_handler_class = Operations

    def __init__(self, schema: ExtendedSchema, service: Service, quick: Quick) -> None:
        super().__init__(
            schema,
            graphql_ide="graphiql" if service.settings.explorable else None,
            allow_queries_via_get=service.settings.explorable,
            subscription_protocols=(GRAPHQL_TRANSPORT_WS_PROTOCOL, GRAPHQL_SSE_PROTOCOL),
            allowed_origins=service.settings.allowed_origins,
        )
        self._service = service
        self._quick = quick

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one HTTP request or WebSocket connection, with this service's database active."""
        with self._service.database.active():
            if scope["type"] != "http":
                await super().__call__(scope, receive, send)
                return
            try:
                response = await self._answered(scope, receive)
            except HTTPException as refusal:
                response = _refused(Request(scope), refusal)
            await response(scope, receive, send)

    async def _answered(self, scope: Scope, receive: Receive) -> ASGIApp:
        if scope["method"] != "POST":
            return await self.run(Request(scope))
        body = await body_of(receive, self._service.settings.limits.body_bytes)
        request = Request(scope, received_again(body, receive))
        plain = plain_of(scope["headers"], body)
        if plain is None or self._get_stream_transport_from_headers({"accept": plain.accept}) is not None:
            return await self.run(request)
        context, answer = await self._quickly(plain, request)
        return answer or await self.run(request, context=context or UNSET)

    async def _quickly(self, plain: Plain, request: Request) -> tuple[RequestContext | None, ASGIApp | None]:
        """Who asks, where that was found, and the answer, where it has a plan. A plan proves who asked before."""
        secret, language = secret_in(plain.authorization), language_of(plain.language)
        acts = self._quick.acts(plain.document, plain.name)  # nobody acts before it is known who they are
        if not acts and (claimed := self._service.claimed(secret)):
            with suppress(Unauthenticated):  # not any more who they were
                context = self._service.context_for(claimed[0], language, claimed[1])
                if answer := await self._planned(plain, request, context):
                    return None, answer
        try:
            context = self._service.context_for(await self._service.principal_of(secret), language)
        except Unauthenticated:
            return None, None
        return context, await self._planned(plain, request, context)

    async def _planned(self, plain: Plain, request: Request, context: RequestContext) -> ASGIApp | None:
        try:
            answer = await self._quick.answer(plain.document, plain.name, plain.variables, context)
        except TookTooLong as fault:
            result = ExecutionResult(data=None, errors=[GraphQLError(str(fault), original_error=fault)])
            told = await self.process_result(request, result)
            return self.create_response(told, await self.get_sub_response(request))
        return None if answer is None else Answer(answer, plain.accept)

    async def run(self, request: Any, context: Any = UNSET, root_value: Any = UNSET) -> Any:
        """Answer a request, once it is known who asks."""
        if context is not UNSET or not isinstance(request, Request) or self._is_browser(request):
            return await super().run(request, context=context)
        language = language_of(request.headers.get("accept-language", ""))
        try:
            principal = await self._service.principal_of(bearer_of(request))
        except Unauthenticated as refusal:
            if (request.method == "POST" or self.allow_queries_via_get) and await _is_probe(request):
                return _json({"data": {"__typename": "Query"}}, 200)
            error = {"message": refusal.describe(language), "extensions": {"code": refusal.code}}
            return _json({"errors": [error]}, 401, {"WWW-Authenticate": "Bearer"})
        return await super().run(request, context=self._service.context_for(principal, language))

    async def execute_single(
        self,
        request: Any,
        request_adapter: Any,
        sub_response: Response,
        context: Any,
        root_value: Any,
        request_data: GraphQLRequestData,
    ) -> ExecutionResult:
        """Run a query, or by POST a mutation; a subscription needs an answer that goes on."""
        by_post = request_adapter.method == "POST"
        reads = {OperationType.QUERY} if by_post or self.allow_queries_via_get else set()
        try:
            return await self.schema.execute(
                request_data.query,
                root_value=root_value,
                variable_values=request_data.variables,
                context_value=context,
                operation_name=request_data.operation_name,
                allowed_operation_types=reads | {OperationType.MUTATION} if by_post else reads,
            )
        except CannotGetOperationTypeError as fault:
            raise HTTPException(400, fault.as_http_error_reason()) from fault
        except MissingQueryError as fault:
            raise HTTPException(400, "The request has no GraphQL document: “query” is missing") from fault
        except InvalidOperationTypeError as fault:
            if fault.operation_type is OperationType.SUBSCRIPTION:
                needed = "A subscription needs a WebSocket (graphql-transport-ws) or “Accept: text/event-stream”"
                raise HTTPException(400, needed) from fault
            raise HTTPException(405, fault.as_http_error_reason(request_adapter.method)) from fault

    async def parse_http_body(self, request: Any) -> GraphQLRequestData | list[GraphQLRequestData]:
        """The request's document, variables and operation name."""
        parsed = await super().parse_http_body(request)
        if isinstance(parsed, GraphQLRequestData) and not isinstance(parsed.operation_name, str | None):
            raise HTTPException(400, "“operationName” must be a string or null")
        return parsed

    def _get_stream_transport_from_headers(self, headers: Mapping[str, str]) -> Any:
        """A stream where the client would rather have one than JSON; some clients name both."""
        accepted = headers.get("accept", "")
        stream = accepted.find("text/event-stream")
        json = min(
            (place for place in (accepted.find(one) for one in _JSON_TYPES) if place >= 0), default=len(accepted)
        )
        return super()._get_stream_transport_from_headers(headers) if 0 <= stream < json else None

    def parse_json(self, data: str | bytes) -> Any:
        """JSON, whose outermost value is an object."""
        parsed = super().parse_json(data)
        if not isinstance(parsed, dict | list):
            raise HTTPException(400, "The request's JSON must be an object")
        return parsed

    def decode_json(self, data: str | bytes) -> Any:
        """JSON as data; anything else, bad UTF-8 included, is refused the same way."""
        return orjson.loads(data)

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
            status = _STATUS.get(errors[0].get("extensions", {}).get("code"), 400)
        media_type = GRAPHQL_RESPONSE if newer else "application/json"
        response = _json(response_data, status, media_type=media_type)
        response.headers.raw.extend(sub_response.headers.raw)
        return response

    def encode_json(self, data: Any) -> str:
        """JSON as text: WebSocket messages must be text frames."""
        return orjson.dumps(data).decode()


def _refused(request: Request, refusal: HTTPException) -> Response:
    """A refusal that comes before any GraphQL, told in GraphQL's shape all the same."""
    media_type = GRAPHQL_RESPONSE if GRAPHQL_RESPONSE in request.headers.get("accept", "") else "application/json"
    error = {"message": refusal.reason, "extensions": {"code": _CODES.get(refusal.status_code, "BAD_REQUEST")}}
    headers = {"Allow": "POST"} if refusal.status_code == 405 else None  # noqa: PLR2004 -- method not allowed
    return _json({"errors": [error]}, refusal.status_code, headers, media_type=media_type)


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
