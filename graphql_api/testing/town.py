"""A small town to test against: synthetic people, units named after the real ones."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from governance_core.organisation import AppointmentBasis, MembershipKind, OfficialCode
from governance_core.values import Period, Text
from graphql_api.organisation import service as organisation
from graphql_api.platform.access import SYSTEM
from graphql_api.platform.service import Service

NEW_YEAR = date(2020, 1, 1)


@dataclass(kw_only=True)
class Town:
    """The ids of what was made, by a short name, as a client writes them."""

    ids: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, name: str) -> str:
        """The client's id of a thing."""
        return self.ids[name]

    def key(self, name: str) -> str:
        """Our own key of a thing."""
        return self.ids[name].split(":")[1]


_UNITS: tuple[tuple[str, str, str, str | None, str | None, str | None], ...] = (
    # short name, kind, Chinese name, English name, parent, area
    ("town", "town", "里水镇", "Lishui", None, None),
    ("office", "department", "党建办公室", "Party building office", "town", None),
    ("hefeng", "village", "鹤峰村", "Hefeng", "town", None),
    ("honggang", "village", "宏岗村", "Honggang", "town", None),
    ("jinqifeng", "community", "金旗峰社区", "Jinqifeng", "town", None),
    ("hefeng-1", "cooperative", "鹤峰一社", None, "hefeng", None),
    ("hefeng-2", "cooperative", "鹤峰二社", None, "hefeng", None),
    ("household-1", "household", "鹤峰一社1户", None, "hefeng-1", None),
    ("household-2", "household", "鹤峰一社2户", None, "hefeng-1", None),
    ("household-3", "household", "鹤峰二社3户", None, "hefeng-2", None),
    ("town-committee", "party-committee", "里水镇党委", None, None, "town"),
    ("hefeng-committee", "party-committee", "鹤峰村党委", None, "town-committee", "hefeng"),
    ("honggang-committee", "party-committee", "宏岗村党委", None, "town-committee", "honggang"),
    ("hefeng-branch", "party-branch", "鹤峰一社党支部", None, "hefeng-committee", "hefeng-1"),
    ("hefeng-group", "party-group", "鹤峰一社第一党小组", None, "hefeng-branch", "hefeng-1"),
    ("hefeng-grid", "grid", "鹤峰网格", None, None, "hefeng"),
)
_CODES: Mapping[str, str] = {"town": "440605126000", "hefeng": "440605126222", "honggang": "440605126210"}
_POSTS = (
    ("secretary", "hefeng-committee", "party-secretary", 1),
    ("first-secretary", "hefeng-committee", "first-secretary", 1),
    ("member", "hefeng-committee", "party-committee-member", 5),
    ("honggang-secretary", "honggang-committee", "party-secretary", 1),
    ("officer", "office", "department-officer", 20),
)
_PEOPLE = (
    # short name, name, unit, capacity
    ("li", "李合成", "hefeng-branch", MembershipKind.PARTY),
    ("wang", "王合成", "hefeng-group", MembershipKind.PARTY),
    ("chen", "陈合成", "honggang-committee", MembershipKind.PARTY),
    ("zhou", "周合成", "town-committee", MembershipKind.PARTY),
    ("resident", "何合成", "household-1", MembershipKind.RESIDENCE),
)
_HELD = (
    ("li-secretary", "li", "secretary", AppointmentBasis.SUBSTANTIVE),
    ("wang-member", "wang", "member", AppointmentBasis.SUBSTANTIVE),
    ("chen-secretary", "chen", "honggang-secretary", AppointmentBasis.SUBSTANTIVE),
    ("zhou-officer", "zhou", "officer", AppointmentBasis.SUBSTANTIVE),
    ("zhou-first", "zhou", "first-secretary", AppointmentBasis.SECONDMENT),
)


async def build_town(service: Service) -> Town:
    """Make the town through the service's own use cases."""
    town = Town()
    begin: Any = service.begin_for(SYSTEM)
    with service.database.active():
        for name, kind, zh, en, parent, area in _UNITS:
            code = _CODES.get(name)
            key = await organisation.establish_unit(
                begin,
                kind=kind,
                name=Text(zh=zh, en=en),
                on=NEW_YEAR,
                parent=town.key(parent) if parent else None,
                area=town.key(area) if area else None,
                codes=[OfficialCode(scheme="stats12", value=code, source="NBS 2023")] if code else (),
                aliases=["Heifeng", "鹤峰"] if name == "hefeng" else (),
            )
            town.ids[name] = f"Unit:{key}"
        for name, unit, kind, seats in _POSTS:
            post = await organisation.open_unit_post(begin, unit=town.key(unit), kind=kind, on=NEW_YEAR, seats=seats)
            town.ids[name] = f"Post:{post}"
        for name, called, unit, capacity in _PEOPLE:
            person = await organisation.register(begin, name=called, unit=town.key(unit), kind=capacity, on=NEW_YEAR)
            town.ids[name] = f"Person:{person}"
        for name, who, held, basis in _HELD:
            appointment = await organisation.appoint_person(
                begin, person=town.key(who), post=town.key(held), basis=basis, period=Period(start=NEW_YEAR)
            )
            town.ids[name] = f"Appointment:{appointment}"
        await organisation.assign_contact(
            begin,
            group=town.key("hefeng-group"),
            household=town.key("household-1"),
            period=Period(start=NEW_YEAR),
            member=town.key("wang"),
        )
    return town
