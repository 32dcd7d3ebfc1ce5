"""A published scheme for village secretaries, and the callers who work with it."""

import asyncio

import pytest
from typer.testing import CliRunner

from graphql_api.cli.commands import app
from graphql_api.platform.access import Role
from tests.graphql_api.assessment.cycles import ADVANCE, APPRAISALS, CYCLE, OPEN, SEEN, quarter

DRAFT = """mutation ($input: DraftSchemeInput!) { draftScheme(input: $input) {
  ... on IndicatorScheme { id code version status }
  ... on UserError { code path }
  ... on InvalidInputError { faults { code path } } } }"""
INHERIT = """mutation ($input: InheritSchemeInput!) { inheritScheme(input: $input) {
  ... on IndicatorScheme { id code version inherits { code }
    dimensions { code weight indicators { code weight origin } } }
  ... on UserError { code path } ... on InvalidInputError { faults { code path } } } }"""
RETURN = """mutation ($input: ReturnRecordInput!) { returnRecord(input: $input) {
  ... on ProgressRecord { status reason version } ... on UserError { code path } } }"""
PUBLISH = """mutation ($input: PublishSchemeInput!) { publishScheme(input: $input) {
  ... on IndicatorScheme { id status publishedAt } ... on UserError { code path } } }"""
SUBMIT = """mutation ($input: SubmitRecordInput!) { submitRecord(input: $input) {
  ... on ProgressRecord { id status version } ... on UserError { code path }
  ... on InvalidInputError { faults { code path } } } }"""
DECIDE = """mutation ($input: RecordInput!) { %sRecord(input: $input) {
  ... on ProgressRecord { id status version decider { name } } ... on UserError { code path } } }"""
ROLL_UPS = """query ($unit: ID!, $indicator: String = "visits", $scheme: ID, $asOf: Date) {
  unit(by: {id: $unit}, asOf: $asOf) {
  assessmentRollUps(filter: {indicator: $indicator, scheme: $scheme}) {
    nodes { cadres points mean records unit { name } scheme { code } indicator { code title } } } } }"""

ALL_IS_WELL = "".join(f"{name}: all as a recount says.\n" for name in ("tallies", "assessment", "gaps"))
PHOTO = {"kind": "PHOTO", "title": "入户照片", "reference": "file-1"}


@pytest.fixture
def submit():
    """Submits a record as a client."""

    async def submit(client, given):
        return await client.act(SUBMIT, input=given)

    return submit


@pytest.fixture
def decide():
    """Verifies or withdraws a record as a client."""

    async def decide(client, verb, record, **given):
        return await client.act(DECIDE % verb, input={"record": record, **given})

    return decide


@pytest.fixture
def draft():
    """Drafts a scheme as a client."""

    async def draft(client, given):
        return await client.act(DRAFT, input=given)

    return draft


@pytest.fixture
def publish():
    """Publishes a scheme as a client."""

    async def publish(client, scheme, **given):
        return await client.act(PUBLISH, input={"scheme": scheme, **given})

    return publish


@pytest.fixture
def sound_scheme():
    """A sound scheme of two dimensions, for the second half of 2020."""
    visits = {
        "code": "visits",
        "title": {"zh": "入户走访", "en": "Household visits"},
        "weight": "60",
        "measure": {"quantity": {"unit": {"zh": "户", "en": "households"}, "target": "184", "pace": "LINEAR"}},
    }
    conduct = {
        "code": "conduct",
        "title": {"zh": "日常表现", "en": "Conduct"},
        "weight": "40",
        "measure": {"points": {"base": "80", "ceiling": "100"}},
    }
    return {
        "code": "village-2020-h2",
        "title": {"zh": "村干部进程性考核", "en": "Village cadres"},
        "cycle": {"from": "2020-07-01", "to": "2021-01-01"},
        "appliesTo": ["party-secretary", "first-secretary", "party-committee-member", "cooperative-head"],
        "dimensions": [
            {"code": "work", "title": {"zh": "工作"}, "weight": "60", "indicators": [visits]},
            {"code": "style", "title": {"zh": "作风"}, "weight": "40", "indicators": [conduct]},
        ],
    }


@pytest.fixture
async def scheme(admin, draft, publish, sound_scheme):
    """The id of the published scheme."""
    drafted = await draft(admin, sound_scheme)
    return (await publish(admin, drafted["id"]))["id"]


@pytest.fixture
def made(admin, draft, publish):
    """Drafts and publishes a scheme as the town's administrator, and gives its id."""

    async def made(given, **more):
        drafted = await draft(admin, given)
        assert "id" in drafted, drafted
        return (await publish(admin, drafted["id"], **more))["id"]

    return made


@pytest.fixture
def one_indicator():
    """A sound scheme of one indicator, measured in some way."""

    def one_indicator(measure, code="visits", weight="100", **changed):
        said = {name: changed.pop(name) for name in ("verifiedBy", "initiative") if name in changed}
        indicator = {"code": code, "title": {"zh": "指标"}, "weight": weight, "measure": measure, **said}
        dimension = {"code": "work", "title": {"zh": "工作"}, "weight": weight, "indicators": [indicator]}
        return {
            "code": "one",
            "title": {"zh": "单项考核", "en": "One indicator"},
            "cycle": {"from": "2020-07-01", "to": "2021-01-01"},
            "appliesTo": ["party-secretary", "party-committee-member"],
            "dimensions": [dimension],
        } | changed

    return one_indicator


