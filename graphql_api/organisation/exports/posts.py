"""Posts and appointments in an export."""

from collections.abc import AsyncIterator

from graphql_api.organisation.exports.keys import in_batches, named, units_within, until
from graphql_api.organisation.tables import (
    AppointmentRow,
    AppointmentStateRow,
    PersonRow,
    PostRow,
    PostStateRow,
    UnitRow,
)
from graphql_api.platform.exporting import ExportedRow, Extent


async def post_rows(extent: Extent) -> AsyncIterator[ExportedRow]:
    """The posts of the day."""
    async for batch in in_batches(PostStateRow, "post_id", extent.as_of):
        kept = await units_within(extent, [row["unit_id"] for row in batch])
        posts = await named(PostRow, [row["post_id"] for row in batch])
        units = await named(UnitRow, [row["unit_id"] for row in batch])
        for row in batch:
            post = posts[row["post_id"]]
            if row["unit_id"] in kept:
                yield {
                    "source": post.source,
                    "key": post.key,
                    "effective_on": row["valid_from"],
                    "unit": units[row["unit_id"]].seen_from(post.source),
                    "kind": row["kind"],
                    "title_zh": row["title_zh"],
                    "title_en": row["title_en"],
                    "seats": row["seats"],
                }


async def appointment_rows(extent: Extent) -> AsyncIterator[ExportedRow]:
    """The appointments of the day."""
    async for batch in in_batches(AppointmentStateRow, "appointment_id", extent.as_of):
        kept = await units_within(extent, [row["unit_id"] for row in batch])
        appointments = await named(AppointmentRow, [row["appointment_id"] for row in batch])
        people = await named(PersonRow, [row["person_id"] for row in batch])
        posts = await named(PostRow, [row["post_id"] for row in batch])
        for row in batch:
            held = appointments[row["appointment_id"]]
            if row["unit_id"] in kept:
                yield {
                    "source": held.source,
                    "key": held.key,
                    "effective_on": row["valid_from"],
                    "person": people[row["person_id"]].seen_from(held.source),
                    "post": posts[row["post_id"]].seen_from(held.source),
                    "basis": row["basis"],
                    "until": until(row),
                }
