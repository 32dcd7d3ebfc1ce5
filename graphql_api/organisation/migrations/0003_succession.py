from tortoise import fields, migrations
from tortoise.migrations import operations as ops

from graphql_api.platform.fields import KeyField


class Migration(migrations.Migration):
    dependencies = [("organisation", "0002_present")]

    initial = False

    operations = [
        ops.CreateModel(
            name="SuccessionRow",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("predecessor_id", KeyField(db_index=True)),
                ("successor_id", KeyField(db_index=True)),
                ("kind", fields.CharField(max_length=20)),
                ("since", fields.DateField()),
                ("recorded_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("entry_id", KeyField()),
            ],
            options={
                "table": "organisation_succession",
                "app": "organisation",
                "pk_attr": "id",
                "table_description": "That a unit has become another, wholly or in part, by a merger or a split.",
            },
            bases=["Model"],
        ),
    ]
