"""A clock that tests set."""

from datetime import UTC, datetime, timedelta


class SetClock:
    """Tells the instant it was set to, a millisecond later at every look, so that no two acts share an instant."""

    def __init__(self, instant: datetime) -> None:
        self._instant = instant

    def __call__(self) -> datetime:
        """The next instant."""
        self._instant += timedelta(milliseconds=1)
        return self._instant

    def set(self, *when: int) -> datetime:
        """Go to a moment in UTC, given as for `datetime`; it may lie in the past."""
        self._instant = datetime(*when, tzinfo=UTC)  # type: ignore[arg-type,misc]
        return self._instant

    def forward(self, **by: float) -> datetime:
        """Go on by some days, hours …, given as for `timedelta`."""
        self._instant += timedelta(**by)
        return self._instant
