"""One class a table."""

from typing import Any

from tortoise import Model, fields

from graphql_api.platform.fields import KeyField


class FrameworkRow(Model):
    """A competency framework, one row a version."""

    id = KeyField(primary_key=True)
    code = fields.CharField(max_length=60)
    version = fields.IntField()
    title_zh = fields.CharField(max_length=200)
    title_en = fields.CharField(max_length=200, null=True)
    content: fields.Field[dict[str, Any]] = fields.JSONField()
    status = fields.CharField(max_length=20)
    published_at = fields.DatetimeField(null=True)
    recorded_at = fields.DatetimeField()
    source = fields.CharField(max_length=100, null=True)
    entry_id = KeyField()

    class Meta:
        table = "training_framework"
        unique_together = (("code", "version"),)


class CompetencyRow(Model):
    """A competency of a framework, as its content says it, with its place there, from 0."""

    id = KeyField(primary_key=True)
    framework_id = KeyField()
    code = fields.CharField(max_length=60)
    title_zh = fields.CharField(max_length=200)
    title_en = fields.CharField(max_length=200, null=True)
    place = fields.IntField()

    class Meta:
        table = "training_competency"
        unique_together = (("framework_id", "code"),)


class ProgrammeRow(Model):
    """A training programme."""

    id = KeyField(primary_key=True)
    code = fields.CharField(max_length=60, unique=True)
    title_zh = fields.CharField(max_length=200)
    title_en = fields.CharField(max_length=200, null=True)
    format = fields.CharField(max_length=20)
    content: fields.Field[dict[str, Any]] = fields.JSONField()
    contributed_by = fields.CharField(max_length=41, null=True)
    recorded_at = fields.DatetimeField()
    source = fields.CharField(max_length=100, null=True)
    entry_id = KeyField()

    class Meta:
        table = "training_programme"


class CompetenceRow(Model):
    """That somebody was found to be at a level of a competency."""

    id = KeyField(primary_key=True)
    framework_id = KeyField()
    person_id = KeyField()
    competency = fields.CharField(max_length=60)
    level = fields.IntField()
    assessed_on = fields.DateField()
    basis = fields.TextField()
    assessed_by = KeyField(null=True)
    recorded_at = fields.DatetimeField()
    entry_id = KeyField()

    class Meta:
        table = "training_competence"
        indexes = (("person_id", "framework_id", "assessed_on"),)


class StandingRow(Model):
    """For which days what is stored of a person's gaps is so: from `as_of` on, up to and without `holds_until`.

    The framework is the one in force; none where there was none.
    """

    id = KeyField(primary_key=True)
    person_id = KeyField(unique=True)
    framework_id = KeyField(null=True)
    as_of = fields.DateField()
    holds_until = fields.DateField(db_index=True)

    class Meta:
        table = "training_standing"


class GapRow(Model):
    """A competency that a person's posts demand, beside what they were found able to do.

    What is demanded by whom is so on the days of their standing. `place` is the competency's in its framework; the
    weight is written as a text, so that no digit of the framework's is lost or added.
    """

    id = KeyField(primary_key=True)
    person_id = KeyField()
    framework_id = KeyField()
    competency_id = KeyField()
    required = fields.IntField()
    level = fields.IntField(null=True)
    size = fields.IntField(null=True)
    weight = fields.CharField(max_length=20)
    post_kinds: fields.Field[list[str]] = fields.JSONField()
    place = fields.IntField()

    class Meta:
        table = "training_gap"
        indexes = (("person_id", "place"),)


class PlanRow(Model):
    """A training plan of a unit and period."""

    id = KeyField(primary_key=True)
    unit_id = KeyField()
    framework_id = KeyField()
    period_from = fields.DateField()
    period_to = fields.DateField()
    sessions_limit = fields.IntField()
    hours_limit = fields.DecimalField(max_digits=10, decimal_places=2)
    session_data: fields.Field[list[dict[str, Any]]] = fields.JSONField()
    open_gap_data: fields.Field[list[dict[str, Any]]] = fields.JSONField()
    unassessed_data: fields.Field[list[dict[str, Any]]] = fields.JSONField()
    status = fields.CharField(max_length=20)
    published_at = fields.DatetimeField(null=True)
    recorded_at = fields.DatetimeField()
    version = fields.IntField(default=1)
    entry_id = KeyField()

    class Meta:
        table = "training_plan"
        indexes = (("unit_id", "period_from", "id"),)


class SessionRow(Model):
    """That a programme was held."""

    id = KeyField(primary_key=True)
    programme = fields.CharField(max_length=60)
    unit_id = KeyField()
    held_on = fields.DateField()
    hours = fields.DecimalField(max_digits=10, decimal_places=2)
    plan_id = KeyField(null=True, db_index=True)
    recorded_by = KeyField(null=True)
    recorded_at = fields.DatetimeField()
    entry_id = KeyField()

    class Meta:
        table = "training_session"
        indexes = (("unit_id", "held_on", "id"),)


class ParticipationRow(Model):
    """That somebody took part in a session."""

    id = fields.BigIntField(primary_key=True, generated=True)
    session_id = KeyField(db_index=True)
    person_id = KeyField()
    held_on = fields.DateField()

    class Meta:
        table = "training_participation"
        indexes = (("person_id", "held_on"),)
