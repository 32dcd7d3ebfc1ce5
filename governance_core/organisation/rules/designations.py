"""By what else a unit is known: its official codes and its aliases."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import TypeVar

from governance_core.errors import CodeInUse, NotInExistence, refuse_faults
from governance_core.events import Outcome
from governance_core.history import History, recorded
from governance_core.organisation.events import AliasAdded, AliasRemoved, CodeAssigned, CodeWithdrawn
from governance_core.organisation.model import OfficialCode, Unit
from governance_core.organisation.rules.days import refuse_absence, untold_days, without_days_each
from governance_core.values import Period
from governance_core.wording import LONGEST_TITLE, text_faults

T = TypeVar("T")


def assign_code(
    unit: Unit, *, code: OfficialCode, period: Period, recorded_at: datetime, holders: Iterable[Unit] = ()
) -> Outcome[Unit]:
    """A unit has an official code for a period, in the place of the code it had in the same scheme.

    A unit that has the code already on all of the days is returned as it is, without an event.

    Args:
        unit: the unit.
        code: the code.
        period: when it has it.
        recorded_at: the instant of the act.
        holders: every unit that holds this code at any time.

    Raises:
        NotInExistence: the unit does not exist on some of the days.
        CodeInUse: the code belongs to another unit in the same days.
    """
    refuse_absence(unit.id, unit.states, period, ("period",))
    refuse_code_in_use((code,), period, (other for other in holders if other.id != unit.id))
    same = _history_of(code, unit.codes)
    if not untold_days(same, period):
        return Outcome(state=unit)
    others, in_scheme = _by_scheme(code.scheme, unit.codes)
    replaced = tuple(history for history in in_scheme if history is not same)
    assigned = recorded(same, value=code, period=period, recorded_at=recorded_at)
    codes = (*others, *without_days_each(replaced, period, recorded_at), assigned)
    happened = CodeAssigned(
        effective_on=period.start, unit=unit.id, scheme=code.scheme, value=code.value, until=period.end
    )
    return Outcome(state=replace(unit, codes=codes), events=(happened,))


def withdraw_code(unit: Unit, *, scheme: str, on: date, recorded_at: datetime) -> Outcome[Unit]:
    """A unit has no code of a scheme from a day on, not even one already known for later.

    Raises:
        NotInExistence: it has none on that day.
    """
    held = next((code for code in unit.codes_at(on) if code.scheme == scheme), None)
    if held is None:
        raise NotInExistence(subject=f"code {scheme}", on=on, path=("scheme",))
    others, in_scheme = _by_scheme(scheme, unit.codes)
    codes = (*others, *without_days_each(in_scheme, Period(start=on), recorded_at))
    happened = CodeWithdrawn(effective_on=on, unit=unit.id, scheme=scheme, value=held.value)
    return Outcome(state=replace(unit, codes=codes), events=(happened,))


def add_alias(unit: Unit, *, alias: str, on: date, recorded_at: datetime) -> Outcome[Unit]:
    """A unit is found under one more name from a day on.

    A unit that is found under it already, for good, is returned as it is, without an event.

    Raises:
        Blank: the name says nothing.
        TooLong: the name is longer than 200 characters.
        NotInExistence: the unit does not exist on that day.
    """
    refuse_faults(text_faults(alias, LONGEST_TITLE, ("alias",)))
    if unit.state_at(on) is None:
        raise NotInExistence(subject=unit.id, on=on, path=("on",))
    same = _history_of(alias, unit.aliases)
    if not untold_days(same, Period(start=on)):
        return Outcome(state=unit)
    others = tuple(history for history in unit.aliases if history is not same)
    added = recorded(same, value=alias, period=Period(start=on), recorded_at=recorded_at)
    happened = AliasAdded(effective_on=on, unit=unit.id, alias=alias)
    return Outcome(state=replace(unit, aliases=(*others, added)), events=(happened,))


def remove_alias(unit: Unit, *, alias: str, on: date, recorded_at: datetime) -> Outcome[Unit]:
    """A unit is not found under a name any more from a day on.

    Raises:
        NotInExistence: it has no such alias on that day.
    """
    if alias not in unit.aliases_at(on):
        raise NotInExistence(subject=alias, on=on, path=("alias",))
    same = _history_of(alias, unit.aliases)
    others = tuple(history for history in unit.aliases if history is not same)
    aliases = (*others, *without_days_each((same,), Period(start=on), recorded_at))
    happened = AliasRemoved(effective_on=on, unit=unit.id, alias=alias)
    return Outcome(state=replace(unit, aliases=aliases), events=(happened,))


def refuse_code_in_use(codes: Iterable[OfficialCode], period: Period, holders: Iterable[Unit]) -> None:
    """Refuse a code that another unit has on some day of the period.

    Raises:
        CodeInUse: one has.
    """
    wanted = {(code.scheme, code.value) for code in codes}
    for other in holders:
        for history in other.codes:
            for version in history.within(period):
                held = version.value
                if (held.scheme, held.value) in wanted:
                    raise CodeInUse(scheme=held.scheme, value=held.value, unit=other.id, path=("codes",))


def _subject(history: History[T]) -> T:
    """The code or alias that a history is about; it has no other value, and never none."""
    return history.versions[0].value


def _history_of(subject: T, histories: Iterable[History[T]]) -> History[T]:
    return next((history for history in histories if _subject(history) == subject), History())


def _by_scheme(
    scheme: str, histories: Iterable[History[OfficialCode]]
) -> tuple[tuple[History[OfficialCode], ...], tuple[History[OfficialCode], ...]]:
    """The codes of other schemes, and those of this one."""
    found = tuple(histories)
    return (
        tuple(history for history in found if _subject(history).scheme != scheme),
        tuple(history for history in found if _subject(history).scheme == scheme),
    )
