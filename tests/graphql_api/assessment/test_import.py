"""Importing indicator schemes."""

import pytest

from governance_core.errors import InvalidInput
from graphql_api.platform.import_files import import_folder

SCHEME = """\
code: village-2020
title: {zh: 村干部考核, en: Village cadres}
cycle: {from: 2020-07-01, to: 2021-01-01}
applies_to: [party-secretary]
dimensions:
  - code: work
    title: 工作
    weight: 100
    indicators:
      - {code: visits, title: 走访, weight: %s, measure: {kind: quantity, unit: 户, target: 50}}
"""


async def test_a_scheme_is_imported_once_and_published(service, admin, tmp_path):
    """The second import of the same document finds nothing to do."""
    (tmp_path / "schemes.yaml").write_text(SCHEME % 100, encoding="utf-8")

    with service.database.active():
        first = await import_folder(service, tmp_path)
        second = await import_folder(service, tmp_path)

    assert [(tally.kind, tally.added, tally.unchanged) for tally in (*first, *second)] == [
        ("schemes", 1, 0),
        ("schemes", 0, 1),
    ]
    found = await admin.ask("{ indicatorSchemes { nodes { code version status } } }")
    assert found["indicatorSchemes"]["nodes"] == [{"code": "village-2020", "version": 1, "status": "PUBLISHED"}]


@pytest.mark.parametrize(
    ("document", "place"),
    [
        (SCHEME % 90, "dimensions.0.indicators"),
        ((SCHEME % 100).replace("2020-07-01", "soon"), "cycle.from"),
        ((SCHEME % 100) + "---\n" + (SCHEME % 100), "code"),
    ],
)
async def test_a_broken_scheme_is_told_with_its_place_and_nothing_is_stored(service, admin, tmp_path, document, place):
    """File and place inside the document are named."""
    (tmp_path / "schemes.yaml").write_text(document, encoding="utf-8")

    with service.database.active(), pytest.raises(InvalidInput) as refused:
        await import_folder(service, tmp_path)

    assert ("schemes.yaml", place) in {(fault.file, fault.column) for fault in refused.value.faults}
    assert (await admin.ask("{ indicatorSchemes { totalCount } }"))["indicatorSchemes"]["totalCount"] == 0


async def test_a_published_scheme_is_not_changed_by_an_import(service, admin, tmp_path):
    """What is to be different is a next version."""
    (tmp_path / "schemes.yaml").write_text(SCHEME % 100, encoding="utf-8")
    with service.database.active():
        await import_folder(service, tmp_path)
        (tmp_path / "schemes.yaml").write_text((SCHEME % 100).replace("50", "60"), encoding="utf-8")

        with pytest.raises(InvalidInput) as refused:
            await import_folder(service, tmp_path)

    assert [fault.cause.code for fault in refused.value.faults] == ["SCHEME_PUBLISHED"]


UNITS = """\
code: units-2020
title: 单位考核
cycle: {from: 2020-07-01, to: 2021-01-01}
subject: unit
unit_kinds: [village]
missing: nothing
watch: {amber_below: 80}
dimensions:
  - code: work
    title: 工作
    weight: 100
    indicators:
      - code: grid
        title: 网格
        weight: 100
        initiative: grid
        measure:
          kind: milestones
          milestones: [{code: plan, title: 方案, due_on: 2020-08-31, share: 100}]
          late_decay: 2
      - {code: accident, title: 事故, weight: 0, measure: {kind: veto, caps_at: 3}}
"""


async def test_everything_that_a_document_says_is_taken(service, admin, tmp_path):
    """A scheme for units with its rules, and a later version, whose document finds nothing to do again."""
    second = (SCHEME % 100).replace("code: village-2020", "code: village-2020\nversion: 2", 1)
    (tmp_path / "schemes.yaml").write_text("---\n".join((UNITS, SCHEME % 100, second)), encoding="utf-8")

    with service.database.active():
        first = await import_folder(service, tmp_path)
        again = await import_folder(service, tmp_path)

    assert [(tally.added, tally.unchanged) for tally in (*first, *again)] == [(3, 0), (0, 3)]
    found = await admin.ask(
        """{ indicatorSchemes(filter: {subject: UNIT}) { nodes { code subject unitKinds missing watch { amberBelow }
             dimensions { indicators { initiative measure { ... on MilestoneMeasure { lateDecay } } } } } } }"""
    )
    assert found["indicatorSchemes"]["nodes"] == [
        {
            "code": "units-2020",
            "subject": "UNIT",
            "unitKinds": ["village"],
            "missing": "NOTHING",
            "watch": {"amberBelow": "80"},
            "dimensions": [
                {
                    "indicators": [
                        {"initiative": "grid", "measure": {"lateDecay": "2"}},
                        {"initiative": None, "measure": {}},
                    ]
                }
            ],
        }
    ]


async def test_a_document_inherits_from_nothing_that_is_not_there(service, tmp_path):
    """The scheme it names by id has to be there."""
    (tmp_path / "schemes.yaml").write_text(UNITS + "inherits: '0000000000000'\n", encoding="utf-8")

    with service.database.active(), pytest.raises(InvalidInput) as refused:
        await import_folder(service, tmp_path)

    assert [(fault.cause.code, fault.column) for fault in refused.value.faults] == [("NOT_FOUND", "inherits")]
