"""Tallies are kept: what has been done is counted once, so that nobody is told less than there is."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops
from tortoise.migrations.schema_editor.base import BaseSchemaEditor
from tortoise.migrations.schema_generator.state_apps import StateApps

from graphql_api.organisation.tables.tallies import SUMS
from graphql_api.platform.fields import KeyField
from graphql_api.platform.sql import is_sqlite
from graphql_api.platform.sums import addition, differences

_COUNTED = ("organisation_liaison_visit", "organisation_liaison_issue", "organisation_service_record")
_REGISTERED = "SELECT 1 FROM organisation_membership WHERE kind = 'registration'"


async def _fill(apps: StateApps, editor: BaseSchemaEditor) -> None:
    """Count everything; of a new town there is nothing, whatever later migrations make of its tables."""
    sqlite = is_sqlite(editor.client)
    found = " UNION ALL ".join([*(f"SELECT 1 FROM {table}" for table in _COUNTED), _REGISTERED])
    if await editor.client.execute_query_dict(f"SELECT 1 AS found FROM ({found}) AS c LIMIT 1"):
        await editor.client.execute_query(addition(SUMS, differences(SUMS, sqlite=sqlite), sqlite=sqlite))


class Migration(migrations.Migration):
    """The table of tallies."""

    dependencies = [("organisation", "0009_contact_members")]

    operations = [
        ops.CreateModel(
            name="TallyRow",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("unit_id", KeyField()),
                ("figure", fields.CharField(max_length=40)),
                ("since", fields.DateField()),
                ("day", fields.DateField()),
                ("number", fields.BigIntField()),
                ("total", fields.BigIntField()),
            ],
            options={
                "table": "organisation_tally",
                "app": "organisation",
                "unique_together": (("unit_id", "figure", "since", "day"),),
                "pk_attr": "id",
                "table_description": "By how much a figure of a unit, and of everything that stood below it then, changes on a day.",
            },
            bases=["Model"],
        ),
        ops.RunPython(_fill),
    ]
