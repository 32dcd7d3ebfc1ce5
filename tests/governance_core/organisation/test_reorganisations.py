from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance_core.errors import (
    AppointmentReliedOn,
    Duplicate,
    HierarchyCycle,
    LeftBehind,
    NotInExistence,
    OutOfRange,
    PostFull,
    UnknownValue,
    UnlikeUnits,
)
from governance_core.organisation import (
    Allocation,
    AppointmentBasis,
    Belongings,
    Cell,
    Households,
    MembershipKind,
    PartTimeGround,
    assign_household_contact,
    dissolve,
    join_unit,
    merge,
    split,
)
from governance_core.values import AppointmentId, MembershipId, Period, UnitId

DAY = date(2020, 7, 1)
BEFORE = date(2020, 6, 30)
FOREVER = Period(start=date(2020, 1, 1))


@pytest.fixture(scope="module")
def town(make):
    return make.unit("town", "town")


@pytest.fixture(scope="module")
def here(make, town):
    return make.unit("here", "village", town)


@pytest.fixture(scope="module")
def there(make, town):
    return make.unit("there", "village", town)


def member(make, person, unit):
    return join_unit(
        id=MembershipId(f"{person.id}-{unit.id}"),
        person=person,
        unit=unit,
        kind=MembershipKind.RESIDENCE,
        period=FOREVER,
        recorded_at=make.at(1),
    ).state


def merged(make, units, into, belongings=None, above=(), **allocation: Any):
    above = (make.unit("town", "town"), *above)
    return merge(
        units,
        into=into,
        on=DAY,
        recorded_at=make.at(9),
        belongings=belongings or Belongings(),
        allocation=Allocation(**allocation),
        lineage={unit.id: unit for unit in above},
    )


def parted(make, unit, parts, belongings=None, *, continues=False, **allocation: Any):
    return split(
        unit,
        parts=parts,
        continues=continues,
        on=DAY,
        recorded_at=make.at(9),
        belongings=belongings or Belongings(),
        allocation=Allocation(**allocation),
    )


def test_a_merged_unit_exists_no_more_and_its_own_are_the_others(make, here, there):
    """What stood below, served or belonged to a merged unit stands below, serves and belongs to the other."""
    cooperative = make.unit("cooperative", "cooperative", here)
    committee = make.unit("committee", "party-committee", area=here)
    resident = member(make, make.person("resident"), here)
    belongings = Belongings(dependants=(cooperative, committee), memberships=(resident,))

    state = merged(make, [here], there, belongings).state

    assert not state.ended[0].exists_on(DAY)
    assert [unit.state_at(DAY).parent or unit.state_at(DAY).area for unit in state.dependants] == ["there", "there"]
    assert state.memberships[0].units.at(DAY) == "there"


def test_nothing_of_the_past_changes(make, here, there):
    """The days before the act say what they said before, as known now too."""
    cooperative = make.unit("cooperative", "cooperative", here)
    resident = member(make, make.person("resident"), here)

    state = merged(make, [here], there, Belongings(dependants=(cooperative,), memberships=(resident,))).state

    assert state.ended[0].exists_on(BEFORE)
    assert state.dependants[0].state_at(BEFORE).parent == "here"
    assert state.memberships[0].units.at(BEFORE) == "here"
    assert state.dependants[0].state_at(DAY, known_at=make.at(8)).parent == "here"


def test_the_other_is_found_under_the_names_of_those_merged_into_it(make, here, there):
    """Whoever looks for the old name finds the unit that it has become."""
    state = merged(make, [here], there).state

    assert state.receiving[0].aliases_at(DAY) == ("here",)
    assert state.receiving[0].aliases_at(BEFORE) == ()


