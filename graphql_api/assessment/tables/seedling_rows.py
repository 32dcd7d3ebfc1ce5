"""The tables of reserve cadres: who was nominated, who is responsible, what the plan says, and what was observed."""

from tortoise import Model, fields

from graphql_api.platform.dated import DatedRow
from graphql_api.platform.fields import KeyField


class SeedlingRow(Model):
    """A nomination, to which only how often it was planned, and its end, are ever added."""

    id = KeyField(primary_key=True)
    person_id = KeyField(db_index=True)
    unit_id = KeyField(db_index=True)
    aims_for = fields.CharField(max_length=60)
    period_from = fields.DateField()
    period_to = fields.DateField(null=True)
    nominated_by = KeyField()
    nominated_at = fields.DatetimeField()
    plan_version = fields.IntField(default=0)
    status = fields.CharField(max_length=20)
    ended_on = fields.DateField(null=True)
    ended_by = KeyField(null=True)
    ended_at = fields.DatetimeField(null=True)
    reason = fields.TextField(null=True)
    appointment_id = KeyField(null=True)
    version = fields.IntField(default=1)
    entry_id = KeyField()

    class Meta:
        table = "assessment_seedling"


class MentorshipRow(DatedRow):
    """Who is responsible for a reserve cadre for a period: one person on each day."""

    seedling_id = KeyField()
    mentor_id = KeyField(db_index=True)

    class Meta:
        table = "assessment_mentorship"


class DevelopmentGoalRow(DatedRow):
    """What a plan says of a goal for a period, and by which record it was reached."""

    goal_id = KeyField()
    seedling_id = KeyField(db_index=True)
    code = fields.CharField(max_length=60)
    title_zh = fields.CharField(max_length=200)
    title_en = fields.CharField(max_length=200, null=True)
    due_on = fields.DateField()
    competency = fields.CharField(max_length=60, null=True)
    reached_by = KeyField(null=True)
    reached_on = fields.DateField(null=True)

    class Meta:
        table = "assessment_development_goal"


class ObservationRow(Model):
    """What a mentor or a reviewer has seen of a reserve cadre's work, which is never edited."""

    id = KeyField(primary_key=True)
    seedling_id = KeyField()
    observed_by = KeyField()
    observed_on = fields.DateField()
    recorded_at = fields.DatetimeField()
    text = fields.TextField()
    record_id = KeyField(null=True)
    entry_id = KeyField()

    class Meta:
        table = "assessment_observation"
        indexes = (("seedling_id", "observed_on"),)
