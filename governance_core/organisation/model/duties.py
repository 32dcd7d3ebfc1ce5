"""Duty lists: what units of a kind do themselves, what they assist in, what is not theirs, and who is responsible."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from governance_core.plain_data import Fields, Path, choice_from, label_to_data
from governance_core.values import DutyListId, Period, Text, UnitId


class DutyKind(StrEnum):
    """Whose a duty is: the unit's own, a department's that the unit assists, or none that the unit may be given."""

    OWN = "own"
    ASSISTING = "assisting"
    BARRED = "barred"


class Support(StrEnum):
    """What a department gives a unit that assists it."""

    MONEY = "money"
    PEOPLE = "people"
    GUIDANCE = "guidance"


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One duty.

    Attributes:
        code: its code, used once in the list.
        title: what is to be done, or is not.
        matter: the heading it stands under.
        kind: whose it is.
        basis: which law or document says so.
        posts: the kinds of posts in the unit whose holders are responsible, by code.
        assisting_posts: the kinds of posts in the unit whose holders assist them.
        lead: the department that is responsible for what the unit assists in.
        departments: further departments that assist.
        support: what the unit is given for it.
    """

    code: str
    title: Text
    matter: Text
    kind: DutyKind
    basis: str
    posts: tuple[str, ...] = ()
    assisting_posts: tuple[str, ...] = ()
    lead: UnitId | None = None
    departments: tuple[UnitId, ...] = ()
    support: tuple[Support, ...] = ()

    @property
    def named_departments(self) -> tuple[UnitId, ...]:
        """Every department that it names, the leading one first."""
        return (*(() if self.lead is None else (self.lead,)), *self.departments)


class DutyListStatus(StrEnum):
    """Whether a duty list may still be changed."""

    DRAFT = "draft"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyList:
    """The duties of the units of one kind. Once published it never changes; what is to be different is a next version.

    Attributes:
        id: its own key, one a version.
        unit_kind: the kind of units, by code.
        version: 1, 2, 3 …
        title: what it is called.
        duties: its duties in order.
        status: draft or published.
        period: the days for which it was published; None while it is a draft.
        published_at: when it was published.
    """

    id: DutyListId
    unit_kind: str
    version: int
    title: Text
    duties: tuple[Duty, ...]
    status: DutyListStatus = DutyListStatus.DRAFT
    period: Period | None = None
    published_at: datetime | None = None

    def in_force_on(self, day: date, known_at: datetime | None = None) -> bool:
        """Whether it was published for a day, as known at an instant; None for now."""
        if self.published_at is None or self.period is None:
            return False
        return day in self.period and (known_at is None or self.published_at <= known_at)


def duty_to_data(duty: Duty) -> dict[str, Any]:
    """A duty as plain data, as `duty_from_data` takes it."""
    return {
        "code": duty.code,
        "title": label_to_data(duty.title),
        "matter": label_to_data(duty.matter),
        "kind": duty.kind.value,
        "basis": duty.basis,
        "posts": list(duty.posts),
        "assisting_posts": list(duty.assisting_posts),
        "lead": duty.lead,
        "departments": list(duty.departments),
        "support": [one.value for one in duty.support],
    }


def duty_from_data(data: object, path: Path = ()) -> Duty:
    """The duty that plain data says; lists that are empty may be left out.

    Raises:
        InputFault, InvalidInput: everything that is not written as it should be, with its place.
    """
    empty = dict.fromkeys(("posts", "assisting_posts", "departments", "support"), ())
    fields = Fields({**empty, **data} if isinstance(data, dict) else data, path)
    lead = fields.text("lead", "")
    duty = Duty(
        code=fields.text("code"),
        title=fields.label("title"),
        matter=fields.label("matter"),
        kind=fields.choice("kind", DutyKind),
        basis=fields.text("basis"),
        posts=fields.texts("posts"),
        assisting_posts=fields.texts("assisting_posts"),
        lead=UnitId(lead) if lead else None,
        departments=tuple(UnitId(one) for one in fields.texts("departments")),
        support=fields.each("support", lambda one, where: choice_from(one, Support, where)),
    )
    fields.done()
    return duty
