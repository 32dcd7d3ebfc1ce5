from tortoise import fields, migrations
from tortoise.migrations import operations as ops

from graphql_api.platform.fields import KeyField


class Migration(migrations.Migration):
    dependencies = [("platform", "0002_coming_days")]

    initial = False

    operations = [
        ops.CreateModel(
            name="WorkingDayRow",
            fields=[
                ("on", fields.DateField(primary_key=True, unique=True, db_index=True)),
                ("working", fields.BooleanField()),
                ("reason", fields.CharField(max_length=200)),
                ("set_by", KeyField(null=True)),
                ("entry_id", KeyField()),
                ("recorded_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "platform_working_day",
                "app": "platform",
                "pk_attr": "on",
                "table_description": "A day of which the town says whether it is worked, whatever the national calendar says.",
            },
            bases=["Model"],
        ),
    ]
