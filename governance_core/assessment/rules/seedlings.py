"""Nominating reserve cadres, saying who is responsible for them, observing their work, and ending a nomination."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from governance_core.assessment.events import MentorChanged, SeedlingEnded, SeedlingNominated, SeedlingObserved
from governance_core.assessment.model import (
    HeldPost,
    Observation,
    ObservationId,
    ProgressRecord,
    Seedling,
    SeedlingId,
    SeedlingStatus,
)
from governance_core.assessment.rules.responsibility import (
    Acting,
    refuse_before,
    refuse_ended,
    refuse_outsider,
    refuse_own,
)
from governance_core.errors import (
    AlreadyMentor,
    AlreadySeedling,
    Blank,
    MentorIsSeedling,
    MentorWithoutPost,
    NotAppointed,
    NotYetHappened,
    RecordOfAnother,
    UnknownValue,
    refuse_faults,
)
from governance_core.events import Outcome
from governance_core.history import History, Version, recorded
from governance_core.values import AppointmentId, Period, PersonId, UnitId
from governance_core.wording import LONGEST_NOTE, length_faults, text_faults


def nominate_seedling(
    *,
    id: SeedlingId,  # noqa: A002 -- the field's name
    person: PersonId,
    unit: UnitId,
    aims_for: str,
    period: Period,
    mentor: PersonId,
    mentor_posts: Collection[HeldPost],
    post_kinds: Collection[str],
    nominated_by: PersonId | None,
    nominated_at: datetime,
    others: Iterable[Seedling] = (),
) -> Outcome[Seedling]:
    """A named person nominates another as a reserve cadre, with a mentor from the first day.

    Args:
        id: the nomination's key.
        person: who is nominated.
        unit: the unit that is responsible for them.
        aims_for: the kind of post they are to be prepared for.
        period: the days; an end ends nothing, it says by when somebody has to decide.
        mentor: who is responsible for them.
        mentor_posts: the posts that the mentor holds on the first day.
        post_kinds: the codes of all kinds of posts.
        nominated_by: who nominates.
        nominated_at: the instant of the act.
        others: every nomination of the person.

    Raises:
        UnknownValue: there is no such kind of post.
        NamedPersonRequired: nobody in particular nominates.
        OwnSeedling: they nominate themself.
        MentorIsSeedling: the mentor is the person nominated.
        MentorWithoutPost: the mentor holds no post on the first day.
        AlreadySeedling: another nomination of the person has not ended, or covers some of the days.
    """
    if aims_for not in post_kinds:
        raise UnknownValue(value=aims_for[:80], known=tuple(post_kinds), path=("aims_for",))
    by = refuse_own(person, nominated_by, ("person",))
    _refuse_mentor(person, mentor, mentor_posts, period.start)
    for other in others:
        if other.status is SeedlingStatus.ACTIVE or _days(other).overlaps(period):
            raise AlreadySeedling(person=person, seedling=other.id, path=("person",))
    lasting = Period(start=period.start)
    seedling = Seedling(
        id=id,
        person=person,
        unit=unit,
        aims_for=aims_for,
        period=period,
        nominated_by=by,
        nominated_at=nominated_at,
        mentors=History(versions=(Version(value=mentor, period=lasting, recorded_at=nominated_at),)),
    )
    happened = SeedlingNominated(
        effective_on=period.start,
        seedling=id,
        person=person,
        unit=unit,
        aims_for=aims_for,
        mentor=mentor,
        until=period.end,
    )
    return Outcome(state=seedling, events=(happened,))


def change_mentor(
    seedling: Seedling,
    *,
    mentor: PersonId,
    mentor_posts: Collection[HeldPost],
    on: date,
    changed_by: PersonId | None,
    recorded_at: datetime,
) -> Outcome[Seedling]:
    """Somebody else is responsible for a reserve cadre from a day on.

    Args:
        seedling: the nomination.
        mentor: who is responsible from then on.
        mentor_posts: the posts that they hold on that day.
        on: the day: that of the nomination, or later.
        changed_by: who decides.
        recorded_at: the instant of the act.

    Raises:
        SeedlingNotActive: the nomination has ended.
        NamedPersonRequired, OwnSeedling: nobody in particular decides, or the cadre themself.
        OutsideSeedlingPeriod: the day comes before the nomination.
        MentorIsSeedling, MentorWithoutPost: as for `nominate_seedling`.
        AlreadyMentor: they are responsible from that day on already.
    """
    refuse_ended(seedling)
    refuse_own(seedling.person, changed_by, ("seedling",))
    refuse_before(seedling, on, ("on",))
    _refuse_mentor(seedling.person, mentor, mentor_posts, on)
    if all(version.value == mentor for version in seedling.mentors.since(on)):
        raise AlreadyMentor(mentor=mentor, on=on, path=("mentor",))
    mentors = recorded(seedling.mentors, value=mentor, period=Period(start=on), recorded_at=recorded_at)
    happened = MentorChanged(
        effective_on=on, seedling=seedling.id, person=seedling.person, unit=seedling.unit, mentor=mentor
    )
    return Outcome(state=replace(seedling, mentors=mentors), events=(happened,))


def observe_seedling(
    seedling: Seedling,
    *,
    id: ObservationId,  # noqa: A002 -- the field's name
    acting: Acting,
    observed_on: date,
    text: str,
    record: ProgressRecord | None = None,
) -> Outcome[Observation]:
    """The mentor or a reviewer writes down what a reserve cadre did.

    Args:
        seedling: the nomination.
        id: the observation's key.
        acting: who, and when.
        observed_on: the day on which it was done: one of the nomination's, and not after today.
        text: what was done, in 1 to 2,000 characters.
        record: the progress record that it is about.

    Raises:
        Blank, TooLong: the text says nothing, or too much.
        SeedlingNotActive: the nomination has ended.
        NamedPersonRequired, OwnSeedling: nobody in particular observes, or the cadre themself.
        NotMentor: they are not responsible for the cadre today, and review nothing.
        OutsideSeedlingPeriod, NotYetHappened: the day comes before the nomination, or after today.
        RecordOfAnother: the record is about somebody else.
    """
    refuse_faults(text_faults(text, LONGEST_NOTE, ("text",)))
    refuse_ended(seedling)
    by = refuse_outsider(seedling, acting)
    refuse_before(seedling, observed_on, ("observed_on",))
    if observed_on > acting.today:
        raise NotYetHappened(on=observed_on, today=acting.today, path=("observed_on",))
    if record is not None and record.person != seedling.person:
        raise RecordOfAnother(record=record.id, path=("record",))
    observation = Observation(
        id=id,
        seedling=seedling.id,
        by=by,
        observed_on=observed_on,
        recorded_at=acting.at,
        text=text,
        record=record.id if record else None,
    )
    happened = SeedlingObserved(
        effective_on=observed_on,
        seedling=seedling.id,
        person=seedling.person,
        unit=seedling.unit,
        observation=id,
        by=by,
    )
    return Outcome(state=observation, events=(happened,))


def end_seedling(
    seedling: Seedling,
    *,
    status: SeedlingStatus,
    on: date,
    reason: str | None,
    ended_by: PersonId | None,
    ended_at: datetime,
    today: date,
    appointment: AppointmentId | None = None,
    posts: Collection[tuple[HeldPost, date]] = (),
) -> Outcome[Seedling]:
    """Somebody is no reserve cadre any more: they were appointed to a post, or are released for a stated reason.

    Args:
        seedling: the nomination.
        status: APPOINTED or RELEASED.
        on: the first day on which they are none: after the nomination's first, and not after today.
        reason: why, in at most 2,000 characters; who is released is told.
        ended_by: who decides.
        ended_at: the instant of the act.
        today: the town's day at that instant.
        appointment: the appointment for which they leave.
        posts: the posts that the cadre holds on that day, each with its first day.

    Raises:
        UnknownValue: the status is none that ends anything.
        Blank, TooLong: the reason is left out where one is needed, or too long; or no appointment is named.
        SeedlingNotActive: it has ended already.
        NamedPersonRequired, OwnSeedling: nobody in particular decides, or the cadre themself.
        OutsideSeedlingPeriod, NotYetHappened: the day is not after the nomination's first, or is still to come.
        NotAppointed: they do not hold that post on that day, or held it before they were nominated.
    """
    released = status is SeedlingStatus.RELEASED
    if status is SeedlingStatus.ACTIVE:
        endings = (SeedlingStatus.APPOINTED.value, SeedlingStatus.RELEASED.value)
        raise UnknownValue(value=status.value, known=endings, path=("status",))
    check = text_faults if released else length_faults
    faults = check(reason or "", LONGEST_NOTE, ("reason",))
    refuse_faults(faults if released or appointment else [*faults, Blank(path=("appointment",))])
    refuse_ended(seedling)
    by = refuse_own(seedling.person, ended_by, ("seedling",))
    refuse_before(seedling, on - timedelta(days=1), ("on",))
    if on > today:
        raise NotYetHappened(on=on, today=today, path=("on",))
    if not released and not _came_to(appointment, posts, seedling.period.start):
        raise NotAppointed(person=seedling.person, on=on, path=("appointment",))
    ended = replace(
        seedling,
        status=status,
        ended_on=on,
        ended_by=by,
        ended_at=ended_at,
        reason=reason or None,
        appointment=None if released else appointment,
        mentors=recorded(seedling.mentors, value=None, period=Period(start=on), recorded_at=ended_at),
    )
    happened = SeedlingEnded(
        effective_on=on,
        seedling=seedling.id,
        person=seedling.person,
        unit=seedling.unit,
        status=status.value,
        appointment=ended.appointment,
    )
    return Outcome(state=ended, events=(happened,))


def _refuse_mentor(person: PersonId, mentor: PersonId, posts: Collection[HeldPost], on: date) -> None:
    if mentor == person:
        raise MentorIsSeedling(person=person, path=("mentor",))
    if not posts:
        raise MentorWithoutPost(mentor=mentor, on=on, path=("mentor",))


def _days(seedling: Seedling) -> Period:
    """The days on which somebody was a reserve cadre."""
    return Period(start=seedling.period.start, end=seedling.ended_on)


def _came_to(appointment: AppointmentId | None, posts: Collection[tuple[HeldPost, date]], since: date) -> bool:
    return any(post.appointment == appointment and begun >= since for post, begun in posts)
