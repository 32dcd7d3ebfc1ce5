"""Scores and their sums are kept; the indicators of schemes that are there already get keys of their own."""

from datetime import UTC, datetime
from typing import Any

import orjson
from tortoise import fields, migrations
from tortoise.indexes import Index
from tortoise.migrations import operations as ops
from tortoise.migrations.schema_editor.base import BaseSchemaEditor
from tortoise.migrations.schema_generator.state_apps import StateApps

from governance_core.assessment import dimension_from_data
from graphql_api.platform.fields import KeyField
from graphql_api.platform.identifiers import Identifiers
from graphql_api.platform.sql import is_sqlite

_LATEST_FIRST = (
    "CREATE INDEX assessment_indicator_score_latest ON assessment_indicator_score (person_id, as_of DESC, id)"
)
_COLUMNS = "id, scheme_id, code, title_zh, title_en, dimension, weight, place"


async def _indicators(apps: StateApps, editor: BaseSchemaEditor) -> None:
    """Write down the indicators of every scheme."""
    sqlite = is_sqlite(editor.client)
    new_id = Identifiers(lambda: datetime.now(UTC))
    marks = ", ".join("?" if sqlite else f"${number}" for number in range(1, 9))
    for scheme in await editor.client.execute_query_dict("SELECT id, dimension_data FROM assessment_scheme"):
        dimensions = [dimension_from_data(one) for one in _loaded(scheme["dimension_data"])]
        indicators = [(dimension.code, one) for dimension in dimensions for one in dimension.indicators]
        for place, (dimension, one) in enumerate(indicators):
            weight: Any = str(one.weight) if sqlite else one.weight
            values = [new_id(), scheme["id"], one.code, one.title.zh, one.title.en, dimension, weight, place]
            await editor.client.execute_query(f"INSERT INTO assessment_indicator ({_COLUMNS}) VALUES ({marks})", values)


def _loaded(data: Any) -> Any:
    return orjson.loads(data) if isinstance(data, str | bytes) else data


class Migration(migrations.Migration):
    """Indicators, scores and roll-ups, and the unit of a record."""

    dependencies = [("assessment", "0001_initial")]

    operations = [
        ops.CreateModel(
            name="IndicatorRow",
            fields=[
                ("id", KeyField(primary_key=True, unique=True, db_index=True)),
                ("scheme_id", KeyField()),
                ("code", fields.CharField(max_length=60)),
                ("title_zh", fields.CharField(max_length=200)),
                ("title_en", fields.CharField(null=True, max_length=200)),
                ("dimension", fields.CharField(max_length=60)),
                ("weight", fields.DecimalField(max_digits=9, decimal_places=6)),
                ("place", fields.SmallIntField()),
            ],
            options={
                "table": "assessment_indicator",
                "app": "assessment",
                "unique_together": (("scheme_id", "code"),),
                "pk_attr": "id",
                "table_description": "An indicator of a scheme, by a key of its own, with all but how it is measured.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="IndicatorScoreRow",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("person_id", KeyField()),
                ("scheme_id", KeyField()),
                ("indicator_id", KeyField()),
                ("unit_id", KeyField()),
                ("points", fields.DecimalField(null=True, max_digits=9, decimal_places=6)),
                ("as_of", fields.DateField(db_index=True)),
                ("records", fields.IntField()),
                ("counted_in", fields.TextField(null=True, unique=False)),
            ],
            options={
                "table": "assessment_indicator_score",
                "app": "assessment",
                "unique_together": (("person_id", "indicator_id", "unit_id"),),
                "pk_attr": "id",
                "table_description": "What one cadre's counting records on one indicator, made in one unit, come to on the latest one's day.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="RollUpRow",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("unit_id", KeyField()),
                ("scheme_id", KeyField()),
                ("indicator_id", KeyField()),
                ("cadres", fields.IntField()),
                ("points", fields.DecimalField(max_digits=20, decimal_places=6)),
                ("records", fields.BigIntField()),
            ],
            options={
                "table": "assessment_roll_up",
                "app": "assessment",
                "unique_together": (("unit_id", "indicator_id"),),
                "indexes": [Index(fields=["unit_id", "scheme_id"])],
                "pk_attr": "id",
                "table_description": "The sums of the scores on one indicator in a unit and in everything that stood below it, or served that.",
            },
            bases=["Model"],
        ),
        ops.AddField(
            model_name="RecordRow",
            name="unit_id",
            field=KeyField(null=True),
        ),
        ops.RunSQL(_LATEST_FIRST),
        ops.RunPython(_indicators),
    ]
