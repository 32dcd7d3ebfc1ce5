"""Submitting progress records."""

from collections.abc import Sequence
from datetime import date

from governance_core.assessment import Entry, Evidence, IndicatorScheme, RatingEntry, Subject, submit_record
from governance_core.errors import Blank, Malformed
from governance_core.values import PersonId, RecordId, UnitId
from graphql_api.assessment.queries import Standing, days_of, require_record, require_versions, standing_of, unit_on
from graphql_api.assessment.tables import add_record
from graphql_api.organisation import kinds_of_units, require_colleague, require_unit
from graphql_api.platform.access import REVIEWING_ROLES
from graphql_api.platform.errors import Forbidden
from graphql_api.platform.work import Begin, Work


async def submit(
    begin: Begin,
    *,
    scheme: str,
    indicator: str,
    person: str | None = None,
    unit: str | None = None,
    occurred_on: date,
    entry: Entry,
    evidence: Sequence[Evidence] = (),
    note: str = "",
    supersedes: str | None = None,
) -> RecordId:
    """A record of a cadre's progress, or of a unit's own, is submitted.

    Who reviews submits about whomever they see; a cadre about themself, for the unit whose liaison team they are in,
    and as one of a group of raters.

    The person must have belonged to a unit that the caller sees on the day it happened, or later: who has moved on
    since is still assessed for what they did here.

    Raises:
        Blank, Malformed: it is about nobody, or about a person and a unit.
        Forbidden: it is not for the caller to say.
    """
    detail = {"scheme": scheme, "indicator": indicator, "occurred_on": occurred_on}
    async with begin("assessment.submit_record", subject=person or unit or "", **detail) as work:
        await _require_subject(work, person, unit, occurred_on)
        under, versions = await require_versions(scheme, path=("scheme",))
        made_in = await _made_in(under, person, unit, occurred_on)
        standing = await standing_of(work, under, indicator, person, made_in, entry, occurred_on)
        _refuse_stranger(work, person, entry, standing)
        mistaken = (await require_record(work, supersedes, path=("supersedes",)))[0] if supersedes else None
        outcome = submit_record(
            id=RecordId(work.new_id()),
            scheme=under,
            indicator=indicator,
            person=PersonId(person) if person else None,
            unit=made_in,
            occurred_on=occurred_on,
            entry=entry,
            submitted_by=work.person,
            submitted_at=work.now,
            today=work.today,
            evidence=evidence,
            note=note,
            supersedes=mistaken,
            in_force=days_of(under, versions, occurred_on),
            from_liaison_team=standing.in_liaison_team,
            relations=standing.relations,
            known=standing.known,
        )
        await add_record(outcome.state, work.entry_id)
        work.record(outcome.events)
        return outcome.state.id


async def _require_subject(work: Work, person: str | None, unit: str | None, on: date) -> None:
    if person is None and unit is None:
        raise Blank(path=("person",))
    if person is not None and unit is not None:
        raise Malformed(value=unit, expected="a person or a unit, not both", path=("unit",))
    if person is not None:
        await require_colleague(work, person, on, path=("person",))
    if unit is not None:
        await require_unit(work, unit, on, path=("unit",))


async def _made_in(scheme: IndicatorScheme, person: str | None, unit: str | None, on: date) -> UnitId | None:
    """The unit that a record is made in, or is about; None where the scheme is not about the post, or the unit."""
    if person is not None:
        return await unit_on(scheme, person, on)
    if unit is None or scheme.subject is not Subject.UNIT:
        return None
    kind = (await kinds_of_units([unit])).get(unit)
    return UnitId(unit) if kind in scheme.unit_kinds else None


def _refuse_stranger(work: Work, person: str | None, entry: Entry, standing: Standing) -> None:
    principal = work.principal
    if principal.role in REVIEWING_ROLES or standing.in_liaison_team:
        return
    rates = isinstance(entry, RatingEntry) and entry.group is not None
    if not rates and (person is None or principal.person_id != person):
        about = "unit" if person is None else "person"
        raise Forbidden(role=principal.role.value, act="assessment.submit_record", path=(about,))