def test_says_what_was_merged(make, here, there):
    """Whoever listens hears of all that has changed, and of the merger that is the reason."""
    belongings = Belongings(dependants=(make.unit("cooperative", "cooperative", here),))

    events = merged(make, [here], there, belongings).events

    assert [event.name for event in events] == [
        "organisation.unit-moved",
        "organisation.unit-dissolved",
        "organisation.units-merged",
    ]
    assert (events[-1].unit, events[-1].merged) == ("there", ("here",))


def test_refuses_to_merge_units_of_different_kinds(make, town, there):
    """A community is not merged into a village."""
    community = make.unit("community", "community", town)

    with pytest.raises(UnlikeUnits) as refusal:
        merged(make, [community], there)

    assert refusal.value.path == ("units", "0")


@pytest.mark.parametrize("keys", [["here", "here"], ["there"]])
def test_refuses_a_unit_twice_or_into_itself(make, here, there, keys):
    """Every unit is named once, and not as what it is merged into."""
    units = {"here": here, "there": there}

    with pytest.raises(Duplicate):
        merged(make, [units[key] for key in keys], there)


def test_refuses_to_merge_nothing(make, there):
    """A merger has at least one unit that ends."""
    with pytest.raises(OutOfRange):
        merged(make, [], there)


def test_refuses_to_merge_what_is_gone(make, here, there):
    """A unit dissolved before the day can't be merged on it, nor receive anything."""
    gone = dissolve(here, on=BEFORE, recorded_at=make.at(2)).state

    with pytest.raises(NotInExistence):
        merged(make, [gone], there)
    with pytest.raises(NotInExistence):
        merged(make, [there], gone)


def test_refuses_to_merge_a_committee_into_one_below_it(make, town):
    """A Party committee can't end in one that stands below it."""
    above = make.unit("above", "party-committee", area=town)
    below = make.unit("below", "party-committee", above, town)

    with pytest.raises(HierarchyCycle):
        merge(
            [above],
            into=below,
            on=DAY,
            recorded_at=make.at(9),
            belongings=Belongings(dependants=(below,)),
            allocation=Allocation(),
            lineage={above.id: above},
        )


def test_refuses_to_forget_who_holds_a_post(make, here, there):
    """Whoever holds a post of a unit that ends must be spoken of."""
    person, post = make.person("director"), make.post(here, "village-director")
    held = make.appointed("held", person, post)

    with pytest.raises(LeftBehind) as refusal:
        merged(make, [here], there, Belongings(posts=(post,), appointments=(held,), people=(person,)))

    assert refusal.value.posts == (post.id,)


def test_refuses_to_speak_of_a_post_that_is_none_of_theirs(make, here, there):
    """The posts of the unit that stays, and of others, are no matter of the merger."""
    seat = make.post(there, "village-director")

    with pytest.raises(UnknownValue) as refusal:
        merged(make, [here], there, posts={seat.id: None})

    assert refusal.value.path == ("posts", "0")


def test_holders_go_to_the_post_that_is_named(make, here, there):
    """They hold it on the same basis, as long as they would have held the old one."""
    person, post, seat = (
        make.person("director"),
        make.post(here, "village-director"),
        make.post(there, "village-director"),
    )
    held = make.appointed("held", person, post)
    belongings = Belongings(posts=(post,), appointments=(held,), people=(person,))

    state = merged(
        make, [here], there, belongings, posts={post.id: seat}, appointments={held.id: AppointmentId("next")}
    ).state

    old, new = state.appointments
    assert (old.states.at(BEFORE) is not None, old.states.at(DAY)) == (True, None)
    assert (new.id, new.post, new.unit) == ("next", seat.id, "there")
    assert new.states.timeline()[0].period == Period(start=DAY, end=date(2021, 1, 1))
    assert state.posts[0].states.at(DAY) is None


def test_holders_may_end_with_their_post(make, here, there):
    """Where the act says so, the appointments end with the unit."""
    person, post = make.person("director"), make.post(here, "village-director")
    held = make.appointed("held", person, post)

    state = merged(
        make, [here], there, Belongings(posts=(post,), appointments=(held,), people=(person,)), posts={post.id: None}
    ).state

    assert [one.states.at(DAY) for one in state.appointments] == [None]


