"""What a village does with a practice."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance_core.errors import (
    AdoptionNotRunning,
    AdoptionOverlap,
    Blank,
    GovernanceError,
    InvalidInput,
    OutOfRange,
    PracticeNotForKind,
    ReplicationRefused,
    StageNotForward,
    UnknownValue,
)
from governance_core.practices import (
    Adoption,
    AdoptionEnded,
    PracticeAdopted,
    PracticeManifest,
    PracticeReplicated,
    Replica,
    Setting,
    SettingKind,
    SettingsChanged,
    Stage,
    StageAdvanced,
    active_on,
    adopt_practice,
    advance_stage,
    change_settings,
    end_adoption,
    replicate,
)
from governance_core.values import AdoptionId, Period, Text, UnitId

JULY, AUGUST, OCTOBER = date(2020, 7, 1), date(2020, 8, 1), date(2020, 10, 1)
NEW_YEAR = date(2021, 1, 1)
NAME = Text(zh="合成")
WALKS = Setting(name="walks", title=NAME, kind=SettingKind.WHOLE_NUMBER, default=2, minimum=1, maximum=9)
MOTTO = Setting(name="motto", title=NAME, kind=SettingKind.TEXT, default="清")
PRACTICE = PracticeManifest(
    id="clean_river",
    version="1.0.0",
    title=NAME,
    summary=NAME,
    core=">=0.1",
    unit_kinds=("village", "community"),
    settings=(WALKS, MOTTO),
)


def _at(hour: int) -> datetime:
    return datetime(2020, 6, 1, tzinfo=UTC) + timedelta(hours=hour)


def _adopted(period: Period, unit: str = "v1", **more: object) -> Adoption:
    facts: dict = {"unit_kind": "village", "recorded_at": _at(0)}
    key = AdoptionId(f"{unit}-{period.start}")
    return adopt_practice(id=key, manifest=PRACTICE, unit=UnitId(unit), period=period, **(facts | more)).state


def _replica(unit: str, kind: str = "village", **settings: object) -> Replica:
    return Replica(id=AdoptionId(f"copy-{unit}"), unit=UnitId(unit), unit_kind=kind, settings=settings)


@pytest.fixture
def pilot() -> Adoption:
    return _adopted(Period(start=JULY), settings={"walks": 4})


def _walks(adoption: Adoption, day: date, known_at: datetime | None = None) -> int | None:
    state = adoption.states.at(day, known_at)
    return None if state is None else state.settings.whole("walks")


def test_a_village_adopts_a_practice_as_a_pilot() -> None:
    """It keeps the version, the settings with their defaults, and its period."""
    period = Period(start=JULY, end=NEW_YEAR)

    outcome = adopt_practice(
        id=AdoptionId("a"),
        manifest=PRACTICE,
        unit=UnitId("v1"),
        unit_kind="village",
        period=period,
        settings={"walks": 4},
        recorded_at=_at(0),
    )

    state = outcome.state.states.at(JULY)
    assert state is not None
    assert (state.version, state.stage, state.settings) == ("1.0.0", Stage.PILOT, {"walks": 4, "motto": "清"})
    assert outcome.events == (
        PracticeAdopted(
            effective_on=JULY,
            adoption=AdoptionId("a"),
            unit=UnitId("v1"),
            practice="clean_river",
            version="1.0.0",
            stage="pilot",
            copied_from=None,
            until=NEW_YEAR,
        ),
    )


def test_an_adoption_is_active_on_its_days_as_they_were_known(pilot: Adoption) -> None:
    """Last year's assessment knows what was active then, also when it turned out otherwise."""
    ended = end_adoption(pilot, on=OCTOBER, recorded_at=_at(5)).state

    assert [active_on(ended, day) for day in (JULY - timedelta(days=1), JULY, OCTOBER)] == [False, True, False]
    assert active_on(ended, OCTOBER, known_at=_at(4))
    assert not active_on(ended, JULY, known_at=_at(0) - timedelta(hours=1))


def test_only_units_of_its_kinds_adopt_a_practice() -> None:
    """The manifest says who can."""
    with pytest.raises(PracticeNotForKind) as refusal:
        _adopted(Period(start=JULY), unit_kind="department")

    assert refusal.value.allowed == ("village", "community")


