"""Figures of other domains, and of villages' practices, that the formulas of schemes read."""

from collections import Counter
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from governance_core.assessment import Segment, Subject, scheme_from_data
from governance_core.organisation import LiaisonRole
from governance_core.practices import HeadlineFigure, PracticeManifest
from governance_core.values import Missing, NotApplicable, Period, PersonId, SchemeId, Text, UnitId, Value
from graphql_api.assessment.queries import figures_read, known_figures, with_figures
from graphql_api.assessment.service import draft, revise
from graphql_api.modules import built_in_modules
from graphql_api.organisation.service import liaison
from graphql_api.organisation.tables import ServiceRecordRow
from graphql_api.platform.access import SYSTEM, Role
from graphql_api.platform.import_files import import_folder
from graphql_api.platform.modules import Modules
from graphql_api.platform.reading.declare import Moment
from graphql_api.plugin import Figure, FigureAbout, Module
from graphql_api.training.tables import ParticipationRow, SessionRow

NAME = Text(zh="茶话会", en="Tea talks")
TEA = PracticeManifest(
    id="tea_talks",
    version="1.0.0",
    title=NAME,
    summary=NAME,
    core=">=0.1,<0.2",
    unit_kinds=("village",),
    headline=(HeadlineFigure(code="talks", title=NAME), HeadlineFigure(code="late", title=NAME)),
)
CYCLE = Period(start=date(2020, 1, 1), end=date(2021, 1, 1))
TODAY = Moment(as_of=date(2020, 7, 1))
CALLS = Counter()


async def headline(reader, units, moment):
    """As many talks as the day says, and no word of lateness."""
    CALLS["headline"] += 1
    return [{"talks": Value(number=Decimal(moment.as_of.day))} for _ in units]


async def cups(reader, asked, known_at):
    """Two cups for everybody, whoever asks."""
    CALLS["cups"] += 1
    assert reader.principal == SYSTEM
    return [Value(number=Decimal(2)) for _ in asked]


async def broken(reader, asked, known_at):
    """A village's mistake."""
    raise ZeroDivisionError


def formula(text, subject="cadre"):
    """A scheme with one indicator, derived by a formula."""
    measure = {"kind": "derived", "formula": text, "unit": "分", "target": "10"}
    indicator = {"code": "derived", "title": "派生", "weight": "100", "measure": measure}
    data = {
        "code": "by-formula",
        "title": {"zh": "按公式"},
        "cycle": {"from": "2020-01-01", "to": "2021-01-01"},
        "applies_to": ["party-secretary", "party-committee-member"] if subject == "cadre" else [],
        "dimensions": [{"code": "work", "title": "工作", "weight": "100", "indicators": [indicator]}],
    }
    more = {} if subject == "cadre" else {"subject": subject, "unit_kinds": ["village"]}
    return scheme_from_data(data | more, id=SchemeId("scheme"))


@pytest.fixture(scope="session")
def modules():
    """The built-in domains and a village's practice with figures of its own."""
    figures = (
        Figure(code="tea_talks.cups", title=NAME, unit=Text(zh="杯", en="cups"), about=FigureAbout.PERSON, read=cups),
        Figure(code="tea_talks.broken", title=NAME, about=FigureAbout.PERSON, read=broken),
    )
    tea = Module(name="tea_talks", practice=TEA, headline=headline, figures=figures)
    return Modules(loaded=(*built_in_modules(), tea))


@pytest.fixture
def reader(service, town):
    """A reader of somebody who sees nothing of the people they ask about."""
    with service.database.active():
        yield service.reader_for(SYSTEM, "zh")


@pytest.fixture
def read(reader, town):
    """What figures read of people in Hefeng's Party committee, by person."""

    async def read(*codes, people=("wang",), days=CYCLE, moment=TODAY, unit="hefeng-committee"):
        scheme = formula(" + ".join(f'figure["{code}"]' for code in codes))
        segment = Segment(scheme=scheme, period=days, unit=UnitId(town.key(unit)))
        found = await with_figures(reader, [(town.key(one), [segment]) for one in people], moment)
        told = [dict(segments[0].figures) for segments in found]
        return told[0] if len(told) == 1 else told

    return read


@pytest.fixture
def trained(service, town):
    """Holds a session of so many hours with somebody on a day; written down then."""

    async def trained(person, hours, on):
        session = service.new_id()
        told = {"programme": "law", "unit_id": town.key("hefeng"), "held_on": on, "entry_id": session}
        at = datetime(on.year, on.month, on.day, 4, tzinfo=UTC)
        await SessionRow.create(id=session, hours=Decimal(hours), recorded_at=at, **told)
        await ParticipationRow.create(session_id=session, person_id=town.key(person), held_on=on)

    return trained


