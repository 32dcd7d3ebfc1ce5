"""One class a table: what was told of progress, and how far a day's look at everybody has come."""

from tortoise import Model, fields

from graphql_api.platform.fields import KeyField


class WarningRow(Model):
    """An indicator of which somebody was warned: how it stands now, be it green again.

    `person_id` is the key of whom it is about: of a person, or of the unit itself where the scheme assesses units.
    """

    id = KeyField(primary_key=True)
    person_id = KeyField()
    scheme_id = KeyField()
    indicator_id = KeyField()
    unit_id = KeyField(db_index=True)
    light = fields.CharField(max_length=10)
    cause = fields.CharField(max_length=20)
    since_on = fields.DateField()
    told_at = fields.DatetimeField()
    entry_id = KeyField()

    class Meta:
        table = "assessment_warning"
        unique_together = (("person_id", "indicator_id"),)
        indexes = (("since_on", "id"),)


class WatchRow(Model):
    """How far a day's look has come: everybody up to and with `after` was looked at on that day, or all are."""

    subject = fields.CharField(max_length=20, primary_key=True)
    on_day = fields.DateField()
    after = fields.CharField(max_length=13)
    done = fields.BooleanField(default=False)

    class Meta:
        table = "assessment_watch"
