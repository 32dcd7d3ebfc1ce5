"""On which basis people hold posts, and ending and correcting that."""

from datetime import UTC, date, datetime, timedelta

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
    STANDARD_KINDS,
    STANDARD_POSTS,
    Appointment,
    AppointmentBasis,
    Person,
    Post,
    Unit,
    appoint,
    correct_appointment,
    end_appointment,
    establish,
    open_post,
    register_person,
)
from governance_core.values import AppointmentId, Period, PersonId, PostId, Text, UnitId

NEW_YEAR = date(2020, 1, 1)

JULY = date(2020, 7, 1)

YEAR = Period(start=NEW_YEAR, end=date(2021, 1, 1))


def _at(hour: int) -> datetime:
    return datetime(2020, 1, 1, tzinfo=UTC) + timedelta(hours=hour)


def _unit(key: str, kind: str, parent: Unit | None = None, area: Unit | None = None) -> Unit:
    return establish(
        id=UnitId(key),
        kind=kind,
        name=Text(zh=key),
        on=NEW_YEAR,
        recorded_at=_at(0),
        kinds=STANDARD_KINDS,
        parent=parent,
        area=area,
    ).state


def _person(key: str) -> Person:
    return register_person(id=PersonId(key), name=f"合成{key}", on=NEW_YEAR, recorded_at=_at(0)).state


def _post(unit: Unit, kind: str, seats: int = 1) -> Post:
    return open_post(
        id=PostId(f"{unit.id}-{kind}"),
        unit=unit,
        kind=kind,
        on=NEW_YEAR,
        recorded_at=_at(0),
        post_kinds=STANDARD_POSTS,
        seats=seats,
    ).state


def _appointed(
    key: str,
    person: Person,
    post: Post,
    basis: AppointmentBasis = AppointmentBasis.SUBSTANTIVE,
    period: Period = YEAR,
    of_person: tuple[Appointment, ...] = (),
    of_post: tuple[Appointment, ...] = (),
) -> Appointment:
    return appoint(
        id=AppointmentId(key),
        person=person,
        post=post,
        basis=basis,
        period=period,
        recorded_at=_at(1),
        of_person=of_person,
        of_post=of_post,
    ).state


@pytest.fixture
def village() -> Unit:
    return _unit("village", "village", _unit("town", "town"))


@pytest.fixture
def committee(village: Unit) -> Unit:
    return _unit("committee", "party-committee", area=village)


@pytest.fixture
def secretary(committee: Unit) -> Post:
    return _post(committee, "party-secretary")


def test_refuses_a_second_substantive_appointment(secretary: Post, village: Unit) -> None:
    """A person has one substantive appointment at a time."""
    person = _person("1")
    first = _appointed("a", person, secretary)

    with pytest.raises(AppointmentOverlap):
        _appointed("b", person, _post(village, "village-director"), of_person=(first,))


def test_a_concurrent_appointment_stands_beside_a_substantive_one(secretary: Post, village: Unit) -> None:
    """The secretary may direct the village as well, on a concurrent basis that knows what it rests on."""
    person = _person("1")
    first = _appointed("a", person, secretary)

    second = _appointed(
        "b", person, _post(village, "village-director"), AppointmentBasis.CONCURRENT, of_person=(first,)
    )

    assert second.states.at(JULY).home == "a"


def test_a_first_secretary_is_seconded_from_elsewhere_and_stands_beside_the_secretary(
    secretary: Post, committee: Unit
) -> None:
    """First secretary is a post of its own; the town's cadre keeps the home appointment."""
    department = _unit("department", "department", _unit("town", "town"))
    cadre = _person("cadre")
    home = _appointed("home", cadre, _post(department, "department-officer"))
    held = _appointed("held", _person("1"), secretary)

    seconded = _appointed(
        "seconded", cadre, _post(committee, "first-secretary"), AppointmentBasis.SECONDMENT, of_person=(home,)
    )

    assert held.states.at(JULY).home is None
    assert seconded.states.at(JULY).home == "home"


def test_refuses_a_secondment_of_somebody_without_a_post(committee: Unit) -> None:
    """A secondment rests on a substantive appointment that runs on its first day."""
    with pytest.raises(NoSubstantivePost):
        _appointed("a", _person("1"), _post(committee, "first-secretary"), AppointmentBasis.SECONDMENT)


def test_refuses_a_secondment_into_the_own_unit(committee: Unit, secretary: Post) -> None:
    """A secondment leads somewhere else."""
    person = _person("1")
    home = _appointed("a", person, secretary)

    with pytest.raises(SecondedToOwnUnit):
        _appointed("b", person, _post(committee, "first-secretary"), AppointmentBasis.SECONDMENT, of_person=(home,))


def test_refuses_to_end_what_a_secondment_rests_on(committee: Unit) -> None:
    """The home appointment stays while somebody is seconded from it."""
    cadre = _person("cadre")
    home = _appointed("home", cadre, _post(_unit("d", "department", _unit("t", "town")), "department-head"))
    away = _appointed(
        "away", cadre, _post(committee, "first-secretary"), AppointmentBasis.SECONDMENT, of_person=(home,)
    )

    with pytest.raises(AppointmentReliedOn):
        end_appointment(home, on=JULY, recorded_at=_at(2), of_person=[home, away])


