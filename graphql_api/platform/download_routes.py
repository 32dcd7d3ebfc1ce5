"""Giving files that callers fetch by HTTP, and telling refusals of them."""

import asyncio
import logging
import secrets
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from governance_core.errors import GovernanceError, InputFault, InvalidInput, NotFound
from graphql_api.platform.downloads import Download
from graphql_api.platform.errors import ExtraNotInstalled, Forbidden, Unauthenticated
from graphql_api.platform.http import bearer_of, language_of
from graphql_api.platform.service import Service

log = logging.getLogger(__name__)
_HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
_STATUSES: tuple[tuple[type[GovernanceError], int], ...] = (
    (Unauthenticated, 401),
    (Forbidden, 403),
    (NotFound, 404),
    (InputFault, 400),
    (InvalidInput, 400),
    (ExtraNotInstalled, 501),
)
_REFUSED = 409


def route_of(download: Download, service: Service) -> Route:
    """The route by which a service gives a file."""

    async def give(request: Request) -> Response:
        language = language_of(request.headers.get("accept-language", ""))
        if request.method != "GET":
            return _told("Only GET gives this file", "METHOD_NOT_ALLOWED", 405, {"Allow": "GET"})
        scratch = await asyncio.to_thread(TemporaryDirectory, prefix="download-")
        try:
            with service.database.active():
                return await _given(download, service, request, scratch)
        except GovernanceError as refusal:
            await asyncio.to_thread(scratch.cleanup)
            status = next((status for kind, status in _STATUSES if isinstance(refusal, kind)), _REFUSED)
            headers = {"WWW-Authenticate": "Bearer"} if isinstance(refusal, Unauthenticated) else {}
            return _told(refusal.describe(language), refusal.code, status, headers)
        except Exception:
            await asyncio.to_thread(scratch.cleanup)
            reference = secrets.token_hex(8)
            log.exception("unexpected error %s at %s", reference, download.path)
            return _told(f"Unexpected error, reference {reference}", "INTERNAL_SERVER_ERROR", 500, {})

    found = Route(download.path, give)
    found.methods = set()  # others than GET are told what they may do in the shape of every refusal
    return found


async def _given(
    download: Download, service: Service, request: Request, scratch: "TemporaryDirectory[str]"
) -> Response:
    principal = await service.principal_of(bearer_of(request))
    asked = {name: value for name, value in request.query_params.items() if name in download.parameters}
    file = Path(scratch.name) / "file"
    made = await download.make(principal, service.begin_for(principal), {**asked, **request.path_params}, file)
    return FileResponse(
        file,
        filename=made.name,
        media_type=made.media_type,
        headers=_HEADERS,
        background=BackgroundTask(scratch.cleanup),
    )


def _told(message: str, code: str, status: int, headers: Mapping[str, str]) -> Response:
    """A refusal in the shape in which the GraphQL endpoint tells those that come before any GraphQL."""
    body = {"errors": [{"message": message, "extensions": {"code": code}}]}
    return JSONResponse(body, status_code=status, headers=dict(headers))
