"""An indicator scheme: what cadres of certain posts, or units of certain kinds, are assessed by in a cycle."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
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
        weight: what it is worth, in points out of the scheme's 100; nothing for a veto.
        measure: how it is measured.
        description: what counts and what does not, for those who record and verify.
        initiative: the code of the reform's initiative it serves, where it serves one.
        origin: whence it came: the code of the scheme it was inherited from, or the id of the practice that offers it;
            None for the scheme's own.
        verified_by: the kinds of posts whose holders verify its records; none where any reviewer may.
    """

    code: str
    title: Text
    weight: Decimal
    measure: Measure
    description: Text | None = None
    initiative: str | None = None
    origin: str | None = None
    verified_by: tuple[str, ...] = ()


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


class Subject(StrEnum):
    """What a scheme assesses: people in office, or whole units."""

    CADRE = "cadre"
    UNIT = "unit"


class MissingRule(StrEnum):
    """What an indicator that is still missing means when the cycle closes.

    NOTHING: it is worth nothing. UNGRADED: there is no score, and no grade, until it has been made good.
    """

    NOTHING = "nothing"
    UNGRADED = "ungraded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """When progress is called late; the defaults are our own choice.

    Attributes:
        amber_below: the part of what is expected, in percent, below which an indicator is amber.
        red_below: the part below which it is red.
        grace_days: how many days from the beginning of service nothing is called late.
        ahead_days: how many days before it is due a milestone that is not reached is called amber.
    """

    amber_below: Decimal = Decimal(90)
    red_below: Decimal = Decimal(60)
    grace_days: int = 14
    ahead_days: int = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorScheme:
    """A scheme. Once published it never changes; what is to be different is a next version.

    Attributes:
        id: its own key, one a version.
        code: what all its versions share.
        version: 1, 2, 3 …
        title: what it is called.
        cycle: the days it is about; it has an end.
        applies_to: the kinds of posts whose holders it assesses, by code; none where it assesses units.
        dimensions: its dimensions, whose weights sum to 100.
        status: draft or published.
        published_at: when it was published.
        subject: whether it assesses cadres or units.
        unit_kinds: the kinds of units it is for, by code; none where it is for all.
        inherits: the scheme whose indicators it took over when it was drafted, in one version.
        missing: what is missing at the cycle's close means.
        watch: when progress is called late.
        effective_on: the day from which it counts, of the cycle; None for the cycle's first day.
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
    subject: Subject = Subject.CADRE
    unit_kinds: tuple[str, ...] = ()
    inherits: SchemeId | None = None
    missing: MissingRule = MissingRule.UNGRADED
    watch: Watch = Watch()
    effective_on: date | None = None

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """All its indicators, in order."""
        return tuple(one for dimension in self.dimensions for one in dimension.indicators)

    @property
    def days(self) -> Period:
        """The days on which it counts while no later version does: from its effect to the cycle's end."""
        return Period(start=max(self.effective_on or self.cycle.start, self.cycle.start), end=self.cycle.end)

    @property
    def last_day(self) -> date:
        """The cycle's last day."""
        return (self.cycle.end or date.max) - timedelta(days=1)

    def indicator(self, code: str) -> Indicator:
        """The indicator with this code.

        Raises:
            UnknownValue: the scheme has none.
        """
        known = {one.code: one for one in self.indicators}
        if code not in known:
            raise UnknownValue(value=code[:80], known=tuple(known), path=("indicator",))
        return known[code]
