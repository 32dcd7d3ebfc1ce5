"""What was told of progress, and how far a day's look at everybody has come."""

from tortoise import fields, migrations
from tortoise.indexes import Index
from tortoise.migrations import operations as ops

from graphql_api.platform.fields import KeyField


class Migration(migrations.Migration):
    """Warnings, and the mark of a day's run."""

    dependencies = [("assessment", "0006_submitters")]

    operations = [
        ops.CreateModel(
            name="WarningRow",
            fields=[
                ("id", KeyField(primary_key=True, unique=True, db_index=True)),
                ("person_id", KeyField()),
                ("scheme_id", KeyField()),
                ("indicator_id", KeyField()),
                ("unit_id", KeyField(db_index=True)),
                ("light", fields.CharField(max_length=10)),
                ("cause", fields.CharField(max_length=20)),
                ("since_on", fields.DateField()),
                ("told_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("entry_id", KeyField()),
            ],
            options={
                "table": "assessment_warning",
                "app": "assessment",
                "unique_together": (("person_id", "indicator_id"),),
                "indexes": [Index(fields=["since_on", "id"])],
                "pk_attr": "id",
                "table_description": "An indicator of which somebody was warned: how it stands now, be it green again.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="WatchRow",
            fields=[
                ("subject", fields.CharField(primary_key=True, unique=True, db_index=True, max_length=20)),
                ("on_day", fields.DateField()),
                ("after", fields.CharField(max_length=13)),
                ("done", fields.BooleanField(default=False)),
            ],
            options={
                "table": "assessment_watch",
                "app": "assessment",
                "pk_attr": "subject",
                "table_description": "How far a day's look has come: everybody up to and with `after` was looked at on "
                "that day, or all are.",
            },
            bases=["Model"],
        ),
    ]
