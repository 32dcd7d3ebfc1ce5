"""A unit is found by its code whatever the scheme, among hundreds of thousands."""

from tortoise import migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    """An index over the codes that are known now."""

    dependencies = [("organisation", "0006_duties")]

    operations = [
        ops.RunSQL(
            "CREATE INDEX organisation_unit_code_value ON organisation_unit_code (value) WHERE superseded_at IS NULL"
        ),
    ]
