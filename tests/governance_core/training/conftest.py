"""A framework of three levels and two competencies, published."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from governance_core.training import (
    Competency,
    CompetencyFramework,
    Requirement,
    draft_framework,
    publish_framework,
)
from governance_core.values import FrameworkId, Text

NOW = datetime(2020, 7, 1, 2, tzinfo=UTC)


@pytest.fixture
def draft() -> CompetencyFramework:
    """Secretaries need mass work at 3 and law at 2; committee members mass work at 2, which matters twice as much."""
    return draft_framework(
        id=FrameworkId("f1"),
        code="village-posts",
        title=Text(zh="村居干部胜任力"),
        levels=(Text(zh="了解"), Text(zh="掌握"), Text(zh="精通")),
        competencies=(
            Competency(code="mass-work", title=Text(zh="群众工作")),
            Competency(code="law", title=Text(zh="依法办事")),
        ),
        requirements=(
            Requirement(post_kind="party-secretary", competency="mass-work", level=3),
            Requirement(post_kind="party-secretary", competency="law", level=2),
            Requirement(post_kind="party-committee-member", competency="mass-work", level=2, weight=Decimal(2)),
        ),
    )


@pytest.fixture
def framework(draft: CompetencyFramework) -> CompetencyFramework:
    """The framework in force."""
    return publish_framework(draft, on=date(2020, 7, 1), published_at=NOW).state
