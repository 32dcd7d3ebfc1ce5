"""What the verified records of several people come to, as is known now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from governance_core.assessment import IndicatorScheme, ProgressRecord, RecordStatus, indicator_scores
from graphql_api.assessment.queries.standing import ancestries_of
from graphql_api.assessment.tables import (
    IndicatorRow,
    Kept,
    Key,
    RecordRow,
    SchemeRow,
    new_scores,
    record_of,
    scheme_of,
)
from graphql_api.platform.sql import columns

_UNREAD: dict[str, Any] = {"evidence_data": (), "note": "", "reason": None, "decided_by": None}
_READ = tuple(name for name in columns(RecordRow) if name not in {*_UNREAD, "version", "entry_id"})


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownSchemes:
    """Every scheme, with the keys of its indicators.

    Attributes:
        schemes: by id.
        indicators: by the scheme's id, the key of each indicator by its code.
        codes: the code of each indicator by its key.
    """

    schemes: Mapping[str, IndicatorScheme]
    indicators: Mapping[str, Mapping[str, str]]
    codes: Mapping[str, str]


async def known_schemes() -> KnownSchemes:
    """Every scheme, with the keys of its indicators."""
    schemes = {row.id: scheme_of(row) for row in await SchemeRow.all()}
    indicators: dict[str, dict[str, str]] = {scheme: {} for scheme in schemes}
    codes: dict[str, str] = {}
    for key, scheme, code in await IndicatorRow.all().values_list("id", "scheme_id", "code"):
        indicators[str(scheme)][str(code)] = str(key)
        codes[str(key)] = str(code)
    return KnownSchemes(schemes=schemes, indicators=indicators, codes=codes)


async def scores_of(
    people: Sequence[str], known: KnownSchemes, *, placed: Mapping[str, ProgressRecord] | None = None
) -> dict[Key, Kept]:
    """What the people's records come to.

    Args:
        people: the keys of people, or of units that are assessed themselves.
        known: the schemes.
        placed: records as they are to be taken, by id, where what is stored of them says no unit.
    """
    own: dict[tuple[str, str], list[ProgressRecord]] = {}
    for row in await RecordRow.filter(person_id__in=people, status=RecordStatus.VERIFIED.value).values(*_READ):
        record = (placed or {}).get(row["id"]) or record_of(SimpleNamespace(**row, **_UNREAD))
        own.setdefault((record.scheme, record.subject), []).append(record)
    stood = await ancestries_of({one.unit for records in own.values() for one in records if one.unit is not None})
    found: dict[Key, Kept] = {}
    for (scheme, _), records in own.items():
        found |= new_scores(indicator_scores(known.schemes[scheme], records, stood), known.indicators[scheme])
    return found
