"""Tallies that are kept: whatever is done, they are what a count of everything gives, of any day."""

import asyncio
import random
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from importlib import import_module
from types import SimpleNamespace

import pytest

from governance_core.errors import GovernanceError
from governance_core.organisation import LiaisonRole, MembershipKind, ServiceKind
from governance_core.values import Period, Text
from graphql_api.organisation import service as units
from graphql_api.organisation.queries.liaison_tally import counted_tallies, tallies_of
from graphql_api.organisation.queries.service_tally import counted_service_tallies, service_tallies_of
from graphql_api.organisation.roll_ups import TALLIES
from graphql_api.organisation.service import liaison, people, service_records
from graphql_api.organisation.service.liaison import Step
from graphql_api.organisation.tables import TallyRow
from graphql_api.platform.access import SYSTEM
from graphql_api.platform.reading.declare import Moment
from graphql_api.platform.roll_ups import check, rebuild
from graphql_api.platform.sums import name_of

NEW_YEAR, TODAY = date(2020, 1, 1), date(2020, 7, 1)
PERIODS = (
    (NEW_YEAR, date(2020, 8, 1)),
    (date(2020, 2, 10), date(2020, 3, 1)),
    (date(2020, 4, 1), date(2020, 6, 15)),
    (date(2020, 6, 30), date(2020, 7, 2)),
)
AS_OF = (date(2020, 3, 15), date(2020, 6, 14), TODAY, date(2020, 7, 20))