def test_a_secondment_rests_on_the_appointment_that_follows(make, town, here, there):
    """Somebody seconded from a unit that ends is seconded from the one it has become."""
    person, post, seat = (
        make.person("director"),
        make.post(here, "village-director"),
        make.post(there, "village-director"),
    )
    held = make.appointed("held", person, post)
    elsewhere = make.post(make.unit("department", "department", town), "department-officer")
    seconded = make.appointed("seconded", person, elsewhere, AppointmentBasis.SECONDMENT, of_person=(held,))
    belongings = Belongings(posts=(post,), appointments=(held, seconded), people=(person,))

    state = merged(
        make, [here], there, belongings, posts={post.id: seat}, appointments={held.id: AppointmentId("next")}
    ).state
    with pytest.raises(AppointmentReliedOn):
        merged(make, [here], there, belongings, posts={post.id: None})

    rested = next(one for one in state.appointments if one.id == "seconded")
    assert (rested.states.at(BEFORE).home, rested.states.at(DAY).home) == ("held", "next")


def test_refuses_more_holders_than_seats(make, here, there):
    """The post that receives them keeps its seats."""
    person, other = make.person("one"), make.person("other")
    post, seat = make.post(here, "village-director"), make.post(there, "village-director")
    held, taken = make.appointed("held", person, post), make.appointed("taken", other, seat)
    belongings = Belongings(posts=(post,), appointments=(held, taken), people=(person,))

    with pytest.raises(PostFull):
        merged(make, [here], there, belongings, posts={post.id: seat}, appointments={held.id: AppointmentId("next")})


def test_households_are_contacted_by_the_group_that_a_group_becomes(make, here):
    """The same members visit them; the day before is as it was."""
    cooperative = make.unit("cooperative", "cooperative", here)
    household = make.unit("household", "household", cooperative)
    committee = make.unit("committee", "party-committee", area=here)
    branch = make.unit("branch", "party-branch", committee, here)
    one, other = (make.unit(key, "party-group", branch, cooperative) for key in ("one", "other"))
    visitor = make.person("visitor")
    contact = assign_household_contact(
        group=one, household=household, period=FOREVER, recorded_at=make.at(1), member=visitor.id
    ).state

    state = merged(make, [one], other, Belongings(contacts=(contact,)), above=(committee, branch)).state

    ended, begun = state.contacts
    assert (ended.group, ended.states.at(BEFORE).member, ended.states.at(DAY)) == ("one", "visitor", None)
    assert (begun.group, begun.states.at(BEFORE), begun.states.at(DAY).member) == ("other", None, "visitor")


def test_refuses_a_split_that_leaves_orphans(make, town, here):
    """A unit that ends can't leave anything of which nobody said where it goes; all of it is named."""
    parts = [make.unit(key, "village", town) for key in ("east", "west")]
    cooperative = make.unit("cooperative", "cooperative", here)
    resident = member(make, make.person("resident"), here)
    belongings = Belongings(dependants=(cooperative,), memberships=(resident,))

    with pytest.raises(LeftBehind) as refusal:
        parted(make, here, parts, belongings, named={cooperative.id: UnitId("east")})

    assert (refusal.value.units, refusal.value.memberships) == ((), (resident.id,))


def test_a_split_gives_each_part_what_the_act_names_and_one_the_rest(make, town, here):
    """What is named goes where it says, the rest to the part that gets it, and the unit exists no more."""
    parts = [make.unit(key, "village", town) for key in ("east", "west")]
    first, second = (make.unit(key, "cooperative", here) for key in ("first", "second"))
    belongings = Belongings(dependants=(first, second))

    state = parted(make, here, parts, belongings, named={first.id: UnitId("east")}, rest=UnitId("west")).state

    assert {unit.id: unit.state_at(DAY).parent for unit in state.dependants} == {"first": "east", "second": "west"}
    assert not state.ended[0].exists_on(DAY)


