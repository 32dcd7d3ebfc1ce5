"""What Party members do where they are registered."""

from tortoise import fields, migrations
from tortoise.indexes import Index
from tortoise.migrations import operations as ops

from graphql_api.platform.fields import KeyField


class Migration(migrations.Migration):
    """The table of service records; memberships are described anew."""

    dependencies = [("organisation", "0007_codes")]

    initial = False

    operations = [
        ops.CreateModel(
            name="ServiceRecordRow",
            fields=[
                ("id", KeyField(primary_key=True, unique=True, db_index=True)),
                ("person_id", KeyField()),
                ("unit_id", KeyField()),
                ("served_on", fields.DateField()),
                ("kind", fields.CharField(max_length=20)),
                ("title", fields.CharField(max_length=200)),
                ("tenths", fields.SmallIntField()),
                ("submitted_by", KeyField(null=True, db_index=True)),
                ("submitted_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("status", fields.CharField(max_length=20)),
                ("decided_by", KeyField(null=True)),
                ("decided_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("reason", fields.CharField(null=True, max_length=2000)),
                ("version", fields.IntField(default=1)),
                ("entry_id", KeyField()),
            ],
            options={
                "table": "organisation_service_record",
                "app": "organisation",
                "indexes": [
                    Index(fields=["person_id", "served_on"]),
                    Index(fields=["unit_id", "served_on"]),
                    Index(fields=["status", "served_on"]),
                ],
                "pk_attr": "id",
                "table_description": "A service record, to which only what was decided about it is ever added. Its hours are kept in tenths.",
            },
            bases=["Model"],
        ),
        ops.AlterModelOptions(
            name="MembershipRow",
            options={
                "table": "organisation_membership",
                "app": "organisation",
                "pk_attr": "id",
                "table_description": "That a person belongs to a unit in one capacity for a period.",
            },
        ),
    ]
