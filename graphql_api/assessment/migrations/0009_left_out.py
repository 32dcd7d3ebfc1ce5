"""Who was enrolled in a cycle and has no result in a tally, and why."""

from tortoise import fields, migrations
from tortoise.indexes import Index
from tortoise.migrations import operations as ops

from graphql_api.platform.fields import KeyField


class Migration(migrations.Migration):
    """Whoever is left out of a tally."""

    dependencies = [("assessment", "0008_parts_of_scores")]

    operations = [
        ops.CreateModel(
            name="LeftOutRow",
            fields=[
                ("id", KeyField(primary_key=True, unique=True, db_index=True)),
                ("tally_id", KeyField()),
                ("cycle_id", KeyField()),
                ("appraisal_id", KeyField()),
                ("person_id", KeyField()),
                ("unit_id", KeyField()),
                ("absence", fields.CharField(max_length=20)),
                ("in_view", fields.BooleanField(default=False)),
                ("audience", fields.CharField(default="reviewers", max_length=20)),
            ],
            options={
                "table": "assessment_left_out",
                "app": "assessment",
                "unique_together": (("tally_id", "appraisal_id"),),
                "indexes": [
                    Index(fields=["appraisal_id", "in_view"]),
                    Index(fields=["cycle_id", "in_view"]),
                ],
                "pk_attr": "id",
                "table_description": "That somebody who was enrolled has no result in a tally, and why. It is seen as a grade is.",
            },
            bases=["Model"],
        ),
    ]
