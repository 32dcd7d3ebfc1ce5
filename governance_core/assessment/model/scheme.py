"""An indicator scheme: what cadres of certain posts are assessed by in a cycle, and what each part is worth."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from governance_core.assessment.model.measures import Measure
from governance_core.errors import UnknownValue
from governance_core.values import Period, SchemeId, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One thing that is measured.

    Attributes:
        code: its code, used once in the scheme.
        title: what it is called.
        weight: what it is worth, in points out of the scheme's 100.
        measure: how it is measured.
        description: what counts and what does not, for those who record and verify.
    """

    code: str
    title: Text
    weight: Decimal
    measure: Measure
    description: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """A group of indicators; its `weight` is the sum of theirs."""

    code: str
    title: Text
    weight: Decimal
    indicators: tuple[Indicator, ...]


class SchemeStatus(StrEnum):
    """Whether a scheme may still be changed."""

    DRAFT = "draft"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorScheme:
    """A scheme. Once published it never changes; what is to be different is a next version.

    Attributes:
        id: its own key, one a version.
        code: what all its versions share.
        version: 1, 2, 3 …
        title: what it is called.
        cycle: the days it is about; it has an end.
        applies_to: the kinds of posts whose holders it assesses, by code.
        dimensions: its dimensions, whose weights sum to 100.
        status: draft or published.
        published_at: when it was published.
    """

    id: SchemeId
    code: str
    version: int
    title: Text
    cycle: Period
    applies_to: tuple[str, ...]
    dimensions: tuple[Dimension, ...]
    status: SchemeStatus = SchemeStatus.DRAFT
    published_at: datetime | None = None

    def indicator(self, code: str) -> Indicator:
        """The indicator with this code.

        Raises:
            UnknownValue: the scheme has none.
        """
        known = {one.code: one for dimension in self.dimensions for one in dimension.indicators}
        if code not in known:
            raise UnknownValue(value=code[:80], known=tuple(known), path=("indicator",))
        return known[code]