async def test_what_people_were_trained_counts_in_their_days_as_known_then(reader, read, trained):
    """Hours and sessions are those of the segment's days; what was held later, or written down later, is not."""
    await trained("wang", "2.5", date(2020, 2, 3))
    await trained("wang", "1.5", date(2020, 6, 30))
    await trained("wang", "8", date(2020, 8, 1))

    assert await read("training.hours", "training.sessions") == {
        "training.hours": Value(number=Decimal("4.00")),
        "training.sessions": Value(number=Decimal(2)),
    }
    in_spring = await read("training.hours", days=Period(start=date(2020, 2, 1), end=date(2020, 5, 1)))
    assert in_spring == {"training.hours": Value(number=Decimal("2.50"))}
    then = Moment(as_of=date(2020, 7, 1), known_at=datetime(2020, 3, 1, tzinfo=UTC))
    assert await read("training.sessions", moment=then) == {"training.sessions": Value(number=Decimal(1))}


async def test_no_training_is_a_zero_only_once_training_is_written_down(read, trained):
    """Before the first session of all nothing is known of anybody: that is no zero."""
    nobody = {"training.hours": Missing(), "training.sessions": Missing()}
    assert await read(*nobody) == nobody

    await trained("li", 2, date(2020, 5, 4))

    assert set((await read(*nobody)).values()) == {Value(number=Decimal(0))}
    before = Period(start=date(2020, 1, 1), end=date(2020, 5, 1))
    assert await read(*nobody, days=before) == nobody


async def test_a_headline_figure_is_that_of_the_village_which_its_committee_serves(admin, read, town):
    """It is told where the village has adopted the practice, and does not apply elsewhere."""
    codes = ("tea_talks.talks", "tea_talks.late")
    assert set((await read(*codes)).values()) == {NotApplicable(reason="not-adopted")}

    adopted = await admin.act(
        """mutation ($input: AdoptPracticeInput!) { adoptPractice(input: $input) { __typename } }""",
        input={"practice": "tea_talks", "unit": town["hefeng"], "period": {"from": "2020-03-01"}, "settings": {}},
    )
    assert adopted == {"__typename": "ChangedProject"}
    CALLS.clear()

    assert await read(*codes) == {"tea_talks.talks": Value(number=Decimal(1)), "tea_talks.late": Missing()}
    assert CALLS["headline"] == 1
    until_march = Period(start=date(2020, 1, 1), end=date(2020, 3, 1))
    assert set((await read(*codes, days=until_march)).values()) == {NotApplicable(reason="not-adopted")}
    assert set((await read(*codes, unit="honggang-committee")).values()) == {NotApplicable(reason="not-adopted")}


async def test_liaison_visits_are_the_villages_and_service_hours_the_persons(service, read, town):
    """Of the village that the committee serves, and of the cadre; before there were any, neither is known."""
    codes = ("organisation.liaison-visits", "organisation.service-hours")
    assert await read(*codes) == dict.fromkeys(codes, Missing())

    begin, zhou = service.begin_for(SYSTEM), PersonId(town.key("zhou"))
    started = Period(start=date(2020, 3, 1))
    team = await liaison.form_team(begin, village=town.key("hefeng"), name=NAME, on=started.start)
    await liaison.join_team(begin, team=team, person=zhou, role=LiaisonRole.LEADER, period=started)
    given = {"place": town.key("household-1"), "on": date(2020, 6, 10), "visitors": [zhou], "note": "水压"}
    await liaison.record_visit(begin, team=team, **given)
    told = {"unit_id": town.key("hefeng"), "title": "宣讲", "kind": "policy-talk", "entry_id": service.new_id()}
    told |= {"submitted_at": service.clock(), "decided_at": service.clock(), "status": "verified"}
    await ServiceRecordRow.create(
        id=service.new_id(), person_id=town.key("wang"), served_on=date(2020, 6, 1), tenths=25, **told
    )

    numbers = [reading.number for reading in (await read(*codes)).values()]
    assert numbers == [Decimal(1), Decimal("2.5")]
    assert await read(codes[1], people=("li",)) == {codes[1]: Value(number=Decimal(0))}


async def test_a_figure_that_nobody_publishes_or_that_fails_is_missing(read, caplog):
    """A plugin that is gone, or breaks, keeps nobody from being assessed; its failure is logged."""
    told = await read("tea_talks.cups", "tea_talks.broken", "gone.figure")

    assert told == {"tea_talks.cups": Value(number=Decimal(2)), "tea_talks.broken": Missing()}
    assert "the figure tea_talks.broken could not be read" in caplog.text


