"""On which basis people hold posts, and ending and correcting that."""

from datetime import date, timedelta
from typing import Any

import pytest

from governance_core.errors import (
    AppointmentOverlap,
    AppointmentReliedOn,
    Blank,
    NoSubstantivePost,
    NothingToCorrect,
    NotInExistence,
    SecondedToOwnUnit,
)
from governance_core.organisation import (
    Appointment,
    AppointmentBasis,
    Person,
    Post,
    Unit,
    correct_appointment,
    end_appointment,
    register_person,
)
from governance_core.values import Period, PersonId

NEW_YEAR = date(2020, 1, 1)

JULY = date(2020, 7, 1)

YEAR = Period(start=NEW_YEAR, end=date(2021, 1, 1))


@pytest.fixture
def village(make: Any) -> Unit:
    return make.unit("village", "village", make.unit("town", "town"))


@pytest.fixture
def committee(make: Any, village: Unit) -> Unit:
    return make.unit("committee", "party-committee", area=village)


@pytest.fixture
def secretary(make: Any, committee: Unit) -> Post:
    return make.post(committee, "party-secretary")


def test_refuses_a_second_substantive_appointment(make: Any, secretary: Post, village: Unit) -> None:
    """A person has one substantive appointment at a time."""
    person = make.person("1")
    first = make.appointed("a", person, secretary)

    with pytest.raises(AppointmentOverlap):
        make.appointed("b", person, make.post(village, "village-director"), of_person=(first,))


def test_a_concurrent_appointment_stands_beside_a_substantive_one(make: Any, secretary: Post, village: Unit) -> None:
    """The secretary may direct the village as well, on a concurrent basis that knows what it rests on."""
    person = make.person("1")
    first = make.appointed("a", person, secretary)

    second = make.appointed(
        "b", person, make.post(village, "village-director"), AppointmentBasis.CONCURRENT, of_person=(first,)
    )

    assert second.states.at(JULY).home == "a"


def test_a_first_secretary_is_seconded_from_elsewhere_and_stands_beside_the_secretary(
    make: Any, secretary: Post, committee: Unit
) -> None:
    """First secretary is a post of its own; the town's cadre keeps the home appointment."""
    department = make.unit("department", "department", make.unit("town", "town"))
    cadre = make.person("cadre")
    home = make.appointed("home", cadre, make.post(department, "department-officer"))
    held = make.appointed("held", make.person("1"), secretary)

    seconded = make.appointed(
        "seconded", cadre, make.post(committee, "first-secretary"), AppointmentBasis.SECONDMENT, of_person=(home,)
    )

    assert held.states.at(JULY).home is None
    assert seconded.states.at(JULY).home == "home"


def test_refuses_a_secondment_of_somebody_without_a_post(make: Any, committee: Unit) -> None:
    """A secondment rests on a substantive appointment that runs on its first day."""
    with pytest.raises(NoSubstantivePost):
        make.appointed("a", make.person("1"), make.post(committee, "first-secretary"), AppointmentBasis.SECONDMENT)


def test_refuses_a_secondment_into_the_own_unit(make: Any, committee: Unit, secretary: Post) -> None:
    """A secondment leads somewhere else."""
    person = make.person("1")
    home = make.appointed("a", person, secretary)

    with pytest.raises(SecondedToOwnUnit):
        make.appointed(
            "b", person, make.post(committee, "first-secretary"), AppointmentBasis.SECONDMENT, of_person=(home,)
        )


def test_refuses_to_end_what_a_secondment_rests_on(make: Any, committee: Unit) -> None:
    """The home appointment stays while somebody is seconded from it."""
    cadre = make.person("cadre")
    home = make.appointed(
        "home", cadre, make.post(make.unit("d", "department", make.unit("t", "town")), "department-head")
    )
    away = make.appointed(
        "away", cadre, make.post(committee, "first-secretary"), AppointmentBasis.SECONDMENT, of_person=(home,)
    )

    with pytest.raises(AppointmentReliedOn):
        end_appointment(home, on=JULY, recorded_at=make.at(2), of_person=[home, away])


def test_a_correction_of_the_days_is_known_from_now_on(make: Any, secretary: Post) -> None:
    """After the correction the appointment runs on the right days; before, it was known to run on the wrong ones."""
    person = make.person("1")
    wrong = make.appointed("a", person, secretary)

    right = correct_appointment(
        wrong,
        person=person,
        post=secretary,
        period=Period(start=JULY),
        reason="误登",
        recorded_at=make.at(9),
        of_person=[wrong],
        of_post=[wrong],
    ).state

    assert right.states.at(NEW_YEAR) is None
    assert right.states.at(date(2022, 1, 1)) is not None
    assert right.states.at(NEW_YEAR, known_at=make.at(8)) is not None


