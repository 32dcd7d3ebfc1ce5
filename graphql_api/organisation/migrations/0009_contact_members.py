"""Whom a Party member visits is found by the member, among the households of a whole town."""

from tortoise import migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    """An index over the household contacts that are known now."""

    dependencies = [("organisation", "0008_service_records")]

    operations = [
        ops.RunSQL(
            "CREATE INDEX organisation_household_contact_member ON organisation_household_contact (member_id)"
            " WHERE superseded_at IS NULL"
        ),
    ]
