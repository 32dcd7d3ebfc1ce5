"""The present has an index of its own: who asks about no other time pays nothing for the past."""

from tortoise import migrations
from tortoise.migrations import operations as ops

from graphql_api.platform.dated import dated_indexes


class Migration(migrations.Migration):
    """Partial indexes over what is known now."""

    dependencies = [("practices", "0001_initial")]

    operations = [ops.RunSQL(dated_indexes("practices_adoption_state", "adoption_id"))]