def test_a_unit_adopts_a_practice_once_at_a_time(pilot: Adoption) -> None:
    """The same days are refused; other days, other units and other practices are not."""
    ended = end_adoption(pilot, on=OCTOBER, recorded_at=_at(1)).state
    another = replace(pilot, practice="dry_river")
    elsewhere = replace(pilot, unit=UnitId("v2"))

    with pytest.raises(AdoptionOverlap) as refusal:
        _adopted(Period(start=AUGUST), others=[ended])
    again = _adopted(Period(start=OCTOBER), others=[ended, another, elsewhere])

    assert refusal.value.existing == pilot.id
    assert active_on(again, OCTOBER)


def test_settings_have_to_be_sound() -> None:
    """What is wrong is told before anything is adopted."""
    with pytest.raises(InvalidInput):
        _adopted(Period(start=JULY), settings={"walks": 10, "depth": 1})


def test_changed_settings_hold_from_their_day_on(pilot: Adoption) -> None:
    """The days before keep theirs, what is not given stays, and what was known then is not rewritten."""
    outcome = change_settings(pilot, manifest=PRACTICE, settings={"walks": 6}, on=OCTOBER, recorded_at=_at(1))

    changed = outcome.state
    assert [_walks(changed, day) for day in (JULY, OCTOBER)] == [4, 6]
    assert _walks(changed, OCTOBER, known_at=_at(0)) == 4
    assert outcome.events == (
        SettingsChanged(
            effective_on=OCTOBER,
            adoption=pilot.id,
            unit=pilot.unit,
            practice="clean_river",
            version="1.0.0",
            changed=("walks",),
            until=None,
        ),
    )


def test_an_earlier_change_leaves_a_later_one_alone(pilot: Adoption) -> None:
    """What is already known to be otherwise later stays so, and stages on the way stay too."""
    later = change_settings(pilot, manifest=PRACTICE, settings={"walks": 6}, on=NEW_YEAR, recorded_at=_at(1)).state
    staged = advance_stage(later, to=Stage.EXTENSION, on=OCTOBER, recorded_at=_at(2)).state

    outcome = change_settings(staged, manifest=PRACTICE, settings={"walks": 5}, on=AUGUST, recorded_at=_at(3))

    changed = outcome.state
    assert [_walks(changed, day) for day in (JULY, AUGUST, OCTOBER, NEW_YEAR)] == [4, 5, 5, 6]
    stages = [state.stage for day in (AUGUST, OCTOBER, NEW_YEAR) if (state := changed.states.at(day))]
    assert stages == [Stage.PILOT, Stage.EXTENSION, Stage.EXTENSION]
    assert isinstance(outcome.events[0], SettingsChanged)
    assert outcome.events[0].until == NEW_YEAR


def test_settings_that_are_so_already_are_no_change(pilot: Adoption) -> None:
    """Nothing happens, so nothing is told."""
    outcome = change_settings(pilot, manifest=PRACTICE, settings={"walks": 4}, on=OCTOBER, recorded_at=_at(1))

    assert outcome.state is pilot
    assert outcome.events == ()


def test_a_unit_goes_over_to_a_new_version(pilot: Adoption) -> None:
    """New settings take their defaults, gone ones go, and the version is the installed one."""
    depth = Setting(name="depth", title=NAME, kind=SettingKind.WHOLE_NUMBER, default=7)
    newer = replace(PRACTICE, version="2.0.0", settings=(WALKS, depth))

    outcome = change_settings(pilot, manifest=newer, settings={}, on=OCTOBER, recorded_at=_at(1))

    state = outcome.state.states.at(OCTOBER)
    assert state is not None
    assert (state.version, state.settings) == ("2.0.0", {"walks": 4, "depth": 7})
    assert isinstance(outcome.events[0], SettingsChanged)
    assert outcome.events[0].changed == ("depth", "motto")


def test_a_new_version_judges_the_old_settings(pilot: Adoption) -> None:
    """A value that the new version does not take any more has to be set anew."""
    narrower = replace(PRACTICE, version="2.0.0", settings=(replace(WALKS, maximum=3),))

    with pytest.raises(OutOfRange):
        change_settings(pilot, manifest=narrower, settings={}, on=OCTOBER, recorded_at=_at(1))
    moved = change_settings(pilot, manifest=narrower, settings={"walks": 3}, on=OCTOBER, recorded_at=_at(1)).state

    assert _walks(moved, OCTOBER) == 3


