"""Loading liaison teams, visits and issues for a decision, and storing what was decided."""

from datetime import UTC
from typing import Any

from governance_core.history import History
from governance_core.organisation import (
    IssueStanding,
    IssueStatus,
    IssueStep,
    LiaisonIssue,
    LiaisonIssueId,
    LiaisonMembership,
    LiaisonMembershipId,
    LiaisonRole,
    LiaisonTeam,
    LiaisonTeamId,
    LiaisonVisit,
    LiaisonVisitId,
    VisitWithdrawal,
    standings_of,
)
from governance_core.values import PersonId, Text, UnitId
from graphql_api.organisation.tables.liaison_rows import (
    LiaisonIssueRow,
    LiaisonIssueStandingRow,
    LiaisonMembershipRow,
    LiaisonStepRow,
    LiaisonTeamStateRow,
    LiaisonVisitorRow,
    LiaisonVisitRow,
)
from graphql_api.platform.dated import history_of, store_history


def _grouped(rows: list[Any], column: str) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(getattr(row, column), []).append(row)
    return found


async def load_teams(**where: Any) -> tuple[LiaisonTeam, ...]:
    """The teams that fulfil conditions on their rows, as known now."""
    rows = await LiaisonTeamStateRow.filter(**where, superseded_at=None)
    return tuple(
        LiaisonTeam(
            id=LiaisonTeamId(key),
            village=UnitId(found[0].village_id),
            names=history_of(found, lambda row: Text(zh=row.name_zh, en=row.name_en)),
        )
        for key, found in _grouped(rows, "team_id").items()
    )


async def store_team(before: LiaisonTeam | None, after: LiaisonTeam, entry_id: str) -> None:
    """Store a team after an act."""
    await store_history(
        LiaisonTeamStateRow,
        key={"team_id": after.id, "village_id": after.village},
        before=before.names if before else History(),
        after=after.names,
        entry_id=entry_id,
        columns=lambda name: {"name_zh": name.zh, "name_en": name.en},
    )


async def load_memberships(**where: Any) -> tuple[LiaisonMembership, ...]:
    """The memberships that fulfil conditions on their rows, as known now."""
    rows = await LiaisonMembershipRow.filter(**where, superseded_at=None)
    return tuple(
        LiaisonMembership(
            id=LiaisonMembershipId(key),
            team=LiaisonTeamId(found[0].team_id),
            village=UnitId(found[0].village_id),
            person=PersonId(found[0].person_id),
            roles=history_of(found, lambda row: LiaisonRole(row.role)),
        )
        for key, found in _grouped(rows, "membership_id").items()
    )


async def store_membership(before: LiaisonMembership | None, after: LiaisonMembership, entry_id: str) -> None:
    """Store a membership after an act."""
    await store_history(
        LiaisonMembershipRow,
        key={
            "membership_id": after.id,
            "team_id": after.team,
            "village_id": after.village,
            "person_id": after.person,
        },
        before=before.roles if before else History(),
        after=after.roles,
        entry_id=entry_id,
        columns=lambda role: {"role": role.value},
    )


async def load_visit(key: str) -> LiaisonVisit | None:
    """The visit with this key."""
    row = await LiaisonVisitRow.get_or_none(id=key)
    if row is None:
        return None
    went = await LiaisonVisitorRow.filter(visit_id=key).order_by("id").values_list("person_id", flat=True)
    withdrawal = None
    if row.withdrawn_at is not None:
        withdrawal = VisitWithdrawal(
            reason=row.withdrawal_reason or "", by=_person(row.withdrawn_by), at=row.withdrawn_at.astimezone(UTC)
        )
    return LiaisonVisit(
        id=LiaisonVisitId(row.id),
        team=LiaisonTeamId(row.team_id),
        village=UnitId(row.village_id),
        place=UnitId(row.place_id),
        on=row.visited_on,
        visitors=tuple(PersonId(str(who)) for who in went),
        note=row.note,
        recorded_by=_person(row.recorded_by),
        recorded_at=row.recorded_at.astimezone(UTC),
        withdrawal=withdrawal,
    )


async def add_visit(visit: LiaisonVisit, entry_id: str) -> None:
    """Store a new visit."""
    await LiaisonVisitRow.create(
        id=visit.id,
        team_id=visit.team,
        village_id=visit.village,
        place_id=visit.place,
        visited_on=visit.on,
        note=visit.note,
        recorded_by=visit.recorded_by,
        recorded_at=visit.recorded_at,
        entry_id=entry_id,
    )
    await LiaisonVisitorRow.bulk_create([LiaisonVisitorRow(visit_id=visit.id, person_id=who) for who in visit.visitors])


async def store_withdrawal(visit: LiaisonVisit, withdrawal: VisitWithdrawal) -> None:
    """Store that a visit was recorded wrongly."""
    await LiaisonVisitRow.filter(id=visit.id).update(
        withdrawn=True,
        withdrawal_reason=withdrawal.reason,
        withdrawn_by=withdrawal.by,
        withdrawn_at=withdrawal.at,
    )


async def load_issue(key: str) -> LiaisonIssue | None:
    """The issue with this key, with all its steps."""
    row = await LiaisonIssueRow.get_or_none(id=key)
    if row is None:
        return None
    steps = await LiaisonStepRow.filter(issue_id=key).order_by("place")
    return LiaisonIssue(
        id=LiaisonIssueId(row.id),
        team=LiaisonTeamId(row.team_id),
        village=UnitId(row.village_id),
        about=UnitId(row.about_id),
        title=row.title,
        description=row.description,
        raised_by=PersonId(row.raised_by),
        visit=LiaisonVisitId(row.visit_id) if row.visit_id else None,
        steps=tuple(_step(one) for one in steps),
    )


async def store_issue(before: LiaisonIssue | None, after: LiaisonIssue, entry_id: str) -> None:
    """Store an issue after a step, and where it stands since."""
    own: dict[str, Any] = {
        "team_id": after.team,
        "village_id": after.village,
        "about_id": after.about,
        "raised_by": after.raised_by,
        "visit_id": after.visit,
    }
    if before is None:
        await LiaisonIssueRow.create(id=after.id, title=after.title, description=after.description, **own)
    for place, step in enumerate(after.steps):
        if before is None or place >= len(before.steps):
            await LiaisonStepRow.create(issue_id=after.id, place=place, entry_id=entry_id, **_step_columns(step))
    await store_history(
        LiaisonIssueStandingRow,
        key={"issue_id": after.id, "raised_on": after.raised_on, **own},
        before=standings_of(before) if before else History(),
        after=standings_of(after),
        entry_id=entry_id,
        columns=_standing_columns,
    )


def _standing_columns(standing: IssueStanding) -> dict[str, Any]:
    return {"status": standing.status.value, "handler_id": standing.handler, "due_on": standing.due_on}


def _step_columns(step: IssueStep) -> dict[str, Any]:
    return {
        "valid_from": step.on,
        "recorded_at": step.recorded_at,
        "status": step.status.value,
        "taken_by": step.by,
        "handler_id": step.handler,
        "due_on": step.due_on,
        "text": step.text,
    }


def _step(row: LiaisonStepRow) -> IssueStep:
    return IssueStep(
        status=IssueStatus(row.status),
        on=row.valid_from,
        by=_person(row.taken_by),
        recorded_at=row.recorded_at.astimezone(UTC),
        handler=UnitId(row.handler_id) if row.handler_id else None,
        due_on=row.due_on,
        text=row.text,
    )


def _person(key: str | None) -> PersonId | None:
    return PersonId(key) if key else None
