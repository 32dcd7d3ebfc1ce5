"""Drafting, publishing, revising and inheriting a scheme."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date, datetime

from governance_core.assessment.events import SchemeDrafted, SchemeReleased
from governance_core.assessment.model import Dimension, IndicatorScheme, MissingRule, SchemeStatus, Subject, Watch
from governance_core.assessment.rules.changes import SchemeChange, changed_dimensions
from governance_core.assessment.rules.soundness import scheme_faults
from governance_core.errors import Malformed, SchemeNotPublished, SchemePublished, TakesEffectTooEarly, refuse_faults
from governance_core.events import Outcome
from governance_core.values import Period, SchemeId, Text


def draft_scheme(
    *,
    id: SchemeId,  # noqa: A002 -- the field's name
    code: str,
    title: Text,
    cycle: Period,
    applies_to: Sequence[str],
    dimensions: Sequence[Dimension],
    on: date,
    version: int = 1,
    subject: Subject = Subject.CADRE,
    unit_kinds: Sequence[str] = (),
    inherits: SchemeId | None = None,
    missing: MissingRule = MissingRule.UNGRADED,
    watch: Watch | None = None,
    figures: AbstractSet[str] | None = None,
) -> Outcome[IndicatorScheme]:
    """A scheme is drafted: complete and sound, but not yet in force.

    Args:
        id: its own key.
        code: what all its versions will share, `[a-z0-9-]{1,60}`.
        title: what it is called.
        cycle: the days it is about; it has an end.
        applies_to: the kinds of posts whose holders it assesses, 1 to 60 codes; none where it assesses units.
        dimensions: 1 to 20 dimensions with 60 indicators at most in all; weights are points out of 100 with at most six
            decimals, and no code is used twice, be it for a dimension or an indicator. A veto is worth nothing, all
            else something.
        on: the day of the act.
        version: which version of the scheme it is.
        subject: whether it assesses cadres or units.
        unit_kinds: the kinds of units it is for, at most 60 codes; at least one where it assesses units.
        inherits: the scheme it took its indicators over from.
        missing: what is missing at the cycle's close means.
        watch: when progress is called late; within 60 days at most.
        figures: the figures of other domains that formulas may read; None where any name will do.

    Raises:
        InputFault, InvalidInput: everything that is wrong with it, each with its place.
    """
    scheme = IndicatorScheme(
        id=id,
        code=code,
        version=version,
        title=title,
        cycle=cycle,
        applies_to=tuple(applies_to),
        dimensions=tuple(dimensions),
        subject=subject,
        unit_kinds=tuple(unit_kinds),
        inherits=inherits,
        missing=missing,
        watch=watch or Watch(),
    )
    refuse_faults(scheme_faults(scheme, figures))
    return Outcome(state=scheme, events=(SchemeDrafted(effective_on=on, scheme=id, code=code, version=version),))


def publish_scheme(
    scheme: IndicatorScheme, *, on: date, published_at: datetime, effective_on: date | None = None
) -> Outcome[IndicatorScheme]:
    """A draft is put in force: from now on it never changes.

    A first version counts for the whole cycle unless it says otherwise. A later one leaves what is past as it was: it
    counts from the day of the act at the earliest, and records of earlier days keep the version they were made under.

    Args:
        scheme: the draft.
        on: the day of the act.
        published_at: its instant.
        effective_on: the day from which it counts, of the cycle; None for the cycle's first day, or for the day of the
            act where a later version is published when the cycle has begun.

    Raises:
        SchemePublished: it is in force already.
        TakesEffectTooEarly: a later version would count for days that are past.
        InputFault, InvalidInput: as for `draft_scheme`, where it did not come from there; or the day is not one of the
            cycle.
    """
    if scheme.status is SchemeStatus.PUBLISHED:
        raise SchemePublished(scheme=scheme.id, path=("scheme",))
    refuse_faults(scheme_faults(scheme))
    begins = effective_on or (scheme.cycle.start if scheme.version == 1 else max(on, scheme.cycle.start))
    if begins not in scheme.cycle:
        raise Malformed(value=begins.isoformat(), expected="a day of the cycle", path=("effective_on",))
    if scheme.version > 1 and begins < on:
        raise TakesEffectTooEarly(on=begins, earliest=on, path=("effective_on",))
    published = replace(
        scheme,
        status=SchemeStatus.PUBLISHED,
        published_at=published_at,
        effective_on=None if begins == scheme.cycle.start else begins,
    )
    happened = SchemeReleased(effective_on=begins, scheme=scheme.id, code=scheme.code, version=scheme.version)
    return Outcome(state=published, events=(happened,))


def revise_scheme(
    scheme: IndicatorScheme,
    *,
    id: SchemeId,  # noqa: A002 -- the field's name
    on: date,
    title: Text | None = None,
    cycle: Period | None = None,
    applies_to: Sequence[str] | None = None,
    dimensions: Sequence[Dimension] | None = None,
    unit_kinds: Sequence[str] | None = None,
    missing: MissingRule | None = None,
    watch: Watch | None = None,
    figures: AbstractSet[str] | None = None,
) -> Outcome[IndicatorScheme]:
    """A next version is drafted from a scheme; what is not said stays as it is, and so does the scheme itself.

    Raises:
        InputFault, InvalidInput: as for `draft_scheme`.
    """
    return draft_scheme(
        id=id,
        code=scheme.code,
        title=title or scheme.title,
        cycle=cycle or scheme.cycle,
        applies_to=scheme.applies_to if applies_to is None else applies_to,
        dimensions=scheme.dimensions if dimensions is None else dimensions,
        on=on,
        version=scheme.version + 1,
        subject=scheme.subject,
        unit_kinds=scheme.unit_kinds if unit_kinds is None else unit_kinds,
        inherits=scheme.inherits,
        missing=missing or scheme.missing,
        watch=watch or scheme.watch,
        figures=figures,
    )


def inherit_scheme(
    parent: IndicatorScheme,
    *,
    id: SchemeId,  # noqa: A002 -- the field's name
    code: str,
    title: Text,
    on: date,
    applies_to: Sequence[str] | None = None,
    unit_kinds: Sequence[str] | None = None,
    changes: Sequence[SchemeChange] = (),
    figures: AbstractSet[str] | None = None,
) -> Outcome[IndicatorScheme]:
    """A scheme is drafted from another one's indicators, for other posts or units, with changes and additions.

    What it takes over says whence it comes. It is a scheme of its own: later versions of the other change nothing of
    it, so that what was published stays what it was.

    Args:
        parent: the published scheme whose indicators it takes over.
        id: its own key.
        code: its own code.
        title: what it is called.
        on: the day of the act.
        applies_to: the kinds of posts it is about; None for the parent's.
        unit_kinds: the kinds of units it is for; None for the parent's.
        changes: what is different, in order; the weights must come to 100 again.
        figures: the figures that formulas may read; None where any name will do.

    Raises:
        SchemeNotPublished: the parent is a draft.
        UnknownValue: a change is about a dimension or an indicator that is not there.
        InputFault, InvalidInput: as for `draft_scheme`.
    """
    if parent.status is not SchemeStatus.PUBLISHED:
        raise SchemeNotPublished(scheme=parent.id, path=("inherits",))
    taken_over = [
        replace(
            dimension,
            indicators=tuple(replace(one, origin=one.origin or parent.code) for one in dimension.indicators),
        )
        for dimension in parent.dimensions
    ]
    return draft_scheme(
        id=id,
        code=code,
        title=title,
        cycle=parent.cycle,
        applies_to=parent.applies_to if applies_to is None else applies_to,
        dimensions=changed_dimensions(taken_over, changes),
        on=on,
        subject=parent.subject,
        unit_kinds=parent.unit_kinds if unit_kinds is None else unit_kinds,
        inherits=parent.id,
        missing=parent.missing,
        watch=parent.watch,
        figures=figures,
    )
