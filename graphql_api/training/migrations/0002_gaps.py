"""Gaps are kept: competencies of frameworks, for which days each person's gaps hold, and the gaps."""

from orjson import loads
from tortoise import fields, migrations
from tortoise.fields.data import JSON_DUMPS
from tortoise.indexes import Index
from tortoise.migrations import operations as ops

from graphql_api.platform.fields import KeyField


class Migration(migrations.Migration):
    dependencies = [("training", "0001_initial")]

    initial = False

    operations = [
        ops.CreateModel(
            name="CompetencyRow",
            fields=[
                ("id", KeyField(primary_key=True, unique=True, db_index=True)),
                ("framework_id", KeyField()),
                ("code", fields.CharField(max_length=60)),
                ("title_zh", fields.CharField(max_length=200)),
                ("title_en", fields.CharField(null=True, max_length=200)),
                ("place", fields.IntField()),
            ],
            options={
                "table": "training_competency",
                "app": "training",
                "unique_together": (("framework_id", "code"),),
                "pk_attr": "id",
                "table_description": "A competency of a framework, as its content says it, with its place there, from 0.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="GapRow",
            fields=[
                ("id", KeyField(primary_key=True, unique=True, db_index=True)),
                ("person_id", KeyField()),
                ("framework_id", KeyField()),
                ("competency_id", KeyField()),
                ("required", fields.IntField()),
                ("level", fields.IntField(null=True)),
                ("size", fields.IntField(null=True)),
                ("weight", fields.CharField(max_length=20)),
                ("post_kinds", fields.JSONField(encoder=JSON_DUMPS, decoder=loads)),
                ("place", fields.IntField()),
            ],
            options={
                "table": "training_gap",
                "app": "training",
                "indexes": [Index(fields=["person_id", "place"])],
                "pk_attr": "id",
                "table_description": "A competency that a person's posts demand, beside what they were found able to do.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="StandingRow",
            fields=[
                ("id", KeyField(primary_key=True, unique=True, db_index=True)),
                ("person_id", KeyField(unique=True)),
                ("framework_id", KeyField(null=True)),
                ("as_of", fields.DateField()),
                ("holds_until", fields.DateField(db_index=True)),
            ],
            options={
                "table": "training_standing",
                "app": "training",
                "pk_attr": "id",
                "table_description": "For which days what is stored of a person's gaps is so: from `as_of` on, up to and without `holds_until`.",
            },
            bases=["Model"],
        ),
    ]
