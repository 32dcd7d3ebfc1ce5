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
            name="AccessTokenRow",
            fields=[
                ("id", KeyField(primary_key=True, unique=True, db_index=True)),
                ("digest", fields.CharField(unique=True, max_length=64)),
                ("label", fields.CharField(max_length=200)),
                ("role", fields.CharField(max_length=40)),
                ("scope_id", KeyField()),
                ("person_id", KeyField(null=True)),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("expires_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("revoked_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "platform_access_token",
                "app": "platform",
                "pk_attr": "id",
                "table_description": "A bearer token, kept as the SHA-256 of its secret.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="AuditEntryRow",
            fields=[
                ("id", KeyField(primary_key=True, unique=True, db_index=True)),
                ("at", fields.DatetimeField(db_index=True, auto_now=False, auto_now_add=False)),
                ("token_id", KeyField(null=True)),
                ("role", fields.CharField(max_length=40)),
                ("person_id", KeyField(null=True)),
                ("act", fields.CharField(max_length=100)),
                ("subject", fields.CharField(db_index=True, max_length=100)),
                ("detail", fields.JSONField(encoder=JSON_DUMPS, decoder=loads)),
            ],
            options={
                "table": "platform_audit_entry",
                "app": "platform",
                "pk_attr": "id",
                "table_description": "Who did which act when, on what, with which input.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="DeliveryRow",
            fields=[
                ("id", KeyField(primary_key=True, unique=True, db_index=True)),
                ("event_id", KeyField()),
                ("listener", fields.CharField(max_length=200)),
                ("attempts", fields.IntField(default=0)),
                ("due_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("delivered_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("fault", fields.TextField(null=True, unique=False)),
            ],
            options={
                "table": "platform_delivery",
                "app": "platform",
                "indexes": [Index(fields=["delivered_at", "due_at"])],
                "pk_attr": "id",
                "table_description": "One listener's copy of an event: pending until the listener has taken it.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="EventRow",
            fields=[
                ("id", KeyField(primary_key=True, unique=True, db_index=True)),
                ("entry_id", KeyField(db_index=True)),
                ("name", fields.CharField(max_length=100)),
                ("effective_on", fields.DateField()),
                ("payload", fields.JSONField(encoder=JSON_DUMPS, decoder=loads)),
                ("recorded_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "platform_event",
                "app": "platform",
                "pk_attr": "id",
                "table_description": "A domain event, written in the transaction of the act that caused it.",
            },
            bases=["Model"],
        ),
    ]
