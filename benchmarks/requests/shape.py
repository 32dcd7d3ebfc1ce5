"""How large the made-up town is: a chain of seven administrative levels, and what hangs on it."""

import os
from dataclasses import dataclass

INDICATORS = 15
COMPETENCIES = 20
ASSESSED = 10
OFFICES = 4
OFFICERS = 22
COMMITTEE = 10
VILLAGE_SEATS = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The counts of one scale; a town, a county and a village are of one size at every scale.

    Attributes:
        prefectures: how many stand under the one province.
        counties: how many stand under each prefecture.
        towns: how many stand under each county.
        villages: how many stand under each town.
        cooperatives: how many stand under each village.
        units: how many administrative units there are in the seven levels together; households make it up.
        working: in how many prefectures people have scores, assessed competences, records and sessions; it is there
            that questions are asked.
    """

    prefectures: int
    counties: int
    towns: int
    villages: int
    cooperatives: int = 3
    units: int
    working: int = 8

    @property
    def levels(self) -> tuple[int, ...]:
        """How many units each level has, from the province down to the households."""
        counts = [1]
        for each in (self.prefectures, self.counties, self.towns, self.villages, self.cooperatives):
            counts.append(counts[-1] * each)
        return (*counts, self.units - sum(counts))

    @property
    def people(self) -> int:
        """How many people there are."""
        return 2 * self.units

    @property
    def past(self) -> int:
        """How many appointments are over."""
        return self.units * 2 // 5


SCALES = {
    "tiny": Shape(prefectures=2, counties=1, towns=2, villages=3, units=300),
    "least": Shape(prefectures=1, counties=1, towns=4, villages=15, units=1_000),
    "small": Shape(prefectures=2, counties=1, towns=20, villages=15, units=10_000),
    "full": Shape(prefectures=4, counties=5, towns=20, villages=15, units=100_000),
    "million": Shape(prefectures=8, counties=25, towns=20, villages=15, units=1_000_000, working=1),
}


def chosen_scale() -> str:
    """The scale that BENCH_SCALE names: small where it is not set."""
    scale = os.environ.get("BENCH_SCALE", "small")
    if scale not in SCALES:
        raise SystemExit(f"BENCH_SCALE is one of {', '.join(SCALES)}")
    return scale
