"""Drafting, revising and publishing a duty list, and which one is in force."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from governance_core.errors import (
    Blank,
    DutyListFixed,
    DutyMisassigned,
    InputFault,
    NotFound,
    OutOfRange,
    UnknownValue,
    refuse_faults,
)
from governance_core.events import Outcome
from governance_core.organisation.events.duties import DutyListDrafted, DutyListPublished
from governance_core.organisation.model import (
    Duty,
    DutyKind,
    DutyList,
    DutyListStatus,
    PostKinds,
    Unit,
    UnitKinds,
)
from governance_core.organisation.rules.days import refuse_absence
from governance_core.plain_data import Path
from governance_core.values import DutyListId, Period, Text, UnitId
from governance_core.wording import LONGEST_NOTE, code_faults, label_faults, text_faults, twin_faults

DEPARTMENT = "department"
COMMITTEE = "party-committee"
MOST_DUTIES = 200
LAST_VERSION = 9999


def draft_duty_list(
    *,
    id: DutyListId,  # noqa: A002 -- the field's name
    unit_kind: str,
    title: Text,
    duties: Sequence[Duty],
    on: date,
    kinds: UnitKinds,
    post_kinds: PostKinds,
    departments: Mapping[UnitId, Unit],
    version: int = 1,
) -> Outcome[DutyList]:
    """A duty list is drafted: sound as far as it goes, and not yet in force.

    An own duty names who in the unit is responsible; one that the unit assists in names the department that is, and
    what it gives the unit for it; a barred one names nobody.

    Args:
        id: its own key.
        unit_kind: the kind of units it is for, by code.
        title: what it is called.
        duties: at most 200 duties, no code twice; in a draft there may be none yet.
        on: the day of the act.
        kinds: the catalogue of kinds of units.
        post_kinds: the catalogue of posts.
        departments: the units that the duties name.
        version: which version of the kind's list it is.

    Raises:
        InputFault, InvalidInput: everything that is wrong with it, each with its place.
        NotFound: `departments` lacks a unit that a duty names.
    """
    drafted = DutyList(id=id, unit_kind=unit_kind, version=version, title=title, duties=tuple(duties))
    faults = label_faults(title, ("title",))
    if not 1 <= version <= LAST_VERSION:
        faults.append(OutOfRange(value=version, low=1, high=LAST_VERSION, path=("version",)))
    if len(drafted.duties) > MOST_DUTIES:
        faults.append(OutOfRange(value=len(drafted.duties), low=0, high=MOST_DUTIES, path=("duties",)))
    elif unit_kind not in kinds.codes:
        faults.append(UnknownValue(value=unit_kind[:80], known=kinds.codes, path=("unit_kind",)))
    else:
        faults += _duties_faults(drafted.duties, posts_in_charge(unit_kind, kinds, post_kinds), departments)
    refuse_faults(faults)
    happened = DutyListDrafted(effective_on=on, duty_list=id, unit_kind=unit_kind, version=version)
    return Outcome(state=drafted, events=(happened,))


def revise_duty_list(
    duty_list: DutyList,
    *,
    id: DutyListId,  # noqa: A002 -- the field's name
    version: int,
    on: date,
    kinds: UnitKinds,
    post_kinds: PostKinds,
    departments: Mapping[UnitId, Unit],
    title: Text | None = None,
    duties: Sequence[Duty] | None = None,
) -> Outcome[DutyList]:
    """A next version is drafted from a list; what is not said stays as it is, and so does the list itself.

    Raises:
        InputFault, InvalidInput, NotFound: as for `draft_duty_list`.
    """
    return draft_duty_list(
        id=id,
        unit_kind=duty_list.unit_kind,
        title=title or duty_list.title,
        duties=duty_list.duties if duties is None else duties,
        on=on,
        kinds=kinds,
        post_kinds=post_kinds,
        departments=departments,
        version=version,
    )


def publish_duty_list(
    duty_list: DutyList, *, period: Period, departments: Mapping[UnitId, Unit], published_at: datetime
) -> Outcome[DutyList]:
    """A draft is published for a period: from its first day it takes the place of what was in force.

    Args:
        duty_list: the draft.
        period: its days.
        departments: the units that its duties name.
        published_at: the instant of the act.

    Raises:
        DutyListFixed: it is published already.
        Blank: it has no duty.
        NotInExistence: a department that it names does not exist on some of the days.
    """
    if duty_list.status is DutyListStatus.PUBLISHED:
        raise DutyListFixed(duty_list=f"{duty_list.unit_kind} {duty_list.version}")
    refuse_faults([] if duty_list.duties else [Blank(path=("duties",))])
    for place, duty in enumerate(duty_list.duties):
        for key in duty.named_departments:
            refuse_absence(key, departments[key].states, period, ("duties", str(place)))
    published = replace(duty_list, status=DutyListStatus.PUBLISHED, period=period, published_at=published_at)
    happened = DutyListPublished(
        effective_on=period.start,
        duty_list=duty_list.id,
        unit_kind=duty_list.unit_kind,
        version=duty_list.version,
        until=period.end,
    )
    return Outcome(state=published, events=(happened,))


def duty_list_in_force(
    duty_lists: Iterable[DutyList], unit_kind: str, *, as_of: date, known_at: datetime | None = None
) -> DutyList | None:
    """The list by which the units of a kind work on a day: of those published for it, the one that begins last.

    Of several that begin on one day it is the latest version.
    """
    found = [one for one in duty_lists if one.unit_kind == unit_kind and one.in_force_on(as_of, known_at)]
    return max(found, key=lambda one: (one.period.start if one.period else date.min, one.version), default=None)


def posts_in_charge(unit_kind: str, kinds: UnitKinds, post_kinds: PostKinds) -> tuple[str, ...]:
    """The kinds of posts whose holders can be responsible in units of a kind, by code.

    They are the unit's own, and those of the Party committee that serves it: the two lead it together.
    """
    led = unit_kind in kinds.get(COMMITTEE).serves
    return tuple(one.code for one in post_kinds if unit_kind in one.unit_kinds or (led and COMMITTEE in one.unit_kinds))


def _duties_faults(
    duties: Sequence[Duty], posts: tuple[str, ...], departments: Mapping[UnitId, Unit]
) -> list[InputFault]:
    faults = twin_faults((duty.code, ("duties", str(place), "code")) for place, duty in enumerate(duties))
    for place, duty in enumerate(duties):
        path = ("duties", str(place))
        faults += [
            *code_faults(duty.code, (*path, "code")),
            *label_faults(duty.title, (*path, "title")),
            *label_faults(duty.matter, (*path, "matter")),
            *text_faults(duty.basis, LONGEST_NOTE, (*path, "basis")),
            *_post_faults(duty, posts, path),
            *_department_faults(duty, departments, path),
            *_naming_faults(duty, path),
        ]
    return faults


def _post_faults(duty: Duty, known: tuple[str, ...], path: Path) -> list[InputFault]:
    placed = [(code, (*path, "posts", str(place))) for place, code in enumerate(duty.posts)]
    placed += [(code, (*path, "assisting_posts", str(place))) for place, code in enumerate(duty.assisting_posts)]
    unknown = [UnknownValue(value=code[:80], known=known, path=where) for code, where in placed if code not in known]
    return [*twin_faults(placed), *unknown]


def _department_faults(duty: Duty, departments: Mapping[UnitId, Unit], path: Path) -> list[InputFault]:
    placed = [] if duty.lead is None else [(duty.lead, (*path, "lead"))]
    placed += [(key, (*path, "departments", str(place))) for place, key in enumerate(duty.departments)]
    faults = twin_faults(placed)
    for key, where in placed:
        if key not in departments:
            raise NotFound(kind="unit", key=key, path=where)
        if departments[key].kind != DEPARTMENT:
            faults.append(UnknownValue(value=departments[key].kind, known=(DEPARTMENT,), path=where))
    return faults


def _naming_faults(duty: Duty, path: Path) -> list[InputFault]:
    """Whether it names whom a duty of its kind names, and nobody else."""
    named: dict[str, tuple[str, ...]] = {
        "posts": duty.posts,
        "assisting_posts": duty.assisting_posts,
        "lead": (duty.lead,) if duty.lead else (),
        "departments": duty.departments,
        "support": tuple(one.value for one in duty.support),
    }
    needed = {DutyKind.OWN: ("posts",), DutyKind.ASSISTING: ("lead", "support"), DutyKind.BARRED: ()}[duty.kind]
    unfit = {DutyKind.OWN: ("lead", "support"), DutyKind.ASSISTING: (), DutyKind.BARRED: tuple(named)}[duty.kind]
    faults: list[InputFault] = [Blank(path=(*path, name)) for name in needed if not named[name]]
    return faults + [
        DutyMisassigned(kind=duty.kind.value, named=named[name], path=(*path, name)) for name in unfit if named[name]
    ]
