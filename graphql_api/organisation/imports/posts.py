"""Importing posts and appointments."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from governance_core.errors import GovernanceError, NotInExistence, UnknownValue
from governance_core.organisation import (
    STANDARD_POSTS,
    Appointment,
    AppointmentBasis,
    Person,
    Post,
    appoint,
    end_appointment,
    open_post,
)
from governance_core.values import AppointmentId, Period, PersonId, PostId, Text, UnitId
from graphql_api.organisation.imports.columns import APPOINTMENT_COLUMNS, POST_COLUMNS
from graphql_api.organisation.imports.keys import (
    SourceKey,
    identities,
    key_of,
    named,
    new_key,
    unknown,
    without_twins,
)
from graphql_api.organisation.tables import AppointmentRow, PersonRow, PostRow, UnitRow, people, units
from graphql_api.organisation.tables.part_time import PartTimeGrounds
from graphql_api.platform.cells import trimmed
from graphql_api.platform.errors import FixedOnceMade
from graphql_api.platform.importing import ImportFault, ImportKind, Progress, Record, Tally
from graphql_api.platform.work import Work, next_version


async def take_posts(work: Work, records: Sequence[Record], faults: list[ImportFault], progress: Progress) -> Tally:
    """Store the records of posts: a new one is opened; a known one must be as it was."""
    kept = without_twins(records, faults)
    ids = await identities(PostRow, (key_of(record) for record in kept))
    unit_ids = await identities(UnitRow, (named(record, "unit") for record in kept))
    loaded = await units.load_units(unit_ids.values())
    known = {post.id: post for post in await people.load_posts(post_id__in=sorted(ids.values()))}
    fresh: list[tuple[Post, SourceKey]] = []
    for place, record in enumerate(kept, start=1):
        unit_key = named(record, "unit")
        if unit_key is None or unit_key not in unit_ids:
            faults.append(unknown(record, "unit", "unit"))
            continue
        try:
            if key_of(record) in ids:
                _refuse_other_post(known[PostId(ids[key_of(record)])], record, unit_ids[unit_key])
            else:
                key = new_key(record, "post")
                outcome = open_post(
                    id=PostId(work.new_id()),
                    unit=loaded[UnitId(unit_ids[unit_key])],
                    kind=record.values["kind"],
                    on=record.values["effective_on"],
                    recorded_at=work.now,
                    post_kinds=STANDARD_POSTS,
                    title=_title(record),
                    seats=record.values["seats"] or 1,
                )
                work.record(outcome.events)
                fresh.append((outcome.state, key))
        except GovernanceError as refusal:
            faults.append(record.fault(refusal))
        progress(place)
    if not faults:
        await people.add_posts(fresh, work.entry_id)
    return Tally(kind="posts", added=len(fresh), unchanged=len(kept) - len(fresh))


def _title(record: Record) -> Text | None:
    return Text(zh=record.values["title_zh"], en=record.values["title_en"]) if record.values["title_zh"] else None


def _refuse_other_post(post: Post, record: Record, unit: str) -> None:
    """A post is what it is: with another place, kind, title or number of seats it is another post, with its own key.

    What a row leaves empty it does not speak of.
    """
    given = record.values
    if (known := post.states.version_at(given["effective_on"])) is None:
        raise NotInExistence(subject=given["key"], on=given["effective_on"], path=("effective_on",))
    title = known.value.title
    for column, is_now, says, same in (
        ("effective_on", known.period.start, given["effective_on"], known.period.start == given["effective_on"]),
        ("unit", post.unit, given["unit"], post.unit == unit),
        ("kind", post.kind, given["kind"], post.kind == given["kind"]),
        ("title_zh", title.zh, given["title_zh"], given["title_zh"] in {None, trimmed(title.zh)}),
        ("title_en", title.en, given["title_en"], given["title_en"] in {None, trimmed(title.en or "")}),
        ("seats", known.value.seats, given["seats"], given["seats"] in {None, known.value.seats}),
    ):
        if not same:
            raise FixedOnceMade(value=str(says), known=str(is_now or ""), path=(column,))


@dataclass(frozen=True, kw_only=True)
class _Held:
    """The people, posts and appointments that the records of one import touch."""

    people: Mapping[SourceKey, Person]
    posts: Mapping[SourceKey, Post]
    ids: Mapping[SourceKey, str]
    appointments: dict[AppointmentId, Appointment]
    grounds: PartTimeGrounds

    @classmethod
    async def of(cls, records: Sequence[Record]) -> "_Held":
        ids = await identities(AppointmentRow, (key_of(record) for record in records))
        person_ids = await identities(PersonRow, (named(record, "person") for record in records))
        post_ids = await identities(PostRow, (named(record, "post") for record in records))
        persons = await people.load_people(person_ids.values())
        posts = {post.id: post for post in await people.load_posts(post_id__in=sorted(post_ids.values()))}
        of_people = await people.load_appointments(person_id__in=sorted(persons))
        of_posts = await people.load_appointments(post_id__in=sorted(posts))
        part_time = [record for record in records if record.values["basis"] == AppointmentBasis.PART_TIME]
        visiting = {named(record, "person") for record in part_time}
        holding = {named(record, "post") for record in part_time}
        grounds = await PartTimeGrounds.of(
            [id_ for key, id_ in person_ids.items() if key in visiting],
            [posts[PostId(id_)].unit for key, id_ in post_ids.items() if key in holding],
        )
        return cls(
            people={key: persons[PersonId(id_)] for key, id_ in person_ids.items()},
            posts={key: posts[PostId(id_)] for key, id_ in post_ids.items()},
            ids=ids,
            appointments={one.id: one for one in (*of_people, *of_posts)},
            grounds=grounds,
        )


async def take_appointments(
    work: Work, records: Sequence[Record], faults: list[ImportFault], progress: Progress
) -> Tally:
    """Store the records of appointments: a new one is made; a known one is ended where its row now has an end."""
    kept = without_twins(records, faults)
    held = await _Held.of(kept)
    fresh: list[tuple[Appointment, SourceKey]] = []
    ended: list[tuple[Appointment, Appointment]] = []
    for place, record in enumerate(kept, start=1):
        person, post = (
            held.people.get(named(record, "person") or _NOBODY),
            held.posts.get(named(record, "post") or _NOBODY),
        )
        faults += [
            unknown(record, column, column) for column, found in (("person", person), ("post", post)) if found is None
        ]
        if person is not None and post is not None:
            try:
                if key_of(record) in held.ids:
                    ended += _ended(work, record, person, post, held)
                else:
                    key = new_key(record, "appointment")
                    fresh.append((_appointed(work, record, person, post, held), key))
            except GovernanceError as refusal:
                faults.append(record.fault(refusal))
        progress(place)
    if not faults:
        await people.add_appointments(fresh, work.entry_id)
        for before, after in ended:
            await next_version(AppointmentRow, before.id, kind="appointment")
            await people.store_appointment(before, after, work.entry_id)
    unchanged = len(kept) - len(fresh) - len(ended)
    return Tally(kind="appointments", added=len(fresh), changed=len(ended), unchanged=unchanged)


def _appointed(work: Work, record: Record, person: Person, post: Post, held: _Held) -> Appointment:
    given = record.values["basis"]
    if given not in tuple(AppointmentBasis):
        raise UnknownValue(value=given, known=tuple(AppointmentBasis), path=("basis",))
    period = Period(start=record.values["effective_on"], end=record.values["until"])
    part_time = given == AppointmentBasis.PART_TIME
    outcome = appoint(
        id=AppointmentId(work.new_id()),
        person=person,
        post=post,
        basis=AppointmentBasis(given),
        period=period,
        recorded_at=work.now,
        of_person=[one for one in held.appointments.values() if one.person == person.id],
        of_post=[one for one in held.appointments.values() if one.post == post.id],
        ground=held.grounds.on(person.id, post.unit, period.start) if part_time else None,
    )
    work.record(outcome.events)
    held.appointments[outcome.state.id] = outcome.state
    return outcome.state


def _ended(
    work: Work, record: Record, person: Person, post: Post, held: _Held
) -> list[tuple[Appointment, Appointment]]:
    before = held.appointments.get(AppointmentId(held.ids[key_of(record)]))
    _refuse_other_appointment(before, record, person, post)
    if before is None:
        return []
    until = record.values["until"]
    if until is None or before.states.timeline()[-1].period.end == until:
        return []
    others = [one for one in held.appointments.values() if one.person == before.person]
    outcome = end_appointment(before, on=until, recorded_at=work.now, of_person=others)
    work.record(outcome.events)
    held.appointments[before.id] = outcome.state
    return [(before, outcome.state)]


def _refuse_other_appointment(before: Appointment | None, record: Record, person: Person, post: Post) -> None:
    """An appointment is what it is: of another person, to another post or since another day it is another one."""
    given = record.values
    if before is None:
        # It is looked for among those of the person and of the post: it is of somebody else, to something else.
        raise FixedOnceMade(value=given["person"], known="", path=("person",))
    first = before.states.timeline()[0] if before.states.timeline() else None
    if first is None:
        raise NotInExistence(subject=given["key"], on=given["effective_on"], path=("key",))
    for column, is_now, says, same in (
        ("person", before.person, given["person"], before.person == person.id),
        ("post", before.post, given["post"], before.post == post.id),
        ("basis", first.value.basis.value, given["basis"], first.value.basis.value == given["basis"]),
        ("effective_on", first.period.start, given["effective_on"], first.period.start == given["effective_on"]),
    ):
        if not same:
            raise FixedOnceMade(value=str(says), known=str(is_now), path=(column,))


_NOBODY: SourceKey = ("", "")

POSTS = ImportKind(name="posts", pattern="posts*.csv", columns=POST_COLUMNS, take=take_posts)
APPOINTMENTS = ImportKind(
    name="appointments", pattern="appointments*.csv", columns=APPOINTMENT_COLUMNS, take=take_appointments
)