def test_a_unit_that_continues_keeps_what_is_not_named(make, town, here):
    """A part is taken out of a unit that goes on; what is not named stays as it is, and is not recorded again."""
    part = make.unit("part", "village", town)
    first, second = (make.unit(key, "cooperative", here) for key in ("first", "second"))

    state = parted(
        make, here, [part], Belongings(dependants=(first, second)), continues=True, named={first.id: part.id}
    ).state

    assert ([unit.id for unit in state.dependants], state.ended) == (["first"], ())


@pytest.mark.parametrize("named", [{"first": "elsewhere"}, {"unheard-of": "part"}])
def test_refuses_to_name_what_is_not_there(make, town, here, named):
    """What is named is the unit's, and goes to one of its parts."""
    part = make.unit("part", "village", town)
    first = make.unit("first", "cooperative", here)

    with pytest.raises(UnknownValue):
        parted(make, here, [part], Belongings(dependants=(first,)), continues=True, named=named)


@pytest.mark.parametrize(("continues", "count"), [(True, 0), (False, 1)])
def test_refuses_too_few_parts(make, town, here, continues, count):
    """A unit that ends has two parts at least, one that continues one beside it."""
    with pytest.raises(OutOfRange):
        parted(make, here, [make.unit("part", "village", town)] * count, continues=continues)


@given(homes=st.lists(st.sampled_from(["east", "west"]), min_size=1, max_size=8))
def test_nobody_is_lost_or_counted_twice(make, homes):
    """However a unit is split, everybody who belonged to it belongs to exactly one part, and to it the day before."""
    town = make.unit("town", "town")
    here = make.unit("here", "village", town)
    parts = [make.unit(key, "village", town) for key in ("east", "west")]
    people = tuple(member(make, make.person(f"p{place}"), here) for place in range(len(homes)))
    named = {one.id: UnitId(home) for one, home in zip(people, homes, strict=True)}

    state = parted(make, here, parts, Belongings(memberships=people), named=named).state

    assert [one.units.at(DAY) for one in state.memberships] == homes
    assert {one.units.at(BEFORE) for one in state.memberships} == {"here"}


def test_a_part_time_officer_goes_on_in_the_cell_that_receives_them_and_holds_no_post_twice(make):
    """Whom they visit is not asked again; who is an officer of both cells already stays the one they are."""
    one, other = (
        make.unit("one", "cell", make.unit("grid", "grid")),
        make.unit("two", "cell", make.unit("grid", "grid")),
    )
    post, seat = make.post(one, "grid-officer", seats=2), make.post(other, "grid-officer", seats=2)
    both, here = make.person("both"), make.person("here")

    def officer(key, person, held, cell, **more):
        ground = PartTimeGround(
            cell=Cell(unit=cell.id, area=UnitId("area")),
            households=(Households(above=(UnitId("area"),), member=person.id),),
        )
        return make.appointed(key, person, held, AppointmentBasis.PART_TIME, FOREVER, ground=ground, **more)

    mine = officer("a", both, post, one)
    held = (mine, officer("b", both, seat, other, of_person=(mine,)), officer("c", here, post, one))

    state = merged(
        make,
        [one],
        other,
        Belongings(posts=(post,), appointments=held, people=(both, here)),
        posts={post.id: seat},
        above=(make.unit("grid", "grid"),),
        appointments={AppointmentId("a"): AppointmentId("a2"), AppointmentId("c"): AppointmentId("c2")},
    ).state

    running = {item.id: item for item in state.appointments if item.states.at(DAY)}
    assert list(running) == ["c2"]
    assert running["c2"].states.at(DAY).basis is AppointmentBasis.PART_TIME
