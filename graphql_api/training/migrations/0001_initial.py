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
            name="CompetenceRow",
            fields=[
                ("id", KeyField(primary_key=True, unique=True, db_index=True)),
                ("framework_id", KeyField()),
                ("person_id", KeyField()),
                ("competency", fields.CharField(max_length=60)),
                ("level", fields.IntField()),
                ("assessed_on", fields.DateField()),
                ("basis", fields.TextField(unique=False)),
                ("assessed_by", KeyField(null=True)),
                ("recorded_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("entry_id", KeyField()),
            ],
            options={
                "table": "training_competence",
                "app": "training",
                "indexes": [Index(fields=["person_id", "framework_id", "assessed_on"])],
                "pk_attr": "id",
                "table_description": "That somebody was found to be at a level of a competency.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="FrameworkRow",
            fields=[
                ("id", KeyField(primary_key=True, unique=True, db_index=True)),
                ("code", fields.CharField(max_length=60)),
                ("version", fields.IntField()),
                ("title_zh", fields.CharField(max_length=200)),
                ("title_en", fields.CharField(null=True, max_length=200)),
                ("content", fields.JSONField(encoder=JSON_DUMPS, decoder=loads)),
                ("status", fields.CharField(max_length=20)),
                ("published_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("recorded_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("source", fields.CharField(null=True, max_length=100)),
                ("entry_id", KeyField()),
            ],
            options={
                "table": "training_framework",
                "app": "training",
                "unique_together": (("code", "version"),),
                "pk_attr": "id",
                "table_description": "A competency framework, one row a version.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="ParticipationRow",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("session_id", KeyField(db_index=True)),
                ("person_id", KeyField()),
                ("held_on", fields.DateField()),
            ],
            options={
                "table": "training_participation",
                "app": "training",
                "indexes": [Index(fields=["person_id", "held_on"])],
                "pk_attr": "id",
                "table_description": "That somebody took part in a session.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="PlanRow",
            fields=[
                ("id", KeyField(primary_key=True, unique=True, db_index=True)),
                ("unit_id", KeyField()),
                ("framework_id", KeyField()),
                ("period_from", fields.DateField()),
                ("period_to", fields.DateField()),
                ("sessions_limit", fields.IntField()),
                ("hours_limit", fields.DecimalField(max_digits=10, decimal_places=2)),
                ("session_data", fields.JSONField(encoder=JSON_DUMPS, decoder=loads)),
                ("open_gap_data", fields.JSONField(encoder=JSON_DUMPS, decoder=loads)),
                ("unassessed_data", fields.JSONField(encoder=JSON_DUMPS, decoder=loads)),
                ("status", fields.CharField(max_length=20)),
                ("published_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("recorded_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("version", fields.IntField(default=1)),
                ("entry_id", KeyField()),
            ],
            options={
                "table": "training_plan",
                "app": "training",
                "indexes": [Index(fields=["unit_id", "period_from", "id"])],
                "pk_attr": "id",
                "table_description": "A training plan of a unit and period.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="ProgrammeRow",
            fields=[
                ("id", KeyField(primary_key=True, unique=True, db_index=True)),
                ("code", fields.CharField(unique=True, max_length=60)),
                ("title_zh", fields.CharField(max_length=200)),
                ("title_en", fields.CharField(null=True, max_length=200)),
                ("format", fields.CharField(max_length=20)),
                ("content", fields.JSONField(encoder=JSON_DUMPS, decoder=loads)),
                ("contributed_by", fields.CharField(null=True, max_length=41)),
                ("recorded_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("source", fields.CharField(null=True, max_length=100)),
                ("entry_id", KeyField()),
            ],
            options={
                "table": "training_programme",
                "app": "training",
                "pk_attr": "id",
                "table_description": "A training programme.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="SessionRow",
            fields=[
                ("id", KeyField(primary_key=True, unique=True, db_index=True)),
                ("programme", fields.CharField(max_length=60)),
                ("unit_id", KeyField()),
                ("held_on", fields.DateField()),
                ("hours", fields.DecimalField(max_digits=10, decimal_places=2)),
                ("plan_id", KeyField(null=True, db_index=True)),
                ("recorded_by", KeyField(null=True)),
                ("recorded_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("entry_id", KeyField()),
            ],
            options={
                "table": "training_session",
                "app": "training",
                "indexes": [Index(fields=["unit_id", "held_on", "id"])],
                "pk_attr": "id",
                "table_description": "That a programme was held.",
            },
            bases=["Model"],
        ),
    ]
