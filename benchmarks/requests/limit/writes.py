"""W1 and W2 by hand: the statements that the service sends, in one transaction; the rules of a score are the core's.

What the service reads again for its answer is known here; a published scheme is parsed once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import partial
from types import SimpleNamespace
from typing import Any, Protocol

import orjson

from benchmarks.requests.limit.lights import SCHEMES, light_up
from benchmarks.requests.limit.scoring import Transaction, add_to_sums, record_of, score_of
from governance_core.assessment import (
    EvidenceKind,
    IndicatorScheme,
    ProgressRecord,
    QuantityEntry,
    SchemeStatus,
    dimension_from_data,
    entry_to_data,
    indicator_scores,
)
from governance_core.values import Period, PersonId, SchemeId, Text
from graphql_api.platform.identifiers import Identifiers

REVIEWING = frozenset({"town-admin", "organisation-office", "village-secretary", "assessor"})
_RECORD = (
    "id,scheme_id,indicator,person_id,occurred_on,entry_data,evidence_data,note,submitted_by,submitted_at,supersedes_id,"
    "unit_id,status,decided_by,decided_at,reason,version,entry_id,kind,source"
)
_LOCK = "SELECT pg_advisory_xact_lock(hashtext(what)) FROM (SELECT unnest($1::text[]) AS what ORDER BY 1) AS _"

_COLLEAGUE = """SELECT u.area_path FROM (
  SELECT unit_id FROM organisation_appointment_state WHERE person_id=$1 AND superseded_at IS NULL AND valid_to>=$2
  UNION ALL SELECT unit_id FROM organisation_membership
  WHERE person_id=$1 AND superseded_at IS NULL AND valid_to>=$2 AND kind='party'
) m CROSS JOIN organisation_unit_state u WHERE u.unit_id=m.unit_id AND u.superseded_at IS NULL AND u.valid_to>$2
UNION ALL SELECT NULL FROM organisation_unit_state WHERE unit_id=$3 AND superseded_at IS NULL AND valid_to>$2"""
_HELD = """SELECT a.*,(SELECT kind FROM organisation_post_state p WHERE p.post_id=a.post_id AND p.superseded_at IS NULL
  ORDER BY p.valid_from DESC LIMIT 1) AS kind
FROM organisation_appointment_state a WHERE a.person_id=$1 AND a.superseded_at IS NULL"""

_SCHEME = "SELECT * FROM assessment_scheme WHERE id=$1"
_VERSIONS = "SELECT * FROM assessment_scheme WHERE code=(SELECT code FROM assessment_scheme WHERE id=$1)"
_TIES = """SELECT a.unit_id,NULL AS path,NULL AS area_path FROM organisation_appointment_state a
  WHERE a.person_id=$1 AND a.superseded_at IS NULL AND a.valid_from<=$2 AND a.valid_to>$2
UNION ALL SELECT u.unit_id,u.path,u.area_path FROM organisation_unit_state u
  WHERE u.unit_id=$3 AND u.superseded_at IS NULL AND u.valid_from<=$2 AND u.valid_to>$2
UNION ALL SELECT l.village_id,NULL,NULL FROM organisation_liaison_membership l
  WHERE l.person_id=$1 AND l.superseded_at IS NULL AND l.valid_from<=$2 AND l.valid_to>$2
