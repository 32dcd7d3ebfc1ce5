"""How errors are told to a client, over HTTP and WebSocket alike."""

import logging
import secrets
from typing import Any

from graphql import GraphQLError

from governance_core.errors import GovernanceError
from graphql_api.platform.errors import TookTooLong, Unauthenticated

log = logging.getLogger(__name__)


def told(error: GraphQLError, language: str) -> dict[str, Any]:
    """An error as a client may see it: refusals in the caller's language, anything unexpected by reference alone."""
    formatted: dict[str, Any] = dict(error.formatted)
    cause = error.original_error
    while isinstance(cause, GraphQLError):
        cause = cause.original_error
    if isinstance(cause, TookTooLong | Unauthenticated):
        formatted["message"] = cause.describe(language)
        formatted["extensions"] = {"code": cause.code}
    elif isinstance(cause, GovernanceError):
        formatted["message"] = cause.describe(language)
        formatted["extensions"] = {"code": "BAD_USER_INPUT", "reason": cause.code, "at": list(cause.path)}
    elif cause is not None and error.path is not None:
        reference = secrets.token_hex(8)
        log.error("unexpected error %s at %s", reference, error.path, exc_info=cause)
        formatted["message"] = f"Unexpected error, reference {reference}"
        formatted["extensions"] = {"code": "INTERNAL_SERVER_ERROR", "reference": reference}
    else:
        formatted.setdefault("extensions", {}).setdefault("code", _code_of_request_error(error))
    return formatted


def _code_of_request_error(error: GraphQLError) -> str:
    if error.message.startswith("Syntax Error"):
        return "GRAPHQL_PARSE_FAILED"
    return "BAD_USER_INPUT" if error.path is not None else "GRAPHQL_VALIDATION_FAILED"