@pytest.fixture
def appoint(admin, town):
    """Opens a post of a unit and appoints somebody to it."""

    async def appoint(who, unit, kind, on, basis="SUBSTANTIVE"):
        post = await admin.act(
            "mutation ($input: OpenPostInput!) { openPost(input: $input) { ... on Post { id } } }",
            input={"unit": town[unit], "kind": kind, "on": on},
        )
        held = await admin.act(
            """mutation ($input: AppointPersonInput!) { appointPerson(input: $input) {
                 ... on Appointment { id } ... on UserError { message } } }""",
            input={"person": town[who], "post": post["id"], "basis": basis, "period": {"from": on}},
        )
        assert "id" in held, held

    return appoint


@pytest.fixture
def moves_to_honggang(admin, appoint, town):
    """Wang leaves Hefeng's committee for Honggang's on a day."""

    async def moves(on):
        await admin.act(
            "mutation ($input: EndAppointmentInput!) { endAppointment(input: $input) { ... on Appointment { id } } }",
            input={"appointment": town["wang-member"], "on": on},
        )
        await appoint("wang", "honggang-committee", "party-committee-member", on)

    return moves


@pytest.fixture
async def cadre(sign_in, town):
    """Wang, who is on Hefeng's Party committee."""
    return await sign_in(Role.CADRE, town["hefeng"], town["wang"])


@pytest.fixture
async def secretary(sign_in, town):
    """Li, Hefeng's secretary."""
    return await sign_in(Role.VILLAGE_SECRETARY, town["hefeng"], town["li"])


@pytest.fixture
def visits(scheme, town):
    """The input of a record of so many visits by Wang."""

    def visits(amount, on="2020-07-01", **changed):
        return {
            "scheme": scheme,
            "indicator": "visits",
            "person": town["wang"],
            "occurredOn": on,
            "entry": {"amount": str(amount)},
            "evidence": [PHOTO],
        } | changed

    return visits


@pytest.fixture
def command(service, monkeypatch):
    """Runs `governance roll-ups` against the town, beside the service, and gives its exit code and what it printed."""
    monkeypatch.setenv("GOVERNANCE_DATABASE_URL", service.settings.database_url)

    async def command(*words):
        def run():
            return CliRunner().invoke(app, ["roll-ups", *words])

        answer = await asyncio.get_running_loop().run_in_executor(None, run)
        assert answer.exception is None or isinstance(answer.exception, SystemExit), answer.exception
        return answer.exit_code, answer.output

    return command


@pytest.fixture
async def office(sign_in, town):
    """Zhou of the town's organisation office."""
    return await sign_in(Role.ORGANISATION_OFFICE, town["town"], town["zhou"])


@pytest.fixture
async def neighbour(sign_in, town):
    """Chen, the secretary of Honggang."""
    return await sign_in(Role.VILLAGE_SECRETARY, town["honggang"], town["chen"])


@pytest.fixture
def grading():
    """By what rule the quarter grades, where a test says another one; None for that of the quarter."""
    return


@pytest.fixture
async def cycle(grading, office, scheme, town):
    """The id of the quarter's cycle."""
    changed = {} if grading is None else {"grading": grading}
    return (await office.act(OPEN.replace("CYCLE", CYCLE), input=quarter(town, **changed)))["id"]


@pytest.fixture
def advance(office, cycle):
    """Lets the cycle go on as the office."""

    async def advance(to):
        return await office.act(ADVANCE.replace("CYCLE", CYCLE), input={"cycle": cycle, "to": to})

    return advance


@pytest.fixture
def appraisal_of(cycle):
    """What a client sees of somebody's appraisal."""

    async def appraisal_of(client, name):
        found = (await client.ask(APPRAISALS.replace("SEEN", SEEN), cycle=cycle))["appraisals"]["nodes"]
        return next((one for one in found if one["personName"] == name), None)

    return appraisal_of


@pytest.fixture
def officer(office):
    """The same, who submits what others verify."""
    return office


@pytest.fixture
def verified(admin, decide, officer, submit, visits):
    """Submits a record as Zhou and verifies it as the town's administrator."""

    async def verified(amount, on="2020-07-01", **changed):
        record = await submit(officer, visits(amount, on, **changed))
        assert "id" in record, record
        return (await decide(admin, "verify", record["id"]))["id"]

    return verified


@pytest.fixture
def roll_up(admin, town):
    """The roll-up of a unit on an indicator; None where there is none."""

    async def roll_up(unit, indicator="visits", client=admin, **given):
        found = (await client.ask(ROLL_UPS, unit=town[unit], indicator=indicator, **given))["unit"]
        nodes = found["assessmentRollUps"]["nodes"]
        assert len(nodes) <= 1
        return nodes[0] if nodes else None

    return roll_up


@pytest.fixture
def figures(roll_up):
    """The cadres, points and records of a unit's roll-up."""

    async def figures(unit, indicator="visits", **given):
        found = await roll_up(unit, indicator, **given)
        return found and (found["cadres"], found["points"], found["records"])

    return figures
