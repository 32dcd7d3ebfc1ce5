"""What a household has of either net, counted in SQL: as `dual_grid` of the core counts, household by household."""

from pypika_tortoise.functions import Count
from pypika_tortoise.queries import QueryBuilder, Table

from governance_core.organisation import CELL, GRID_OFFICER
from graphql_api.organisation.tables import AppointmentStateRow, HouseholdContactRow, PostStateRow, UnitStateRow
from graphql_api.platform.reading.conditions import Question, at_moment
from graphql_api.platform.sql import table_of


def named_members(question: Question, table: Table) -> QueryBuilder:
    """How many Party members are named for a household."""
    return _named(question, table).select(Count("*"))


def cells(question: Question, table: Table) -> QueryBuilder:
    """In how many grid cells a household lies."""
    return _cells(question, table).select(Count("*"))


def officers(question: Question, table: Table) -> QueryBuilder:
    """How many grid officers the cells of a household have."""
    return _officers(question, table).select(Count("*"))


def visiting_officers(question: Question, table: Table) -> QueryBuilder:
    """How many of them are named for the household."""
    named = _named(question, table)
    visiting = named.select(table_of(HouseholdContactRow).as_("named_").member_id)
    held = table_of(AppointmentStateRow).as_("held_")
    return _officers(question, table).select(Count("*")).where(held.person_id.isin(visiting))


def _named(question: Question, table: Table) -> QueryBuilder:
    named = table_of(HouseholdContactRow).as_("named_")
    found: QueryBuilder = question.query.from_(named).where(named.household_id == table.unit_id)
    return found.where(named.member_id.notnull()).where(at_moment(question.moment, named))


def _cells(question: Question, table: Table) -> QueryBuilder:
    """The cells that serve the unit above a household or the one above that: no cell serves anything higher."""
    above, cell = table_of(UnitStateRow).as_("above_"), table_of(UnitStateRow).as_("cell_")
    serving = (cell.area_id == above.unit_id) | (cell.area_id == above.parent_id)
    found: QueryBuilder = question.query.from_(above).join(cell).on(serving & at_moment(question.moment, cell))
    found = found.where(above.unit_id == table.parent_id).where(at_moment(question.moment, above))
    return found.where(cell.kind == CELL)


def _officers(question: Question, table: Table) -> QueryBuilder:
    cell = table_of(UnitStateRow).as_("cell_")
    post, held = table_of(PostStateRow).as_("post_"), table_of(AppointmentStateRow).as_("held_")
    found = _cells(question, table)
    found = found.join(post).on((post.unit_id == cell.unit_id) & at_moment(question.moment, post))
    found = found.join(held).on((held.post_id == post.post_id) & at_moment(question.moment, held))
    return found.where(post.kind == GRID_OFFICER)
