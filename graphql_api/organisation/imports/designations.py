"""What a unit's row says of its codes and aliases, and the acts that make it so."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import partial

from governance_core.errors import GovernanceError, Malformed
from governance_core.events import Outcome
from governance_core.organisation import (
    OfficialCode,
    Unit,
    add_alias,
    assign_code,
    remove_alias,
    withdraw_code,
)
from governance_core.values import Period
from graphql_api.platform.cells import SEPARATOR, parted, plain_code, trimmed
from graphql_api.platform.importing import Record

Act = Callable[..., Outcome[Unit]]
DEFAULT_SCHEME = "stats12"


def codes_of(record: Record) -> tuple[OfficialCode, ...]:
    """The official codes that a row gives: several stand beside each other, in the same order in three columns.

    Raises:
        Malformed: there are not as many schemes, or sources, as codes; or a code is not written like one.
    """
    values = parted(record.values["code"])
    if not values:
        return ()
    schemes, sources = (_beside(record, column, len(values)) for column in ("code_scheme", "code_source"))
    return tuple(
        OfficialCode(scheme=scheme or DEFAULT_SCHEME, value=value, source=source or record.values["source"])
        for scheme, value, source in zip(schemes, values, sources, strict=True)
    )


def _beside(record: Record, column: str, count: int) -> tuple[str | None, ...]:
    given = record.values[column]
    if given is None:
        return (None,) * count
    found = parted(given)
    if count == 1:
        return (SEPARATOR.join(found),)
    if len(found) != count:
        expected = f"{count} with {SEPARATOR} between, as many as codes"
        raise Malformed(value=given[:80], expected=expected, path=(column,))
    return found


def aliases_of(record: Record) -> tuple[str, ...]:
    """The aliases that a row gives."""
    return parted(record.values["aliases"])


def says_otherwise(record: Record, unit: Unit, on: date) -> bool:
    """Whether a row gives other codes or aliases than the unit has on a day; without the column it says nothing."""
    given, held = codes_of(record), unit.codes_at(on)
    codes = "code" not in record.unsaid and {_plain(code) for code in given} != {_plain(code) for code in held}
    return codes or (
        "aliases" not in record.unsaid and {*aliases_of(record)} != {trimmed(alias) for alias in unit.aliases_at(on)}
    )


def _plain(code: OfficialCode) -> tuple[str, str, str]:
    return code.scheme, plain_code(code.value), trimmed(code.source)


def last_change(unit: Unit, on: date) -> date:
    """The last day, up to a day, on which the unit's state, its codes or its aliases became other than before."""
    periods = [version.period for one in (unit.states, *unit.codes, *unit.aliases) for version in one.timeline()]
    days = (day for period in periods for day in (period.start, period.end) if day is not None and day <= on)
    return max(days, default=on)


def designated(
    record: Record, unit: Unit, on: date, recorded_at: datetime, holders: Iterable[Unit]
) -> list[Outcome[Unit]]:
    """The acts that give a unit the codes and aliases of a row from a day on, each on the result of the one before.

    Raises:
        CodeInUse: another unit has one of the codes.
    """
    outcomes: list[Outcome[Unit]] = []
    for act in (*_code_acts(record, unit, on, holders), *_alias_acts(record, unit, on)):
        outcomes.append(act(outcomes[-1].state if outcomes else unit, recorded_at=recorded_at))
    return outcomes


def _code_acts(record: Record, unit: Unit, on: date, holders: Iterable[Unit]) -> list[Act]:
    if "code" in record.unsaid:
        return []
    given, held = codes_of(record), unit.codes_at(on)
    known, period = {_plain(code) for code in held}, Period(start=on)
    lost = sorted({code.scheme for code in held} - {code.scheme for code in given})
    gained = [code for code in given if _plain(code) not in known]
    return [
        *(partial(withdraw_code, scheme=scheme, on=on) for scheme in lost),
        *(partial(assign_code, code=code, period=period, holders=tuple(holders)) for code in gained),
    ]


def _alias_acts(record: Record, unit: Unit, on: date) -> list[Act]:
    if "aliases" in record.unsaid:
        return []
    given, held = aliases_of(record), unit.aliases_at(on)
    known = {trimmed(alias) for alias in held}
    return [
        *(partial(remove_alias, alias=alias, on=on) for alias in held if trimmed(alias) not in given),
        *(partial(add_alias, alias=alias, on=on) for alias in dict.fromkeys(given) if alias not in known),
    ]


def readable_codes(record: Record) -> tuple[OfficialCode, ...]:
    """The row's codes, or none where they are not written like codes: that is told when the row is taken."""
    try:
        return codes_of(record)
    except GovernanceError:
        return ()
