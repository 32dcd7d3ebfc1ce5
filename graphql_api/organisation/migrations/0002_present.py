"""The present has indexes of its own: who asks about no other time pays nothing for the past."""

from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.migrations.schema_editor.base import BaseSchemaEditor
from tortoise.migrations.schema_generator.state_apps import StateApps

from graphql_api.organisation.tables import SEARCH_PEOPLE, SEARCH_UNITS
from graphql_api.platform.dated import dated_indexes
from graphql_api.platform.search import create_index

_DATED = {
    "organisation_unit_state": "unit_id",
    "organisation_person_state": "person_id",
    "organisation_post_state": "post_id",
    "organisation_appointment_state": "appointment_id",
    "organisation_membership": "membership_id",
    "organisation_household_contact": "household_id",
}
_PRESENT_AND_PAST = [statement for table, key in _DATED.items() for statement in dated_indexes(table, key)]
_PLACES = [
    f"CREATE INDEX organisation_unit_state_{column} ON organisation_unit_state ({column}, unit_id) WHERE superseded_at IS NULL"
    for column in ("path", "area_path", "parent_id", "area_id", "name_zh")
]


async def _search(apps: StateApps, editor: BaseSchemaEditor) -> None:
    await create_index(editor, SEARCH_UNITS)
    await create_index(editor, SEARCH_PEOPLE)


class Migration(migrations.Migration):
    """Partial indexes over what is known now, and the search tables."""

    dependencies = [("organisation", "0001_initial")]

    operations = [
        ops.RunSQL([*_PRESENT_AND_PAST, *_PLACES]),
        ops.RunPython(_search),
    ]
