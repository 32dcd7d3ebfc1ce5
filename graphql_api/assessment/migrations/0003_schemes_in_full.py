"""Schemes say more of what they assess and when, records who entered them, and sums what fell out of work."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops
from tortoise.migrations.schema_editor.base import BaseSchemaEditor
from tortoise.migrations.schema_generator.state_apps import StateApps

from graphql_api.platform.fields import KeyField
from graphql_api.platform.sql import is_sqlite

_SOURCE = """
UPDATE assessment_record SET source = CASE WHEN submitted_by IS NULL THEN 'system'
WHEN submitted_by = person_id THEN 'self' ELSE 'colleague' END"""


async def _records(apps: StateApps, editor: BaseSchemaEditor) -> None:
    """Say of the records that are there who entered them, and of which kind they are."""
    kind = "json_extract(entry_data, '$.kind')" if is_sqlite(editor.client) else "entry_data ->> 'kind'"
    await editor.client.execute_query(f"UPDATE assessment_record SET kind = {kind}")
    await editor.client.execute_query(_SOURCE)


class Migration(migrations.Migration):
    """Columns of schemes, indicators, records, scores and roll-ups."""

    dependencies = [("assessment", "0002_roll_ups")]

    operations = [
        ops.AddField(model_name="SchemeRow", name="subject", field=fields.CharField(max_length=20, default="cadre")),
        ops.AddField(model_name="SchemeRow", name="unit_kinds", field=fields.JSONField(null=True)),
        ops.AddField(model_name="SchemeRow", name="inherits_id", field=KeyField(null=True)),
        ops.AddField(model_name="SchemeRow", name="missing", field=fields.CharField(max_length=20, default="ungraded")),
        ops.AddField(model_name="SchemeRow", name="watch_data", field=fields.JSONField(null=True)),
        ops.AddField(model_name="SchemeRow", name="effective_on", field=fields.DateField(null=True)),
        ops.AddField(model_name="IndicatorRow", name="initiative", field=fields.CharField(null=True, max_length=60)),
        ops.AddField(model_name="RecordRow", name="kind", field=fields.CharField(max_length=20, default="")),
        ops.AddField(model_name="RecordRow", name="source", field=fields.CharField(max_length=20, default="")),
        ops.AddField(model_name="IndicatorScoreRow", name="by_products", field=fields.IntField(default=0)),
        ops.AddField(model_name="RollUpRow", name="by_products", field=fields.BigIntField(default=0)),
        ops.RunPython(_records),
    ]
