"""The tables of group sets: what each is, what it is called when, and which units are in its groups when."""

from tortoise import Model, fields

from graphql_api.platform.dated import DatedRow
from graphql_api.platform.fields import KeyField


class GroupSetRow(Model):
    """A group set, and the version it is at."""

    id = KeyField(primary_key=True)
    version = fields.IntField(default=1)
    code = fields.CharField(max_length=60, unique=True)
    exclusive = fields.BooleanField()

    class Meta:
        table = "organisation_group_set"


class GroupSetKindRow(Model):
    """That a group set sorts units of a kind, for good."""

    id = fields.BigIntField(primary_key=True, generated=True)
    group_set_id = KeyField(db_index=True)
    kind = fields.CharField(max_length=60)

    class Meta:
        table = "organisation_group_set_kind"
        unique_together = (("kind", "group_set_id"),)


class GroupSetStateRow(DatedRow):
    """What a group set is called for a period."""

    group_set_id = KeyField()
    code = fields.CharField(max_length=60)
    exclusive = fields.BooleanField()
    label_zh = fields.CharField(max_length=200)
    label_en = fields.CharField(max_length=200, null=True)

    class Meta:
        table = "organisation_group_set_state"


class UnitGroupRow(Model):
    """A group of a set."""

    id = KeyField(primary_key=True)
    group_set_id = KeyField()
    code = fields.CharField(max_length=60)
    position = fields.SmallIntField()

    class Meta:
        table = "organisation_unit_group"
        unique_together = (("group_set_id", "code"),)


class UnitGroupStateRow(DatedRow):
    """What a group is called for a period. `full_code` is the set's code, a slash and the group's."""

    group_id = KeyField()
    group_set_id = KeyField(db_index=True)
    code = fields.CharField(max_length=60)
    full_code = fields.CharField(max_length=121, db_index=True)
    position = fields.SmallIntField()
    label_zh = fields.CharField(max_length=200)
    label_en = fields.CharField(max_length=200, null=True)

    class Meta:
        table = "organisation_unit_group_state"


class PlacementRow(DatedRow):
    """That a unit is in a group for a period."""

    group_id = KeyField()
    group_set_id = KeyField(db_index=True)
    unit_id = KeyField(db_index=True)

    class Meta:
        table = "organisation_placement"
