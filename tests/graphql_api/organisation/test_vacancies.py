"""Posts with free seats, through GraphQL."""

from graphql_api.platform.access import Role

END = "mutation ($input: EndAppointmentInput!) { endAppointment(input: $input) { __typename } }"
ROOT = """query ($filter: VacancyFilter, $asOf: Date, $knownAt: DateTime) {
  vacancies(filter: $filter, asOf: $asOf, knownAt: $knownAt, first: 50) {
    totalCount nodes { id seats filled vacant lacking vacantSince unit { id } } } }"""


async def _vacant(client, **given):
    found = (await client.ask(ROOT, **given))["vacancies"]
    return {post["id"]: post for post in found["nodes"]}


async def test_a_post_with_fewer_holders_than_seats_is_a_vacancy(admin, town):
    """What is listed says how many seats there are, how many are taken, and since when one has been free."""
    found = await _vacant(admin)

    assert set(found) == {town["member"], town["officer"]}
    assert found[town["member"]] == {
        "id": town["member"],
        "seats": 5,
        "filled": 1,
        "vacant": 4,
        "lacking": 0,
        "vacantSince": "2020-01-01",
        "unit": {"id": town["hefeng-committee"]},
    }


async def test_a_post_becomes_vacant_on_the_day_its_holder_leaves(admin, town, clock):
    """Each day, and each instant of knowledge, has its own vacancies; a complete team lacks what it needs."""
    known = clock.set(2020, 7, 1).isoformat()
    clock.set(2020, 7, 10)
    await admin.act(END, input={"appointment": town["chen-secretary"], "on": "2020-07-05"})

    today = await _vacant(admin)
    assert today[town["honggang-secretary"]]["vacantSince"] == "2020-07-05"
    assert (today[town["honggang-secretary"]]["vacant"], today[town["honggang-secretary"]]["lacking"]) == (1, 1)
    assert town["honggang-secretary"] not in await _vacant(admin, asOf="2020-07-04")
    assert town["honggang-secretary"] not in await _vacant(admin, knownAt=known)
    assert set(await _vacant(admin, filter={"lacking": True})) == {town["honggang-secretary"]}
    assert town["honggang-secretary"] not in await _vacant(admin, filter={"lacking": False})


async def test_a_vacancy_that_lasts_is_not_dated_anew_by_another_one(admin, town, clock):
    """Four of five seats have been free since the year began, whoever leaves the fifth."""
    clock.set(2020, 7, 10)
    await admin.act(END, input={"appointment": town["wang-member"], "on": "2020-07-05"})

    found = (await _vacant(admin))[town["member"]]

    assert (found["vacant"], found["lacking"], found["vacantSince"]) == (5, 1, "2020-01-01")


async def test_vacancies_are_narrowed_by_kind_by_unit_and_by_area(admin, town):
    """A village's area has its Party committee's posts, which do not stand below the village itself."""
    assert set(await _vacant(admin, filter={"kinds": ["department-officer"]})) == {town["officer"]}
    assert set(await _vacant(admin, filter={"within": town["hefeng"]})) == set()
    assert set(await _vacant(admin, filter={"within": town["hefeng-committee"]})) == {town["member"]}
    assert set(await _vacant(admin, filter={"inArea": town["hefeng"]})) == {town["member"]}


async def test_a_unit_tells_the_vacancies_of_its_area_to_whoever_sees_them(admin, sign_in, town):
    """Hefeng's are its own; somebody of Honggang sees none of them."""
    document = """query ($id: ID!, $lacking: Boolean) { unit(by: {id: $id}) {
      vacancies(first: 5, filter: {lacking: $lacking}) { totalCount nodes { id } } } }"""

    found = await admin.ask(document, id=town["hefeng"])
    other = await sign_in(Role.READER, town["honggang"])

    assert found["unit"]["vacancies"] == {"totalCount": 1, "nodes": [{"id": town["member"]}]}
    assert (await admin.ask(document, id=town["hefeng"], lacking=True))["unit"]["vacancies"]["nodes"] == []
    assert await _vacant(other) == {}


async def test_pages_of_vacancies_go_on_where_they_were_cut(admin, town):
    """Both pages together are the list, each post once."""
    document = """query ($after: String) { vacancies(first: 1, after: $after) {
      nodes { id } pageInfo { hasNextPage endCursor } } }"""

    first = (await admin.ask(document))["vacancies"]
    second = (await admin.ask(document, after=first["pageInfo"]["endCursor"]))["vacancies"]

    assert (first["pageInfo"]["hasNextPage"], second["pageInfo"]["hasNextPage"]) == (True, False)
    assert {first["nodes"][0]["id"], second["nodes"][0]["id"]} == {town["member"], town["officer"]}
