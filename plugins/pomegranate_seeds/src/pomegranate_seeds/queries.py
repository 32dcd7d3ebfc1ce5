"""Where the practice's GraphQL types come from, who may see them, and what an act may be about."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from governance_core.errors import NotFound
from governance_core.values import Reading
from graphql_api.plugin import (
    WORKING_ROLES,
    Equals,
    ForRoles,
    Many,
    Moment,
    One,
    OneOf,
    Reader,
    Source,
    Through,
    Work,
    counts_below,
    require_unit,
    so_on,
)
from pomegranate_seeds.model import LiaisonOfficer, Matter, Nomination, Recognition, Standing, Visit
from pomegranate_seeds.rules import headline, headline_counts, standing_on
from pomegranate_seeds.rules.charter import HOUSEHOLD
from pomegranate_seeds.tables import (
    CoverageRow,
    MatterRow,
    NominationRow,
    RecognitionRow,
    ServiceRow,
    VisitRow,
    WithdrawalRow,
)
from pomegranate_seeds.tables.households import grouped, load_recognitions, nomination_of, recognition_of
from pomegranate_seeds.tables.liaison import coverage_of, load_officers, officer_of, visit_of
from pomegranate_seeds.tables.matters import matter_of

FoundT = TypeVar("FoundT", Nomination, Recognition, LiaisonOfficer, Visit, Matter)

_VILLAGE = One(target="Unit", local="village_id")
_HOUSEHOLD = One(target="Unit", local="household_id")
_FILTERS = {"village": Equals(column="village_id"), "household": Equals(column="household_id")}
_INSIDE = ForRoles(roles=WORKING_ROLES, others=Through(relations=("household",)))

NOMINATION = Source(
    name="PomegranateSeedsNomination",
    table=NominationRow,
    access=_INSIDE,
    relations={
        "village": _VILLAGE,
        "household": _HOUSEHOLD,
        "nominator": One(target="Person", local="nominated_by"),
        "decider": One(target="Person", local="decided_by"),
    },
    order=("-nominated_on",),
    filters={**_FILTERS, "statuses": OneOf(column="status")},
)

RECOGNITION = Source(
    name="PomegranateSeedsRecognition",
    table=RecognitionRow,
    key="recognition_id",
    dated=True,
    access=Through(relations=("household",)),
    relations={
        "village": _VILLAGE,
        "household": _HOUSEHOLD,
        "nomination": One(target="PomegranateSeedsNomination", local="nomination_id"),
        "officers": Many(target="PomegranateSeedsOfficer", remote="recognition_id", local="recognition_id"),
    },
    filters=_FILTERS,
)

WITHDRAWAL = Source(
    name="PomegranateSeedsWithdrawal",
    table=WithdrawalRow,
    access=_INSIDE,
    relations={"village": _VILLAGE, "household": _HOUSEHOLD, "decider": One(target="Person", local="decided_by")},
    order=("-withdrawn_on",),
    filters=_FILTERS,
)

OFFICER = Source(
    name="PomegranateSeedsOfficer",
    table=ServiceRow,
    key="officer_id",
    dated=True,
    access=Through(relations=("household",)),
    relations={
        "village": _VILLAGE,
        "household": _HOUSEHOLD,
        "person": One(target="Person", local="person_id"),
        "recognition": One(target="PomegranateSeedsRecognition", local="recognition_id"),
        "coverages": Many(target="PomegranateSeedsCoverage", remote="officer_id", local="officer_id"),
        "visits": Many(target="PomegranateSeedsVisit", remote="officer_id", local="officer_id"),
    },
    filters={**_FILTERS, "person": Equals(column="person_id")},
)

COVERAGE = Source(
    name="PomegranateSeedsCoverage",
    table=CoverageRow,
    dated=True,
    access=Through(relations=("household",)),
    relations={"household": _HOUSEHOLD, "officer": One(target="PomegranateSeedsOfficer", local="officer_id")},
    filters=_FILTERS,
)

VISIT = Source(
    name="PomegranateSeedsVisit",
    table=VisitRow,
    access=_INSIDE,
    relations={
        "village": _VILLAGE,
        "household": _HOUSEHOLD,
        "officer": One(target="PomegranateSeedsOfficer", local="officer_id"),
        "matters": Many(target="PomegranateSeedsMatter", remote="visit_id"),
    },
    order=("-visited_on",),
    filters={**_FILTERS, "officer": Equals(column="officer_id")},
)

MATTER = Source(
    name="PomegranateSeedsMatter",
    table=MatterRow,
    access=ForRoles(roles=WORKING_ROLES, others=Through(relations=("household", "handler"))),
    relations={
        "village": _VILLAGE,
        "household": _HOUSEHOLD,
        "handler": One(target="Unit", local="handler_id"),
        "visit": One(target="PomegranateSeedsVisit", local="visit_id"),
    },
    order=("due_on",),
    filters={
        **_FILTERS,
        "handler": Equals(column="handler_id"),
        "statuses": OneOf(column="status"),
        "kinds": OneOf(column="kind"),
    },
)

SOURCES = (NOMINATION, RECOGNITION, WITHDRAWAL, OFFICER, COVERAGE, VISIT, MATTER)
RELATES = {
    "Adoption": {
        f"pomegranate_seeds_{name}": Many(target=target.name, remote="village_id", local="unit_id")
        for name, target in (
            ("nominations", NOMINATION),
            ("recognitions", RECOGNITION),
            ("withdrawals", WITHDRAWAL),
            ("officers", OFFICER),
            ("coverages", COVERAGE),
            ("visits", VISIT),
            ("matters", MATTER),
        )
    }
}


async def headlines_of(reader: Reader, villages: Sequence[str], moment: Moment) -> list[Mapping[str, Reading]]:
    """The headline figures of each village: sums that everybody who sees the village may see."""
    day, known_at = moment.as_of, moment.known_at
    so, among = so_on(day, known_at), {"village_id__in": list(villages)}
    recognised = grouped(await RecognitionRow.filter(so, **among), "village_id")
    serving = grouped(await ServiceRow.filter(so, **among), "village_id")
    covered = grouped(await CoverageRow.filter(so, **among), "village_id")
    matters = grouped(await MatterRow.filter(raised_on__lte=day, **among), "village_id")
    households = await counts_below(reader, villages, HOUSEHOLD, moment)
    return [
        headline(
            headline_counts(
                as_of=day,
                known_at=known_at,
                households=households.get(village, 0),
                recognitions=[recognition_of([row]) for row in recognised.get(village, ())],
                officers=[officer_of([row]) for row in serving.get(village, ())],
                coverages=[coverage_of(row.household_id, [row]) for row in covered.get(village, ())],
                matters=[matter_of(row) for row in matters.get(village, ())],
            )
        )
        for village in villages
    ]


def standing_of(row: object, moment: Moment) -> Standing | None:
    """Where the matter that a row stands for stood at a moment; None where it was not known to be voiced."""
    return standing_on(matter_of(row), moment.as_of, moment.known_at)


async def require_nomination(work: Work, key: str) -> Nomination:
    """The nomination of an act, whose household its caller must be able to see.

    Raises:
        NotFound: there is none, or not for this caller.
    """
    row = await NominationRow.get_or_none(id=key)
    return await _visible(work, nomination_of(row) if row else None, "nomination", key)


async def require_recognition(work: Work, key: str) -> Recognition:
    """The recognition of an act; as above."""
    found = await load_recognitions(recognition_id=key)
    return await _visible(work, found[0] if found else None, "recognition", key)


async def require_officer(work: Work, key: str) -> LiaisonOfficer:
    """The officer of an act; as above."""
    found = await load_officers(officer_id=key)
    return await _visible(work, found[0] if found else None, "officer", key)


async def require_visit(work: Work, key: str) -> Visit:
    """The visit of an act; as above."""
    row = await VisitRow.get_or_none(id=key)
    return await _visible(work, visit_of(row) if row else None, "visit", key)


async def require_matter(work: Work, key: str) -> Matter:
    """The matter of an act; whoever sees the unit that handles it sees it too."""
    row = await MatterRow.get_or_none(id=key)
    if row is not None and row.handler_id is not None:
        try:
            await require_unit(work, row.handler_id, work.today, path=("matter",))
        except NotFound:
            pass
        else:
            return matter_of(row)
    return await _visible(work, matter_of(row) if row else None, "matter", key)


async def _visible(work: Work, found: FoundT | None, kind: str, key: str) -> FoundT:
    missing = NotFound(kind=kind, key=key, path=(kind,))
    if found is None:
        raise missing
    try:
        await require_unit(work, found.household, None, path=(kind,))
    except NotFound:
        raise missing from None
    return found
