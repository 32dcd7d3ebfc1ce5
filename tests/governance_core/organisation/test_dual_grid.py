"""Part-time grid officers, and how the two nets lie over households."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance_core.errors import (
    AppointmentOverlap,
    NoHouseholdContact,
    OutOfRange,
    PartTimeNotAllowed,
    PostFull,
)
from governance_core.organisation import (
    AppointmentBasis,
    Cell,
    DualGridCandidate,
    GridOfficer,
    Households,
    PartTimeGround,
    appoint_contact_members,
    correct_appointment,
    dual_grid,
)
from governance_core.values import AppointmentId, Period, PersonId, UnitId

NEW_YEAR, MARCH = date(2020, 1, 1), date(2020, 3, 1)
PART_TIME, SUBSTANTIVE = AppointmentBasis.PART_TIME, AppointmentBasis.SUBSTANTIVE
NORTH, SOUTH, VILLAGE = UnitId("north"), UnitId("south"), UnitId("village")


def some(area, member=None, count=1):
    return Households(above=(area, VILLAGE), member=PersonId(member) if member else None, count=count)


def cell(key, area=NORTH, **officers):
    held = tuple(
        GridOfficer(appointment=AppointmentId(f"{key}-{who}"), person=PersonId(who), basis=basis)
        for who, basis in officers.items()
    )
    return Cell(unit=UnitId(key), area=area, officers=held)


def ground(*households, area=NORTH):
    return PartTimeGround(cell=cell("cell", area), households=households)


@pytest.fixture
def unit(make):
    return make.unit("cell", "cell", make.unit("grid", "grid"))


@pytest.fixture
def post(make, unit):
    return make.post(unit, "grid-officer", seats=2)


def test_a_contact_member_becomes_a_part_time_officer_without_another_post(make, post):
    """Being named for one household in the cell's area is enough."""
    held = make.appointed("a", make.person("li"), post, PART_TIME, ground=ground(some(NORTH, "li")))

    assert held.states.at(MARCH).basis is PART_TIME
    assert held.states.at(MARCH).home is None


@pytest.mark.parametrize("visited", [(), (some(SOUTH, "li"),), (some(NORTH, "wang"), some(NORTH))])
def test_refuses_a_part_time_officer_who_visits_nobody_of_the_cell(make, post, visited):
    """Households elsewhere, or somebody else's, are no ground; the refusal names the person, the cell and the day."""
    with pytest.raises(NoHouseholdContact) as refused:
        make.appointed("a", make.person("li"), post, PART_TIME, ground=ground(*visited))

    assert refused.value.facts == {"person": "li", "cell": "cell", "on": NEW_YEAR}


def test_refuses_a_cell_that_serves_no_area(make, post):
    """Then no household lies in it."""
    with pytest.raises(NoHouseholdContact):
        make.appointed("a", make.person("li"), post, PART_TIME, ground=ground(some(NORTH, "li"), area=None))


def test_refuses_any_other_post_held_part_time(make, unit):
    """It is a grid officer's post, and of a cell: not a grid's, and not a secretary's."""
    grid = make.post(make.unit("grid", "grid"), "grid-officer")
    group = make.post(make.unit("c", "party-committee"), "party-secretary")

    for post, told in ((grid, PartTimeGround(households=(some(NORTH, "li"),))), (group, ground(some(NORTH, "li")))):
        with pytest.raises(PartTimeNotAllowed):
            make.appointed("a", make.person("li"), post, PART_TIME, ground=told)


def test_part_time_officers_take_seats_like_others(make, post):
    """A full post has no place for them."""
    taken = tuple(make.appointed(key, make.person(key), post) for key in ("a", "b"))

    with pytest.raises(PostFull):
        make.appointed("c", make.person("li"), post, PART_TIME, of_post=taken, ground=ground(some(NORTH, "li")))


def test_a_correction_looks_at_the_contact_again_where_the_first_day_is_another_one(make, post):
    """The end of the days may be put right although the contact has ended since; another first day needs one."""
    person = make.person("li")
    held = make.appointed("a", person, post, PART_TIME, ground=ground(some(NORTH, "li")))
    given_ = {"person": person, "post": post, "reason": "笔误", "recorded_at": make.at(2)}

    shorter = correct_appointment(held, period=Period(start=NEW_YEAR, end=MARCH), **given_)
    later = {"period": Period(start=MARCH), **given_}

    assert shorter.state.states.at(MARCH) is None
    with pytest.raises(NoHouseholdContact):
        correct_appointment(held, ground=ground(), **later)
    assert correct_appointment(held, ground=ground(some(NORTH, "li")), **later).state.states.at(NEW_YEAR) is None


