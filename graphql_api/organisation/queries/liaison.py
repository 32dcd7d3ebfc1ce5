"""Where direct-liaison teams, their visits and issues come from, who may see them, and what an act may be about.

Everybody who sees a village sees its team. What was noted and raised is for those who work on it: with the village, or
with the unit that has to answer.
"""

from typing import Any

from pypika_tortoise.queries import Table
from pypika_tortoise.terms import Term

from governance_core.errors import NotFound
from governance_core.organisation import LiaisonIssue, LiaisonMembership, LiaisonPlace, LiaisonTeam, LiaisonVisit
from governance_core.values import UnitId
from graphql_api.organisation.queries.sources import name_of_person, name_of_unit, version_of
from graphql_api.organisation.queries.visibility import lineages_on, require_unit, visible_units
from graphql_api.organisation.tables import (
    LiaisonIssueRow,
    LiaisonIssueStandingRow,
    LiaisonMembershipRow,
    LiaisonStepRow,
    LiaisonTeamStateRow,
    LiaisonVisitorRow,
    LiaisonVisitRow,
    liaison,
)
from graphql_api.platform.access import WORKING_ROLES
from graphql_api.platform.reading.conditions import Question
from graphql_api.platform.reading.declare import (
    Before,
    Computed,
    Equals,
    ForRoles,
    From,
    Label,
    Many,
    One,
    OneOf,
    Passed,
    Passing,
    Relation,
    Source,
    Through,
    Where,
)
from graphql_api.platform.sql import table_of
from graphql_api.platform.work import Work


def _of_issue(column: str) -> Computed:
    def sql(question: Question, table: Table) -> Term:
        raised = table_of(LiaisonIssueRow).as_("raised_")
        return question.query.from_(raised).select(raised[column]).where(raised.id == table.issue_id)

    return Computed(sql=sql)


_VILLAGE = One(target="Unit", local="village_id")
_TEAM = One(target="LiaisonTeam", local="team_id")

TEAM = Source(
    name="LiaisonTeam",
    table=LiaisonTeamStateRow,
    key="team_id",
    dated=True,
    access=Through(relations=("village",)),
    labels={"name": Label(zh="name_zh", en="name_en")},
    computed={"version": version_of("organisation_liaison_team", "team_id")},
    relations={
        "village": _VILLAGE,
        "members": Many(target="LiaisonMembership", remote="team_id"),
        "visits": Many(target="LiaisonVisit", remote="team_id"),
        "issues": Many(target="LiaisonIssue", remote="team_id"),
    },
    filters={"village": Equals(column="village_id"), "within": Where(relation="village", filter="within")},
)

MEMBERSHIP = Source(
    name="LiaisonMembership",
    table=LiaisonMembershipRow,
    key="membership_id",
    dated=True,
    access=Through(relations=("village",)),
    computed={"name": name_of_person("person_id")},
    relations={"village": _VILLAGE, "team": _TEAM, "person": One(target="Person", local="person_id")},
    order=("role",),
    filters={"role": Equals(column="role"), "person": Equals(column="person_id")},
)

VISIT = Source(
    name="LiaisonVisit",
    table=LiaisonVisitRow,
    access=ForRoles(roles=WORKING_ROLES, others=Through(relations=("village", "place"))),
    computed={"place_name": name_of_unit("place_id")},
    relations={
        "village": _VILLAGE,
        "team": _TEAM,
        "place": One(target="Unit", local="place_id"),
        "visitors": Many(target="LiaisonVisitor", remote="visit_id"),
        "issues": Many(target="LiaisonIssue", remote="visit_id"),
    },
    order=("-visited_on",),
    filters={
        "village": Equals(column="village_id"),
        "team": Equals(column="team_id"),
        "place": Equals(column="place_id"),
        "member": Where(relation="visitors", filter="person"),
        "visited_from": From(column="visited_on"),
        "visited_before": Before(column="visited_on"),
        "withdrawn": Equals(column="withdrawn", few=False),
        "within": Where(relation="village", filter="within"),
    },
)

VISITOR = Source(
    name="LiaisonVisitor",
    table=LiaisonVisitorRow,
    access=Through(relations=("visit",)),
    computed={"name": name_of_person("person_id")},
    relations={
        "visit": One(target="LiaisonVisit", local="visit_id"),
        "person": One(target="Person", local="person_id"),
    },
    filters={"person": Equals(column="person_id")},
)

