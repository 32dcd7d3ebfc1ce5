"""Loading group sets and placements for a decision, and storing what was decided."""

from collections.abc import Iterable, Sequence
from typing import Any

from governance_core.history import History
from governance_core.organisation import GroupSet, Placement, UnitGroup
from governance_core.values import GroupId, GroupSetId, Text, UnitId
from graphql_api.organisation.tables import (
    GroupSetKindRow,
    GroupSetRow,
    GroupSetStateRow,
    PlacementRow,
    UnitGroupRow,
    UnitGroupStateRow,
)
from graphql_api.platform.dated import history_of, store_histories, store_history

NOTHING: History[Any] = History()


def _grouped(rows: Iterable[Any], column: str) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(getattr(row, column), []).append(row)
    return found


def _label(row: Any) -> Text:
    return Text(zh=row.label_zh, en=row.label_en)


async def load_group_sets(**where: Any) -> tuple[GroupSet, ...]:
    """The group sets that fulfil conditions on their rows, as known now."""
    sets = await GroupSetRow.filter(**where).order_by("id")
    keys = [row.id for row in sets]
    kinds = _grouped(await GroupSetKindRow.filter(group_set_id__in=keys).order_by("id"), "group_set_id")
    labels = _grouped(await GroupSetStateRow.filter(group_set_id__in=keys, superseded_at=None), "group_set_id")
    groups = _grouped(await UnitGroupRow.filter(group_set_id__in=keys).order_by("position"), "group_set_id")
    states = _grouped(await UnitGroupStateRow.filter(group_set_id__in=keys, superseded_at=None), "group_id")
    return tuple(
        GroupSet(
            id=GroupSetId(row.id),
            code=row.code,
            unit_kinds=tuple(one.kind for one in kinds[row.id]),
            exclusive=row.exclusive,
            labels=history_of(labels.get(row.id, ()), _label),
            groups=tuple(
                UnitGroup(
                    id=GroupId(one.id),
                    code=one.code,
                    position=one.position,
                    labels=history_of(states.get(one.id, ()), _label),
                )
                for one in groups.get(row.id, ())
            ),
        )
        for row in sets
    )


async def set_of_group(key: str) -> str | None:
    """The key of the set to which a group belongs; None where there is no such group."""
    found = await UnitGroupRow.filter(id=key).values_list("group_set_id", flat=True)
    return str(found[0]) if found else None


async def store_group_set(before: GroupSet | None, after: GroupSet, entry_id: str) -> None:
    """Store a group set and its groups after an act."""
    if before is None:
        await GroupSetRow.create(id=after.id, code=after.code, exclusive=after.exclusive)
        kinds = [GroupSetKindRow(group_set_id=after.id, kind=one) for one in after.unit_kinds]
        await GroupSetKindRow.bulk_create(kinds)
    await store_history(
        GroupSetStateRow,
        key={"group_set_id": after.id, "code": after.code, "exclusive": after.exclusive},
        before=before.labels if before else NOTHING,
        after=after.labels,
        entry_id=entry_id,
        columns=_label_columns,
    )
    known = {group.id: group for group in before} if before else {}
    for group in after:
        if group.id not in known:
            await UnitGroupRow.create(id=group.id, group_set_id=after.id, code=group.code, position=group.position)
        await _store_group(after, known.get(group.id), group, entry_id)


async def _store_group(group_set: GroupSet, before: UnitGroup | None, after: UnitGroup, entry_id: str) -> None:
    key = {"group_id": after.id, "group_set_id": group_set.id, "code": after.code, "position": after.position}
    await store_history(
        UnitGroupStateRow,
        key={**key, "full_code": f"{group_set.code}/{after.code}"},
        before=before.labels if before else NOTHING,
        after=after.labels,
        entry_id=entry_id,
        columns=_label_columns,
    )


def _label_columns(label: Text) -> dict[str, Any]:
    return {"label_zh": label.zh, "label_en": label.en}


async def load_placements(**where: Any) -> tuple[Placement, ...]:
    """The placements that fulfil conditions on their rows, as known now."""
    rows = await PlacementRow.filter(**where, superseded_at=None)
    return tuple(
        Placement(
            unit=UnitId(unit),
            group=GroupId(group),
            groups=history_of(found, lambda row: GroupId(row.group_id)),
        )
        for unit, of_unit in _grouped(rows, "unit_id").items()
        for group, found in _grouped(of_unit, "group_id").items()
    )


async def store_placements(before: Iterable[Placement], after: Sequence[Placement], entry_id: str) -> None:
    """Store placements after an act: a few statements, however many they are."""
    known = {(one.unit, one.group): one.groups for one in before}
    sets = dict(await UnitGroupRow.filter(id__in={one.group for one in after}).values_list("id", "group_set_id"))
    await store_histories(
        PlacementRow,
        "unit_id",
        [
            (
                {"group_id": one.group, "unit_id": one.unit, "group_set_id": sets[one.group]},
                known.get((one.unit, one.group), NOTHING),
                one.groups,
            )
            for one in after
        ],
        entry_id=entry_id,
        columns=lambda _: {},
    )
