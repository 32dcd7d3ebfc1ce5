"""Where the assessment's GraphQL types come from, and who may see them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

from governance_core.assessment import (
    Assessment,
    HeldPost,
    IndicatorScheme,
    IndicatorScore,
    ProgressRecord,
    RecordStatus,
    SchemeStatus,
    scheme_in_force,
    score,
    unit_of_record,
)
from governance_core.errors import NotFound
from governance_core.values import UnitId
from graphql_api.assessment.tables import (
    IndicatorRow,
    IndicatorScoreRow,
    Kept,
    Key,
    RecordRow,
    RollUpRow,
    SchemeRow,
    record_of,
    scheme_of,
)
from graphql_api.organisation import (
    ABOUT_WORK,
    COLLEAGUE_OF_ROW,
    Chain,
    PostHeld,
    chains_of,
    judged_by,
    post_kinds_of,
    posts_held,
    require_colleague,
)
from graphql_api.platform.access import REVIEWING_ROLES, Principal
from graphql_api.platform.means import Mean
from graphql_api.platform.reading.declare import (
    Before,
    Computed,
    Differs,
    Equals,
    Everyone,
    ForRoles,
    From,
    Label,
    Many,
    Moment,
    One,
    OneOf,
    Relation,
    Source,
    Through,
    Where,
)
from graphql_api.platform.reading.reader import Reader
from graphql_api.platform.reading.statements import by_key
from graphql_api.platform.work import Work

SCHEME = Source(
    name="IndicatorScheme",
    table=SchemeRow,
    access=Everyone(),
    labels={"title": Label(zh="title_zh", en="title_en")},
    order=("-cycle_from", "code", "-version"),
    filters={"code": Equals(column="code"), "status": Equals(column="status", few=False)},
)

RECORD = Source(
    name="ProgressRecord",
    table=RecordRow,
    access=ABOUT_WORK,
    relations={
        "scheme": One(target="IndicatorScheme", local="scheme_id"),
        "person": One(target="Person", local="person_id"),
        "colleague": COLLEAGUE_OF_ROW,
        "submitter": One(target="Person", local="submitted_by"),
        "decider": One(target="Person", local="decided_by"),
        "supersedes": One(target="ProgressRecord", local="supersedes_id"),
    },
    order=("-occurred_on",),
    filters={
        "person": Equals(column="person_id"),
        "not_person": Differs(column="person_id"),
        "not_submitter": Differs(column="submitted_by"),
        "scheme": Equals(column="scheme_id"),
        "indicator": Equals(column="indicator"),
        "statuses": OneOf(column="status"),
        "since": From(column="occurred_on"),
        "until": Before(column="occurred_on"),
        "within": Where(relation="person", filter="within"),
    },
)

INDICATOR = Source(
    name="IndicatorLabel",
    table=IndicatorRow,
    access=Everyone(),
    labels={"title": Label(zh="title_zh", en="title_en")},
    filters={"code": Equals(column="code")},
)

INDICATOR_SCORE = Source(
    name="IndicatorScore",
    table=IndicatorScoreRow,
    access=ABOUT_WORK,
    relations={
        "scheme": One(target="IndicatorScheme", local="scheme_id"),
        "indicator": One(target="IndicatorLabel", local="indicator_id"),
        "unit": One(target="Unit", local="unit_id"),
        "person": One(target="Person", local="person_id"),
        "colleague": COLLEAGUE_OF_ROW,
    },
    order=("-as_of",),
    filters={"scheme": Equals(column="scheme_id"), "indicator": Where(relation="indicator", filter="code")},
)

ROLL_UP = Source(
    name="AssessmentRollUp",
    table=RollUpRow,
    access=ForRoles(roles=REVIEWING_ROLES, others=Through(relations=("unit",))),
    computed={"mean": Computed(sql=lambda _, table: Mean(table.points, table.cadres), read=Decimal)},
    relations={
        "unit": One(target="Unit", local="unit_id"),
        "scheme": One(target="IndicatorScheme", local="scheme_id"),
        "indicator": One(target="IndicatorLabel", local="indicator_id"),
    },
    order=("-scheme_id", "indicator_id"),
    filters={"scheme": Equals(column="scheme_id"), "indicator": Where(relation="indicator", filter="code")},
)

SOURCES = (SCHEME, RECORD, INDICATOR, INDICATOR_SCORE, ROLL_UP)
RELATES: dict[str, dict[str, Relation]] = {
    "Person": {"indicator_scores": Many(target="IndicatorScore", remote="person_id")},
    "Unit": {"assessment_roll_ups": Many(target="AssessmentRollUp", remote="unit_id")},
}


async def assessments_of(
    reader: Reader, keys: Sequence[tuple[str, str | None]], moment: Moment
) -> list[Assessment | None]:
    """The assessment of each (person, scheme), where no scheme asks for the one that is about the person's posts then.

    It is None where no scheme is, or where the caller may not see the person's records: a score made of what is left
    would be a lie.
    """
    schemes = await _published_schemes(reader, moment)
    allowed = await judged_by(reader, [person for person, _ in keys], moment)
    records = await _records_of(reader, sorted(allowed), moment)
    kinds = await post_kinds_of(reader, [person for person, wanted in keys if wanted is None], moment)
    found: list[Assessment | None] = []
    for person, wanted in keys:
        offered = schemes if wanted is None else [one for one in schemes if one.id == wanted]
        held = None if wanted is not None else kinds.get(person, set())
        scheme = scheme_in_force(offered, held, as_of=moment.as_of, known_at=moment.known_at)
        if scheme is None or person not in allowed:
            found.append(None)
        else:
            found.append(score(scheme, records.get(person, ()), as_of=moment.as_of, known_at=moment.known_at))
    return found


def awaiting(principal: Principal) -> dict[str, object]:
    """The conditions of the records that a caller could verify or reject: submitted, by and about somebody else."""
    statuses = (RecordStatus.SUBMITTED.value,) if principal.role in REVIEWING_ROLES else ()
    return {"statuses": statuses, "not_person": principal.person_id, "not_submitter": principal.person_id}


async def _published_schemes(reader: Reader, moment: Moment) -> list[IndicatorScheme]:
    question = await reader.question(moment)
    rows = await reader.rows(SCHEME, by_key(question, SCHEME, "status", [SchemeStatus.PUBLISHED.value], ()))
    return [scheme_of(SimpleNamespace(**row)) for row in rows]


async def _records_of(reader: Reader, people: Sequence[str], moment: Moment) -> dict[str, list[ProgressRecord]]:
    found: dict[str, list[ProgressRecord]] = {}
    if people:
        question = await reader.question(moment)
        for row in await reader.rows(RECORD, by_key(question, RECORD, "person_id", people, ())):
            found.setdefault(row["person_id"], []).append(record_of(SimpleNamespace(**row)))
    return found


async def unit_on(scheme: IndicatorScheme, person: str, day: date) -> UnitId | None:
    """The unit in which a record about a person's work on a day is made."""
    return unit_among(scheme, (await posts_held([person])).get(person, ()), day)


