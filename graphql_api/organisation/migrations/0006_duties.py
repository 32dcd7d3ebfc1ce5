"""Duty lists."""

from orjson import loads
from tortoise import fields, migrations
from tortoise.fields.data import JSON_DUMPS
from tortoise.migrations import operations as ops

from graphql_api.platform.fields import KeyField


class Migration(migrations.Migration):
    """The table."""

    dependencies = [("organisation", "0005_groups")]

    initial = False

    operations = [
        ops.CreateModel(
            name="DutyListRow",
            fields=[
                ("id", KeyField(primary_key=True, unique=True, db_index=True)),
                ("unit_kind", fields.CharField(max_length=60)),
                ("version", fields.IntField()),
                ("title_zh", fields.CharField(max_length=200)),
                ("title_en", fields.CharField(null=True, max_length=200)),
                ("duty_data", fields.JSONField(encoder=JSON_DUMPS, decoder=loads)),
                ("status", fields.CharField(max_length=20)),
                ("valid_from", fields.DateField(null=True)),
                ("valid_to", fields.DateField(null=True)),
                ("published_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("recorded_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("source", fields.CharField(null=True, max_length=100)),
                ("entry_id", KeyField()),
            ],
            options={
                "table": "organisation_duty_list",
                "app": "organisation",
                "unique_together": (("unit_kind", "version"),),
                "pk_attr": "id",
                "table_description": "A duty list of a kind of units, one row a version, which never changes once published.",
            },
            bases=["Model"],
        ),
    ]