def test_a_correction_of_the_days_is_known_from_now_on(secretary: Post) -> None:
    """After the correction the appointment runs on the right days; before, it was known to run on the wrong ones."""
    person = _person("1")
    wrong = _appointed("a", person, secretary)

    right = correct_appointment(
        wrong,
        person=person,
        post=secretary,
        period=Period(start=JULY),
        reason="误登",
        recorded_at=_at(9),
        of_person=[wrong],
        of_post=[wrong],
    ).state

    assert right.states.at(NEW_YEAR) is None
    assert right.states.at(date(2022, 1, 1)) is not None
    assert right.states.at(NEW_YEAR, known_at=_at(8)) is not None


def _corrected(wrong: Appointment, person: Person, post: Post, period: Period, others=(), reason="误登") -> Appointment:
    return correct_appointment(
        wrong,
        person=person,
        post=post,
        period=period,
        reason=reason,
        recorded_at=_at(9),
        of_person=[wrong, *others],
        of_post=[wrong],
    ).state


def test_an_appointment_that_has_ended_is_not_ended_again(secretary: Post) -> None:
    """The day an appointment ends is its first day without."""
    ended = end_appointment(_appointed("a", _person("1"), secretary), on=JULY, recorded_at=_at(2)).state

    assert ended.states.at(JULY - timedelta(days=1)) is not None
    with pytest.raises(NotInExistence):
        end_appointment(ended, on=JULY, recorded_at=_at(3))


def test_refuses_the_same_post_twice_in_the_same_days(committee: Unit, secretary: Post) -> None:
    """Whoever holds a post can't be appointed to it again on another basis, not even where a seat is free."""
    person = _person("1")
    home = _appointed("home", person, secretary)
    members = _post(committee, "party-committee-member", seats=5)
    held = _appointed("a", person, members, AppointmentBasis.CONCURRENT, of_person=(home,))

    with pytest.raises(AppointmentOverlap):
        _appointed("b", person, members, AppointmentBasis.CONCURRENT, of_person=(home, held), of_post=(held,))


def test_refuses_whoever_is_not_known_yet(secretary: Post) -> None:
    """A person is known to the town on the first day of an appointment."""
    late = register_person(id=PersonId("late"), name="合成晚到", on=JULY, recorded_at=_at(0)).state

    with pytest.raises(NotInExistence):
        _appointed("a", late, secretary, period=YEAR)


def test_a_correction_of_an_appointment_keeps_to_the_rules_of_appointing(village: Unit, secretary: Post) -> None:
    """The right days may not overlap another substantive appointment of the same person."""
    person = _person("1")
    first = _appointed("a", person, secretary, period=Period(start=NEW_YEAR, end=JULY))
    director = _post(village, "village-director")
    second = _appointed("b", person, director, period=Period(start=JULY), of_person=(first,))

    with pytest.raises(AppointmentOverlap):
        _corrected(second, person, director, Period(start=date(2020, 6, 1)), others=(first,))


def test_a_correction_says_why_and_something_new(secretary: Post) -> None:
    """A correction without a reason is refused, and so is one to the days already known."""
    person = _person("1")
    known = _appointed("a", person, secretary)

    with pytest.raises(Blank):
        _corrected(known, person, secretary, Period(start=JULY), reason=" ")
    with pytest.raises(NothingToCorrect):
        _corrected(known, person, secretary, YEAR)


def test_a_secondment_is_not_corrected_to_days_without_a_home(committee: Unit) -> None:
    """The substantive appointment runs on a secondment's first day, also on the corrected one."""
    cadre, department = _person("cadre"), _unit("d", "department", _unit("t", "town"))
    home = _appointed("home", cadre, _post(department, "department-head"), period=Period(start=JULY))
    first = _post(committee, "first-secretary")
    away = _appointed(
        "away", cadre, first, AppointmentBasis.SECONDMENT, Period(start=date(2020, 8, 1)), of_person=(home,)
    )

    with pytest.raises(NoSubstantivePost):
        _corrected(away, cadre, first, Period(start=NEW_YEAR), others=(home,))
    earlier = _corrected(away, cadre, first, Period(start=JULY), others=(home,))

    assert earlier.states.at(JULY).home == "home"


def test_a_home_is_not_corrected_away_from_a_secondments_first_day(committee: Unit) -> None:
    """Whatever rests on an appointment began on a day on which it ran."""
    cadre, department = _person("cadre"), _unit("d", "department", _unit("t", "town"))
    head = _post(department, "department-head")
    home = _appointed("home", cadre, head)
    away = _appointed(
        "away",
        cadre,
        _post(committee, "first-secretary"),
        AppointmentBasis.SECONDMENT,
        Period(start=JULY),
        of_person=(home,),
    )

    with pytest.raises(AppointmentReliedOn) as refusal:
        _corrected(home, cadre, head, Period(start=date(2020, 8, 1)), others=(away,))
    shorter = _corrected(home, cadre, head, Period(start=date(2020, 6, 1)), others=(away,))

    assert refusal.value.dependants == ("away",)
    assert shorter.states.at(NEW_YEAR) is None
