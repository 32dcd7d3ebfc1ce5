"""The tables of cycles: their stages, the appraisals with all that is said and decided, and what tallies come to."""

from typing import Any

from tortoise import Model, fields

from graphql_api.platform.fields import KeyField

RUNNING, DONE, FAILED = "running", "done", "failed"
"""Where a tally stands."""


class CycleRow(Model):
    """A cycle. `tally_id` names the tally whose results are in view, and none before the first."""

    id = KeyField(primary_key=True)
    code = fields.CharField(max_length=60, unique=True)
    kind = fields.CharField(max_length=20)
    title_zh = fields.CharField(max_length=200)
    title_en = fields.CharField(max_length=200, null=True)
    period_from = fields.DateField()
    period_to = fields.DateField()
    unit_id = KeyField()
    schemes: fields.Field[list[str]] = fields.JSONField()
    grading_data: fields.Field[dict[str, Any]] = fields.JSONField()
    timetable_data: fields.Field[list[dict[str, Any]]] = fields.JSONField()
    routine: fields.Field[list[str]] = fields.JSONField()
    routine_weight = fields.DecimalField(max_digits=9, decimal_places=6)
    stage = fields.CharField(max_length=20)
    due_on = fields.DateField(null=True)
    tally_id = KeyField(null=True)
    recorded_at = fields.DatetimeField()
    version = fields.IntField(default=1)
    entry_id = KeyField()

    class Meta:
        table = "assessment_cycle"


class StageRow(Model):
    """That a cycle entered a stage."""

    id = fields.BigIntField(primary_key=True, generated=True)
    cycle_id = KeyField()
    stage = fields.CharField(max_length=20)
    entered_on = fields.DateField()
    due_on = fields.DateField(null=True)
    entered_by = KeyField(null=True)
    entered_at = fields.DatetimeField()
    entry_id = KeyField()

    class Meta:
        table = "assessment_stage"
        unique_together = (("cycle_id", "stage"),)


class AppraisalRow(Model):
    """Somebody's part in a cycle. `person_id` is the key of whom it is about: a person, or the unit itself."""

    id = KeyField(primary_key=True)
    cycle_id = KeyField()
    person_id = KeyField(db_index=True)
    unit_id = KeyField(db_index=True)
    home_unit_id = KeyField(null=True)
    recorded_at = fields.DatetimeField()
    version = fields.IntField(default=1)
    entry_id = KeyField()

    class Meta:
        table = "assessment_appraisal"
        unique_together = (("cycle_id", "person_id"),)


class SelfAssessmentRow(Model):
    """What somebody said of their own work, of which the latest stands."""

    id = KeyField(primary_key=True)
    appraisal_id = KeyField(db_index=True)
    statement = fields.TextField()
    said_by = KeyField()
    said_at = fields.DatetimeField()
    entry_id = KeyField()

    class Meta:
        table = "assessment_self_assessment"


class ReviewRow(Model):
    """A reviewer's opinion, of which the latest of each stands."""

    id = KeyField(primary_key=True)
    appraisal_id = KeyField(db_index=True)
    person_id = KeyField()
    audience = fields.CharField(max_length=20, default="reviewers")
    reviewer_id = KeyField(db_index=True)
    grade = fields.CharField(max_length=20)
    comment = fields.TextField()
    reviewed_at = fields.DatetimeField()
    entry_id = KeyField()

    class Meta:
        table = "assessment_review"


class AdjustmentRow(Model):
    """Points added or deducted in calibration, or as the remedy of an appeal, with how they were withdrawn."""

    id = KeyField(primary_key=True)
    appraisal_id = KeyField(db_index=True)
    person_id = KeyField()
    audience = fields.CharField(max_length=20, default="reviewers")
    points = fields.DecimalField(max_digits=9, decimal_places=6)
    reason = fields.TextField()
    adjusted_by = KeyField()
    adjusted_at = fields.DatetimeField()
    appeal_id = KeyField(null=True)
    withdrawn_by = KeyField(null=True)
    withdrawn_at = fields.DatetimeField(null=True)
    withdrawn_reason = fields.TextField(null=True)
    entry_id = KeyField()

    class Meta:
        table = "assessment_adjustment"


class AppealRow(Model):
    """An appeal against a result, who is to decide it, and what became of it."""

    id = KeyField(primary_key=True)
    appraisal_id = KeyField(db_index=True)
    cycle_id = KeyField(db_index=True)
    statement = fields.TextField()
    raised_by = KeyField()
    raised_at = fields.DatetimeField()
    status = fields.CharField(max_length=20)
    assigned_to = KeyField(null=True)
    decided_by = KeyField(null=True)
    decided_at = fields.DatetimeField(null=True)
    reason = fields.TextField(null=True)
    remedy_id = KeyField(null=True)
    entry_id = KeyField()

    class Meta:
        table = "assessment_appeal"


class AssignmentRow(Model):
    """That an appeal was given to somebody to decide, of which the latest stands."""

    id = fields.BigIntField(primary_key=True, generated=True)
    appeal_id = KeyField(db_index=True)
    assigned_to = KeyField()
    assigned_by = KeyField()
    assigned_at = fields.DatetimeField()
    entry_id = KeyField()

    class Meta:
        table = "assessment_appeal_assignment"


