"""Two-sided history: when a fact was so, and when it was known.

Nothing is edited. Whatever is recorded about a period supersedes what was known about the same days; the days it does
not speak of are recorded again, unchanged. So every past answer can be given again: `at(as_of, known_at)`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Generic, TypeVar

from governance_core.errors import RecordedOutOfOrder
from governance_core.values import Period

ValueT_co = TypeVar("ValueT_co", covariant=True)
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Version(Generic[ValueT_co]):
    """A value that held for a period, as it was known from one instant to another.

    Attributes:
        value: what was so.
        period: the civil days on which it was so.
        recorded_at: the aware UTC instant from which it was known.
        superseded_at: the instant from which something else was known of these days; None while it is current.
    """

    value: ValueT_co
    period: Period
    recorded_at: datetime
    superseded_at: datetime | None = None

    def known_at(self, instant: datetime | None) -> bool:
        """Whether this version was current knowledge at `instant`; None asks for the latest knowledge."""
        if instant is None:
            return self.superseded_at is None
        return self.recorded_at <= instant and (self.superseded_at is None or instant < self.superseded_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class History(Generic[ValueT_co]):
    """All versions of one fact. At any instant, the versions known then never overlap.

    A history may hold current knowledge alone (what a decision needs); asking it for older knowledge then finds
    nothing.
    """

    versions: tuple[Version[ValueT_co], ...] = ()

    def __iter__(self) -> Iterator[Version[ValueT_co]]:
        return iter(self.versions)

    def timeline(self, known_at: datetime | None = None) -> tuple[Version[ValueT_co], ...]:
        """The versions known at `known_at` (None: the latest knowledge), in the order of their periods."""
        known = (version for version in self.versions if version.known_at(known_at))
        return tuple(sorted(known, key=lambda version: version.period.start))

    def at(self, as_of: date, known_at: datetime | None = None) -> ValueT_co | None:
        """What was so on `as_of`, as known at `known_at`; None where nothing was so."""
        found = self.version_at(as_of, known_at)
        return None if found is None else found.value

    def version_at(self, as_of: date, known_at: datetime | None = None) -> Version[ValueT_co] | None:
        """The version behind `at`."""
        for version in self.versions:
            if version.known_at(known_at) and as_of in version.period:
                return version
        return None

    def since(self, day: date) -> "tuple[Version[ValueT_co], ...]":
        """The currently known versions that touch `day` or a day after it, in order."""
        return self.within(Period(start=day))

    def within(self, period: Period) -> tuple[Version[ValueT_co], ...]:
        """The currently known versions that touch `period`, in order."""
        return tuple(version for version in self.timeline() if version.period.overlaps(period))


def recorded(history: History[T], *, value: T | None, period: Period, recorded_at: datetime) -> History[T]:
    """Record that `value` held for `period`, superseding what was known of those days; None records that nothing did.

    Neighbouring days keep their values. The result equals the old history at every earlier `known_at`.

    Raises:
        RecordedOutOfOrder: `recorded_at` is before something that this history already knows.
    """
    versions: list[Version[T]] = []
    fresh: list[Version[T]] = []
    for version in history.versions:
        latest = version.superseded_at or version.recorded_at
        if latest > recorded_at:
            raise RecordedOutOfOrder(recorded_at=recorded_at, latest=latest)
        if version.superseded_at is not None or not version.period.overlaps(period):
            versions.append(version)
            continue
        if version.recorded_at < recorded_at:
            versions.append(replace(version, superseded_at=recorded_at))
        fresh += [
            Version(value=version.value, period=rest, recorded_at=recorded_at) for rest in version.period.minus(period)
        ]
    if value is not None:
        fresh.append(Version(value=value, period=period, recorded_at=recorded_at))
    return History(versions=(*versions, *sorted(fresh, key=lambda version: version.period.start)))
