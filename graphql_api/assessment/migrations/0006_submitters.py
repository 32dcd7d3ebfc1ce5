"""Whoever has submitted a record sees it, whomever it is about."""

from tortoise import migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    """An index over who submitted the records."""

    dependencies = [("assessment", "0005_cycles")]

    operations = [
        ops.RunSQL("CREATE INDEX assessment_record_submitter ON assessment_record (submitted_by)"),
    ]
