"""How the seats of posts are taken, counted in SQL."""

from pypika_tortoise.functions import Count
from pypika_tortoise.queries import QueryBuilder, Table
from pypika_tortoise.terms import Case, LiteralValue, Term

from governance_core.organisation import STANDARD_POSTS
from graphql_api.organisation.tables import AppointmentStateRow, PostStateRow
from graphql_api.platform.reading.conditions import Question, at_moment
from graphql_api.platform.sql import table_of

REQUIRED = {kind.code: kind.required for kind in STANDARD_POSTS if kind.required}


def filled(question: Question, table: Table) -> QueryBuilder:
    """How many people hold a post."""
    held = table_of(AppointmentStateRow).as_("held_")
    counted = question.query.from_(held).select(Count("*")).where(held.post_id == table.post_id)
    return counted.where(at_moment(question.moment, held))


def vacant(question: Question, table: Table) -> Term:
    """How many of a post's seats nobody holds."""
    return _excess(table.seats, filled(question, table))


def lacking(question: Question, table: Table) -> Term:
    """How many more holders of posts of its kind a complete team of the post's unit needs."""
    held, like = table_of(AppointmentStateRow).as_("held_"), table_of(PostStateRow).as_("like_")
    counted = question.query.from_(like).join(held).on(held.post_id == like.post_id).select(Count("*"))
    counted = counted.where((like.unit_id == table.unit_id) & (like.kind == table.kind))
    counted = counted.where(at_moment(question.moment, like) & at_moment(question.moment, held))
    required = Case()
    for kind, number in REQUIRED.items():
        required = required.when(table.kind == kind, _number(number))
    return _excess(required.else_(_number(0)), counted)


def _number(value: int) -> LiteralValue:
    """A number in the statement's text: PostgreSQL takes a parameter of which it knows nothing else for a text."""
    return LiteralValue(str(value))


def _excess(wanted: Term, found: Term) -> Term:
    return Case().when(wanted > found, wanted - found).else_(0)
