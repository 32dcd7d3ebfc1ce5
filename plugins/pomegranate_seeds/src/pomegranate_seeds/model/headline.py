"""The figures by which a village shows how the practice is doing."""

from dataclasses import dataclass
from enum import StrEnum


class Figure(StrEnum):
    """The codes of the headline figures."""

    HOUSEHOLDS_RECOGNISED = "households-recognised"
    OFFICERS_SERVING = "officers-serving"
    HOUSEHOLDS_COVERED = "households-covered"
    HOUSEHOLDS_COVERED_SHARE = "households-covered-share"
    MATTERS_ANSWERED_IN_TIME = "matters-answered-in-time"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What the headline figures of a village are made of, as of a day.

    Attributes:
        recognised: households recognised on that day.
        officers: liaison officers serving on that day.
        covered: households covered by one on that day.
        households: all households of the village on that day.
        due: matters whose last day for an answer was over by then.
        in_time: those of them that were answered by it.
    """

    recognised: int
    officers: int
    covered: int
    households: int
    due: int
    in_time: int