async def test_many_people_cost_no_statement_each(read, statements):
    """Three people or one, each figure is asked once."""
    every = ("training.hours", "training.sessions", "organisation.liaison-visits", "organisation.service-hours")
    await read(*every, "tea_talks.talks", people=("li",))
    statements.clear()
    await read(*every, "tea_talks.talks", people=("li",))
    few = len(statements)
    statements.clear()
    CALLS.clear()

    await read(*every, "tea_talks.cups", "tea_talks.talks", people=("li", "wang", "chen"))

    assert len(statements) == few <= 9
    assert CALLS == {"cups": 1}


async def test_only_what_formulas_read_is_fetched(read, reader, statements, town):
    """A scheme without figures costs nothing."""
    segment = Segment(scheme=formula("1 + 1"), period=CYCLE, unit=UnitId(town.key("hefeng")))
    statements.clear()

    assert await with_figures(reader, [(town.key("wang"), [segment])], TODAY) == [(segment,)]

    assert statements == []
    assert figures_read(formula('figure["b.a"] + figure["b.b"] * figure["b.a"]')) == ("b.a", "b.b")


async def test_a_segment_to_come_reads_nothing(read):
    """Nothing is known of days that have not begun."""
    assert await read("tea_talks.cups", days=Period(start=date(2020, 7, 2), end=date(2021, 1, 1))) == {}


async def test_schemes_about_units_read_no_figures_about_people(reader, town):
    """Whose hours of training would they be?"""
    assert "training.hours" in known_figures(reader, Subject.CADRE)
    assert "training.hours" not in known_figures(reader, Subject.UNIT)
    assert "tea_talks.talks" in known_figures(reader, Subject.UNIT)
    unit = UnitId(town.key("hefeng"))
    scheme = formula('figure["training.hours"] + figure["tea_talks.talks"]', "unit")

    found = await with_figures(reader, [(unit, [Segment(scheme=scheme, period=CYCLE, unit=unit)])], TODAY)

    assert found[0][0].figures == {"tea_talks.talks": NotApplicable(reason="not-adopted")}


@pytest.mark.parametrize(
    ("text", "refused"),
    [('figure["training.hours"] * 2', ""), ('figure["training.ours"] * 2', "UNKNOWN_VALUE")],
)
async def test_a_formula_may_read_what_is_published_alone(service, admin, town, text, refused):
    """A figure that nobody publishes is refused when a scheme is drafted or revised, with its place."""
    sound, scheme = formula("1"), formula(text)
    begin = service.begin_for(SYSTEM)

    with service.database.active():
        given = {"code": "plain", "title": sound.title, "cycle": sound.cycle, "applies_to": sound.applies_to}
        key = await draft(begin, **given, dimensions=sound.dimensions)
        codes = []
        for act in (
            draft(begin, **given | {"code": "other"}, dimensions=scheme.dimensions),
            revise(begin, scheme=key, title=None, cycle=None, applies_to=None, dimensions=scheme.dimensions),
        ):
            try:
                await act
            except Exception as fault:  # noqa: BLE001 -- its code is what is looked at
                codes.append((fault.code, fault.path))

    place = ("dimensions", "0", "indicators", "0", "measure", "formula")
    assert codes == ([(refused, place)] * 2 if refused else [])


async def test_a_score_reads_its_figures(service, admin, sign_in, town, trained, tmp_path):
    """Six hours of a target of ten are 60 points, for the cadre as for who leads them."""
    (tmp_path / "schemes.yaml").write_text(
        """\
code: learning-2020
title: 学习考核
cycle: {from: 2020-01-01, to: 2021-01-01}
applies_to: [party-secretary, party-committee-member]
dimensions:
  - code: learning
    title: 学习
    weight: 100
    indicators:
      - code: hours
        title: 学时
        weight: 100
        measure: {kind: derived, formula: 'figure["training.hours"]', unit: 学时, target: 10}
""",
        encoding="utf-8",
    )
    with service.database.active():
        await import_folder(service, tmp_path)
        await trained("wang", 6, date(2020, 5, 4))
    asked = "query ($id: ID!) { person(by: {id: $id}) { assessment { score { points } } } }"

    for role, person in ((Role.CADRE, "wang"), (Role.VILLAGE_SECRETARY, "li")):
        client = await sign_in(role, town["hefeng"], town[person])
        found = await client.ask(asked, id=town["wang"])
        assert found["person"]["assessment"]["score"]["points"] == "60.00"


async def test_whoever_writes_formulas_finds_what_they_may_read(admin):
    """Code, title, unit, and whom it is about."""
    found = (await admin.ask("{ figures { code title unit about } }"))["figures"]

    assert [one["code"] for one in found] == sorted(one["code"] for one in found)
    assert {"code": "tea_talks.talks", "title": "Tea talks", "unit": None, "about": "UNIT"} in found
    assert {"code": "training.hours", "title": "Hours of training", "unit": "hours", "about": "PERSON"} in found
