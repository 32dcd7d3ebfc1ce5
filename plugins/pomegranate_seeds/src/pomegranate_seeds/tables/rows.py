"""One class a table. What is dated is kept as versions, the rest only ever gains what was decided about it."""

from typing import Any

from tortoise import Model, fields

from graphql_api.plugin import DatedRow, KeyField


class NominationRow(Model):
    """A nomination of a household."""

    id = KeyField(primary_key=True)
    village_id = KeyField()
    household_id = KeyField(db_index=True)
    criteria_met: fields.Field[list[str]] = fields.JSONField()
    nominated_on = fields.DateField()
    nominated_by = KeyField(null=True)
    nominated_at = fields.DatetimeField()
    status = fields.CharField(max_length=20)
    decided_by = KeyField(null=True)
    decided_at = fields.DatetimeField(null=True)
    reason = fields.TextField(null=True)
    entry_id = KeyField()

    class Meta:
        table = "pomegranate_seeds_nomination"
        indexes = (("village_id", "nominated_on", "id"),)


class RecognitionRow(DatedRow):
    """The term of a recognition."""

    recognition_id = KeyField()
    nomination_id = KeyField()
    village_id = KeyField(db_index=True)
    household_id = KeyField(db_index=True)
    criteria_met: fields.Field[list[str]] = fields.JSONField()

    class Meta:
        table = "pomegranate_seeds_recognition"


class WithdrawalRow(Model):
    """That a recognition was withdrawn, under the recognition's own id."""

    id = KeyField(primary_key=True)
    village_id = KeyField()
    household_id = KeyField(db_index=True)
    withdrawn_on = fields.DateField()
    reason = fields.TextField()
    decided_by = KeyField(null=True)
    decided_at = fields.DatetimeField()
    entry_id = KeyField()

    class Meta:
        table = "pomegranate_seeds_withdrawal"
        indexes = (("village_id", "withdrawn_on", "id"),)


class ServiceRow(DatedRow):
    """The service of a liaison officer."""

    officer_id = KeyField()
    village_id = KeyField(db_index=True)
    person_id = KeyField(db_index=True)
    household_id = KeyField()
    recognition_id = KeyField(db_index=True)

    class Meta:
        table = "pomegranate_seeds_service"


class CoverageRow(DatedRow):
    """Which officer covers a household."""

    household_id = KeyField()
    village_id = KeyField(db_index=True)
    officer_id = KeyField(db_index=True)

    class Meta:
        table = "pomegranate_seeds_coverage"


class VisitRow(Model):
    """A visit."""

    id = KeyField(primary_key=True)
    village_id = KeyField()
    officer_id = KeyField(db_index=True)
    household_id = KeyField(db_index=True)
    visited_on = fields.DateField()
    recorded_by = KeyField(null=True)
    recorded_at = fields.DatetimeField()
    mistake = fields.TextField(null=True)
    mistake_said_by = KeyField(null=True)
    mistake_said_at = fields.DatetimeField(null=True)
    entry_id = KeyField()

    class Meta:
        table = "pomegranate_seeds_visit"
        indexes = (("village_id", "visited_on", "id"),)


class MatterRow(Model):
    """A matter or request, with its routes and its answer. `status` and `handler_id` are what they are now."""

    id = KeyField(primary_key=True)
    village_id = KeyField()
    household_id = KeyField(db_index=True)
    kind = fields.CharField(max_length=20)
    statement = fields.TextField()
    raised_on = fields.DateField()
    raised_by = KeyField(null=True)
    raised_at = fields.DatetimeField()
    due_on = fields.DateField()
    visit_id = KeyField(null=True)
    route_data: fields.Field[list[dict[str, Any]]] = fields.JSONField()
    answer = fields.TextField(null=True)
    answered_on = fields.DateField(null=True)
    answered_by = KeyField(null=True)
    answered_at = fields.DatetimeField(null=True)
    status = fields.CharField(max_length=20)
    handler_id = KeyField(null=True, db_index=True)
    entry_id = KeyField()

    class Meta:
        table = "pomegranate_seeds_matter"
        indexes = (("village_id", "status", "due_on"),)
