"""Group sets, their groups, and the units in them."""

import datetime

from tortoise import fields, migrations
from tortoise.migrations import operations as ops

from graphql_api.platform.dated import dated_indexes
from graphql_api.platform.fields import KeyField

_DATED = {
    "organisation_group_set_state": "group_set_id",
    "organisation_unit_group_state": "group_id",
    "organisation_placement": "unit_id, group_id",
}


class Migration(migrations.Migration):
    """The tables, and partial indexes over what is known now."""

    dependencies = [("organisation", "0004_liaison")]

    initial = False

    operations = [
        ops.CreateModel(
            name="GroupSetKindRow",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("group_set_id", KeyField(db_index=True)),
                ("kind", fields.CharField(max_length=60)),
            ],
            options={
                "table": "organisation_group_set_kind",
                "app": "organisation",
                "unique_together": (("kind", "group_set_id"),),
                "pk_attr": "id",
                "table_description": "That a group set sorts units of a kind, for good.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="GroupSetRow",
            fields=[
                ("id", KeyField(primary_key=True, unique=True, db_index=True)),
                ("version", fields.IntField(default=1)),
                ("code", fields.CharField(unique=True, max_length=60)),
                ("exclusive", fields.BooleanField()),
            ],
            options={
                "table": "organisation_group_set",
                "app": "organisation",
                "pk_attr": "id",
                "table_description": "A group set, and the version it is at.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="GroupSetStateRow",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("valid_from", fields.DateField()),
                ("valid_to", fields.DateField(default=datetime.date.fromisoformat("9999-12-31"))),
                ("recorded_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("superseded_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("entry_id", fields.CharField(max_length=13)),
                ("group_set_id", KeyField()),
                ("code", fields.CharField(max_length=60)),
                ("exclusive", fields.BooleanField()),
                ("label_zh", fields.CharField(max_length=200)),
                ("label_en", fields.CharField(null=True, max_length=200)),
            ],
            options={
                "table": "organisation_group_set_state",
                "app": "organisation",
                "pk_attr": "id",
                "table_description": "What a group set is called for a period.",
            },
            bases=["DatedRow"],
        ),
        ops.CreateModel(
            name="PlacementRow",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("valid_from", fields.DateField()),
                ("valid_to", fields.DateField(default=datetime.date.fromisoformat("9999-12-31"))),
                ("recorded_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("superseded_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("entry_id", fields.CharField(max_length=13)),
                ("group_id", KeyField()),
                ("group_set_id", KeyField(db_index=True)),
                ("unit_id", KeyField(db_index=True)),
            ],
            options={
                "table": "organisation_placement",
                "app": "organisation",
                "pk_attr": "id",
                "table_description": "That a unit is in a group for a period.",
            },
            bases=["DatedRow"],
        ),
        ops.CreateModel(
            name="UnitGroupRow",
            fields=[
                ("id", KeyField(primary_key=True, unique=True, db_index=True)),
                ("group_set_id", KeyField()),
                ("code", fields.CharField(max_length=60)),
                ("position", fields.SmallIntField()),
            ],
            options={
                "table": "organisation_unit_group",
                "app": "organisation",
                "unique_together": (("group_set_id", "code"),),
                "pk_attr": "id",
                "table_description": "A group of a set.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="UnitGroupStateRow",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("valid_from", fields.DateField()),
                ("valid_to", fields.DateField(default=datetime.date.fromisoformat("9999-12-31"))),
                ("recorded_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("superseded_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("entry_id", fields.CharField(max_length=13)),
                ("group_id", KeyField()),
                ("group_set_id", KeyField(db_index=True)),
                ("code", fields.CharField(max_length=60)),
                ("full_code", fields.CharField(db_index=True, max_length=121)),
                ("position", fields.SmallIntField()),
                ("label_zh", fields.CharField(max_length=200)),
                ("label_en", fields.CharField(null=True, max_length=200)),
            ],
            options={
                "table": "organisation_unit_group_state",
                "app": "organisation",
                "pk_attr": "id",
                "table_description": "What a group is called for a period. `full_code` is the set's code, a slash and the group's.",
            },
            bases=["DatedRow"],
        ),
        ops.RunSQL([statement for table, key in _DATED.items() for statement in dated_indexes(table, key)]),
    ]
