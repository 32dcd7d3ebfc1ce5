"""The tables of practices, and how adoptions are loaded from them and stored in them."""

from collections.abc import Iterable, Mapping
from typing import Any

from tortoise import Model, fields

from governance_core.history import History
from governance_core.practices import (
    Adoption,
    AdoptionState,
    PracticeManifest,
    Settings,
    Stage,
    settings_from_data,
    settings_to_data,
)
from governance_core.values import AdoptionId, UnitId
from graphql_api.platform.dated import DatedRow, history_of, store_history
from graphql_api.platform.fields import KeyField


class AdoptionRow(Model):
    """An adoption, and the version it is at."""

    id = KeyField(primary_key=True)
    version = fields.IntField(default=1)

    class Meta:
        table = "practices_adoption"


class AdoptionStateRow(DatedRow):
    """How a unit has set a practice for a period, and how far it has come with it."""

    adoption_id = KeyField()
    unit_id = KeyField(db_index=True)
    practice_id = fields.CharField(max_length=41)
    copied_from = KeyField(null=True, db_index=True)
    practice_version = fields.CharField(max_length=60)
    setting_data: fields.Field[dict[str, Any]] = fields.JSONField()
    stage = fields.CharField(max_length=20)

    class Meta:
        table = "practices_adoption_state"
        indexes = (("practice_id", "unit_id"),)


def state_of(row: Any, manifest: PracticeManifest | None) -> AdoptionState:
    """What was so of an adoption; the settings of a practice that is not installed are given as they were written."""
    data: Mapping[str, Any] = row.setting_data
    if manifest is None:
        pairs = ((name, tuple(value) if isinstance(value, list) else value) for name, value in data.items())
        settings = Settings(tuple(pairs))
    else:
        settings = settings_from_data(manifest, data)
    return AdoptionState(version=row.practice_version, settings=settings, stage=Stage(row.stage))


def adoption_of(rows: list[Any], manifest: PracticeManifest | None) -> Adoption:
    """The adoption that the rows of one stand for."""
    first = rows[0]
    return Adoption(
        id=AdoptionId(first.adoption_id),
        unit=UnitId(first.unit_id),
        practice=first.practice_id,
        states=history_of(rows, lambda row: state_of(row, manifest)),
        copied_from=AdoptionId(first.copied_from) if first.copied_from else None,
    )


async def load_adoptions(practices: Mapping[str, PracticeManifest], **where: Any) -> tuple[Adoption, ...]:
    """The adoptions that fulfil conditions on their rows, as known now."""
    found: dict[str, list[Any]] = {}
    for row in await AdoptionStateRow.filter(**where, superseded_at=None).order_by("adoption_id"):
        found.setdefault(row.adoption_id, []).append(row)
    return tuple(adoption_of(rows, practices.get(rows[0].practice_id)) for rows in found.values())


async def add_adoptions(adoptions: Iterable[Adoption], entry_id: str) -> None:
    """Store new adoptions."""
    for adoption in adoptions:
        await AdoptionRow.create(id=adoption.id)
        await store_adoption(None, adoption, entry_id)


async def store_adoption(before: Adoption | None, after: Adoption, entry_id: str) -> None:
    """Store an adoption after an act."""
    await store_history(
        AdoptionStateRow,
        key={
            "adoption_id": after.id,
            "unit_id": after.unit,
            "practice_id": after.practice,
            "copied_from": after.copied_from,
        },
        before=before.states if before else History(),
        after=after.states,
        entry_id=entry_id,
        columns=_columns,
    )


def _columns(state: AdoptionState) -> dict[str, Any]:
    return {
        "practice_version": state.version,
        "setting_data": settings_to_data(state.settings),
        "stage": state.stage.value,
    }
