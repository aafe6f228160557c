"""Figures as files: SVG that any program reads, CSV that no spreadsheet runs."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from assay.core.memo_drawing import Box, Drawing, Label
from assay.report.figure_file import csv_file, csv_text, svg_file

LETTERS = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=40)


@given(LETTERS, LETTERS)
def test_an_svg_is_well_formed_whatever_it_says(title: str, text: str) -> None:
    drawing = Drawing(200, 40, (Box(0, 0, 20, 10, "ramp2", "ink"), Label(3, 9, text)))
    root = etree.fromstring(svg_file(drawing, title or "Figure"))
    assert root.get("width") == "224.0pt"
    inner = root.find("{*}svg")
    assert inner.get("aria-label") == (title or "Figure")
    assert (inner.get("x"), inner.get("width")) == ("12", "200.0")
    assert "".join(root.find(".//{*}text").itertext()) == text


@given(st.lists(st.lists(LETTERS | st.floats(-1e6, 1e6) | st.none(), min_size=2, max_size=2)))
def test_a_table_comes_back_as_it_went(rows) -> None:
    found = list(csv.reader(io.StringIO(csv_text(("A", "B"), rows))))
    assert found[0] == ["A", "B"]
    for given_, read in zip(rows, found[1:], strict=True):
        for value, text in zip(given_, read, strict=True):
            if isinstance(value, float):
                assert float(text) == value
            else:
                assert text.removeprefix("'") == (value or "").removeprefix("'")


def test_text_that_a_spreadsheet_would_run_is_text() -> None:
    text = csv_text(("Head",), [("=1+1",), ("@cmd",), ("-2",), (-2.0,)])
    assert text.splitlines()[1:] == ["'=1+1", "'@cmd", "'-2", "-2.0"]


def test_a_csv_file_says_that_it_is_utf_8() -> None:
    assert csv_file(("稀土",), [("北方",)]).decode("utf-8-sig").splitlines() == ["稀土", "北方"]
