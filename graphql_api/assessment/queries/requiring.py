"""What acts of the assessment are about: whatever their caller does not see looks absent."""

from governance_core.assessment import IndicatorScheme, ProgressRecord, RatingEntry, RecordStatus
from governance_core.errors import NotFound
from graphql_api.assessment.tables import RecordRow, find_scheme, find_versions, record_of
from graphql_api.organisation import require_colleague, require_unit
from graphql_api.platform.access import REVIEWING_ROLES, Principal
from graphql_api.platform.rows import select
from graphql_api.platform.work import Work


def awaiting(principal: Principal) -> dict[str, object]:
    """The conditions of the records that a caller could verify, reject or return.

    They are submitted, by and about somebody else; those about a unit are not about one the caller is in office in.
    """
    person = principal.person_id
    statuses = (RecordStatus.SUBMITTED.value,) if principal.role in REVIEWING_ROLES else ()
    return {"statuses": statuses, "not_person": person, "not_submitter": person, "not_in_office": person}


async def require_scheme(key: str, *, path: tuple[str, ...]) -> IndicatorScheme:
    """The scheme of an act.

    Raises:
        NotFound: there is none.
    """
    found = await find_scheme(key)
    if found is None:
        raise NotFound(kind="indicator scheme", key=key, path=path)
    return found


async def require_versions(key: str, *, path: tuple[str, ...]) -> tuple[IndicatorScheme, list[IndicatorScheme]]:
    """The scheme of an act, and all versions with its code.

    Raises:
        NotFound: there is none.
    """
    versions = await find_versions(key)
    found = next((one for one in versions if one.id == key), None)
    if found is None:
        raise NotFound(kind="indicator scheme", key=key, path=path)
    return found, versions


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
    if not await _sees(work, record):
        raise missing
    return record, found[0].version


async def _sees(work: Work, record: ProgressRecord) -> bool:
    """The same as the declaration of records says."""
    principal = work.principal
    if work.person is not None and record.submitted_by == work.person:
        return True
    if record.subject in {principal.person_id, principal.scope_id} and isinstance(record.entry, RatingEntry):
        return False
    if record.person is not None and record.person == work.person:
        return True
    if principal.role not in REVIEWING_ROLES:
        return False
    try:
        if record.person is None:
            await require_unit(work, record.subject, work.today, path=())
        else:
            await require_colleague(work, record.person, work.today, path=())
    except NotFound:
        return False
    return True