class GradeDecisionRow(Model):
    """A named person's decision on a grade, of which the latest stands."""

    id = fields.BigIntField(primary_key=True, generated=True)
    appraisal_id = KeyField(db_index=True)
    person_id = KeyField()
    audience = fields.CharField(max_length=20, default="reviewers")
    grade = fields.CharField(max_length=20)
    proposed = fields.CharField(max_length=20, null=True)
    reason = fields.TextField()
    decided_by = KeyField()
    decided_at = fields.DatetimeField()
    entry_id = KeyField()

    class Meta:
        table = "assessment_grade_decision"


class TallyRow(Model):
    """A run that scores and grades everybody in a cycle so that it can enter a stage.

    Its results are put aside until all are there, and come into view together. `reached` is the appraisal up to which
    it has come, by key; who asked for it enters the stage by it.
    """

    id = KeyField(primary_key=True)
    cycle_id = KeyField()
    stage = fields.CharField(max_length=20)
    state = fields.CharField(max_length=20)
    known_at = fields.DatetimeField()
    asked_by = KeyField(null=True)
    reached = KeyField(null=True)
    done = fields.IntField(default=0)
    total = fields.IntField()
    finished_at = fields.DatetimeField(null=True)
    fault = fields.TextField(null=True)
    entry_id = KeyField()

    class Meta:
        table = "assessment_tally"
        indexes = (("cycle_id", "state"),)


class ResultRow(Model):
    """What somebody comes to in a tally, with all it rests on, in view while the cycle names the tally."""

    id = KeyField(primary_key=True)
    tally_id = KeyField()
    cycle_id = KeyField()
    appraisal_id = KeyField()
    person_id = KeyField()
    unit_id = KeyField()
    points = fields.DecimalField(max_digits=9, decimal_places=6, null=True)
    low = fields.DecimalField(max_digits=9, decimal_places=6)
    high = fields.DecimalField(max_digits=9, decimal_places=6)
    best = fields.SmallIntField()
    ties: fields.Field[list[str]] = fields.JSONField()
    sums_data: fields.Field[dict[str, Any]] = fields.JSONField()
    assessment_data: fields.Field[dict[str, Any]] = fields.JSONField()
    service_data: fields.Field[list[dict[str, Any]]] = fields.JSONField()
    known_at = fields.DatetimeField()
    counted_in = fields.TextField()

    class Meta:
        table = "assessment_result"
        unique_together = (("tally_id", "appraisal_id"),)
        indexes = (("appraisal_id", "tally_id"),)


class LeftOutRow(Model):
    """That somebody who was enrolled has no result in a tally, and why. It is seen as a grade is."""

    id = KeyField(primary_key=True)
    tally_id = KeyField()
    cycle_id = KeyField()
    appraisal_id = KeyField()
    person_id = KeyField()
    unit_id = KeyField()
    absence = fields.CharField(max_length=20)
    in_view = fields.BooleanField(default=False)
    audience = fields.CharField(max_length=20, default="reviewers")

    class Meta:
        table = "assessment_left_out"
        unique_together = (("tally_id", "appraisal_id"),)
        indexes = (("appraisal_id", "in_view"), ("cycle_id", "in_view"))


class GradeRow(Model):
    """The grade of a result, why it is that one, and who decided it, written when a tally comes into view.

    `in_view` says whether the tally still is, and `audience` whether all whom it concerns may know or reviewers alone.
    """

    id = KeyField(primary_key=True)
    tally_id = KeyField()
    result_id = KeyField()
    in_view = fields.BooleanField()
    audience = fields.CharField(max_length=20)
    cycle_id = KeyField()
    appraisal_id = KeyField()
    person_id = KeyField()
    unit_id = KeyField()
    points = fields.DecimalField(max_digits=9, decimal_places=6, null=True)
    proposed = fields.CharField(max_length=20, null=True)
    reached = fields.CharField(max_length=20, null=True)
    because: fields.Field[list[str]] = fields.JSONField()
    places = fields.IntField()
    grade = fields.CharField(max_length=20, null=True)
    decided_by = KeyField(null=True)
    decided_at = fields.DatetimeField(null=True)

    class Meta:
        table = "assessment_grade"
        unique_together = (("tally_id", "appraisal_id"),)
        indexes = (("appraisal_id", "in_view"), ("cycle_id", "in_view", "unit_id"))


class ResultSumRow(Model):
    """The sums of a tally's results in a unit and in everything that stood below it, or served that."""

    id = KeyField(primary_key=True)
    tally_id = KeyField()
    cycle_id = KeyField()
    unit_id = KeyField(db_index=True)
    in_view = fields.BooleanField()
    subjects = fields.IntField()
    scored = fields.IntField()
    points = fields.DecimalField(max_digits=20, decimal_places=6)
    sums_data: fields.Field[dict[str, Any]] = fields.JSONField()

    class Meta:
        table = "assessment_result_sum"
        unique_together = (("tally_id", "unit_id"),)
