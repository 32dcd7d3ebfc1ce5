"""GraphQL over WebSocket (graphql-transport-ws): a connection shows a token, and every operation is checked anew."""

import copy
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass
from typing import Any

from graphql import GraphQLError
from strawberry.exceptions import ConnectionRejectionError
from strawberry.subscriptions.protocols.graphql_transport_ws.handlers import BaseGraphQLTransportWSHandler
from strawberry.types import ExecutionResult

from graphql_api.platform.access import Principal, principal_of
from graphql_api.platform.answers import told
from graphql_api.platform.context import RequestContext
from graphql_api.platform.errors import Unauthenticated
from graphql_api.platform.identifiers import Clock

FORBIDDEN = 4403


def secret_in(header: str) -> str | None:
    """The secret in the value of an Authorization header, where it is a bearer token."""
    scheme, _, secret = header.partition(" ")
    return secret.strip() if scheme.casefold() == "bearer" and secret.strip() else None


@dataclass(kw_only=True)
class Connection:
    """A connection, and the token that speaks on it.

    Attributes:
        language: of labels and messages.
        context_of: makes the surroundings of an operation.
        clock: tells when a token has expired.
        secret: the token's secret, from the handshake's Authorization header or the first message's `Authorization`.
        connection_params: the payload of the first message, as strawberry gives it.
    """

    language: str
    context_of: Callable[[Principal, str], RequestContext]
    clock: Clock
    secret: str | None
    connection_params: dict[str, Any] | None = None

    async def accepted(self) -> None:
        """Take the token of the first message where there is one, and refuse the connection where none is valid.

        Raises:
            ConnectionRejectionError: none is.
        """
        given = {name.casefold(): value for name, value in (self.connection_params or {}).items()}
        if isinstance(header := given.get("authorization"), str):
            self.secret = secret_in(header)
        try:
            await self.context()
        except Unauthenticated:
            raise ConnectionRejectionError from None

    async def context(self) -> RequestContext:
        """The surroundings of one operation: a reader of its own, for whoever the token stands for just now.

        Raises:
            Unauthenticated: it is not valid any more.
        """
        return self.context_of(await principal_of(self.secret, self.clock()), self.language)


class Operations(BaseGraphQLTransportWSHandler[Any, None]):
    """Runs the operations of a connection."""

    async def run_operation(self, operation: Any) -> None:
        """Run one operation with surroundings of its own; a connection whose token has ended is closed."""
        own = copy.copy(self)
        try:
            own.context = await self.context.context()
        except Unauthenticated:
            await self.websocket.close(code=FORBIDDEN, reason="Forbidden")
            return
        await super(Operations, own).run_operation(operation)

    async def _send_result_stream(self, operation: Any, result_source: Any) -> None:
        await super()._send_result_stream(operation, self._told(result_source))

    async def _told(self, results: AsyncGenerator[Any, None]) -> AsyncGenerator[Any, None]:
        async for result in results:
            if isinstance(result, ExecutionResult) and result.errors:
                result.errors = [_as_told(error, self.context.language) for error in result.errors]
            yield result


def _as_told(error: GraphQLError, language: str) -> GraphQLError:
    said = told(error, language)
    return GraphQLError(said["message"], nodes=error.nodes, path=error.path, extensions=said.get("extensions"))