def test_each_household_counts_by_who_visits_it_for_which_net():
    """One visit where it is the same person; two where it is not; a visit of one net alone; none at all."""
    found = dual_grid(
        [some(NORTH, "li", 3), some(NORTH, "wang", 2), some(NORTH, count=4), some(SOUTH, "zhao", 5), some(SOUTH)],
        [cell("cell", li=PART_TIME), cell("empty", SOUTH)],
    )

    assert (found.households, found.in_cells, found.contacted, found.with_officer) == (15, 15, 10, 9)
    assert (found.one_visit, found.two_visits, found.uncovered) == (3, 2, 1)


def test_a_part_time_officer_without_a_household_of_the_cell_is_found():
    """The contact has ended, or leads elsewhere; somebody whose own post it is needs none."""
    found = dual_grid([some(SOUTH, "li")], [cell("cell", li=PART_TIME, full=SUBSTANTIVE), cell("other", SOUTH)])

    assert found.part_time == 1
    assert [one.appointment for one in found.without_contact] == ["cell-li"]


def test_a_contact_member_who_is_no_officer_of_the_households_is_a_candidate():
    """Whatever the basis, an officer of one of the household's cells is none, though another cell has the area too."""
    found = dual_grid(
        [some(NORTH, "li", 2), some(NORTH, "wang"), some(SOUTH, "li", 7)],
        [cell("cell", wang=SUBSTANTIVE), cell("twin")],
    )

    assert found.candidates == (
        DualGridCandidate(person=PersonId("li"), cell=UnitId("cell"), households=2),
        DualGridCandidate(person=PersonId("li"), cell=UnitId("twin"), households=2),
    )
    assert found.in_cells == 3


def test_officers_of_a_wider_cell_have_the_households_and_nothing_is_found_of_them():
    """Of one cooperative, a cell of the whole village shows only what it does for that cooperative."""
    found = dual_grid([some(NORTH, "li"), some(NORTH)], [], [cell("cell", VILLAGE, li=PART_TIME, zhao=PART_TIME)])

    assert (found.one_visit, found.with_officer, found.in_cells) == (1, 2, 2)
    assert (found.part_time, found.without_contact, found.candidates) == (0, (), ())


_PEOPLE = st.sampled_from(["li", "wang", "zhao"])
_HOUSEHOLDS = st.lists(
    st.builds(some, st.sampled_from([NORTH, SOUTH]), st.none() | _PEOPLE, st.integers(1, 5)), max_size=8
)
_CELLS = st.lists(
    st.tuples(
        st.sampled_from([NORTH, SOUTH, VILLAGE, None]), st.dictionaries(_PEOPLE, st.sampled_from(AppointmentBasis))
    )
).map(lambda drawn: [cell(f"cell-{place}", area, **held) for place, (area, held) in enumerate(drawn)])


@given(_HOUSEHOLDS, _CELLS)
def test_the_figures_fit_together_and_one_household_at_a_time_says_the_same(households, cells):
    """Either net's figure is what both share and what it has alone; nobody is both a candidate and an officer there."""
    found = dual_grid(households, cells)
    single = dual_grid([one for many in households for one in [some(many.above[0], many.member)] * many.count], cells)

    both = found.one_visit + found.two_visits
    assert found.contacted + found.with_officer - both + found.uncovered == found.households
    assert found.with_officer <= found.in_cells <= found.households
    assert single == found
    officers = {(one.unit, officer.person) for one in cells for officer in one.officers}
    assert not {(one.cell, one.person) for one in found.candidates} & officers


def candidates(*people):
    return [DualGridCandidate(person=PersonId(who), cell=UnitId("cell"), households=1) for who in people]


def appointed(make, post, *people, **more):
    return appoint_contact_members(
        candidates(*people),
        ids={PersonId(who): AppointmentId(f"new-{who}") for who in people},
        people={PersonId(who): make.person(who) for who in people},
        post=post,
        period=Period(start=MARCH),
        recorded_at=make.at(2),
        **more,
    )


def test_all_candidates_are_appointed_together(make, post):
    """One appointment and one event each."""
    outcome = appointed(make, post, "li", "wang")

    assert [(one.id, one.states.at(MARCH).basis) for one in outcome.state] == [
        ("new-li", PART_TIME),
        ("new-wang", PART_TIME),
    ]
    assert [event.basis for event in outcome.events] == ["part-time", "part-time"]


def test_none_is_appointed_where_one_can_not_be(make, post):
    """Too few seats, somebody who holds the post from a later day on, or more than one act appoints."""
    later = make.appointed("later", make.person("li"), post, period=Period(start=date(2020, 9, 1)))

    with pytest.raises(PostFull):
        appointed(make, post, "li", "wang", "zhao")
    with pytest.raises(AppointmentOverlap):
        appointed(make, post, "li", of_people=(later,), of_post=(later,))
    with pytest.raises(OutOfRange):
        appointed(make, post, *(f"p{number}" for number in range(101)))
