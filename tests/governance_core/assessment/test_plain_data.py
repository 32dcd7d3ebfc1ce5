"""Schemes, measures, entries and evidence written as plain data, and read again."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from governance_core.assessment import (
    Direction,
    Entry,
    Evidence,
    EvidenceKind,
    MilestoneReached,
    NotApplicableEntry,
    Pace,
    Points,
    PointsEntry,
    Quantity,
    QuantityEntry,
    RatingEntry,
    SchemeStatus,
    Totalling,
    draft_scheme,
    entry_from_data,
    entry_to_data,
    evidence_from_data,
    evidence_to_data,
    measure_from_data,
    measure_to_data,
    scheme_from_data,
    scheme_to_data,
)
from governance_core.errors import (
    Blank,
    GovernanceError,
    InputFault,
    InvalidInput,
    Malformed,
    PeriodReversed,
    UnknownValue,
)
from governance_core.values import SchemeId, Text

QUANTITY = {"kind": "quantity", "unit": {"zh": "户", "en": "households"}, "target": "50"}
MEASURES = [
    QUANTITY,
    QUANTITY | {"target": 2, "floor": "10", "direction": "lower", "total": "last", "pace": "whole"},
    {
        "kind": "milestones",
        "milestones": [
            {"code": "plan", "title": {"zh": "方案"}, "due_on": date(2020, 8, 31), "share": 40},
            {"code": "build", "title": "建成", "due_on": "2020-12-31", "share": "60"},
        ],
    },
    {"kind": "points", "base": "80", "ceiling": "100"},
    {"kind": "rating", "low": "0", "high": "10", "minimum_raters": 3},
]
# As an importer's YAML gives it: numbers as numbers or text, days as days or text.
SCHEME = {
    "code": "cadres-2020",
    "version": 1,
    "title": {"zh": "村居干部进程性考核", "en": "Process-based assessment"},
    "cycle": {"from": date(2020, 7, 1), "to": "2021-01-01"},
    "applies_to": ["party-secretary"],
    "dimensions": [
        {
            "code": "work",
            "title": {"zh": "实绩"},
            "weight": 100,
            "indicators": [
                {
                    "code": f"indicator-{number}",
                    "title": {"zh": "指标"},
                    "weight": "20",
                    "description": {"zh": "按实际完成填报"},
                    "measure": measure,
                }
                for number, measure in enumerate(MEASURES)
            ],
        }
    ],
}


def _places(refusal: GovernanceError) -> dict[tuple[str, ...], type[InputFault]]:
    faults = refusal.faults if isinstance(refusal, InvalidInput) else (refusal,)
    return {fault.path: type(fault) for fault in faults}


def test_a_written_scheme_is_read_and_sound() -> None:
    """The shape that importers write gives a scheme that can be drafted."""
    read = scheme_from_data(SCHEME, id=SchemeId("s1"))

    drafted = draft_scheme(
        id=read.id,
        code=read.code,
        version=read.version,
        title=read.title,
        cycle=read.cycle,
        applies_to=read.applies_to,
        dimensions=read.dimensions,
        on=date(2020, 7, 1),
    ).state
    assert drafted == read


def test_a_scheme_survives_being_stored_as_json() -> None:
    """Written, turned to JSON, and read again, with the key and status kept beside it, it is the same."""
    scheme = scheme_from_data(SCHEME, id=SchemeId("s1"))
    published = datetime(2020, 7, 1, tzinfo=UTC)

    stored = json.loads(json.dumps(scheme_to_data(scheme)))
    read = scheme_from_data(stored, id=SchemeId("s1"), status=SchemeStatus.PUBLISHED, published_at=published)

    assert scheme_from_data(stored, id=SchemeId("s1")) == scheme
    assert (read.status, read.published_at, read.dimensions) == (SchemeStatus.PUBLISHED, published, scheme.dimensions)


def test_what_data_say_of_their_own_publication_is_not_believed() -> None:
    """No file puts a scheme in force; that is an act."""
    read = scheme_from_data(SCHEME | {"status": "published", "published_at": "2020-07-01"}, id=SchemeId("s1"))

    assert (read.status, read.published_at) == (SchemeStatus.DRAFT, None)


def test_every_fault_of_a_written_scheme_is_told_with_its_place() -> None:
    """Reading goes on after a fault, in every branch, below the place where the data stand."""
    measure = {"kind": "quantity", "target": "x", "pace": "fast"}
    indicator = {"code": "visits", "title": {"zh": "走访"}, "measure": measure}
    unknown = {"code": "other", "title": {"zh": "其他"}, "weight": "1", "measure": {"kind": "guess"}}
    work = {"code": "work", "title": {"zh": "实绩"}, "weight": "a lot", "indicators": [indicator, unknown]}
    written = SCHEME | {"version": "one", "cycle": {"from": "1 July"}, "dimensions": [work]}

    with pytest.raises(InvalidInput) as refusal:
        scheme_from_data(written, id=SchemeId("s1"), path=("schemes.yaml",))

    inside = ("schemes.yaml", "dimensions", "0", "indicators")
    assert _places(refusal.value) == {
        ("schemes.yaml", "version"): Malformed,
        ("schemes.yaml", "cycle", "from"): Malformed,
        ("schemes.yaml", "cycle", "to"): Blank,
        ("schemes.yaml", "dimensions", "0", "weight"): Malformed,
        (*inside, "0", "weight"): Blank,
        (*inside, "0", "measure", "unit"): Blank,
        (*inside, "0", "measure", "target"): Malformed,
        (*inside, "0", "measure", "pace"): UnknownValue,
        (*inside, "1", "measure", "kind"): UnknownValue,
    }


def test_a_cycle_that_ends_before_it_begins_is_told_with_its_place() -> None:
    """The refusal is a fault of the input like any other."""
    with pytest.raises(PeriodReversed) as refusal:
        scheme_from_data(SCHEME | {"cycle": {"from": "2021-01-01", "to": "2020-07-01"}}, id=SchemeId("s1"))

    assert refusal.value.path == ("cycle",)


@pytest.mark.parametrize("written", [None, [], "quantity", 5])
def test_what_is_no_mapping_is_refused(written: object) -> None:
    """Junk is told as a fault at its place, whatever it is."""
    for read in (measure_from_data, entry_from_data, evidence_from_data):
        with pytest.raises((InputFault, InvalidInput)) as refusal:
            read(written, ("place",))

        assert _places(refusal.value)["place",] is Malformed


def test_what_is_left_out_of_a_quantity_has_a_meaning() -> None:
    """More is better, records are added up, the pace is linear and the floor is zero."""
    assert measure_from_data(QUANTITY) == Quantity(
        unit=Text(zh="户", en="households"),
        target=Decimal(50),
        floor=Decimal(0),
        direction=Direction.HIGHER,
        total=Totalling.SUM,
        pace=Pace.LINEAR,
    )


@pytest.mark.parametrize("written", MEASURES)
def test_a_measure_survives_being_written_and_read(written: dict) -> None:
    """Plain data and value say the same."""
    measure = measure_from_data(written)

    assert measure_from_data(measure_to_data(measure)) == measure


def test_numbers_are_written_without_exponents() -> None:
    """A number that came with an exponent is written so that it can be read again."""
    measure = Points(base=Decimal("8E+1"), ceiling=Decimal("1E+2"), floor=Decimal("1E-6"))

    written = measure_to_data(measure)

    assert (written["base"], written["ceiling"], written["floor"]) == ("80", "100", "0.000001")
    assert measure_from_data(written) == measure


@pytest.mark.parametrize(
    "entry",
    [
        QuantityEntry(amount=Decimal("1.5")),
        MilestoneReached(milestone="plan"),
        PointsEntry(points=Decimal(-5), reason="逾期"),
        RatingEntry(rating=Decimal(8)),
        NotApplicableEntry(reason="本村无此项工作"),
    ],
)
def test_an_entry_survives_being_stored_as_json(entry: Entry) -> None:
    """Plain data and value say the same."""
    stored = json.loads(json.dumps(entry_to_data(entry)))

    assert entry_from_data(stored) == entry


def test_the_faults_of_an_entry_are_told_with_their_places() -> None:
    """An entry of no known kind never passes for one that does not apply."""
    with pytest.raises(UnknownValue) as unknown:
        entry_from_data({"kind": "guess", "reason": "x"}, ("row", "7"))
    with pytest.raises(InvalidInput) as refusal:
        entry_from_data({"kind": "points", "points": "five"}, ("row", "8"))

    assert unknown.value.path == ("row", "7", "kind")
    assert _places(refusal.value) == {("row", "8", "points"): Malformed, ("row", "8", "reason"): Blank}


@pytest.mark.parametrize("sha256", [None, "a" * 64])
def test_evidence_survives_being_stored_as_json(sha256: str | None) -> None:
    """Plain data and value say the same, with a hash and without."""
    evidence = Evidence(kind=EvidenceKind.WORK_EVENT, title="走访记录", reference="visit:1", sha256=sha256)

    assert evidence_from_data(json.loads(json.dumps(evidence_to_data(evidence)))) == evidence
