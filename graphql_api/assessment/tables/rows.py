"""One class a table. What is of a score or a sum is kept only so that nobody has to count records again."""

from typing import Any

from tortoise import Model, fields

from graphql_api.platform.fields import KeyField


class SchemeRow(Model):
    """An indicator scheme, one row a version, which never changes once published."""

    id = KeyField(primary_key=True)
    code = fields.CharField(max_length=60)
    version = fields.IntField()
    title_zh = fields.CharField(max_length=200)
    title_en = fields.CharField(max_length=200, null=True)
    cycle_from = fields.DateField()
    cycle_to = fields.DateField()
    subject = fields.CharField(max_length=20, default="cadre")
    applies_to: fields.Field[list[str]] = fields.JSONField()
    unit_kinds: fields.Field[list[str] | None] = fields.JSONField(null=True)
    inherits_id = KeyField(null=True)
    dimension_data: fields.Field[list[dict[str, Any]]] = fields.JSONField()
    missing = fields.CharField(max_length=20, default="ungraded")
    watch_data: fields.Field[dict[str, Any] | None] = fields.JSONField(null=True)
    status = fields.CharField(max_length=20)
    published_at = fields.DatetimeField(null=True)
    effective_on = fields.DateField(null=True)
    recorded_at = fields.DatetimeField()
    source = fields.CharField(max_length=100, null=True)
    entry_id = KeyField()

    class Meta:
        table = "assessment_scheme"
        unique_together = (("code", "version"),)


class RecordRow(Model):
    """A progress record, to which only what was decided about it is ever added.

    `person_id` is the key of whom it is about: of a person, or of the unit itself where the scheme assesses units.
    """

    id = KeyField(primary_key=True)
    scheme_id = KeyField()
    indicator = fields.CharField(max_length=60)
    person_id = KeyField()
    occurred_on = fields.DateField()
    kind = fields.CharField(max_length=20, default="")
    entry_data: fields.Field[dict[str, Any]] = fields.JSONField()
    evidence_data: fields.Field[list[dict[str, Any]]] = fields.JSONField()
    note = fields.TextField()
    source = fields.CharField(max_length=20, default="")
    submitted_by = KeyField(null=True)
    submitted_at = fields.DatetimeField()
    supersedes_id = KeyField(null=True)
    unit_id = KeyField(null=True)
    status = fields.CharField(max_length=20)
    decided_by = KeyField(null=True)
    decided_at = fields.DatetimeField(null=True)
    reason = fields.TextField(null=True)
    version = fields.IntField(default=1)
    entry_id = KeyField()

    class Meta:
        table = "assessment_record"
        indexes = (("person_id", "scheme_id", "occurred_on"), ("status", "occurred_on", "id"))


class IndicatorRow(Model):
    """An indicator of a scheme, by a key of its own, with all but how it is measured."""

    id = KeyField(primary_key=True)
    scheme_id = KeyField()
    code = fields.CharField(max_length=60)
    title_zh = fields.CharField(max_length=200)
    title_en = fields.CharField(max_length=200, null=True)
    dimension = fields.CharField(max_length=60)
    initiative = fields.CharField(max_length=60, null=True)
    weight = fields.DecimalField(max_digits=9, decimal_places=6)
    place = fields.SmallIntField()

    class Meta:
        table = "assessment_indicator"
        unique_together = (("scheme_id", "code"),)


class ScoreRow(Model):
    """What one cadre's counting records on one indicator, made in one unit, come to on the latest one's day.

    `counted_in` names the units whose roll-ups it is in, each id followed by a slash, as a path does. `part` is empty
    where it is of all these records; what a unit above had of them while this one stood below it has a row of its own.
    """

    id = fields.BigIntField(primary_key=True, generated=True)
    person_id = KeyField()
    scheme_id = KeyField()
    indicator_id = KeyField()
    unit_id = KeyField()
    part = KeyField(default="")
    points = fields.DecimalField(max_digits=9, decimal_places=6, null=True)
    as_of = fields.DateField(db_index=True)
    records = fields.IntField()
    by_products = fields.IntField(default=0)
    counted_in = fields.TextField(null=True)

    class Meta:
        table = "assessment_score"
        unique_together = (("person_id", "indicator_id", "unit_id", "part"),)


class RollUpRow(Model):
    """The sums of the scores on one indicator in a unit and in everything that stood below it, or served that."""

    id = fields.BigIntField(primary_key=True, generated=True)
    unit_id = KeyField()
    scheme_id = KeyField()
    indicator_id = KeyField()
    cadres = fields.IntField()
    points = fields.DecimalField(max_digits=20, decimal_places=6)
    records = fields.BigIntField()
    by_products = fields.BigIntField(default=0)

    class Meta:
        table = "assessment_roll_up"
        unique_together = (("unit_id", "indicator_id"),)
        indexes = (("unit_id", "scheme_id"),)
