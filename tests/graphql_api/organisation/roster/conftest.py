"""A town with everything that a roster tells."""

from datetime import date

import pytest

from governance_core.organisation import AppointmentBasis, MembershipKind, OfficialCode
from governance_core.values import Period, Text
from graphql_api.organisation import service as organisation
from graphql_api.platform.access import SYSTEM

NEW_YEAR = date(2020, 1, 1)


@pytest.fixture
async def made(service, town):
    """The small town, with everything in it that a roster could lose."""
    begin, key = service.begin_for(SYSTEM), town.key
    with service.database.active():
        await organisation.rename_unit(
            begin, unit=key("hefeng"), name=Text(zh=" 鹤峰村", en="=Hefeng, 'new'"), on=date(2020, 2, 1)
        )
        for code in (
            OfficialCode(scheme="mca9", value="440605126", source="a|b\\c"),
            OfficialCode(scheme="grid-local", value="1E5", source="+town"),
        ):
            await organisation.assign_unit_code(
                begin, unit=key("hefeng"), code=code, period=Period(start=date(2020, 3, 1))
            )
        await organisation.add_unit_alias(begin, unit=key("hefeng"), alias="@鹤|峰", on=date(2020, 3, 5))
        await organisation.add_unit_alias(begin, unit=key("honggang"), alias="旧名", on=NEW_YEAR)
        await organisation.remove_unit_alias(begin, unit=key("honggang"), alias="旧名", on=date(2020, 4, 1))
        await organisation.rename_unit(begin, unit=key("office"), name=Text(zh="党建办"), on=date(2020, 12, 1))
        twin = await organisation.register(
            begin, name="李合成", unit=key("household-1"), kind=MembershipKind.RESIDENCE, on=date(2020, 1, 15)
        )
        await organisation.register(
            begin,
            name="-1 _x0041_\r\n'=何",
            unit=key("hefeng-2"),
            kind=MembershipKind.RESIDENCE,
            on=date(2020, 1, 15),
        )
        await organisation.join(
            begin,
            person=key("li"),
            unit=key("household-2"),
            kind=MembershipKind.RESIDENCE,
            period=Period(start=date(2020, 2, 1), end=date(2021, 1, 1)),
        )
        await organisation.join(
            begin,
            person=key("wang"),
            unit=key("honggang"),
            kind=MembershipKind.REGISTRATION,
            period=Period(start=date(2020, 2, 1)),
        )
        await organisation.correct_name(
            begin, person=twin, name="李合成二", period=Period(start=date(2020, 5, 1)), reason="改名"
        )
        grid = await organisation.open_unit_post(
            begin,
            unit=key("hefeng-grid"),
            kind="grid-officer",
            on=NEW_YEAR,
            title=Text(zh="网格员", en="Officer"),
            seats=3,
        )
        await organisation.appoint_person(
            begin,
            person=key("wang"),
            post=grid,
            basis=AppointmentBasis.CONCURRENT,
            period=Period(start=date(2020, 2, 1), end=date(2020, 12, 31)),
        )
        cell = await organisation.establish_unit(
            begin,
            kind="cell",
            name=Text(zh="鹤峰一社网格单元"),
            on=NEW_YEAR,
            parent=key("hefeng-grid"),
            area=key("hefeng-1"),
        )
        officer = await organisation.open_unit_post(begin, unit=cell, kind="grid-officer", on=NEW_YEAR, seats=2)
        await organisation.appoint_contact_member(
            begin, person=key("wang"), post=officer, period=Period(start=date(2020, 2, 1))
        )
        await organisation.end_held_appointment(begin, appointment=key("chen-secretary"), on=date(2020, 10, 1))
    return town