UNION ALL SELECT m.unit_id,w.path,w.area_path FROM organisation_membership m CROSS JOIN organisation_unit_state w
  WHERE m.person_id=$1 AND m.superseded_at IS NULL AND m.valid_from<=$2 AND m.valid_to>$2
    AND w.unit_id=m.unit_id AND w.superseded_at IS NULL AND w.valid_from<=$2 AND w.valid_to>$2"""


class Refusal(Exception):
    """The act is not allowed, or what it is about is not there for the caller."""


class Caller(Protocol):
    """Who acts."""

    now: datetime
    today: date
    token: str
    role: str
    person: str | None
    path: str


@dataclass(slots=True)
class Acts:
    """The two acts."""

    new_id: Identifiers = field(default_factory=lambda: Identifiers(lambda: datetime.now(UTC)))
    schemes: dict[str, IndicatorScheme] = field(default_factory=dict)

    async def submit(self, on: Transaction, caller: Caller, given: Mapping[str, Any]) -> str:
        """A record is submitted."""
        said = given["input"]
        scheme_id, person = _key(said["scheme"]), _key(said["person"])
        occurred_on = date.fromisoformat(said["occurredOn"])
        if caller.role not in REVIEWING and caller.person != person:
            raise Refusal
        detail = {"scheme": scheme_id, "indicator": said["indicator"], "occurred_on": said["occurredOn"]}
        entry = await self._entry(on, caller, "assessment.submit_record", person, detail)
        await self._colleague(on, caller, person, occurred_on)
        scheme = await self._scheme(on, scheme_id, _VERSIONS)
        unit = await self._unit(on, scheme, person, occurred_on)
        if unit is None:
            raise Refusal
        source = "system" if caller.person is None else "self" if caller.person == person else "colleague"
        if source == "colleague":
            await on.rows(_TIES, caller.person, occurred_on, unit)
        scheme.indicator(said["indicator"])
        if occurred_on not in scheme.cycle or occurred_on > caller.today or not said["evidence"]:
            raise Refusal
        key = self.new_id()
        evidence = [
            {"kind": EvidenceKind[one["kind"]].value, "title": one["title"], "reference": one["reference"],
             "sha256": one.get("sha256")}
            for one in said["evidence"]
        ]  # fmt: skip
        entered = entry_to_data(QuantityEntry(amount=Decimal(said["entry"]["amount"])))
        marks = ",".join(f"${number}" for number in range(1, 21))
        await on.rows(f"INSERT INTO assessment_record ({_RECORD}) VALUES ({marks})", key, scheme_id, said["indicator"],
                      person, occurred_on, _json(entered), _json(evidence), said.get("note", ""), caller.person,
                      caller.now, None, unit, "submitted", None, None, None, 1, entry, QuantityEntry.kind,
                      source)  # fmt: skip
        facts = {"effective_on": said["occurredOn"], "record": key, "scheme": scheme_id, "person": person,
                 "indicator": said["indicator"]}  # fmt: skip
        await self._event(on, caller, entry, "assessment.record-submitted", occurred_on, facts)
        told = {"__typename": "ProgressRecord", "id": f"ProgressRecord:{key}", "status": "SUBMITTED",
                "indicator": said["indicator"]}  # fmt: skip
        return _json({"data": {"submitRecord": told}})

    async def verify(self, on: Transaction, caller: Caller, given: Mapping[str, Any]) -> str:
        """A record is verified: its cadre's score on the indicator and the sums follow."""
        key = _key(given["input"]["record"])
        if caller.role not in REVIEWING:
            raise Refusal
        entry = await self._entry(on, caller, "assessment.verify_record", key, {})
        await _alone(on, f"record:{key}")
        row = (await on.rows(f"SELECT {_RECORD} FROM assessment_record WHERE id=$1", key))[0]
        person, scheme_id, indicator = row["person_id"], row["scheme_id"], row["indicator"]
        await self._colleague(on, caller, person, caller.today)
        if row["status"] != "submitted" or caller.person in {person, row["submitted_by"]}:
            raise Refusal
        await on.rows("UPDATE assessment_record SET version=version+1,status='verified',decided_by=$1,decided_at=$2,"
                      "reason=NULL WHERE id=$3",
                      caller.person, caller.now, key)  # fmt: skip
        counted, code = await self._count_anew(on, person, scheme_id, indicator)
        told_of = await self._light(on, caller, counted, (person, indicator, code), entry)
        occurred_on: date = on.read(row["occurred_on"], date)
        facts = {"effective_on": occurred_on.isoformat(), "record": key, "scheme": scheme_id, "person": person,
                 "indicator": indicator, "supersedes": row["supersedes_id"]}  # fmt: skip
        await self._event(on, caller, entry, "assessment.record-verified", occurred_on, facts)
        if told_of is not None:
            await self._event(on, caller, entry, told_of[0], caller.today, told_of[1])
        told = {"__typename": "ProgressRecord", "id": f"ProgressRecord:{key}", "status": "VERIFIED"}
        return _json({"data": {"verifyRecord": told}})

    async def _entry(self, on: Transaction, caller: Caller, act: str, subject: str, detail: Mapping[str, Any]) -> str:
        key = self.new_id()
        await on.rows(
            "INSERT INTO platform_audit_entry (id,at,token_id,role,person_id,act,subject,detail)"
            " VALUES ($1,$2,$3,$4,$5,$6,$7,$8)",
            key, caller.now, caller.token, caller.role, caller.person, act, subject, _json(detail),
        )  # fmt: skip
        return key

    async def _event(
        self, on: Transaction, caller: Caller, entry: str, name: str, day: date, facts: Mapping[str, Any]
    ) -> None:
        await on.rows(
            "INSERT INTO platform_event (id,entry_id,name,effective_on,payload,recorded_at) VALUES ($1,$2,$3,$4,$5,$6)",
            self.new_id(), entry, name, day, _json(facts), caller.now,
        )  # fmt: skip

    async def _colleague(self, on: Transaction, caller: Caller, person: str, day: date) -> None:
        """Somebody with a post, or a member of the Party, in a unit that the caller sees."""
        root = caller.path.rstrip("/").rpartition("/")[2]
        found = await on.rows(_COLLEAGUE, person, day, root)
        if not any(row[0] is not None and row[0].startswith(caller.path) for row in found):
            raise Refusal

    async def _scheme(self, on: Transaction, key: str, sql: str = _SCHEME) -> IndicatorScheme:
        return self._parsed(on, next(one for one in await on.rows(sql, key) if one["id"] == key))

    def _parsed(self, on: Transaction, row: Any) -> IndicatorScheme:
        key = row["id"]
        if key not in self.schemes:
            start, end = (on.read(row[name], date) for name in ("cycle_from", "cycle_to"))
            self.schemes[key] = IndicatorScheme(
                id=SchemeId(key),
                code=row["code"],
                version=row["version"],
                title=Text(zh=row["title_zh"]),
                cycle=Period(start=start, end=end),
                applies_to=tuple(orjson.loads(row["applies_to"])),
                dimensions=tuple(map(dimension_from_data, orjson.loads(row["dimension_data"]))),
                status=SchemeStatus(row["status"]),
                published_at=on.read(row["published_at"], datetime),
            )
        return self.schemes[key]

    async def _unit(self, on: Transaction, scheme: IndicatorScheme, person: str, day: date) -> str | None:
        """The unit of the post that the scheme is about: those of one's main appointment come first."""
        held = await on.rows(_HELD, person)
        ranks = ("secondment", "substantive", "concurrent", "part-time")
        found = sorted(
            (ranks.index(row["basis"]), row["appointment_id"], row["unit_id"])
            for row in held
            if row["kind"] in scheme.applies_to
            and on.read(row["valid_from"], date) <= day < on.read(row["valid_to"], date)
        )  # fmt: skip
        return found[0][2] if found else None

    async def _light(
        self,
        on: Transaction,
        caller: Caller,
        records: Sequence[ProgressRecord],
        about: tuple[str, str, str],
        entry: str,
    ) -> tuple[str, Mapping[str, Any]] | None:
        await _alone(on, f"warnings:{about[0]}")
        schemes = [self._parsed(on, row) for row in await on.rows(SCHEMES, caller.today)]
        return await light_up(
            on, schemes, records, about=about, today=caller.today, now=caller.now, entry=entry, new_id=self.new_id()
        )

    async def _count_anew(
        self, on: Transaction, person: str, scheme_id: str, indicator: str
    ) -> tuple[list[ProgressRecord], str]:
        """The person's records that count, and the indicator's key."""
        indicators = await on.rows("SELECT code,id FROM assessment_indicator WHERE scheme_id=$1", scheme_id)
        key = dict(map(tuple, indicators))[indicator]
        await _alone(on, f"score:{person}:{key}")
        rows = await on.rows(
            f"SELECT {_RECORD} FROM assessment_record WHERE person_id=$1 AND scheme_id=$2 AND indicator=$3"
            " AND status='verified'",
            person, scheme_id, indicator,
        )  # fmt: skip
        scheme = await self._scheme(on, scheme_id)
        about = SimpleNamespace(person=PersonId(person), scheme=scheme, indicator=indicator)
        kept = await on.rows(
            "SELECT unit_id,points,as_of,records,by_products,counted_in FROM assessment_score"
            " WHERE person_id=$1 AND indicator_id=$2", person, key,
        )  # fmt: skip
        before = {row["unit_id"]: (score_of(on, about, row), row["counted_in"]) for row in kept}
        records = list(map(partial(record_of, on), rows))
        made = {one.unit: one for one in indicator_scores(scheme, records, {})}
        chains = await self._chains(on, list(made))
        after = {str(unit): (one, chains[str(unit)]) for unit, one in made.items()}
        fresh = [
            (person, scheme_id, key, unit, one.points, one.as_of, one.records, one.by_products, chain)
            for unit, (one, chain) in after.items()
        ]
        await on.many(
            "INSERT INTO assessment_score"
            " (person_id,scheme_id,indicator_id,unit_id,part,points,as_of,records,by_products,counted_in)"
            " VALUES ($1,$2,$3,$4,'',$5,$6,$7,$8,$9) ON CONFLICT (person_id,indicator_id,unit_id,part) DO UPDATE SET"
            " points=excluded.points,as_of=excluded.as_of,records=excluded.records,"
            "by_products=excluded.by_products,counted_in=excluded.counted_in",
            fresh,
        )
        if gone := [unit for unit in before if unit not in after]:
            marks = ",".join(f"${number}" for number in range(3, len(gone) + 3))
            kept_there = f"person_id=$1 AND indicator_id=$2 AND unit_id IN ({marks})"
            await on.rows(f"DELETE FROM assessment_score WHERE {kept_there}", person, key, *gone)
        await add_to_sums(on, scheme_id, key, before, after)
        return records, key

    async def _chains(self, on: Transaction, units: Sequence[str]) -> dict[str, str]:
        marks = ",".join(f"${number}" for number in range(1, len(units) + 1))
        rows = await on.rows(
            f"SELECT unit_id,path,area_path FROM organisation_unit_state WHERE unit_id IN ({marks})"
            " AND superseded_at IS NULL ORDER BY valid_from", *units,
        )  # fmt: skip
        return {
            row["unit_id"]: "".join(
                f"{step}/" for step in dict.fromkeys(f"{row['path']}{row['area_path']}".split("/")) if step
            )
            for row in rows
        }


async def _alone(on: Transaction, what: str) -> None:
    if not on.sqlite:
        await on.rows(_LOCK, [what])


def _key(value: str) -> str:
    return value.partition(":")[2]


def _json(value: Any) -> str:
    return orjson.dumps(value).decode()