def test_the_manifest_is_that_of_the_practice(pilot: Adoption) -> None:
    """An adoption is not judged by another practice's manifest."""
    other = replace(PRACTICE, id="dry_river")

    with pytest.raises(UnknownValue):
        change_settings(pilot, manifest=other, settings={}, on=OCTOBER, recorded_at=_at(1))
    with pytest.raises(UnknownValue):
        replicate(pilot, manifest=other, replicas=[_replica("v2")], on=OCTOBER, recorded_at=_at(1))


def test_a_stage_goes_forward_only(pilot: Adoption) -> None:
    """From pilot to extension to routine; a stage may be left out, and none is gone back to or entered twice."""
    outcome = advance_stage(pilot, to=Stage.EXTENSION, on=OCTOBER, recorded_at=_at(1))
    routine = advance_stage(outcome.state, to=Stage.ROUTINE, on=NEW_YEAR, recorded_at=_at(2)).state

    for to in (Stage.PILOT, Stage.EXTENSION):
        with pytest.raises(StageNotForward):
            advance_stage(outcome.state, to=to, on=OCTOBER, recorded_at=_at(3))
    straight = advance_stage(pilot, to=Stage.ROUTINE, on=OCTOBER, recorded_at=_at(1)).state

    assert [state.stage for day in (JULY, OCTOBER, NEW_YEAR) if (state := routine.states.at(day))] == list(Stage)
    assert [version.value.stage for version in straight.states.timeline()] == [Stage.PILOT, Stage.ROUTINE]
    assert outcome.events == (
        StageAdvanced(
            effective_on=OCTOBER, adoption=pilot.id, unit=pilot.unit, practice="clean_river", stage="extension"
        ),
    )


def test_a_later_stage_known_for_later_days_stays(pilot: Adoption) -> None:
    """What is told of earlier days afterwards takes nothing back."""
    routine = advance_stage(pilot, to=Stage.ROUTINE, on=NEW_YEAR, recorded_at=_at(1)).state

    told = advance_stage(routine, to=Stage.EXTENSION, on=OCTOBER, recorded_at=_at(2)).state

    assert [state.stage for day in (JULY, OCTOBER, NEW_YEAR) if (state := told.states.at(day))] == list(Stage)


@given(st.lists(st.tuples(st.sampled_from(list(Stage)), st.integers(0, 60)), max_size=6))
def test_no_adoption_ever_goes_back(advances: list[tuple[Stage, int]]) -> None:
    """Whatever is advanced in whatever order, on days past or to come, stages only rise with the days."""
    adoption = _adopted(Period(start=JULY))

    for number, (to, after) in enumerate(advances):
        on = JULY + timedelta(days=after)
        state = adoption.states.at(on)
        assert state is not None
        try:
            adoption = advance_stage(adoption, to=to, on=on, recorded_at=_at(number + 1)).state
        except StageNotForward:
            assert list(Stage).index(to) <= list(Stage).index(state.stage)

    stages = [list(Stage).index(version.value.stage) for version in adoption.states.timeline()]
    assert stages == sorted(stages)


def test_an_adoption_ends_once(pilot: Adoption) -> None:
    """What has ended is not there to be ended, set, advanced or copied; from its first day on it never was."""
    outcome = end_adoption(pilot, on=OCTOBER, recorded_at=_at(1))
    ended, never = outcome.state, end_adoption(pilot, on=JULY, recorded_at=_at(1)).state

    with pytest.raises(AdoptionNotRunning):
        end_adoption(ended, on=OCTOBER, recorded_at=_at(2))
    with pytest.raises(AdoptionNotRunning):
        change_settings(ended, manifest=PRACTICE, settings={"walks": 5}, on=OCTOBER, recorded_at=_at(2))
    with pytest.raises(AdoptionNotRunning):
        advance_stage(ended, to=Stage.ROUTINE, on=OCTOBER, recorded_at=_at(2))
    with pytest.raises(AdoptionNotRunning):
        replicate(ended, manifest=PRACTICE, replicas=[_replica("v2")], on=OCTOBER, recorded_at=_at(2))

    assert not active_on(never, NEW_YEAR)
    assert outcome.events == (
        AdoptionEnded(effective_on=OCTOBER, adoption=pilot.id, unit=pilot.unit, practice="clean_river"),
    )


