"""The table of what Party members do where they are registered."""

from tortoise import Model, fields

from graphql_api.platform.fields import KeyField


class ServiceRecordRow(Model):
    """A service record, to which only what was decided about it is ever added. Its hours are kept in tenths."""

    id = KeyField(primary_key=True)
    person_id = KeyField()
    unit_id = KeyField()
    served_on = fields.DateField()
    kind = fields.CharField(max_length=20)
    title = fields.CharField(max_length=200)
    tenths = fields.SmallIntField()
    submitted_by = KeyField(null=True, db_index=True)
    submitted_at = fields.DatetimeField()
    status = fields.CharField(max_length=20)
    decided_by = KeyField(null=True)
    decided_at = fields.DatetimeField(null=True)
    reason = fields.CharField(max_length=2000, null=True)
    version = fields.IntField(default=1)
    entry_id = KeyField()

    class Meta:
        table = "organisation_service_record"
        indexes = (("person_id", "served_on"), ("unit_id", "served_on"), ("status", "served_on"))
