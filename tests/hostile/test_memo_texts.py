"""Memos of hostile texts in every format: nothing is asked of the network, nothing read but what is ours."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from assay.report.docx import docx
from assay.report.html import html
from assay.report.markdown import markdown
from assay.report.pdf import pdf
from factories_memo import HOSTILE, hostile_state, memo_of, page_texts, short_checklist

ROOT = Path(__file__).resolve().parents[2]
OURS = tuple(
    str(Path(place).resolve())
    for place in (
        ROOT / "app",
        ROOT / "resources",
        ROOT / "checklists",
        sys.prefix,
        sys.base_prefix,
    )
)
WRITERS = {
    "pdf": pdf,
    "html": lambda memo: html(memo).encode(),
    "docx": docx,
    "md": markdown,
}
seen: list[str] | None = None


def _watch(event: str, given: tuple[object, ...]) -> None:
    """What the process does while it is watched; a hook cannot be taken out again."""
    if seen is None:
        return
    if event.startswith(("socket.", "subprocess.", "os.system", "os.exec", "urllib.")):
        seen.append(event)
    elif event == "open" and isinstance(given[0], str | bytes | os.PathLike):
        path = os.path.realpath(os.fsdecode(given[0]))
        if not path.startswith(OURS):
            seen.append(f"open {path}")


sys.addaudithook(_watch)


@pytest.fixture(scope="module", autouse=True)
def _loaded() -> None:
    """The libraries look for settings of their own once, when they are imported."""
    for write in WRITERS.values():
        write(memo_of(hostile_state("x"), listed=short_checklist()))


@contextmanager
def watched() -> Iterator[list[str]]:
    global seen
    seen = found = []
    try:
        yield found
    finally:
        seen = None


def test_the_tripwires_see_a_file_and_a_connection(tmp_path):
    import socket

    secret = tmp_path / "secret"
    secret.write_text("x", encoding="utf-8")
    with watched() as found:
        secret.read_text(encoding="utf-8")
        with pytest.raises(OSError), socket.socket(socket.AF_UNIX) as line:
            line.connect(str(tmp_path / "nobody"))
    assert f"open {secret.resolve()}" in found
    assert "socket.connect" in found


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_reaches_no_network_and_no_file(kind, text):
    memo = memo_of(hostile_state(text), listed=short_checklist())
    with watched() as found:
        content = WRITERS[kind](memo)
    assert found == []
    assert content


def test_no_file_asks_its_reader_for_anything_outside():
    memo = memo_of(hostile_state(HOSTILE[1]), listed=short_checklist())
    assert '<img src="/etc' not in html(memo)
    with ZipFile(BytesIO(docx(memo))) as document:
        links = [document.read(n).decode() for n in document.namelist() if n.endswith(".rels")]
    assert not [text for text in links if "file:" in text or "/etc/passwd" in text]
    text = "".join(page_texts(pdf(memo)))
    assert "root:" not in text
    assert "\x00" not in text
    assert "\ufffd" not in text


@pytest.mark.parametrize("kind", WRITERS)
def test_ten_megabytes_in_every_field_make_a_memo_of_bounded_size_that_says_what_it_leaves_out(
    kind,
):
    memo = memo_of(hostile_state("word " * 2_000_000), listed=short_checklist())
    assert len(WRITERS[kind](memo)) < 2_000_000
    (left,) = next(s for s in memo.sections if s.id == "omitted").blocks
    said = [row.cells[0][0][0].text for row in left.rows]
    assert "Text behind the first 20,000 characters" in said
