"""The tables of the practice. Their names begin with its slug."""

from tortoise import Model, fields

from graphql_api.plugin import KeyField


class ActivityRow(Model):
    """An activity."""

    id = KeyField(primary_key=True)
    village_id = KeyField()
    title = fields.CharField(max_length=200)
    held_on = fields.DateField()
    participants = fields.IntField()
    recorded_by = KeyField(null=True)
    recorded_at = fields.DatetimeField()
    entry_id = KeyField()

    class Meta:
        table = "first_steps_activity"
        indexes = (("village_id", "held_on", "id"),)
