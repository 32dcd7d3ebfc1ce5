"""What a unit above had of a cadre's records while theirs stood below it is kept apart from what all of them come to."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops

from graphql_api.platform.fields import KeyField

_COPIED = "person_id, scheme_id, indicator_id, unit_id, points, as_of, records, by_products, counted_in"

_LATEST_FIRST = "CREATE INDEX assessment_score_latest ON assessment_score (person_id, part, as_of DESC, id)"


class Migration(migrations.Migration):
    """Scores get a new table, as SQLite can't change by what rows are unique."""

    dependencies = [("assessment", "0007_warnings")]

    operations = [
        ops.CreateModel(
            name="ScoreRow",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("person_id", KeyField()),
                ("scheme_id", KeyField()),
                ("indicator_id", KeyField()),
                ("unit_id", KeyField()),
                ("part", KeyField(default="")),
                ("points", fields.DecimalField(null=True, max_digits=9, decimal_places=6)),
                ("as_of", fields.DateField(db_index=True)),
                ("records", fields.IntField()),
                ("by_products", fields.IntField(default=0)),
                ("counted_in", fields.TextField(null=True, unique=False)),
            ],
            options={
                "table": "assessment_score",
                "app": "assessment",
                "unique_together": (("person_id", "indicator_id", "unit_id", "part"),),
                "pk_attr": "id",
                "table_description": "What one cadre's counting records on one indicator, made in one unit, come to on the latest one's day.",
            },
            bases=["Model"],
        ),
        ops.RunSQL(
            f"INSERT INTO assessment_score (part, {_COPIED}) SELECT '', {_COPIED} FROM assessment_indicator_score",
        ),
        ops.RunSQL(_LATEST_FIRST),
        ops.DeleteModel(name="IndicatorScoreRow"),
    ]
