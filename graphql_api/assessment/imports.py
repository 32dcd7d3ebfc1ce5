"""What the assessment takes from an import: indicator schemes as YAML, published as they come."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from governance_core.assessment import (
    IndicatorScheme,
    draft_scheme,
    publish_scheme,
    scheme_from_data,
    scheme_to_data,
)
from governance_core.errors import Duplicate, GovernanceError, NotFound, SchemePublished
from governance_core.values import SchemeId
from graphql_api.assessment.queries import known_figures
from graphql_api.assessment.tables import SchemeRow, add_schemes, scheme_of
from graphql_api.platform.importing import ImportFault, ImportKind, Progress, Record, Tally
from graphql_api.platform.work import Work


async def take_schemes(work: Work, records: Sequence[Record], faults: list[ImportFault], progress: Progress) -> Tally:
    """Store and publish the schemes that are new; a known code and version must say what it said before."""
    known = {(row.code, row.version): scheme_of(row) for row in await SchemeRow.all()}
    fresh: dict[tuple[str, int], tuple[IndicatorScheme, str]] = {}
    for place, record in enumerate(records, start=1):
        try:
            scheme = scheme_from_data(record.values, id=SchemeId(work.new_id()))
            key = (scheme.code, scheme.version)
            if key in fresh:
                raise Duplicate(value=f"{scheme.code} {scheme.version}", path=("code",))
            if key not in known:
                _require_parent(scheme, known.values())
                fresh[key] = (_published(work, scheme), record.file)
            elif not _says_the_same(known[key], scheme):
                raise SchemePublished(scheme=f"{scheme.code} {scheme.version}", path=("version",))
        except GovernanceError as refusal:
            faults += record.faults(refusal)
        progress(place)
    if fresh and not faults:
        await add_schemes(fresh.values(), recorded_at=work.now, entry_id=work.entry_id, new_id=work.new_id)
    return Tally(kind="schemes", added=len(fresh), unchanged=len(records) - len(fresh))


def _require_parent(scheme: IndicatorScheme, known: Collection[IndicatorScheme]) -> None:
    if scheme.inherits is not None and scheme.inherits not in {one.id for one in known}:
        raise NotFound(kind="indicator scheme", key=scheme.inherits[:80], path=("inherits",))


def _says_the_same(known: IndicatorScheme, scheme: IndicatorScheme) -> bool:
    """Whether a document says of a scheme what was stored; the day of effect need not be said."""
    same_day = scheme.effective_on in {None, known.days.start}
    return same_day and scheme_to_data(replace(scheme, effective_on=known.effective_on)) == scheme_to_data(known)


def _published(work: Work, scheme: IndicatorScheme) -> IndicatorScheme:
    drafted = draft_scheme(
        id=scheme.id,
        code=scheme.code,
        title=scheme.title,
        cycle=scheme.cycle,
        applies_to=scheme.applies_to,
        dimensions=scheme.dimensions,
        on=work.today,
        version=scheme.version,
        subject=scheme.subject,
        unit_kinds=scheme.unit_kinds,
        inherits=scheme.inherits,
        missing=scheme.missing,
        watch=scheme.watch,
        figures=known_figures(work.reader(), scheme.subject),
    )
    released = publish_scheme(drafted.state, on=work.today, published_at=work.now, effective_on=scheme.effective_on)
    work.record((*drafted.events, *released.events))
    return released.state


SCHEMES = ImportKind(name="schemes", pattern="schemes*.yaml", take=take_schemes)
IMPORTS = (SCHEMES,)
