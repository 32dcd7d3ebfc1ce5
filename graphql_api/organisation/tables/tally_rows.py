"""The table of tallies that are kept."""

from tortoise import Model, fields

from graphql_api.platform.fields import KeyField


class TallyRow(Model):
    """By how much a figure of a unit, and of everything that stood below it then, changes on a day.

    `since` tells apart what is asked for by the day on which it began as well; `total` is what is added up beside the
    number, where something is.
    """

    id = fields.BigIntField(primary_key=True, generated=True)
    unit_id = KeyField()
    figure = fields.CharField(max_length=40)
    since = fields.DateField()
    day = fields.DateField()
    number = fields.BigIntField()
    total = fields.BigIntField()

    class Meta:
        table = "organisation_tally"
        unique_together = (("unit_id", "figure", "since", "day"),)
