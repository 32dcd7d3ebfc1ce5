"""What is kept of records so that nobody has to read them again: a cadre's scores on indicators, and their sums."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from governance_core.values import Period, PersonId, SchemeId, UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class Ancestry:
    """A unit with everything that stands above it, in whichever line, for a period: it is the first of them."""

    period: Period
    units: tuple[UnitId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorScore:
    """What one cadre's records on one indicator, made in one unit, come to.

    Where the unit has stood elsewhere in the meantime, what stands above it only part of the time has a score of its
    own: of the records of those days.

    Attributes:
        person: the cadre; None where the records are about the unit itself.
        scheme: the scheme, in one version.
        indicator: the indicator's code.
        unit: the unit the records were made in.
        points: the share of the way, out of 100, six decimals; None where it is missing or does not apply.
        as_of: the day it is about: that of the latest of the records.
        records: how many records count.
        by_products: how many of them fell out of work done in the system.
        counted_in: the units in whose sums it is.
        part: None where all the records count; else one of `counted_in`, which tells the parts apart.
    """

    person: PersonId | None
    scheme: SchemeId
    indicator: str
    unit: UnitId
    points: Decimal | None
    as_of: date
    records: int
    by_products: int = 0
    counted_in: tuple[UnitId, ...] = ()
    part: UnitId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RollUp:
    """Sums of scores on one indicator; those of a whole are the sums of those of its parts.

    Attributes:
        cadres: how many scores have points; a cadre whose records were made in two units has two scores.
        points: the sum of their points, six decimals.
        records: how many records count, also those of scores without points.
        by_products: how many of them fell out of work done in the system.
    """

    cadres: int = 0
    points: Decimal = Decimal(0)
    records: int = 0
    by_products: int = 0

    def __add__(self, other: "RollUp") -> "RollUp":
        return RollUp(
            cadres=self.cadres + other.cadres,
            points=self.points + other.points,
            records=self.records + other.records,
            by_products=self.by_products + other.by_products,
        )

    def __sub__(self, other: "RollUp") -> "RollUp":
        return RollUp(
            cadres=self.cadres - other.cadres,
            points=self.points - other.points,
            records=self.records - other.records,
            by_products=self.by_products - other.by_products,
        )

    @property
    def by_product_share(self) -> Decimal | None:
        """How many of a hundred records fell out of work, two decimals, half up; None where there are none."""
        return rounded_share(self.by_products, self.records)

    @property
    def mean(self) -> Decimal | None:
        """The mean of the points, rounded once, to two decimals, half up; None where there are none."""
        if not self.cadres:
            return None
        return Decimal(int(Fraction(self.points) / self.cadres * 100 + Fraction(1, 2))).scaleb(-2)


def rounded_share(part: int, whole: int) -> Decimal | None:
    """A part in percent, to two decimals, half up; None of nothing."""
    if not whole:
        return None
    return Decimal(int(Fraction(part * 100, whole) * 100 + Fraction(1, 2))).scaleb(-2)
