from tortoise import fields, migrations
from tortoise.indexes import Index
from tortoise.migrations import operations as ops

from graphql_api.platform.fields import KeyField


class Migration(migrations.Migration):
    dependencies = [("platform", "0001_initial")]

    initial = False

    operations = [
        ops.CreateModel(
            name="ComingDayRow",
            fields=[
                ("id", KeyField(primary_key=True, unique=True, db_index=True)),
                ("event_id", KeyField()),
                ("moment", fields.CharField(max_length=10)),
                ("on", fields.DateField()),
                ("told_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "platform_coming_day",
                "app": "platform",
                "indexes": [Index(fields=["told_at", "on"])],
                "pk_attr": "id",
                "table_description": "A day to come that an event speaks of: its first, or the one from which it is not so any more.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="LeaseRow",
            fields=[
                ("task", fields.CharField(primary_key=True, unique=True, db_index=True, max_length=40)),
                ("holder", KeyField()),
                ("until", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "platform_lease",
                "app": "platform",
                "pk_attr": "task",
                "table_description": "Which worker has taken on a task that one alone does at a time, and until when.",
            },
            bases=["Model"],
        ),
    ]
