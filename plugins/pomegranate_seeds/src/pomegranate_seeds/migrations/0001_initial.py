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
            name="CoverageRow",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("valid_from", fields.DateField()),
                ("valid_to", fields.DateField(default=datetime.date.fromisoformat("9999-12-31"))),
                ("recorded_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("superseded_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("entry_id", fields.CharField(max_length=13)),
                ("household_id", KeyField()),
                ("village_id", KeyField(db_index=True)),
                ("officer_id", KeyField(db_index=True)),
            ],
            options={
                "table": "pomegranate_seeds_coverage",
                "app": "pomegranate_seeds",
                "pk_attr": "id",
                "table_description": "Which officer covers a household.",
            },
            bases=["DatedRow"],
        ),
        ops.CreateModel(
            name="MatterRow",
            fields=[
                ("id", KeyField(primary_key=True, unique=True, db_index=True)),
                ("village_id", KeyField()),
                ("household_id", KeyField(db_index=True)),
                ("kind", fields.CharField(max_length=20)),
                ("statement", fields.TextField(unique=False)),
                ("raised_on", fields.DateField()),
                ("raised_by", KeyField(null=True)),
                ("raised_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("due_on", fields.DateField()),
                ("visit_id", KeyField(null=True)),
                ("route_data", fields.JSONField(encoder=JSON_DUMPS, decoder=loads)),
                ("answer", fields.TextField(null=True, unique=False)),
                ("answered_on", fields.DateField(null=True)),
                ("answered_by", KeyField(null=True)),
                ("answered_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("status", fields.CharField(max_length=20)),
                ("handler_id", KeyField(null=True, db_index=True)),
                ("entry_id", KeyField()),
            ],
            options={
                "table": "pomegranate_seeds_matter",
                "app": "pomegranate_seeds",
                "indexes": [Index(fields=["village_id", "status", "due_on"])],
                "pk_attr": "id",
                "table_description": "A matter or request, with its routes and its answer. `status` and `handler_id` are what they are now.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="NominationRow",
            fields=[
                ("id", KeyField(primary_key=True, unique=True, db_index=True)),
                ("village_id", KeyField()),
                ("household_id", KeyField(db_index=True)),
                ("criteria_met", fields.JSONField(encoder=JSON_DUMPS, decoder=loads)),
                ("nominated_on", fields.DateField()),
                ("nominated_by", KeyField(null=True)),
                ("nominated_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("status", fields.CharField(max_length=20)),
                ("decided_by", KeyField(null=True)),
                ("decided_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("reason", fields.TextField(null=True, unique=False)),
                ("entry_id", KeyField()),
            ],
            options={
                "table": "pomegranate_seeds_nomination",
                "app": "pomegranate_seeds",
                "indexes": [Index(fields=["village_id", "nominated_on", "id"])],
                "pk_attr": "id",
                "table_description": "A nomination of a household.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="RecognitionRow",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("valid_from", fields.DateField()),
                ("valid_to", fields.DateField(default=datetime.date.fromisoformat("9999-12-31"))),
                ("recorded_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("superseded_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("entry_id", fields.CharField(max_length=13)),
                ("recognition_id", KeyField()),
                ("nomination_id", KeyField()),
                ("village_id", KeyField(db_index=True)),
                ("household_id", KeyField(db_index=True)),
                ("criteria_met", fields.JSONField(encoder=JSON_DUMPS, decoder=loads)),
            ],
            options={
                "table": "pomegranate_seeds_recognition",
                "app": "pomegranate_seeds",
                "pk_attr": "id",
                "table_description": "The term of a recognition.",
            },
            bases=["DatedRow"],
        ),
        ops.CreateModel(
            name="ServiceRow",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("valid_from", fields.DateField()),
                ("valid_to", fields.DateField(default=datetime.date.fromisoformat("9999-12-31"))),
                ("recorded_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("superseded_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("entry_id", fields.CharField(max_length=13)),
                ("officer_id", KeyField()),
                ("village_id", KeyField(db_index=True)),
                ("person_id", KeyField(db_index=True)),
                ("household_id", KeyField()),
                ("recognition_id", KeyField(db_index=True)),
            ],
            options={
                "table": "pomegranate_seeds_service",
                "app": "pomegranate_seeds",
                "pk_attr": "id",
                "table_description": "The service of a liaison officer.",
            },
            bases=["DatedRow"],
        ),
        ops.CreateModel(
            name="VisitRow",
            fields=[
                ("id", KeyField(primary_key=True, unique=True, db_index=True)),
                ("village_id", KeyField()),
                ("officer_id", KeyField(db_index=True)),
                ("household_id", KeyField(db_index=True)),
                ("visited_on", fields.DateField()),
                ("recorded_by", KeyField(null=True)),
                ("recorded_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("mistake", fields.TextField(null=True, unique=False)),
                ("mistake_said_by", KeyField(null=True)),
                ("mistake_said_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("entry_id", KeyField()),
            ],
            options={
                "table": "pomegranate_seeds_visit",
                "app": "pomegranate_seeds",
                "indexes": [Index(fields=["village_id", "visited_on", "id"])],
                "pk_attr": "id",
                "table_description": "A visit.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="WithdrawalRow",
            fields=[
                ("id", KeyField(primary_key=True, unique=True, db_index=True)),
                ("village_id", KeyField()),
                ("household_id", KeyField(db_index=True)),
                ("withdrawn_on", fields.DateField()),
                ("reason", fields.TextField(unique=False)),
                ("decided_by", KeyField(null=True)),
                ("decided_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("entry_id", KeyField()),
            ],
            options={
                "table": "pomegranate_seeds_withdrawal",
                "app": "pomegranate_seeds",
                "indexes": [Index(fields=["village_id", "withdrawn_on", "id"])],
                "pk_attr": "id",
                "table_description": "That a recognition was withdrawn, under the recognition's own id.",
            },
            bases=["Model"],
        ),
    ]
