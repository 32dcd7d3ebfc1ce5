"""Loading and storing what is demanded and what people can do: frameworks and assessed competences."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from governance_core.training import (
    AssessedCompetence,
    CompetencyFramework,
    FrameworkStatus,
    framework_from_data,
    framework_to_data,
)
from governance_core.values import CompetenceId, FrameworkId, PersonId
from graphql_api.training.tables.rows import CompetenceRow, CompetencyRow, FrameworkRow


def framework_of(row: Any) -> CompetencyFramework:
    """The framework that a row stands for."""
    return framework_from_data(
        row.content,
        id=FrameworkId(row.id),
        status=FrameworkStatus(row.status),
        published_at=row.published_at.astimezone(UTC) if row.published_at else None,
    )


async def add_frameworks(
    frameworks: Iterable[tuple[CompetencyFramework, str | None]],
    *,
    recorded_at: datetime,
    entry_id: str,
    new_id: Callable[[], str],
) -> None:
    """Store new frameworks, each with the file it came from, where it came from one, and their competencies."""
    fresh = list(frameworks)
    rows = [
        FrameworkRow(
            id=framework.id,
            code=framework.code,
            version=framework.version,
            title_zh=framework.title.zh,
            title_en=framework.title.en,
            content=framework_to_data(framework),
            status=framework.status.value,
            published_at=framework.published_at,
            recorded_at=recorded_at,
            source=source,
            entry_id=entry_id,
        )
        for framework, source in fresh
    ]
    await FrameworkRow.bulk_create(rows)
    await add_competencies([framework for framework, _ in fresh], new_id=new_id)


async def add_competencies(frameworks: Sequence[CompetencyFramework], *, new_id: Callable[[], str]) -> None:
    """Store the competencies of frameworks, by which stored gaps name them."""
    await CompetencyRow.bulk_create(
        [
            CompetencyRow(
                id=new_id(),
                framework_id=framework.id,
                code=one.code,
                title_zh=one.title.zh,
                title_en=one.title.en,
                place=place,
            )
            for framework in frameworks
            for place, one in enumerate(framework.competencies)
        ]
    )


async def store_framework_publication(framework: CompetencyFramework) -> None:
    """Store that a framework is in force."""
    await FrameworkRow.filter(id=framework.id).update(
        status=framework.status.value, published_at=framework.published_at
    )


def competence_of(row: Any) -> AssessedCompetence:
    """The assessed competence that a row stands for."""
    return AssessedCompetence(
        id=CompetenceId(row.id),
        framework=FrameworkId(row.framework_id),
        person=PersonId(row.person_id),
        competency=row.competency,
        level=row.level,
        assessed_on=row.assessed_on,
        basis=row.basis,
        assessed_by=PersonId(row.assessed_by) if row.assessed_by else None,
        recorded_at=row.recorded_at.astimezone(UTC),
    )


async def add_competence(found: AssessedCompetence, entry_id: str) -> None:
    """Store an assessed competence."""
    await CompetenceRow.create(
        id=found.id,
        framework_id=found.framework,
        person_id=found.person,
        competency=found.competency,
        level=found.level,
        assessed_on=found.assessed_on,
        basis=found.basis,
        assessed_by=found.assessed_by,
        recorded_at=found.recorded_at,
        entry_id=entry_id,
    )
