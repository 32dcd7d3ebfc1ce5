"""Plain queries: a document as JSON by POST, read from the request's own bytes before anything is made of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import orjson
from cross_web import HTTPException
from starlette.requests import ClientDisconnect
from starlette.types import Message, Receive, Scope, Send

GRAPHQL_RESPONSE = "application/graphql-response+json"
_HEADERS = (b"authorization", b"content-type", b"accept", b"accept-language")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plain:
    """A document and how it is asked.

    Attributes:
        document: the document.
        name: which of its operations is meant; None where it has one.
        variables: as the client gave them.
        authorization: the header; empty where there is none, like the others.
        accept: what the client takes.
        language: which languages the client reads.
    """

    document: str
    name: str | None
    variables: dict[str, Any] | None
    authorization: str
    accept: str
    language: str


def plain_of(headers: Iterable[tuple[bytes, bytes]], body: bytes) -> Plain | None:
    """What is asked; None where it is no single document in plain JSON."""
    found = dict.fromkeys(_HEADERS, b"")
    for header, value in headers:
        if header in found:
            found[header] = value
    authorization, kind, accept, language = (value.decode("latin-1") for value in found.values())
    if kind.partition(";")[0].strip() != "application/json":
        return None
    try:
        given = orjson.loads(body)
    except orjson.JSONDecodeError:
        return None
    if not isinstance(given, dict) or not isinstance(given.get("extensions"), dict | None):
        return None
    document, name, variables = given.get("query"), given.get("operationName"), given.get("variables")
    if not isinstance(document, str) or not isinstance(name, str | None) or not isinstance(variables, dict | None):
        return None
    return Plain(
        document=document,
        name=name,
        variables=variables,
        authorization=authorization,
        accept=accept,
        language=language,
    )


async def body_of(receive: Receive, most: int) -> bytes:
    """The request's whole body.

    Raises:
        HTTPException: it is more than `most` bytes.
        ClientDisconnect: the client has gone.
    """
    body = b""
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        body += message.get("body", b"")
        if len(body) > most:
            raise HTTPException(413, f"The request's body is larger than {most} bytes")
        more = message.get("more_body", False)
    return body


def received_again(body: bytes, receive: Receive) -> Receive:
    """The request's messages once more, after its body has been read."""
    told = False

    async def again() -> Message:
        nonlocal told
        if told:
            return await receive()
        told = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again


class Answer:
    """A successful answer in JSON, sent as it is."""

    def __init__(self, answer: bytes, accept: str) -> None:
        self._answer = answer
        media_type = GRAPHQL_RESPONSE if GRAPHQL_RESPONSE in accept else "application/json"
        self._headers = [
            (b"content-length", str(len(answer)).encode()),
            (b"content-type", f"{media_type}; charset=utf-8".encode()),
        ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it."""
        await send({"type": "http.response.start", "status": 200, "headers": self._headers})
        await send({"type": "http.response.body", "body": self._answer})
