"""Which days a history speaks of, and changing what was so on some of them."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TypeVar

from governance_core.errors import NotInExistence
from governance_core.history import History, Version, recorded
from governance_core.values import Period

T = TypeVar("T")


def lasting(value: T, period: Period, recorded_at: datetime) -> History[T]:
    """The history of one fact that was so for one period."""
    return History(versions=(Version(value=value, period=period, recorded_at=recorded_at),))


def untold_days(history: History[T], period: Period) -> tuple[Period, ...]:
    """The days of the period of which the history says nothing, in order."""
    if len(history.versions) == 1 and history.versions[0].superseded_at is None:
        return period.minus(history.versions[0].period)
    untold: tuple[Period, ...] = (period,)
    for version in history.within(period):
        untold = tuple(rest for part in untold for rest in part.minus(version.period))
    return untold


def refuse_absence(subject: str, history: History[T], period: Period, path: tuple[str, ...]) -> None:
    """Refuse what does not exist on every day of the period, existing being to have a state.

    Args:
        subject: the id of what should exist.
        history: its dated states.
        period: the days.
        path: where in the input it is named.

    Raises:
        NotInExistence: names the first day without it.
    """
    untold = untold_days(history, period)
    if untold:
        raise NotInExistence(subject=subject, on=untold[0].start, path=path)


def restated(
    history: History[T], period: Period, recorded_at: datetime, change: Callable[[T], T]
) -> tuple[History[T], bool]:
    """The history with every value of the period changed, and whether that changes anything.

    Days that already say so are not recorded again, and days without a value stay without.
    """
    changed = history
    for version in history.within(period):
        days = version.period.intersection(period)
        value = change(version.value)
        if days is not None and value != version.value:
            changed = recorded(changed, value=value, period=days, recorded_at=recorded_at)
    return changed, changed is not history


def without_days(history: History[T], period: Period, recorded_at: datetime) -> History[T]:
    """The history that says nothing of the period; the same where it said nothing already."""
    if not history.within(period):
        return history
    return recorded(history, value=None, period=period, recorded_at=recorded_at)


def without_days_each(histories: Sequence[History[T]], period: Period, recorded_at: datetime) -> tuple[History[T], ...]:
    """Several histories without the days of the period; one that was never known otherwise is gone altogether."""
    ended = (without_days(history, period, recorded_at) for history in histories)
    return tuple(history for history in ended if history.versions)