def _corrected(
    make: Any, wrong: Appointment, person: Person, post: Post, period: Period, others=(), reason="误登"
) -> Appointment:
    return correct_appointment(
        wrong,
        person=person,
        post=post,
        period=period,
        reason=reason,
        recorded_at=make.at(9),
        of_person=[wrong, *others],
        of_post=[wrong],
    ).state


def test_an_appointment_that_has_ended_is_not_ended_again(make: Any, secretary: Post) -> None:
    """The day an appointment ends is its first day without."""
    ended = end_appointment(make.appointed("a", make.person("1"), secretary), on=JULY, recorded_at=make.at(2)).state

    assert ended.states.at(JULY - timedelta(days=1)) is not None
    with pytest.raises(NotInExistence):
        end_appointment(ended, on=JULY, recorded_at=make.at(3))


def test_refuses_the_same_post_twice_in_the_same_days(make: Any, committee: Unit, secretary: Post) -> None:
    """Whoever holds a post can't be appointed to it again on another basis, not even where a seat is free."""
    person = make.person("1")
    home = make.appointed("home", person, secretary)
    members = make.post(committee, "party-committee-member", seats=5)
    held = make.appointed("a", person, members, AppointmentBasis.CONCURRENT, of_person=(home,))

    with pytest.raises(AppointmentOverlap):
        make.appointed("b", person, members, AppointmentBasis.CONCURRENT, of_person=(home, held), of_post=(held,))


def test_refuses_whoever_is_not_known_yet(make: Any, secretary: Post) -> None:
    """A person is known to the town on the first day of an appointment."""
    late = register_person(id=PersonId("late"), name="合成晚到", on=JULY, recorded_at=make.at(0)).state

    with pytest.raises(NotInExistence):
        make.appointed("a", late, secretary, period=YEAR)


def test_a_correction_of_an_appointment_keeps_to_the_rules_of_appointing(
    make: Any, village: Unit, secretary: Post
) -> None:
    """The right days may not overlap another substantive appointment of the same person."""
    person = make.person("1")
    first = make.appointed("a", person, secretary, period=Period(start=NEW_YEAR, end=JULY))
    director = make.post(village, "village-director")
    second = make.appointed("b", person, director, period=Period(start=JULY), of_person=(first,))

    with pytest.raises(AppointmentOverlap):
        _corrected(make, second, person, director, Period(start=date(2020, 6, 1)), others=(first,))


def test_a_correction_says_why_and_something_new(make: Any, secretary: Post) -> None:
    """A correction without a reason is refused, and so is one to the days already known."""
    person = make.person("1")
    known = make.appointed("a", person, secretary)

    with pytest.raises(Blank):
        _corrected(make, known, person, secretary, Period(start=JULY), reason=" ")
    with pytest.raises(NothingToCorrect):
        _corrected(make, known, person, secretary, YEAR)


def test_a_secondment_is_not_corrected_to_days_without_a_home(make: Any, committee: Unit) -> None:
    """The substantive appointment runs on a secondment's first day, also on the corrected one."""
    cadre, department = make.person("cadre"), make.unit("d", "department", make.unit("t", "town"))
    home = make.appointed("home", cadre, make.post(department, "department-head"), period=Period(start=JULY))
    first = make.post(committee, "first-secretary")
    away = make.appointed(
        "away", cadre, first, AppointmentBasis.SECONDMENT, Period(start=date(2020, 8, 1)), of_person=(home,)
    )

    with pytest.raises(NoSubstantivePost):
        _corrected(make, away, cadre, first, Period(start=NEW_YEAR), others=(home,))
    earlier = _corrected(make, away, cadre, first, Period(start=JULY), others=(home,))

    assert earlier.states.at(JULY).home == "home"


def test_a_home_is_not_corrected_away_from_a_secondments_first_day(make: Any, committee: Unit) -> None:
    """Whatever rests on an appointment began on a day on which it ran."""
    cadre, department = make.person("cadre"), make.unit("d", "department", make.unit("t", "town"))
    head = make.post(department, "department-head")
    home = make.appointed("home", cadre, head)
    away = make.appointed(
        "away",
        cadre,
        make.post(committee, "first-secretary"),
        AppointmentBasis.SECONDMENT,
        Period(start=JULY),
        of_person=(home,),
    )

    with pytest.raises(AppointmentReliedOn) as refusal:
        _corrected(make, home, cadre, head, Period(start=date(2020, 8, 1)), others=(away,))
    shorter = _corrected(make, home, cadre, head, Period(start=date(2020, 6, 1)), others=(away,))

    assert refusal.value.dependants == ("away",)
    assert shorter.states.at(NEW_YEAR) is None
