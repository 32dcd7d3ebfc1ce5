import datetime

from orjson import loads
from tortoise import fields, migrations
from tortoise.fields.data import JSON_DUMPS
from tortoise.indexes import Index
from tortoise.migrations import operations as ops

from graphql_api.platform.fields import KeyField


class Migration(migrations.Migration):
    initial = True

    operations = [
        ops.CreateModel(
            name="AdoptionRow",
            fields=[
                ("id", KeyField(primary_key=True, unique=True, db_index=True)),
                ("version", fields.IntField(default=1)),
            ],
            options={
                "table": "practices_adoption",
                "app": "practices",
                "pk_attr": "id",
                "table_description": "An adoption, and the version it is at.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="AdoptionStateRow",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("valid_from", fields.DateField()),
                ("valid_to", fields.DateField(default=datetime.date.fromisoformat("9999-12-31"))),
                ("recorded_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("superseded_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("entry_id", fields.CharField(max_length=13)),
                ("adoption_id", KeyField()),
                ("unit_id", KeyField(db_index=True)),
                ("practice_id", fields.CharField(max_length=41)),
                ("copied_from", KeyField(null=True, db_index=True)),
                ("practice_version", fields.CharField(max_length=60)),
                ("setting_data", fields.JSONField(encoder=JSON_DUMPS, decoder=loads)),
                ("stage", fields.CharField(max_length=20)),
            ],
            options={
                "table": "practices_adoption_state",
                "app": "practices",
                "indexes": [Index(fields=["practice_id", "unit_id"])],
                "pk_attr": "id",
                "table_description": "How a unit has set a practice for a period, and how far it has come with it.",
            },
            bases=["DatedRow"],
        ),
    ]
