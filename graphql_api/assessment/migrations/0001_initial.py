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
            name="RecordRow",
            fields=[
                ("id", KeyField(primary_key=True, unique=True, db_index=True)),
                ("scheme_id", KeyField()),
                ("indicator", fields.CharField(max_length=60)),
                ("person_id", KeyField()),
                ("occurred_on", fields.DateField()),
                ("entry_data", fields.JSONField(encoder=JSON_DUMPS, decoder=loads)),
                ("evidence_data", fields.JSONField(encoder=JSON_DUMPS, decoder=loads)),
                ("note", fields.TextField(unique=False)),
                ("submitted_by", KeyField(null=True)),
                ("submitted_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("supersedes_id", KeyField(null=True)),
                ("status", fields.CharField(max_length=20)),
                ("decided_by", KeyField(null=True)),
                ("decided_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("reason", fields.TextField(null=True, unique=False)),
                ("version", fields.IntField(default=1)),
                ("entry_id", KeyField()),
            ],
            options={
                "table": "assessment_record",
                "app": "assessment",
                "indexes": [
                    Index(fields=["person_id", "scheme_id", "occurred_on"]),
                    Index(fields=["status", "occurred_on", "id"]),
                ],
                "pk_attr": "id",
                "table_description": "A progress record, to which only what was decided about it is ever added.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="SchemeRow",
            fields=[
                ("id", KeyField(primary_key=True, unique=True, db_index=True)),
                ("code", fields.CharField(max_length=60)),
                ("version", fields.IntField()),
                ("title_zh", fields.CharField(max_length=200)),
                ("title_en", fields.CharField(null=True, max_length=200)),
                ("cycle_from", fields.DateField()),
                ("cycle_to", fields.DateField()),
                ("applies_to", fields.JSONField(encoder=JSON_DUMPS, decoder=loads)),
                ("dimension_data", fields.JSONField(encoder=JSON_DUMPS, decoder=loads)),
                ("status", fields.CharField(max_length=20)),
                ("published_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("recorded_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("source", fields.CharField(null=True, max_length=100)),
                ("entry_id", KeyField()),
            ],
            options={
                "table": "assessment_scheme",
                "app": "assessment",
                "unique_together": (("code", "version"),),
                "pk_attr": "id",
                "table_description": "An indicator scheme, one row a version, which never changes once published.",
            },
            bases=["Model"],
        ),
    ]