def test_a_pilot_is_replicated_with_its_settings_as_the_template(pilot: Adoption) -> None:
    """The copies are extensions with the pilot's settings of that day but for what they set otherwise."""
    changed = change_settings(pilot, manifest=PRACTICE, settings={"walks": 6}, on=OCTOBER, recorded_at=_at(1)).state

    outcome = replicate(
        changed,
        manifest=PRACTICE,
        replicas=[_replica("v2"), _replica("v3", "community", motto="净")],
        on=NEW_YEAR,
        recorded_at=_at(2),
    )

    states = [copy.states.at(NEW_YEAR) for copy in outcome.state]
    assert [state and (state.settings["walks"], state.settings["motto"]) for state in states] == [(6, "清"), (6, "净")]
    assert {(copy.copied_from, state and state.stage) for copy, state in zip(outcome.state, states, strict=True)} == {
        (pilot.id, Stage.EXTENSION)
    }
    assert not active_on(outcome.state[0], NEW_YEAR - timedelta(days=1))
    assert [type(event) for event in outcome.events] == [PracticeAdopted, PracticeAdopted, PracticeReplicated]
    assert isinstance(outcome.events[-1], PracticeReplicated)
    assert outcome.events[-1].copies == ("copy-v2", "copy-v3")


def test_all_units_copy_a_practice_or_none_does(pilot: Adoption) -> None:
    """Each unit that can't is told of with its place; the others are not copied either."""
    has_it = _adopted(Period(start=OCTOBER), unit="v4")
    replicas = [
        _replica("v2"),
        _replica("v3", "department"),
        _replica("v4"),
        _replica("v5", walks=10, depth=1),
        _replica("v2"),
        _replica("v1"),
    ]

    with pytest.raises(ReplicationRefused) as refusal:
        replicate(pilot, manifest=PRACTICE, replicas=replicas, on=NEW_YEAR, recorded_at=_at(2), others=[has_it])

    assert {one.path: type(one) for one in refusal.value.refusals} == {
        ("units", "1", "unit"): PracticeNotForKind,
        ("units", "2", "unit"): AdoptionOverlap,
        ("units", "3", "settings", "walks"): OutOfRange,
        ("units", "3", "settings", "depth"): UnknownValue,
        ("units", "4", "unit"): AdoptionOverlap,
        ("units", "5", "unit"): AdoptionOverlap,
    }
    assert "v4" in refusal.value.describe("en")


def test_a_replication_names_its_units(pilot: Adoption) -> None:
    """None is too few, and more than 500 are too many."""
    with pytest.raises(Blank):
        replicate(pilot, manifest=PRACTICE, replicas=[], on=NEW_YEAR, recorded_at=_at(2))
    with pytest.raises(OutOfRange):
        replicate(pilot, manifest=PRACTICE, replicas=[_replica("v")] * 501, on=NEW_YEAR, recorded_at=_at(2))


@given(
    st.lists(
        st.tuples(st.sampled_from(["adopt", "end", "replicate"]), st.sampled_from("abc"), st.integers(0, 40)),
        max_size=10,
    )
)
def test_no_unit_ever_has_a_practice_twice(acts: list[tuple[str, str, int]]) -> None:
    """Whatever is adopted, ended and replicated, on each day each unit has adopted the practice at most once."""
    adoptions: dict[str, Adoption] = {}

    for number, (act, unit, after) in enumerate(acts):
        on, now = JULY + timedelta(days=after), _at(number + 1)
        theirs = [one for one in adoptions.values() if one.unit == unit]
        try:
            if act == "adopt":
                state = _adopted(Period(start=on), unit=unit, recorded_at=now, others=theirs)
                adoptions[f"{number}"] = state
            elif act == "end":
                for key, one in list(adoptions.items()):
                    if one.unit == unit:
                        adoptions[key] = end_adoption(one, on=on, recorded_at=now).state
            elif adoptions:
                first = next(iter(adoptions.values()))
                copies = replicate(
                    first,
                    manifest=PRACTICE,
                    replicas=[_replica(unit)],
                    on=on,
                    recorded_at=now,
                    others=theirs,
                ).state
                adoptions[f"{number}"] = copies[0]
        except GovernanceError:
            continue

    for after in range(60):
        active = [one.unit for one in adoptions.values() if active_on(one, JULY + timedelta(days=after))]
        assert len(set(active)) == len(active)
