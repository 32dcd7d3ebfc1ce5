"""Scores with their derivation, and what acts are about."""

from collections.abc import Sequence
from types import SimpleNamespace

from governance_core.assessment import (
    Assessment,
    IndicatorScheme,
    ProgressRecord,
    RecordStatus,
    SchemeStatus,
    scheme_in_force,
    score,
)
from governance_core.errors import NotFound
from graphql_api.assessment.queries.figures import cycle_figures
from graphql_api.assessment.queries.sources import RECORD, SCHEME
from graphql_api.assessment.tables import RecordRow, find_scheme, record_of, scheme_of
from graphql_api.organisation import judged_by, post_kinds_of, require_colleague, require_unit
from graphql_api.platform.access import REVIEWING_ROLES, Principal
from graphql_api.platform.reading.declare import Moment
from graphql_api.platform.reading.reader import Reader
from graphql_api.platform.rows import select
from graphql_api.platform.work import Work


async def assessments_of(
    reader: Reader, keys: Sequence[tuple[str, str | None]], moment: Moment
) -> list[Assessment | None]:
    """The assessment of each (person, scheme), where no scheme asks for the one that is about the person's posts then.

    It is None where no scheme is, or where the caller may not see the person's records: a score made of what is left
    would be a lie.
    """
    schemes = await _published_schemes(reader, moment)
    allowed = await judged_by(reader, [person for person, _ in keys], moment)
    records = await _records_of(reader, sorted(allowed), moment)
    kinds = await post_kinds_of(reader, [person for person, wanted in keys if wanted is None], moment)
    chosen: dict[tuple[str, str | None], IndicatorScheme] = {}
    for person, wanted in keys:
        offered = schemes if wanted is None else [one for one in schemes if one.id == wanted]
        held = None if wanted is not None else kinds.get(person, set())
        scheme = scheme_in_force(offered, held, as_of=moment.as_of, known_at=moment.known_at)
        if scheme is not None and person in allowed:
            chosen[person, wanted] = scheme
    figures = await cycle_figures(reader, chosen, moment)
    return [
        score(
            chosen[key],
            records.get(key[0], ()),
            as_of=moment.as_of,
            known_at=moment.known_at,
            figures=figures.get(key),
        )
        if key in chosen
        else None
        for key in keys
    ]


def awaiting(principal: Principal) -> dict[str, object]:
    """The conditions of the records that a caller could verify or reject: submitted, by and about somebody else."""
    statuses = (RecordStatus.SUBMITTED.value,) if principal.role in REVIEWING_ROLES else ()
    return {"statuses": statuses, "not_person": principal.person_id, "not_submitter": principal.person_id}


async def _published_schemes(reader: Reader, moment: Moment) -> list[IndicatorScheme]:
    rows = await reader.by_key(SCHEME, "status", [SchemeStatus.PUBLISHED.value], moment)
    return [scheme_of(SimpleNamespace(**row)) for row in rows]


async def _records_of(reader: Reader, people: Sequence[str], moment: Moment) -> dict[str, list[ProgressRecord]]:
    found: dict[str, list[ProgressRecord]] = {}
    if people:
        for row in await reader.by_key(RECORD, "person_id", people, moment):
            found.setdefault(row["person_id"], []).append(record_of(SimpleNamespace(**row)))
    return found


async def require_scheme(key: str, *, path: tuple[str, ...]) -> IndicatorScheme:
    """The scheme of an act.

    Raises:
        NotFound: there is none.
    """
    found = await find_scheme(key)
    if found is None:
        raise NotFound(kind="indicator scheme", key=key, path=path)
    return found


async def require_record(work: Work, key: str, *, path: tuple[str, ...]) -> tuple[ProgressRecord, int]:
    """The record of an act, which its caller must be able to see, and its version.

    Raises:
        NotFound: there is none, or not for this caller.
    """
    found = await select(RecordRow, id=key)
    missing = NotFound(kind="progress record", key=key, path=path)
    if not found:
        raise missing
    record = record_of(found[0])
    if record.person is None or record.person != work.principal.person_id:
        if work.principal.role not in REVIEWING_ROLES:
            raise missing
        try:
            if record.person is None:
                await require_unit(work, record.subject, work.today, path=path)
            else:
                await require_colleague(work, record.person, work.today, path=path)
        except NotFound:
            raise missing from None
    return record, found[0].version
