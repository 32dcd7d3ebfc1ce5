"""What may be done with a practice: adopt it, set it, advance it, end it, and replicate it elsewhere."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

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
from governance_core.events import Outcome
from governance_core.history import History, recorded
from governance_core.practices.events import (
    AdoptionEnded,
    PracticeAdopted,
    PracticeReplicated,
    SettingsChanged,
    StageAdvanced,
)
from governance_core.practices.model import Adoption, AdoptionState, PracticeManifest, Replica, Settings, Stage
from governance_core.practices.rules.settings import valid_settings
from governance_core.values import AdoptionId, Period, UnitId

MOST_REPLICAS = 500
_ORDER = tuple(Stage)


def active_on(adoption: Adoption, day: date, known_at: datetime | None = None) -> bool:
    """Whether a unit had adopted the practice on a day, as known at an instant (None: now)."""
    return adoption.states.at(day, known_at) is not None


def adopt_practice(
    *,
    id: AdoptionId,  # noqa: A002 -- the field's name
    manifest: PracticeManifest,
    unit: UnitId,
    unit_kind: str,
    period: Period,
    recorded_at: datetime,
    settings: Mapping[str, object] | None = None,
    stage: Stage = Stage.PILOT,
    others: Iterable[Adoption] = (),
) -> Outcome[Adoption]:
    """A unit adopts a practice for a period, or for as long as nothing else is known.

    That the unit exists on those days is for the caller to have asked of the organisation.

    Args:
        id: the adoption's key.
        manifest: the practice, as it is installed.
        unit: who adopts it.
        unit_kind: the code of the unit's kind.
        period: when.
        recorded_at: the instant of the act.
        settings: what the unit sets itself; the rest takes its default.
        stage: how far it has come: further than a pilot only where an adoption of earlier days is told afterwards.
        others: every adoption of this practice by the unit; others do no harm.

    Raises:
        InputFault, InvalidInput: what is wrong with the settings.
        PracticeNotForKind: such a unit can't adopt it.
        AdoptionOverlap: it has already, on some of the days.
    """
    state = AdoptionState(version=manifest.version, settings=valid_settings(manifest, settings or {}), stage=stage)
    adoption = Adoption(id=id, unit=unit, practice=manifest.id, states=_lasting(state, period, recorded_at))
    _refuse_unfit(adoption, manifest, unit_kind, others, ("unit",))
    return Outcome(state=adoption, events=(_adopted(adoption),))


def change_settings(
    adoption: Adoption, *, manifest: PracticeManifest, settings: Mapping[str, object], on: date, recorded_at: datetime
) -> Outcome[Adoption]:
    """A unit sets its practice otherwise from a day on, until the day for which other settings are already known.

    What is not given stays as it is. The settings are then those of the installed version, so this is also how a unit
    goes over to a new one. Where nothing changes, the adoption is returned as it is, without an event.

    Args:
        adoption: the adoption.
        manifest: the practice, as it is installed.
        settings: the settings that change.
        on: the first day.
        recorded_at: the instant of the act.

    Raises:
        AdoptionNotRunning: the adoption is not running on that day.
        InputFault, InvalidInput: what is wrong with the settings: the new ones, or old ones under a new version.
        UnknownValue: the manifest is another practice's.
    """
    kept = _template(adoption, manifest, on)
    before = _running(adoption, on)
    after = replace(before, version=manifest.version, settings=valid_settings(manifest, {**kept, **settings}))
    if after == before:
        return Outcome(state=adoption)
    period = _days_with_settings(adoption.states, on)
    states = adoption.states
    for version in adoption.states.within(period):
        days = version.period.intersection(period)
        value = replace(after, stage=version.value.stage)
        states = recorded(states, value=value, period=days or period, recorded_at=recorded_at)
    happened = SettingsChanged(
        effective_on=on,
        adoption=adoption.id,
        unit=adoption.unit,
        practice=adoption.practice,
        version=after.version,
        changed=_differences(before.settings, after.settings),
        until=period.end,
    )
    return Outcome(state=replace(adoption, states=states), events=(happened,))


def advance_stage(adoption: Adoption, *, to: Stage, on: date, recorded_at: datetime) -> Outcome[Adoption]:
    """An adoption is at a later stage from a day on: an extension after a pilot, routine after either.

    A stage already known for later days stays where it is the later one, so an adoption never goes back.

    Raises:
        AdoptionNotRunning: the adoption is not running on that day.
        StageNotForward: it is at that stage already, or further.
    """
    stage = _running(adoption, on).stage
    if _ORDER.index(to) <= _ORDER.index(stage):
        raise StageNotForward(adoption=adoption.id, stage=stage.value, to=to.value, path=("to",))
    states = adoption.states
    for version in adoption.states.since(on):
        days = version.period.intersection(Period(start=on))
        if days is not None and _ORDER.index(version.value.stage) < _ORDER.index(to):
            value = replace(version.value, stage=to)
            states = recorded(states, value=value, period=days, recorded_at=recorded_at)
    happened = StageAdvanced(
        effective_on=on, adoption=adoption.id, unit=adoption.unit, practice=adoption.practice, stage=to.value
    )
    return Outcome(state=replace(adoption, states=states), events=(happened,))


def end_adoption(adoption: Adoption, *, on: date, recorded_at: datetime) -> Outcome[Adoption]:
    """A unit has not adopted the practice any more from a day on; from the first day on: never had, as is known now.

    Raises:
        AdoptionNotRunning: the adoption is not running on that day.
    """
    _running(adoption, on)
    states = recorded(adoption.states, value=None, period=Period(start=on), recorded_at=recorded_at)
    happened = AdoptionEnded(effective_on=on, adoption=adoption.id, unit=adoption.unit, practice=adoption.practice)
    return Outcome(state=replace(adoption, states=states), events=(happened,))


def replicate(
    adoption: Adoption,
    *,
    manifest: PracticeManifest,
    replicas: Sequence[Replica],
    on: date,
    recorded_at: datetime,
    others: Iterable[Adoption] = (),
) -> Outcome[tuple[Adoption, ...]]:
    """Other units adopt what one has tried: with its settings of that day as the template, and as an extension.

    All of them do, or none. The report's plan for 2021 and 2022 is this act.

    Args:
        adoption: the adoption to copy, a pilot as a rule.
        manifest: the practice, as it is installed.
        replicas: the units, each with the key of its adoption and with what it sets otherwise; 1 to 500.
        on: the first day, and the day of the template.
        recorded_at: the instant of the act.
        others: every adoption of this practice by those units.

    Returns:
        The new adoptions, in the order of the units.

    Raises:
        AdoptionNotRunning: there is no template on that day.
        Blank, OutOfRange: no unit is named, or too many are.
        ReplicationRefused: the refusals of the units that can't adopt it, each with its place.
        UnknownValue: the manifest is another practice's.
    """
    template = _template(adoption, manifest, on)
    if not replicas:
        raise Blank(path=("units",))
    if len(replicas) > MOST_REPLICAS:
        raise OutOfRange(value=len(replicas), low=1, high=MOST_REPLICAS, path=("units",))
    copies: list[Adoption] = []
    refusals: list[GovernanceError] = []
    known = (adoption, *others)
    for place, replica in enumerate(replicas):
        path = ("units", str(place))
        try:
            settings = valid_settings(manifest, {**template, **replica.settings}, (*path, "settings"))
            copy = _copied(adoption, replica, manifest.version, settings, on, recorded_at)
            _refuse_unfit(copy, manifest, replica.unit_kind, (*known, *copies), (*path, "unit"))
            copies.append(copy)
        except InvalidInput as refusal:
            refusals += refusal.faults
        except GovernanceError as refusal:
            refusals.append(refusal)
    if refusals:
        raise ReplicationRefused(refusals=tuple(refusals), path=("units",))
    happened = PracticeReplicated(
        effective_on=on,
        adoption=adoption.id,
        unit=adoption.unit,
        practice=adoption.practice,
        copies=tuple(copy.id for copy in copies),
    )
    return Outcome(state=tuple(copies), events=(*map(_adopted, copies), happened))


def _copied(
    adoption: Adoption, replica: Replica, version: str, settings: Settings, on: date, recorded_at: datetime
) -> Adoption:
    state = AdoptionState(version=version, settings=settings, stage=Stage.EXTENSION)
    return Adoption(
        id=replica.id,
        unit=replica.unit,
        practice=adoption.practice,
        states=_lasting(state, Period(start=on), recorded_at),
        copied_from=adoption.id,
    )


def _running(adoption: Adoption, on: date) -> AdoptionState:
    state = adoption.states.at(on)
    if state is None:
        raise AdoptionNotRunning(adoption=adoption.id, on=on, path=("on",))
    return state


def _template(adoption: Adoption, manifest: PracticeManifest, on: date) -> dict[str, object]:
    """The settings of a day, without those that the installed version does not know any more.

    Raises:
        AdoptionNotRunning: the adoption is not running on that day.
        UnknownValue: the manifest is another practice's.
    """
    if manifest.id != adoption.practice:
        raise UnknownValue(value=manifest.id[:80], known=(adoption.practice,), path=("practice",))
    names = {setting.name for setting in manifest.settings}
    return {name: value for name, value in _running(adoption, on).settings.items() if name in names}


def _lasting(state: AdoptionState, period: Period, recorded_at: datetime) -> History[AdoptionState]:
    return recorded(History(), value=state, period=period, recorded_at=recorded_at)


def _refuse_unfit(
    adoption: Adoption, manifest: PracticeManifest, unit_kind: str, others: Iterable[Adoption], path: tuple[str, ...]
) -> None:
    """Refuse a new adoption by a unit of the wrong kind, or by one that has adopted the practice already.

    Raises:
        PracticeNotForKind: the kind is wrong.
        AdoptionOverlap: it has adopted the practice on some of the days.
    """
    allowed = manifest.unit_kinds
    if unit_kind not in allowed:
        raise PracticeNotForKind(practice=manifest.id, unit_kind=unit_kind, allowed=allowed, path=path)
    days = adoption.states.timeline()[0].period
    for other in others:
        if (other.unit, other.practice) == (adoption.unit, adoption.practice) and other.states.within(days):
            raise AdoptionOverlap(unit=adoption.unit, practice=manifest.id, existing=other.id, path=path)


def _days_with_settings(states: History[AdoptionState], on: date) -> Period:
    """The days from `on` on for which the same version and settings are known, whatever the stage."""
    known = states.at(on)
    end: date | None = on
    for version in states.since(on):
        same = known is not None and (version.value.version, version.value.settings) == (known.version, known.settings)
        if end is None or version.period.start > end or not same:
            break
        end = version.period.end
    return Period(start=on, end=end)


def _differences(before: Settings, after: Settings) -> tuple[str, ...]:
    return tuple(sorted(name for name in {*before, *after} if before.get(name) != after.get(name)))


def _adopted(adoption: Adoption) -> PracticeAdopted:
    version = adoption.states.timeline()[0]
    return PracticeAdopted(
        effective_on=version.period.start,
        adoption=adoption.id,
        unit=adoption.unit,
        practice=adoption.practice,
        version=version.value.version,
        stage=version.value.stage.value,
        copied_from=adoption.copied_from,
        until=version.period.end,
    )
