"""The present has an index of its own: who asks about no other time pays nothing for the past."""

from tortoise import migrations
from tortoise.migrations import operations as ops

from graphql_api.plugin import dated_indexes

_DATED = {
    "pomegranate_seeds_recognition": "recognition_id",
    "pomegranate_seeds_service": "officer_id",
    "pomegranate_seeds_coverage": "household_id",
}


class Migration(migrations.Migration):
    """Partial indexes over what is known now."""

    dependencies = [("pomegranate_seeds", "0001_initial")]

    operations = [ops.RunSQL([statement for table, key in _DATED.items() for statement in dated_indexes(table, key)])]
