"""A competency framework: what can be demanded of somebody, in which degrees, and what each post demands."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from governance_core.values import FrameworkId, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A degree of a competency; `number` counts from 1, and 0 means that it was not demonstrated."""

    number: int
    title: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Competency:
    """Something that one can be able to do."""

    code: str
    title: Text
    description: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """What a kind of post demands of its holder.

    Attributes:
        post_kind: the kind of post, by code.
        competency: the competency, by code.
        level: the least level that will do.
        weight: how much one missing level matters beside others.
    """

    post_kind: str
    competency: str
    level: int
    weight: Decimal = Decimal(1)


class FrameworkStatus(StrEnum):
    """Whether a framework may still be changed."""

    DRAFT = "draft"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True, kw_only=True)
class CompetencyFramework:
    """A framework. Once published it never changes; what is to be different is a next version.

    Attributes:
        id: its own key, one a version.
        code: what all its versions share.
        version: 1, 2, 3 …
        title: what it is called.
        levels: the degrees of every competency, from 1 up.
        competencies: what can be demanded.
        requirements: what each kind of post demands.
        status: draft or published.
        published_at: when it was published.
    """

    id: FrameworkId
    code: str
    version: int
    title: Text
    levels: tuple[Level, ...]
    competencies: tuple[Competency, ...]
    requirements: tuple[Requirement, ...]
    status: FrameworkStatus = FrameworkStatus.DRAFT
    published_at: datetime | None = None