ISSUE = Source(
    name="LiaisonIssue",
    table=LiaisonIssueStandingRow,
    key="issue_id",
    dated=True,
    access=ForRoles(roles=WORKING_ROLES, others=Through(relations=("village", "about", "handlings"))),
    computed={
        "title": _of_issue("title"),
        "description": _of_issue("description"),
        "version": version_of("organisation_liaison_issue", "issue_id"),
        "about_name": name_of_unit("about_id"),
        "handler_name": name_of_unit("handler_id"),
        "raiser_name": name_of_person("raised_by"),
    },
    relations={
        "village": _VILLAGE,
        "team": _TEAM,
        "about": One(target="Unit", local="about_id"),
        "handler": One(target="Unit", local="handler_id"),
        "raiser": One(target="Person", local="raised_by"),
        "visit": One(target="LiaisonVisit", local="visit_id"),
        "steps": Many(target="LiaisonStep", remote="issue_id"),
        "handlings": Many(target="LiaisonHandling", remote="issue_id"),
    },
    order=("-raised_on",),
    filters={
        "statuses": OneOf(column="status"),
        "overdue": Passed(column="due_on"),
        "village": Equals(column="village_id"),
        "team": Equals(column="team_id"),
        "about": Equals(column="about_id"),
        "handed_to": Equals(column="handler_id"),
        "within": Where(relation="village", filter="within"),
    },
)

STEP = Source(
    name="LiaisonStep",
    table=LiaisonStepRow,
    dated=True,
    access=Through(relations=("issue",)),
    computed={"handler_name": name_of_unit("handler_id")},
    relations={
        "issue": One(target="LiaisonIssue", local="issue_id"),
        "handler": One(target="Unit", local="handler_id"),
        "taker": One(target="Person", local="taken_by"),
    },
    order=("place",),
)

HANDLING = Source(
    name="LiaisonHandling",
    table=LiaisonStepRow,
    dated=True,
    access=Through(relations=("handler",)),
    relations={"handler": One(target="Unit", local="handler_id")},
)
"""A step as whoever answers for it sees it. Whoever has handed an issue on still sees what became of it."""

LIAISON_SOURCES = (TEAM, MEMBERSHIP, VISIT, VISITOR, ISSUE, STEP, HANDLING)

LIAISON_RELATES: dict[str, dict[str, Relation]] = {
    "Unit": {
        "liaison_team": Many(target="LiaisonTeam", remote="village_id"),
        "liaison_teams": Passing(target="LiaisonTeam", filter="within", local="area_path"),
        "liaison_visits": Passing(target="LiaisonVisit", filter="within", local="area_path"),
        "liaison_issues": Passing(target="LiaisonIssue", filter="within", local="area_path"),
    },
    "Person": {"liaison_memberships": Many(target="LiaisonMembership", remote="person_id")},
}


async def require_team(work: Work, key: str) -> LiaisonTeam:
    """The team of an act, whose village its caller must see.

    Raises:
        NotFound: there is none, or not for this caller.
    """
    return await _visible(work, "liaison team", "team", key, await liaison.load_teams(team_id=key))


async def require_membership(work: Work, key: str) -> LiaisonMembership:
    """The membership of an act, the village of whose team its caller must see.

    Raises:
        NotFound: there is none, or not for this caller.
    """
    found = await liaison.load_memberships(membership_id=key)
    return await _visible(work, "liaison membership", "membership", key, found)


async def require_visit(work: Work, key: str) -> LiaisonVisit:
    """The visit of an act, whose village its caller must see.

    Raises:
        NotFound: there is none, or not for this caller.
    """
    return await _visible(work, "liaison visit", "visit", key, [await liaison.load_visit(key)])


async def require_issue(work: Work, key: str) -> LiaisonIssue:
    """The issue of an act, whose village, or a unit that has or had it, its caller must see.

    Raises:
        NotFound: there is none, or not for this caller.
    """
    issue = await liaison.load_issue(key)
    concerned = [issue.village, *(step.handler for step in issue.steps if step.handler)] if issue else []
    if issue is None or not await visible_units(work, concerned, None):
        raise NotFound(kind="liaison issue", key=key, path=("issue",))
    return issue


async def _visible(work: Work, kind: str, named: str, key: str, found: Any) -> Any:
    thing = next(iter(found), None)
    if thing is None or not await visible_units(work, [thing.village], None):
        raise NotFound(kind=kind, key=key, path=(named,))
    return thing


async def place_on(work: Work, key: str, on: Any, *, path: tuple[str, ...]) -> LiaisonPlace:
    """A unit that the caller sees, as it was on a day.

    Raises:
        NotFound: it was not there, or not for this caller.
    """
    await require_unit(work, key, on, path=path)
    return await _standing(key, on, path)


async def handler_on(work: Work, key: str, on: Any, *, village: str) -> LiaisonPlace:
    """A unit that an issue of a village may be handed to: one that the caller sees, or one above the village.

    Raises:
        NotFound: it was not there on that day, or not for this caller.
    """
    above = (await lineages_on([village], on)).get(village, ())
    if key not in [unit for unit, _ in above]:
        await require_unit(work, key, on, path=("to",))
    return await _standing(key, on, ("to",))


async def _standing(key: str, on: Any, path: tuple[str, ...]) -> LiaisonPlace:
    lineages = await lineages_on([key], on)
    if key not in lineages:
        raise NotFound(kind="unit", key=key, path=path)
    (_, kind), *above = lineages[key]
    return LiaisonPlace(unit=UnitId(key), kind=kind, above=tuple(UnitId(unit) for unit, _ in above))
