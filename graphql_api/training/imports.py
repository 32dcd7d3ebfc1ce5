"""What training takes from an import: competency frameworks and programmes as YAML, in force as they come."""

from collections.abc import Sequence

from governance_core.errors import Duplicate, FrameworkPublished, GovernanceError, NotFound
from governance_core.training import (
    CompetencyFramework,
    Programme,
    check_programme,
    draft_framework,
    framework_from_data,
    framework_in_force,
    framework_to_data,
    programme_from_data,
    programme_to_data,
    publish_framework,
)
from governance_core.values import FrameworkId
from graphql_api.platform.importing import ImportFault, ImportKind, Progress, Record, Tally
from graphql_api.platform.work import Work
from graphql_api.training.tables import FrameworkRow, ProgrammeRow, add_frameworks, add_programmes, framework_of


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
            faults += record.faults(refusal)
        progress(place)
    if not faults:
        await add_frameworks(fresh.values(), recorded_at=work.now, entry_id=work.entry_id, new_id=work.new_id)
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
    framework = framework_in_force([framework_of(row) for row in await FrameworkRow.all()])
    known = {row.code: row.content for row in await ProgrammeRow.all()}
    fresh: list[tuple[str, Programme, str]] = []
    for place, record in enumerate(records, start=1):
        try:
            programme = programme_from_data(record.values)
            if framework is None:
                raise NotFound(kind="competency framework", key="", path=("outcomes",))
            if programme.code not in known:
                check_programme(programme, framework)
                known[programme.code] = programme_to_data(programme)
                fresh.append((work.new_id(), programme, record.file))
            elif known[programme.code] != programme_to_data(programme):
                raise Duplicate(value=programme.code, path=("code",))
        except GovernanceError as refusal:
            faults += record.faults(refusal)
        progress(place)
    if not faults:
        await add_programmes(fresh, recorded_at=work.now, entry_id=work.entry_id)
    return Tally(kind="programmes", added=len(fresh), unchanged=len(records) - len(fresh))


IMPORTS = (
    ImportKind(name="frameworks", pattern="frameworks*.yaml", take=take_frameworks),
    ImportKind(name="programmes", pattern="programmes*.yaml", take=take_programmes),
)