def unit_among(scheme: IndicatorScheme, posts: Iterable[PostHeld], day: date) -> UnitId | None:
    """The same, of the posts that the person holds at any time."""
    held = [
        HeldPost(appointment=one.appointment, unit=one.unit, kind=one.kind, basis=one.basis)
        for one in posts
        if day in one.period
    ]
    return unit_of_record(scheme, held)


async def indicators_by_code(scheme: str) -> dict[str, str]:
    """The keys of a scheme's indicators by code."""
    rows = await IndicatorRow.filter(scheme_id=scheme).values_list("code", "id")
    return {str(code): str(key) for code, key in rows}


async def placed(scores: Iterable[IndicatorScore], indicators: Mapping[str, str]) -> dict[Key, Kept]:
    """Scores with the units in whose sums they are: where theirs stood on each one's day, and what stood above it.

    Args:
        scores: scores under one scheme.
        indicators: the keys of its indicators by code.
    """
    found = list(scores)
    chains = await chains_of({score.unit for score in found})
    return {
        (score.person, indicators[score.indicator], score.unit): Kept(
            score=score, counted_in=chain_on(chains.get(score.unit, ()), score.unit, score.as_of)
        )
        for score in found
    }


def chain_on(chains: Iterable[Chain], unit: UnitId, day: date) -> tuple[UnitId, ...]:
    """A unit with what stands above it on a day; alone where it is not known to be there then."""
    return next((chain.units for chain in chains if day in chain.period), (unit,))


async def require_scheme(key: str, *, path: tuple[str, ...]) -> IndicatorScheme:
    """The scheme of an act.

    Raises:
        NotFound: there is none.
    """
    row = await SchemeRow.get_or_none(id=key)
    if row is None:
        raise NotFound(kind="indicator scheme", key=key, path=path)
    return scheme_of(row)


async def require_record(work: Work, key: str, *, path: tuple[str, ...]) -> ProgressRecord:
    """The record of an act, which its caller must be able to see.

    Raises:
        NotFound: there is none, or not for this caller.
    """
    row = await RecordRow.get_or_none(id=key)
    missing = NotFound(kind="progress record", key=key, path=path)
    if row is None:
        raise missing
    record = record_of(row)
    if record.person != work.principal.person_id:
        if work.principal.role not in REVIEWING_ROLES:
            raise missing
        try:
            await require_colleague(work, record.person, work.today, path=path)
        except NotFound:
            raise missing from None
    return record