class Doing:
    """Somebody who does whatever may be done, at random, in two counties with two towns of two villages each."""

    def __init__(self, service, town, seed):
        self.begin, self.town = service.begin_for(SYSTEM), town
        self.draw = random.Random(seed)  # noqa: S311 -- a story, no secret
        self.other = service.begin_for(replace(SYSTEM, person_id=town.key("resident")))
        self.counties, self.towns, self.villages = [], [], []
        self.teams, self.visits, self.issues, self.members, self.done = {}, [], [], [], []
        self.took = []

    async def begun(self):
        """The units and the teams."""
        top = await self._unit("prefecture", None)
        for _ in range(2):
            self.counties.append(await self._unit("county", top))
            for _ in range(2):
                self.towns.append(await self._unit("town", self.counties[-1]))
                for _ in range(2):
                    self.villages.append(await self._unit("village", self.towns[-1]))
        for village in self.villages:
            name = Text(zh="直联团队")
            team = await liaison.form_team(self.begin, village=village, name=name, on=NEW_YEAR)
            self.teams[village] = team
            who = self.town.key("zhou")
            await liaison.join_team(
                self.begin, team=team, person=who, role=LiaisonRole.LEADER, period=Period(start=NEW_YEAR)
            )
        return self

    @property
    def units(self):
        """Every unit of theirs."""
        return [*self.counties, *self.towns, *self.villages]

    async def _unit(self, kind, parent):
        name = Text(zh=f"{kind}{self.draw.random()}")
        return await units.establish_unit(self.begin, kind=kind, name=name, on=NEW_YEAR, parent=parent)

    def _day(self, last=TODAY):
        return NEW_YEAR + timedelta(days=self.draw.randrange((last - NEW_YEAR).days + 1))

    def _person(self):
        return self.town.key(self.draw.choice(["li", "wang", "chen", "zhou"]))

    async def acts(self, number):
        """Some acts; what is refused is no act."""
        while number:
            act = self.draw.choices(*zip(*ACTS.items(), strict=True))[0]
            try:
                await act(self)
            except (GovernanceError, IndexError):
                continue
            self.took.append(act.__name__)
            number -= 1

    async def visit(self):
        village = self.draw.choice(self.villages)
        given = {"place": village, "on": self._day(), "visitors": [self.town.key("zhou")]}
        self.visits.append(await liaison.record_visit(self.begin, team=self.teams[village], **given))

    async def take_back_visit(self):
        await liaison.withdraw_visit(self.begin, visit=self.draw.choice(self.visits), reason="误")

    async def raise_issue(self):
        village = self.draw.choice(self.villages)
        given = {"about": village, "title": "水压", "on": self._day(), "raised_by": self.town.key("zhou")}
        self.issues.append(await liaison.raise_issue(self.begin, team=self.teams[village], **given))

    async def step(self):
        step = Step(issue=self.draw.choice(self.issues), on=self._day(), text="好")
        due = step.on + timedelta(days=self.draw.randrange(60))
        match self.draw.randrange(6):
            case 0 | 1:
                await liaison.hand_issue(self.begin, step, to=self.draw.choice(self.units), due_on=due)
            case 2:
                await liaison.resolve_issue(self.begin, step)
            case 3:
                await liaison.decline_issue(self.begin, step)
            case 4:
                await liaison.reopen_issue(self.begin, step, due_on=due)
            case _:
                await liaison.withdraw_issue(self.begin, step)

    async def register(self):
        begun = self._day(date(2020, 9, 1))
        until = self.draw.choice([None, begun + timedelta(days=self.draw.randrange(1, 90))])
        given = {"unit": self.draw.choice(self.villages), "kind": MembershipKind.REGISTRATION}
        period = Period(start=begun, end=until)
        self.members.append(await people.join(self.begin, person=self._person(), period=period, **given))

    async def leave(self):
        await people.leave(self.begin, membership=self.draw.choice(self.members), on=self._day(date(2020, 9, 1)))

    async def serve(self):
        given = {
            "kind": self.draw.choice(list(ServiceKind)),
            "title": "清理",
            "hours": Decimal(self.draw.randrange(1, 40)) / 10,
        }
        record = await service_records.submit(self.begin, person=self._person(), served_on=self._day(), **given)
        await service_records.verify(self.other, record=record)
        self.done.append(record)

    async def move(self):
        unit, parent = self._placed()
        await units.move_unit(self.begin, unit=unit, parent=parent, on=self._day(date(2020, 9, 1)))

    async def correct(self):
        unit, parent = self._placed()
        begun = self._day(date(2020, 8, 1))
        period = Period(start=begun, end=self.draw.choice([None, begun + timedelta(days=self.draw.randrange(1, 90))]))
        await units.correct_unit(self.begin, unit=unit, period=period, reason="误", parent=parent)

    async def rename(self):
        unit, name = self.draw.choice(self.units), Text(zh=f"新{self.draw.random()}")
        await units.rename_unit(self.begin, unit=unit, name=name, on=self._day())

    def _placed(self):
        of, among = self.draw.choice([(self.villages, self.towns), (self.towns, self.counties)])
        return self.draw.choice(of), self.draw.choice(among)

    async def merge(self):
        kind = self.draw.choice([self.villages, self.towns, self.counties])
        merged, into = self.draw.sample(kind, 2)
        day = self._day(date(2020, 8, 1))
        if kind is self.villages:
            await liaison.disband_team(self.begin, team=self.teams[merged], on=day)
        await units.merge_units(self.begin, merged=[merged], into=into, on=day, posts=[])

    async def split(self):
        town = self.draw.choice(self.towns)
        gets = self.draw.sample(self.villages, 2)
        parts = [
            units.PartOfUnit(name=Text(zh=f"甲{self.draw.random()}"), gets=gets),
            units.PartOfUnit(name=Text(zh=f"乙{self.draw.random()}"), rest=True),
        ]
        await units.split_unit(self.begin, unit=town, parts=parts, continues=False, on=self._day())

    async def dissolve(self):
        village = self.draw.choice(self.villages)
        await liaison.disband_team(self.begin, team=self.teams[village], on=self._day())
        await units.dissolve_unit(self.begin, unit=village, on=self._day(date(2020, 9, 1)))


ACTS = {
    Doing.visit: 8,
    Doing.take_back_visit: 2,
    Doing.raise_issue: 6,
    Doing.step: 10,
    Doing.register: 8,
    Doing.leave: 2,
    Doing.serve: 8,
    Doing.move: 5,
    Doing.correct: 4,
    Doing.rename: 1,
    Doing.merge: 2,
    Doing.split: 2,
    Doing.dissolve: 1,
}


@pytest.fixture
def same(service):
    """Says that what is kept of units is what is counted, on any day, and nothing differs from a recount."""

    async def same(keys):
        reader = service.reader_for(SYSTEM, "zh")
        asked = [(unit, days) for unit in keys for days in PERIODS]
        for day in AS_OF:
            moment = Moment(as_of=day)
            assert await tallies_of(reader, asked, moment) == await counted_tallies(reader, asked, moment)
            kept = await service_tallies_of(reader, asked, moment)
            assert kept == await counted_service_tallies(reader, asked, moment)
        assert (await check(TALLIES)).first == ()

    return same


