"""Where special projects come from, who may see them, and what an act of a practice may be about."""

from datetime import date

from pypika_tortoise.queries import Table
from pypika_tortoise.terms import Term

from governance_core.errors import NotFound, UnknownValue
from governance_core.practices import Adoption, PracticeManifest, active_on
from graphql_api.organisation import require_unit
from graphql_api.platform.errors import PracticeInactive
from graphql_api.platform.reading.conditions import Question
from graphql_api.platform.reading.declare import Computed, Equals, Many, One, Source, Through, Where
from graphql_api.platform.sql import table_of
from graphql_api.platform.work import Work
from graphql_api.practices.tables import AdoptionRow, AdoptionStateRow, load_adoptions


def _version(question: Question, table: Table) -> Term:
    row = table_of(AdoptionRow).as_("identity_")
    return question.query.from_(row).select(row.version).where(row.id == table.adoption_id)


ADOPTION = Source(
    name="Adoption",
    table=AdoptionStateRow,
    key="adoption_id",
    dated=True,
    practice="practice_id",
    access=Through(relations=("unit",)),
    computed={"version": Computed(sql=_version)},
    relations={
        "unit": One(target="Unit", local="unit_id"),
        "copied_from": One(target="Adoption", local="copied_from"),
        "copies": Many(target="Adoption", remote="copied_from"),
    },
    order=("practice_id",),
    filters={
        "practice": Equals(column="practice_id"),
        "stage": Equals(column="stage", few=False),
        "unit": Equals(column="unit_id"),
        "within": Where(relation="unit", filter="within"),
    },
)

SOURCES = (ADOPTION,)
RELATES = {"Unit": {"special_projects": Many(target="Adoption", remote="unit_id")}}


def require_practice(work: Work, practice: str, *, path: tuple[str, ...] = ("practice",)) -> PracticeManifest:
    """The manifest of an installed practice.

    Raises:
        UnknownValue: no such practice is installed.
    """
    found = work.practices.get(practice)
    if found is None:
        raise UnknownValue(value=practice[:80], known=tuple(work.practices), path=path)
    return found


async def require_adoption(work: Work, key: str, *, path: tuple[str, ...] = ("adoption",)) -> Adoption:
    """The adoption of an act, whose unit its caller must be able to see.

    Raises:
        NotFound: there is none, or not for this caller.
    """
    found = await load_adoptions(work.practices, adoption_id=key)
    try:
        if found:
            await require_unit(work, found[0].unit, None, path=path)
            return found[0]
    except NotFound:
        pass
    raise NotFound(kind="adoption", key=key, path=path)


async def require_active(
    work: Work, practice: str, unit: str, on: date, *, path: tuple[str, ...] = ("unit",)
) -> Adoption:
    """The adoption under which a unit does what an act of a practice is about, on the act's day.

    Args:
        work: the use case under way.
        practice: the practice's id.
        unit: the unit, which the caller must be able to see.
        on: the day of the act.
        path: where in the input the unit is named.

    Raises:
        NotFound: the unit is not there, or not for this caller.
        PracticeInactive: it had not adopted the practice on that day.
    """
    await require_unit(work, unit, on, path=path)
    for adoption in await load_adoptions(work.practices, practice_id=practice, unit_id=unit):
        if active_on(adoption, on):
            return adoption
    raise PracticeInactive(unit=unit, practice=practice, on=on, path=path)
