"""Loading matters for a decision, and storing what was decided."""

from datetime import UTC, date, datetime
from typing import Any

from governance_core.values import PostId, UnitId
from pomegranate_seeds.model import Answer, Matter, MatterId, MatterKind, Return, Route, VisitId
from pomegranate_seeds.rules import standing_on
from pomegranate_seeds.tables.households import person
from pomegranate_seeds.tables.rows import MatterRow


def matter_of(row: Any) -> Matter:
    """The matter that a row stands for."""
    answer = None
    if row.answer is not None:
        answer = Answer(
            text=row.answer,
            answered_on=row.answered_on,
            answered_by=person(row.answered_by),
            answered_at=row.answered_at.astimezone(UTC),
        )
    return Matter(
        id=MatterId(row.id),
        village=UnitId(row.village_id),
        household=UnitId(row.household_id),
        kind=MatterKind(row.kind),
        statement=row.statement,
        raised_on=row.raised_on,
        raised_by=person(row.raised_by),
        raised_at=row.raised_at.astimezone(UTC),
        due_on=row.due_on,
        visit=VisitId(row.visit_id) if row.visit_id else None,
        routes=tuple(_route_of(data) for data in row.route_data),
        answer=answer,
    )


async def add_matter(matter: Matter, entry_id: str) -> None:
    """Store a new matter."""
    await MatterRow.create(
        id=matter.id,
        village_id=matter.village,
        household_id=matter.household,
        kind=matter.kind.value,
        statement=matter.statement,
        raised_on=matter.raised_on,
        raised_by=matter.raised_by,
        raised_at=matter.raised_at,
        due_on=matter.due_on,
        visit_id=matter.visit,
        entry_id=entry_id,
        **_progress(matter),
    )


async def store_progress(matter: Matter) -> None:
    """Store where a matter has come to."""
    await MatterRow.filter(id=matter.id).update(**_progress(matter))


def _progress(matter: Matter) -> dict[str, Any]:
    standing = standing_on(matter, date.max)
    answer = matter.answer
    return {
        "route_data": [_route_data(route) for route in matter.routes],
        "answer": answer.text if answer else None,
        "answered_on": answer.answered_on if answer else None,
        "answered_by": answer.answered_by if answer else None,
        "answered_at": answer.answered_at if answer else None,
        "status": standing.status.value if standing else None,
        "handler_id": matter.routes[-1].handler if matter.routes else None,
    }


def _route_data(route: Route) -> dict[str, Any]:
    back = route.returned
    return {
        "handler": route.handler,
        "post": route.post,
        "routed_on": route.routed_on.isoformat(),
        "routed_by": route.routed_by,
        "routed_at": route.routed_at.isoformat(),
        "returned": None
        if back is None
        else {
            "on": back.on.isoformat(),
            "reason": back.reason,
            "returned_by": back.returned_by,
            "returned_at": back.returned_at.isoformat(),
        },
    }


def _route_of(data: dict[str, Any]) -> Route:
    back = data["returned"]
    returned = None
    if back is not None:
        returned = Return(
            on=date.fromisoformat(back["on"]),
            reason=back["reason"],
            returned_by=person(back["returned_by"]),
            returned_at=datetime.fromisoformat(back["returned_at"]),
        )
    return Route(
        handler=UnitId(data["handler"]),
        post=PostId(data["post"]) if data["post"] else None,
        routed_on=date.fromisoformat(data["routed_on"]),
        routed_by=person(data["routed_by"]),
        routed_at=datetime.fromisoformat(data["routed_at"]),
        returned=returned,
    )
