"""Direct-liaison teams, their visits and issues; the present has indexes of its own."""

import datetime

from tortoise import fields, migrations
from tortoise.indexes import Index
from tortoise.migrations import operations as ops

from graphql_api.platform.dated import dated_indexes
from graphql_api.platform.fields import KeyField

_DATED = {
    "organisation_liaison_team_state": "team_id",
    "organisation_liaison_membership": "membership_id",
    "organisation_liaison_issue_standing": "issue_id",
}
_PRESENT_AND_PAST = [statement for table, key in _DATED.items() for statement in dated_indexes(table, key)]


class Migration(migrations.Migration):
    dependencies = [("organisation", "0003_succession")]

    initial = False

    operations = [
        ops.CreateModel(
            name="LiaisonIssueRow",
            fields=[
                ("id", KeyField(primary_key=True, unique=True, db_index=True)),
                ("version", fields.IntField(default=1)),
                ("team_id", KeyField()),
                ("village_id", KeyField()),
                ("about_id", KeyField()),
                ("title", fields.CharField(max_length=200)),
                ("description", fields.CharField(max_length=2000)),
                ("raised_by", KeyField()),
                ("visit_id", KeyField(null=True)),
            ],
            options={
                "table": "organisation_liaison_issue",
                "app": "organisation",
                "pk_attr": "id",
                "table_description": "An issue as it was raised, and the version it is at.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="LiaisonIssueStandingRow",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("valid_from", fields.DateField()),
                ("valid_to", fields.DateField(default=datetime.date.fromisoformat("9999-12-31"))),
                ("recorded_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("superseded_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("entry_id", fields.CharField(max_length=13)),
                ("issue_id", KeyField()),
                ("team_id", KeyField(db_index=True)),
                ("village_id", KeyField(db_index=True)),
                ("about_id", KeyField(db_index=True)),
                ("raised_on", fields.DateField()),
                ("raised_by", KeyField()),
                ("visit_id", KeyField(null=True, db_index=True)),
                ("status", fields.CharField(max_length=20)),
                ("handler_id", KeyField(null=True, db_index=True)),
                ("due_on", fields.DateField(null=True)),
            ],
            options={
                "table": "organisation_liaison_issue_standing",
                "app": "organisation",
                "pk_attr": "id",
                "table_description": "Where an issue stood for a period. It follows from the steps, and is kept to be asked for.",
            },
            bases=["DatedRow"],
        ),
        ops.CreateModel(
            name="LiaisonMembershipRow",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("valid_from", fields.DateField()),
                ("valid_to", fields.DateField(default=datetime.date.fromisoformat("9999-12-31"))),
                ("recorded_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("superseded_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("entry_id", fields.CharField(max_length=13)),
                ("membership_id", KeyField()),
                ("team_id", KeyField(db_index=True)),
                ("village_id", KeyField()),
                ("person_id", KeyField(db_index=True)),
                ("role", fields.CharField(max_length=20)),
            ],
            options={
                "table": "organisation_liaison_membership",
                "app": "organisation",
                "pk_attr": "id",
                "table_description": "That a person is in a liaison team for a period, and as what.",
            },
            bases=["DatedRow"],
        ),
        ops.CreateModel(
            name="LiaisonStepRow",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("valid_from", fields.DateField()),
                ("valid_to", fields.DateField(default=datetime.date.fromisoformat("9999-12-31"))),
                ("recorded_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("superseded_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("entry_id", fields.CharField(max_length=13)),
                ("issue_id", KeyField()),
                ("place", fields.SmallIntField()),
                ("status", fields.CharField(max_length=20)),
                ("taken_by", KeyField(null=True)),
                ("handler_id", KeyField(null=True, db_index=True)),
                ("due_on", fields.DateField(null=True)),
                ("text", fields.CharField(max_length=2000)),
            ],
            options={
                "table": "organisation_liaison_step",
                "app": "organisation",
                "unique_together": (("issue_id", "place"),),
                "pk_attr": "id",
                "table_description": "A step of an issue: so from its day on, for ever.",
            },
            bases=["DatedRow"],
        ),
        ops.CreateModel(
            name="LiaisonTeamRow",
            fields=[
                ("id", KeyField(primary_key=True, unique=True, db_index=True)),
                ("version", fields.IntField(default=1)),
                ("village_id", KeyField(db_index=True)),
            ],
            options={
                "table": "organisation_liaison_team",
                "app": "organisation",
                "pk_attr": "id",
                "table_description": "A direct-liaison team, and the version it is at.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="LiaisonTeamStateRow",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("valid_from", fields.DateField()),
                ("valid_to", fields.DateField(default=datetime.date.fromisoformat("9999-12-31"))),
                ("recorded_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("superseded_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("entry_id", fields.CharField(max_length=13)),
                ("team_id", KeyField()),
                ("village_id", KeyField(db_index=True)),
                ("name_zh", fields.CharField(max_length=200)),
                ("name_en", fields.CharField(null=True, max_length=200)),
            ],
            options={
                "table": "organisation_liaison_team_state",
                "app": "organisation",
                "pk_attr": "id",
                "table_description": "A liaison team's name for a period.",
            },
            bases=["DatedRow"],
        ),
        ops.CreateModel(
            name="LiaisonVisitRow",
            fields=[
                ("id", KeyField(primary_key=True, unique=True, db_index=True)),
                ("team_id", KeyField(db_index=True)),
                ("village_id", KeyField()),
                ("place_id", KeyField(db_index=True)),
                ("visited_on", fields.DateField()),
                ("note", fields.CharField(max_length=2000)),
                ("recorded_by", KeyField(null=True)),
                ("recorded_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("withdrawn", fields.BooleanField(default=False)),
                ("withdrawal_reason", fields.CharField(null=True, max_length=2000)),
                ("withdrawn_by", KeyField(null=True)),
                ("withdrawn_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("entry_id", fields.CharField(max_length=13)),
            ],
            options={
                "table": "organisation_liaison_visit",
                "app": "organisation",
                "indexes": [Index(fields=["village_id", "visited_on"])],
                "pk_attr": "id",
                "table_description": "A visit of a liaison team.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="LiaisonVisitorRow",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("visit_id", KeyField(db_index=True)),
                ("person_id", KeyField(db_index=True)),
            ],
            options={
                "table": "organisation_liaison_visitor",
                "app": "organisation",
                "pk_attr": "id",
                "table_description": "That a member of a liaison team went on a visit.",
            },
            bases=["Model"],
        ),
        ops.RunSQL(_PRESENT_AND_PAST),
    ]
