"""Cells: what people and spreadsheets write, and what survives them."""

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance_core.errors import Malformed, UnknownValue
from graphql_api.platform.cells import guarded, joined, parted, plain_code, trimmed, unguarded, value_of
from graphql_api.platform.errors import CodeDamaged
from graphql_api.platform.importing import Column, ColumnKind

ODD = st.text(st.sampled_from("'=+-@09a|\\\t ＝＋－＠９村"), max_size=6) | st.text(max_size=20)


@given(ODD)
def test_a_guarded_text_comes_back_unchanged(text):
    """Whatever it is, apostrophes included."""
    assert unguarded(guarded(text)) == text


@given(ODD)
def test_a_guarded_text_neither_runs_nor_turns_into_a_number(text):
    """It never begins with what a spreadsheet reads as a formula, a number or a day."""
    assert not guarded(text).startswith(tuple("=+-@\t\r0123456789＝＋－＠０９"))


def test_a_text_that_is_in_no_danger_is_written_as_it_is():
    """Names and most keys look in the file as they do in the town."""
    assert [guarded(text) for text in ("里水镇", "nbs-2023/440605126222", "'x", "")] == [
        "里水镇",
        "nbs-2023/440605126222",
        "'x",
        "",
    ]


@given(st.lists(ODD.map(trimmed).filter(bool), max_size=4))
def test_several_texts_in_one_cell_come_apart_again(parts):
    """Separators and backslashes inside them too."""
    assert parted(joined(parts)) == tuple(parts)


def test_texts_beside_each_other_are_read_as_people_write_them():
    """Spaces and empty places between separators say nothing."""
    assert parted("沙涌 | 沙涌社区||") == ("沙涌", "沙涌社区")
    assert parted(None) == ()


@given(ODD)
def test_a_code_read_twice_is_the_same_code(text):
    """What is stored of a code is written out, read and found again."""
    assert plain_code(plain_code(text)) == plain_code(text)


@pytest.mark.parametrize(
    ("cell", "kind", "value"),
    [
        ("４４０６０５１２６２２２", ColumnKind.CODE, "440605126222"),
        (" 440605126222.0\u3000", ColumnKind.CODE, "440605126222"),
        ("\ufeffnbs／t\u00a0", ColumnKind.CODE, "nbs/t"),
        ("1E5", ColumnKind.CODE, "1E5"),
        ("3.0", ColumnKind.CODE, "3.0"),
        ("３号楼", ColumnKind.TEXT, "３号楼"),
        ("2020/7/1", ColumnKind.DAY, date(2020, 7, 1)),
        ("2020.7.1", ColumnKind.DAY, date(2020, 7, 1)),
        ("2020年7月1日", ColumnKind.DAY, date(2020, 7, 1)),
        ("2020-07-01 00:00:00", ColumnKind.DAY, date(2020, 7, 1)),
        ("２０２０－０７－０１", ColumnKind.DAY, date(2020, 7, 1)),
        ("３", ColumnKind.WHOLE, 3),
        ("3.0", ColumnKind.WHOLE, 3),
        ("是", ColumnKind.YES_NO, True),
        ("No", ColumnKind.YES_NO, False),
        (" \u3000", ColumnKind.TEXT, None),
    ],
)
def test_a_cell_means_what_a_person_sees(cell, kind, value):
    """Wide signs, stray spaces, and what a spreadsheet makes of days and numbers."""
    assert value_of(cell, Column(name="x", kind=kind)) == value


@pytest.mark.parametrize(
    ("cell", "kind", "refusal"),
    [
        ("4.40605E+11", ColumnKind.CODE, CodeDamaged),
        ("4.40605126222E11", ColumnKind.CODE, CodeDamaged),
        ("4E+11", ColumnKind.CODE, CodeDamaged),
        ("2020-02-30", ColumnKind.DAY, Malformed),
        ("7/1/2020", ColumnKind.DAY, Malformed),
        ("44013", ColumnKind.DAY, Malformed),
        ("2.5", ColumnKind.WHOLE, Malformed),
        ("9" * 30, ColumnKind.WHOLE, Malformed),
        ("perhaps", ColumnKind.YES_NO, UnknownValue),
    ],
)
def test_a_cell_that_may_mean_something_else_is_refused(cell, kind, refusal):
    """A guess would be stored as a fact."""
    with pytest.raises(refusal):
        value_of(cell, Column(name="x", kind=kind))


@given(st.lists(ODD, min_size=1, max_size=4))
def test_guarded_texts_survive_a_csv_file(texts):
    """Line ends, quotes and commas are the format's business."""
    file = io.StringIO(newline="")
    csv.writer(file).writerow([guarded(text) for text in texts])
    file.seek(0)

    (row,) = csv.reader(file, strict=True) if any(texts) or len(texts) > 1 else ([""],)

    assert [unguarded(cell) for cell in row] == texts
