"""One class a table. `…Row` identifies a thing and counts its versions; `…StateRow` is what was so of it."""

from tortoise import Model, fields

from graphql_api.platform.dated import DatedRow
from graphql_api.platform.fields import KeyField, PathField


class IdentityRow(Model):
    """A thing with its own id, the version it is at, and the key it has in the source it was imported from."""

    id = KeyField(primary_key=True)
    version = fields.IntField(default=1)
    source = fields.CharField(max_length=100, null=True)
    source_key = fields.CharField(max_length=100, null=True)

    class Meta:
        abstract = True


class UnitRow(IdentityRow):
    """A unit."""

    kind = fields.CharField(max_length=60)

    class Meta:
        table = "organisation_unit"
        unique_together = (("source", "source_key"),)


class UnitStateRow(DatedRow):
    """A unit's name and places for a period."""

    unit_id = KeyField()
    kind = fields.CharField(max_length=60)
    line = fields.CharField(max_length=20)
    name_zh = fields.CharField(max_length=200)
    name_en = fields.CharField(max_length=200, null=True)
    parent_id = KeyField(null=True)
    path = PathField()
    level = fields.SmallIntField()
    area_id = KeyField(null=True)
    area_path = PathField()

    class Meta:
        table = "organisation_unit_state"


class UnitCodeRow(DatedRow):
    """An official code of a unit for a period."""

    unit_id = KeyField(db_index=True)
    scheme = fields.CharField(max_length=20)
    value = fields.CharField(max_length=40)
    source = fields.CharField(max_length=200)

    class Meta:
        table = "organisation_unit_code"
        indexes = (("scheme", "value"),)


class UnitAliasRow(DatedRow):
    """Another name under which a unit is found for a period."""

    unit_id = KeyField(db_index=True)
    alias = fields.CharField(max_length=200, db_index=True)

    class Meta:
        table = "organisation_unit_alias"


class PersonRow(IdentityRow):
    """A person."""

    class Meta:
        table = "organisation_person"
        unique_together = (("source", "source_key"),)


class PersonStateRow(DatedRow):
    """A person's name for a period."""

    person_id = KeyField()
    name = fields.CharField(max_length=200)

    class Meta:
        table = "organisation_person_state"


class MembershipRow(DatedRow):
    """That a person belongs to a unit in one capacity for a period."""

    membership_id = KeyField()
    person_id = KeyField(db_index=True)
    unit_id = KeyField(db_index=True)
    kind = fields.CharField(max_length=20)

    class Meta:
        table = "organisation_membership"


class PostRow(IdentityRow):
    """A post."""

    class Meta:
        table = "organisation_post"
        unique_together = (("source", "source_key"),)


class PostStateRow(DatedRow):
    """A post's place, kind and seats for a period."""

    post_id = KeyField()
    unit_id = KeyField(db_index=True)
    kind = fields.CharField(max_length=60)
    title_zh = fields.CharField(max_length=200)
    title_en = fields.CharField(max_length=200, null=True)
    seats = fields.SmallIntField()

    class Meta:
        table = "organisation_post_state"


class AppointmentRow(IdentityRow):
    """An appointment."""

    class Meta:
        table = "organisation_appointment"
        unique_together = (("source", "source_key"),)


class AppointmentStateRow(DatedRow):
    """That a person holds a post for a period, and on which basis."""

    appointment_id = KeyField()
    person_id = KeyField(db_index=True)
    post_id = KeyField(db_index=True)
    unit_id = KeyField(db_index=True)
    basis = fields.CharField(max_length=20)
    home_id = KeyField(null=True)

    class Meta:
        table = "organisation_appointment_state"


class HouseholdContactRow(DatedRow):
    """That a Party group is in contact with a household for a period."""

    group_id = KeyField(db_index=True)
    household_id = KeyField(db_index=True)
    member_id = KeyField(null=True)

    class Meta:
        table = "organisation_household_contact"


class SuccessionRow(Model):
    """That a unit has become another, wholly or in part, by a merger or a split."""

    id = fields.BigIntField(primary_key=True, generated=True)
    predecessor_id = KeyField(db_index=True)
    successor_id = KeyField(db_index=True)
    kind = fields.CharField(max_length=20)
    since = fields.DateField()
    recorded_at = fields.DatetimeField()
    entry_id = KeyField()

    class Meta:
        table = "organisation_succession"
