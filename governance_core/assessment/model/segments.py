"""The posts that cadres hold, and what they served in within a cycle: under which scheme, on which days."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from governance_core.assessment.model.scheme import IndicatorScheme
from governance_core.values import AppointmentId, Period, Reading, UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldPost:
    """A post that a person holds for some time.

    Attributes:
        appointment: the appointment by which it is held.
        unit: whose post it is.
        unit_kind: the kind of that unit, by code.
        kind: the kind of post, by code.
        basis: on which basis it is held, as the organisation calls it: "substantive", "secondment" …
        period: the days on which it is held.
    """

    appointment: AppointmentId
    unit: UnitId
    unit_kind: str
    kind: str
    basis: str
    period: Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """Days served in one unit under one scheme; a cycle's score is made of its segments, weighed by their days.

    Attributes:
        scheme: the scheme, in one version.
        period: the days; it has an end.
        unit: the unit that was served in, or that is assessed itself.
        home: the unit that a secondment is from, with which its result is shared.
        figures: what figures of other domains read in those days, by code.
    """

    scheme: IndicatorScheme
    period: Period
    unit: UnitId
    home: UnitId | None = None
    figures: Mapping[str, Reading] = field(default_factory=dict)
