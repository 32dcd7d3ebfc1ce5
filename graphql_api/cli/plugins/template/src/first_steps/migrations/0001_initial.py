from tortoise import fields, migrations
from tortoise.indexes import Index
from tortoise.migrations import operations as ops

from graphql_api.platform.fields import KeyField


class Migration(migrations.Migration):
    initial = True

    operations = [
        ops.CreateModel(
            name="ActivityRow",
            fields=[
                ("id", KeyField(primary_key=True, unique=True, db_index=True)),
                ("village_id", KeyField()),
                ("title", fields.CharField(max_length=200)),
                ("held_on", fields.DateField()),
                ("participants", fields.IntField()),
                ("recorded_by", KeyField(null=True)),
                ("recorded_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("entry_id", KeyField()),
            ],
            options={
                "table": "first_steps_activity",
                "app": "first_steps",
                "indexes": [Index(fields=["village_id", "held_on", "id"])],
                "pk_attr": "id",
                "table_description": "An activity.",
            },
            bases=["Model"],
        ),
    ]
