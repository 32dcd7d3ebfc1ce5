"""The rows of the national list of divisions, by level: province, prefecture, county, town, and village level.

A list has an edition, the year in its file's name; what it says is taken to be so from the first day of that year.

Prefectures without counties (Dongguan, Zhongshan, Danzhou) are repeated one level down under their own code, so that
every level has somebody to stand under; Jinmen, of which the list knows nothing below the county, is repeated twice.
Such a row is no unit: what stands under it stands under the unit whose code and name it repeats. Any other code that
is given twice is a fault.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from governance_core.errors import Duplicate, Malformed, UnknownValue
from graphql_api.platform.importing import ImportFault, Record

LEVELS = ("province", "prefecture", "county", "town", "village")
MOST_FAULTS = 1000
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")


class Division(NamedTuple):
    """A row of the list. A tuple, because there are hundreds of thousands."""

    code: str
    name: str
    parent: str
    file: str
    row: int

    @property
    def place(self) -> Record:
        """Where it stands, for telling a fault."""
        return Record(file=self.file, row=self.row, values={})


def by_level(records: Iterator[Record], days: dict[str, date], faults: list[ImportFault]) -> list[list[Division]]:
    """The rows that are units, by level; the first day of each file's edition is added to `days`."""
    levels: list[list[Division]] = [[] for _ in LEVELS]
    written: dict[str, str] = {}
    for record in records:
        values, file = record.values, record.file
        if file not in days:
            days[file] = _first_day(record, faults)
        if values["level"] not in LEVELS:
            if values["level"] is not None:  # an empty cell has been told already
                faults.append(record.fault(UnknownValue(value=values["level"], known=LEVELS), "level"))
        elif values["code"] is not None and values["name"] is not None:
            parent = values["parent_code"] or ""
            parent = written.setdefault(parent, parent)
            levels[LEVELS.index(values["level"])].append(
                Division(values["code"], values["name"], parent, file, record.row)
            )
        if len(faults) >= MOST_FAULTS:
            break
    met: dict[str, tuple[int, str]] = {}
    return [list(_units(level, rows, met, faults)) for level, rows in enumerate(levels)]


def _first_day(record: Record, faults: list[ImportFault]) -> date:
    found = _YEAR.findall(record.file)
    if len(found) == 1:
        return date(int(found[0]), 1, 1)
    cause = Malformed(value=record.file, expected="a name with the year of the edition, as divisions-2023.csv")
    faults.append(ImportFault(file=record.file, row=0, column="", cause=cause, path=(record.file, "0")))
    return date.max


def _units(
    level: int, rows: Sequence[Division], met: dict[str, tuple[int, str]], faults: list[ImportFault]
) -> Iterator[Division]:
    """The rows of a level that are units: not those that repeat the unit they stand under."""
    for row in rows:
        known = met.get(row.code)
        if known is not None and (row.parent != row.code or known != (level - 1, row.name)):
            faults.append(row.place.fault(Duplicate(value=row.code), "code"))
            continue
        met[row.code] = (level, row.name)
        if known is None:
            yield row
