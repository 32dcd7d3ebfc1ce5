"""What training takes from an import: competency frameworks and programmes as YAML, in force as they come."""

from collections.abc import Sequence

from governance_core.errors import Duplicate, FrameworkPublished, GovernanceError, InvalidInput, NotFound
from governance_core.training import (
    CompetencyFramework,
    check_programme,
    draft_framework,
    framework_from_data,
    framework_to_data,
    programme_from_data,
    programme_to_data,
    publish_framework,
)
from governance_core.values import FrameworkId
from graphql_api.platform.importing import ImportFault, ImportKind, Progress, Record, Tally
from graphql_api.platform.work import Work
from graphql_api.training.tables import FrameworkRow, ProgrammeRow, add_framework, add_programme, framework_of


async def take_frameworks(
    work: Work, records: Sequence[Record], faults: list[ImportFault], progress: Progress
) -> Tally:
    """Store and publish the frameworks that are new; a known code and version must say what it said before."""
    known = {(row.code, row.version): row.content for row in await FrameworkRow.all()}
    fresh: dict[tuple[str, int], tuple[CompetencyFramework, str]] = {}
    for place, record in enumerate(records, start=1):
        try:
            framework = framework_from_data(record.values, id=FrameworkId(work.new_id()))
            key = (framework.code, framework.version)
            told = f"{framework.code} {framework.version}"
            if key in fresh:
                raise Duplicate(value=told, path=("code",))
            if key not in known:
                fresh[key] = (_published(work, framework), record.file)
            elif known[key] != framework_to_data(framework):
                raise FrameworkPublished(framework=told, path=("version",))
        except GovernanceError as refusal:
            _tell(record, refusal, faults)
        progress(place)
    if not faults:
        for framework, file in fresh.values():
            await add_framework(framework, recorded_at=work.now, entry_id=work.entry_id, source=file)
    return Tally(kind="frameworks", added=len(fresh), unchanged=len(records) - len(fresh))


def _published(work: Work, framework: CompetencyFramework) -> CompetencyFramework:
    drafted = draft_framework(
        id=framework.id,
        code=framework.code,
        title=framework.title,
        levels=[level.title for level in framework.levels],
        competencies=framework.competencies,
        requirements=framework.requirements,
        version=framework.version,
    )
    released = publish_framework(drafted, on=work.today, published_at=work.now)
    work.record(released.events)
    return released.state


async def take_programmes(
    work: Work, records: Sequence[Record], faults: list[ImportFault], progress: Progress
) -> Tally:
    """Store the programmes that are new; a known code must say what it said before."""
    rows = await FrameworkRow.filter(status="published").order_by("-published_at", "-version").limit(1)
    known = {row.code: row.content for row in await ProgrammeRow.all()}
    added = 0
    for place, record in enumerate(records, start=1):
        try:
            programme = programme_from_data(record.values)
            if not rows:
                raise NotFound(kind="competency framework", key="", path=("outcomes",))
            if programme.code not in known:
                check_programme(programme, framework_of(rows[0]))
                known[programme.code] = programme_to_data(programme)
                await add_programme(
                    programme,
                    id=work.new_id(),
                    recorded_at=work.now,
                    entry_id=work.entry_id,
                    source=record.file,
                )
                added += 1
            elif known[programme.code] != programme_to_data(programme):
                raise Duplicate(value=programme.code, path=("code",))
        except GovernanceError as refusal:
            _tell(record, refusal, faults)
        progress(place)
    return Tally(kind="programmes", added=added, unchanged=len(records) - added)


def _tell(record: Record, refusal: GovernanceError, faults: list[ImportFault]) -> None:
    found = refusal.faults if isinstance(refusal, InvalidInput) else (refusal,)
    faults += [record.fault(fault) for fault in found]


IMPORTS = (
    ImportKind(name="frameworks", pattern="frameworks*.yaml", take=take_frameworks),
    ImportKind(name="programmes", pattern="programmes*.yaml", take=take_programmes),
)
