"""The tables of direct-liaison teams, their visits, and the issues they raise."""

from tortoise import Model, fields

from graphql_api.platform.dated import DatedRow
from graphql_api.platform.fields import KeyField


class LiaisonTeamRow(Model):
    """A direct-liaison team, and the version it is at."""

    id = KeyField(primary_key=True)
    version = fields.IntField(default=1)
    village_id = KeyField(db_index=True)

    class Meta:
        table = "organisation_liaison_team"


class LiaisonTeamStateRow(DatedRow):
    """A liaison team's name for a period."""

    team_id = KeyField()
    village_id = KeyField(db_index=True)
    name_zh = fields.CharField(max_length=200)
    name_en = fields.CharField(max_length=200, null=True)

    class Meta:
        table = "organisation_liaison_team_state"


class LiaisonMembershipRow(DatedRow):
    """That a person is in a liaison team for a period, and as what."""

    membership_id = KeyField()
    team_id = KeyField(db_index=True)
    village_id = KeyField()
    person_id = KeyField(db_index=True)
    role = fields.CharField(max_length=20)

    class Meta:
        table = "organisation_liaison_membership"


class LiaisonVisitRow(Model):
    """A visit of a liaison team."""

    id = KeyField(primary_key=True)
    team_id = KeyField(db_index=True)
    village_id = KeyField()
    place_id = KeyField(db_index=True)
    visited_on = fields.DateField()
    note = fields.CharField(max_length=2000)
    recorded_by = KeyField(null=True)
    recorded_at = fields.DatetimeField()
    withdrawn = fields.BooleanField(default=False)
    withdrawal_reason = fields.CharField(max_length=2000, null=True)
    withdrawn_by = KeyField(null=True)
    withdrawn_at = fields.DatetimeField(null=True)
    entry_id = fields.CharField(max_length=13)

    class Meta:
        table = "organisation_liaison_visit"
        indexes = (("village_id", "visited_on"),)


class LiaisonVisitorRow(Model):
    """That a member of a liaison team went on a visit."""

    id = fields.BigIntField(primary_key=True, generated=True)
    visit_id = KeyField(db_index=True)
    person_id = KeyField(db_index=True)

    class Meta:
        table = "organisation_liaison_visitor"


class LiaisonIssueRow(Model):
    """An issue as it was raised, and the version it is at."""

    id = KeyField(primary_key=True)
    version = fields.IntField(default=1)
    team_id = KeyField()
    village_id = KeyField()
    about_id = KeyField()
    title = fields.CharField(max_length=200)
    description = fields.CharField(max_length=2000)
    raised_by = KeyField()
    visit_id = KeyField(null=True)

    class Meta:
        table = "organisation_liaison_issue"


class LiaisonIssueStandingRow(DatedRow):
    """Where an issue stood for a period. It follows from the steps, and is kept to be asked for."""

    issue_id = KeyField()
    team_id = KeyField(db_index=True)
    village_id = KeyField(db_index=True)
    about_id = KeyField(db_index=True)
    raised_on = fields.DateField()
    raised_by = KeyField()
    visit_id = KeyField(null=True, db_index=True)
    status = fields.CharField(max_length=20)
    handler_id = KeyField(null=True, db_index=True)
    due_on = fields.DateField(null=True)

    class Meta:
        table = "organisation_liaison_issue_standing"


class LiaisonStepRow(DatedRow):
    """A step of an issue: so from its day on, for ever."""

    issue_id = KeyField()
    place = fields.SmallIntField()
    status = fields.CharField(max_length=20)
    taken_by = KeyField(null=True)
    handler_id = KeyField(null=True, db_index=True)
    due_on = fields.DateField(null=True)
    text = fields.CharField(max_length=2000)

    class Meta:
        table = "organisation_liaison_step"
        unique_together = (("issue_id", "place"),)
