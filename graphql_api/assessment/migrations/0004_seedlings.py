"""Reserve cadres with their mentors, plans and observations; the present has indexes of its own."""

import datetime

from tortoise import fields, migrations
from tortoise.indexes import Index
from tortoise.migrations import operations as ops

from graphql_api.platform.dated import dated_indexes
from graphql_api.platform.fields import KeyField

_FOREVER = datetime.date.fromisoformat("9999-12-31")
_ONE_AT_A_TIME = (
    "CREATE UNIQUE INDEX assessment_seedling_active ON assessment_seedling (person_id) WHERE status = 'active'"
)
_DATED = {"assessment_mentorship": "seedling_id", "assessment_development_goal": "goal_id"}
_PRESENT_AND_PAST = [statement for table, key in _DATED.items() for statement in dated_indexes(table, key)]


class Migration(migrations.Migration):
    """Seedlings, mentorships, goals and observations."""

    dependencies = [("assessment", "0003_schemes_in_full")]

    operations = [
        ops.CreateModel(
            name="SeedlingRow",
            fields=[
                ("id", KeyField(primary_key=True, unique=True, db_index=True)),
                ("person_id", KeyField(db_index=True)),
                ("unit_id", KeyField(db_index=True)),
                ("aims_for", fields.CharField(max_length=60)),
                ("period_from", fields.DateField()),
                ("period_to", fields.DateField(null=True)),
                ("nominated_by", KeyField()),
                ("nominated_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("plan_version", fields.IntField(default=0)),
                ("status", fields.CharField(max_length=20)),
                ("ended_on", fields.DateField(null=True)),
                ("ended_by", KeyField(null=True)),
                ("ended_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("reason", fields.TextField(null=True, unique=False)),
                ("appointment_id", KeyField(null=True)),
                ("version", fields.IntField(default=1)),
                ("entry_id", KeyField()),
            ],
            options={
                "table": "assessment_seedling",
                "app": "assessment",
                "pk_attr": "id",
                "table_description": "A nomination, to which only how often it was planned, and its end, are ever added.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="MentorshipRow",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("valid_from", fields.DateField()),
                ("valid_to", fields.DateField(default=_FOREVER)),
                ("recorded_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("superseded_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("entry_id", fields.CharField(max_length=13)),
                ("seedling_id", KeyField()),
                ("mentor_id", KeyField(db_index=True)),
            ],
            options={
                "table": "assessment_mentorship",
                "app": "assessment",
                "pk_attr": "id",
                "table_description": "Who is responsible for a reserve cadre for a period: one person on each day.",
            },
            bases=["DatedRow"],
        ),
        ops.CreateModel(
            name="DevelopmentGoalRow",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("valid_from", fields.DateField()),
                ("valid_to", fields.DateField(default=_FOREVER)),
                ("recorded_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("superseded_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("entry_id", fields.CharField(max_length=13)),
                ("goal_id", KeyField()),
                ("seedling_id", KeyField(db_index=True)),
                ("code", fields.CharField(max_length=60)),
                ("title_zh", fields.CharField(max_length=200)),
                ("title_en", fields.CharField(null=True, max_length=200)),
                ("due_on", fields.DateField()),
                ("competency", fields.CharField(null=True, max_length=60)),
                ("reached_by", KeyField(null=True)),
                ("reached_on", fields.DateField(null=True)),
            ],
            options={
                "table": "assessment_development_goal",
                "app": "assessment",
                "pk_attr": "id",
                "table_description": "What a plan says of a goal for a period, and by which record it was reached.",
            },
            bases=["DatedRow"],
        ),
        ops.CreateModel(
            name="ObservationRow",
            fields=[
                ("id", KeyField(primary_key=True, unique=True, db_index=True)),
                ("seedling_id", KeyField()),
                ("observed_by", KeyField()),
                ("observed_on", fields.DateField()),
                ("recorded_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("text", fields.TextField(unique=False)),
                ("record_id", KeyField(null=True)),
                ("entry_id", KeyField()),
            ],
            options={
                "table": "assessment_observation",
                "app": "assessment",
                "indexes": [Index(fields=["seedling_id", "observed_on"])],
                "pk_attr": "id",
                "table_description": "What a mentor or a reviewer has seen of a reserve cadre's work, which is never edited.",
            },
            bases=["Model"],
        ),
        ops.RunSQL([_ONE_AT_A_TIME, *_PRESENT_AND_PAST]),
    ]
