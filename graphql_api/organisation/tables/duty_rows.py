"""The table of duty lists."""

from typing import Any

from tortoise import Model, fields

from graphql_api.platform.fields import KeyField


class DutyListRow(Model):
    """A duty list of a kind of units, one row a version, which never changes once published."""

    id = KeyField(primary_key=True)
    unit_kind = fields.CharField(max_length=60)
    version = fields.IntField()
    title_zh = fields.CharField(max_length=200)
    title_en = fields.CharField(max_length=200, null=True)
    duty_data: fields.Field[list[dict[str, Any]]] = fields.JSONField()
    status = fields.CharField(max_length=20)
    valid_from = fields.DateField(null=True)
    valid_to = fields.DateField(null=True)
    published_at = fields.DatetimeField(null=True)
    recorded_at = fields.DatetimeField()
    source = fields.CharField(max_length=100, null=True)
    entry_id = KeyField()

    class Meta:
        table = "organisation_duty_list"
        unique_together = (("unit_kind", "version"),)