@pytest.mark.parametrize("seed", range(6))
async def test_what_is_kept_is_what_a_count_gives(seed, service, town, same):
    """Moves, corrections, mergers, splits and acts dated back among them, after every few acts."""
    with service.database.active():
        doing = await Doing(service, town, seed).begun()
        for _ in range(6):
            await doing.acts(12)

            await same(doing.units)

        assert await TallyRow.exists()
        assert {"serve", "visit", "step", "register", "move"} < set(doing.took), doing.took


async def test_sixteen_writers_at_once_lose_nothing(service, town, same):
    """Visits, a registration and verifications of several people, villages that move meanwhile, and a rebuild."""
    with service.database.active():
        doing = await Doing(service, town, 0).begun()
        begin, other, zhou = doing.begin, doing.other, town.key("zhou")
        people_ = [town.key(name) for name in ("li", "wang", "chen")]
        for place, person in enumerate(people_):
            given = {"unit": doing.villages[place], "kind": MembershipKind.REGISTRATION}
            await people.join(begin, person=person, period=Period(start=NEW_YEAR), **given)
        given = {"kind": ServiceKind.PATROL, "title": "巡逻", "hours": Decimal(2)}
        records = [
            await service_records.submit(begin, person=person, served_on=date(2020, 6, day), **given)
            for person in people_
            for day in (1, 2, 1)
        ]
        visits = [(village, date(2020, 6, day)) for village in doing.villages[:4] for day in (3, 4)]

        [wrong, *_] = await asyncio.gather(
            rebuild(begin, TALLIES),
            *(service_records.verify(other, record=record) for record in records),
            *(
                liaison.record_visit(begin, team=doing.teams[village], place=village, on=on, visitors=[zhou])
                for village, on in visits
            ),
            *(
                units.move_unit(begin, unit=village, parent=doing.towns[3], on=date(2020, 6, 2))
                for village in doing.villages[:2]
            ),
            people.join(
                begin,
                person=zhou,
                unit=doing.villages[0],
                kind=MembershipKind.REGISTRATION,
                period=Period(start=NEW_YEAR),
            ),
        )

        assert wrong == 0
        await same(doing.units)
        [tally] = await service_tallies_of(
            service.reader_for(SYSTEM, "zh"), [(doing.towns[0], PERIODS[0])], Moment(as_of=TODAY)
        )
        assert tally.records == 4


async def test_a_tally_that_is_wrong_is_told_and_put_right(service, town, same):
    """By unit, figure and day; rows that say nothing are removed."""
    with service.database.active():
        doing = await Doing(service, town, 1).begun()
        await doing.acts(40)
        connection, table = service.database.connection, name_of(TallyRow)
        rows = await TallyRow.filter(number__gt=0).order_by("id")
        wrong = await TallyRow.filter(id=rows[0].id).update(number=rows[0].number + 3)
        wrong += await TallyRow.filter(id=rows[1].id).delete()
        await connection.execute_script(f"UPDATE {table} SET total = 9 WHERE id = {rows[2].id}")

        found = await check(TALLIES)

        assert found.count == wrong + 1
        assert any(one.what.endswith("a recount of the sums gives number -3") for one in found.first)
        assert found.names[rows[0].unit_id]
        assert await rebuild(service.begin_for(SYSTEM), TALLIES) == 3
        assert not await TallyRow.filter(number=0, total=0).exists()
        await same(doing.units)


async def test_an_upgrade_counts_what_there_is(service, town, same):
    """A town that has worked without tallies has them after the migration; one that has done nothing has none."""
    fill = import_module("graphql_api.organisation.migrations.0010_tallies")._fill
    with service.database.active():
        editor = SimpleNamespace(client=service.database.connection)
        await fill(None, editor)
        assert not await TallyRow.exists()
        doing = await Doing(service, town, 3).begun()
        await doing.acts(40)
        await TallyRow.all().delete()

        await fill(None, editor)

        assert await TallyRow.exists()
        await same(doing.units)


async def test_an_act_costs_the_same_whatever_there_is(service, town, statements):
    """One statement changes the tallies of a village and of everything above it."""
    with service.database.active():
        doing = await Doing(service, town, 2).begun()
        costs = []
        for _ in range(2):
            statements.clear()
            await doing.visit()
            costs.append((len(statements), len([sql for sql in statements if "organisation_tally" in sql])))
            await doing.acts(20)

        assert costs[0] == costs[1]
        assert costs[0][1] == 1
