"""One memo in four forms: each says everything, hides what its profile hides, and is the same twice."""

from __future__ import annotations

import re
import zipfile
from functools import cache
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

from assay.core.errors import InvalidInput
from assay.core.house_style import HouseStyle
from assay.core.memo_profile import EXTERNAL, INTERNAL, Profile
from assay.report.memo_files import FORMATS, Order, format_of, made
from assay.work.drafts import Draft
from factories_canaries import INSIDE, NAMES, project
from factories_memo import ASSESSMENT, STATE_ID, page_texts, short_checklist, squeezed

UNNAMED = Profile(external=True, names=False)
PROFILES = (INTERNAL, EXTERNAL, UNNAMED)
WORD_NAMESPACE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000"
    "00030101 00c9fe92ef0000000049454e44ae426082".replace(" ", "")
)


@cache
def given():
    return project()


def draft() -> Draft:
    return Draft(given().state, short_checklist(), ASSESSMENT, STATE_ID, "project-id")


@cache
def written(format: str, profile: Profile) -> bytes:
    return made(draft(), Order(format=format, profile=profile))


class Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.texts = []

    def handle_data(self, data):
        self.texts.append(data)


def text_of(format: str, content: bytes) -> str:
    """Everything that a reader of this file can read."""
    if format == "pdf":
        return "".join(page_texts(content))
    if format == "docx":
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = [archive.read(n) for n in archive.namelist() if n.endswith(".xml")]
        trees = (etree.fromstring(part) for part in parts)
        return "".join(t.text or "" for tree in trees for t in tree.iter(WORD_NAMESPACE))
    if format == "html":
        page = Page()
        page.feed(content.decode())
        return "".join(page.texts)
    return content.decode().replace("\\", "")


@pytest.mark.parametrize("profile", PROFILES, ids=lambda p: p.id)
@pytest.mark.parametrize("format", FORMATS)
def test_every_form_prints_what_the_blocks_hold(format, profile) -> None:
    from assay.work.memo_omitted import Printed

    memo = draft().memo(profile=profile)
    blocks = Printed(memo.decision, memo.whole, memo.sections)
    text = squeezed(text_of(format, written(format, profile)))
    lost = [place for place, mark in given().marks.items() if mark in blocks and mark not in text]
    assert lost == []


@pytest.mark.parametrize("profile", [EXTERNAL, UNNAMED], ids=lambda p: p.id)
@pytest.mark.parametrize("format", FORMATS)
def test_what_stays_inside_is_nowhere_in_the_file(format, profile) -> None:
    content = written(format, profile)
    everything = content + text_of(format, content).encode()
    if format == "pdf":
        everything += unpacked(content)
    if format == "docx":
        with zipfile.ZipFile(BytesIO(content)) as archive:
            everything += b"".join(archive.read(name) for name in archive.namelist())
    inside = (*INSIDE, *(() if profile.names else NAMES))
    assert [p for p in inside if given().marks[p].encode() in everything] == []


def unpacked(content: bytes) -> bytes:
    """Every stream of a PDF, and its document information."""
    import pikepdf

    with pikepdf.open(BytesIO(content)) as document:
        streams = (o for o in document.objects if isinstance(o, pikepdf.Stream))
        texts = [o.read_bytes() for o in streams if "/Filter" not in o or _readable(o)]
        return b"".join([*texts, str(dict(document.docinfo.items())).encode()])


def _readable(stream) -> bool:
    return str(stream["/Filter"]) in {"/FlateDecode", "[/FlateDecode]"}


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_order_gives_the_same_bytes(format) -> None:
    assert made(draft(), Order(format=format)) == written(format, INTERNAL)


def test_the_file_name_says_the_form() -> None:
    names = ("a.PDF", "b.docx", "c.htm", "d.html", "e.md", "f.markdown")
    assert [format_of(Path(n)) for n in names] == ["pdf", "docx", "html", "html", "md", "md"]
    with pytest.raises(InvalidInput) as told:
        format_of(Path("memo.txt"))
    assert told.value.message == "unknown_memo_format"


# -- the data that goes with it -------------------------------------------------------------------


def test_the_data_is_an_associated_file_of_an_internal_memo_only() -> None:
    import pikepdf

    from assay.work.memo_data import parsed

    with pikepdf.open(BytesIO(written("pdf", INTERNAL))) as document:
        (file,) = document.Root.AF
        assert str(file.AFRelationship) == "/Data"
        held = document.attachments["memo.json"].get_file().read_bytes()
        assert document.Root.Names.EmbeddedFiles.Names[1] == file
    told = parsed(held.decode())
    assert told is not None
    assert (told.state, told.project, told.assessment) == (STATE_ID, "project-id", ASSESSMENT)
    assert told.rows["answer"] == {k: dict(row) for k, row in given().state["answer"].items()}
    assert "assignment" not in told.rows
    for profile in (EXTERNAL, UNNAMED, Profile(names=False)):
        with pikepdf.open(BytesIO(made(draft(), Order(profile=profile)))) as document:
            assert "/AF" not in document.Root
            assert not document.attachments


def test_the_file_says_what_was_asked_for() -> None:
    import json

    import pikepdf

    order = Order(profile=EXTERNAL, paper="letter", language="zh-Hans")
    with pikepdf.open(BytesIO(made(draft(), order))) as document:
        assert str(document.docinfo["/AssayState"]) == STATE_ID
        told = json.loads(str(document.docinfo["/AssayMade"]))
    assert told["profile"] == "external"
    assert told["paper"] == "letter"
    assert told["language"] == "zh-Hans"
    assert told["final"] == 0


def test_the_foot_names_state_checklist_scoring_and_app() -> None:
    text = page_texts(written("pdf", EXTERNAL))[1]
    listed = short_checklist().hash
    assert f"checklist {listed[:4]} {listed[4:8]} {listed[8:12]} · scoring 1 · Assay " in text
    assert "state 7df6 9ea7 bb1f" in text


# -- the house's look -----------------------------------------------------------------------------


@pytest.mark.parametrize("format", FORMATS)
def test_the_disclaimer_of_the_house_is_in_every_form(format) -> None:
    style = HouseStyle(disclaimer="For members of the Quixotic Fund only.")
    text = text_of(format, made(draft(), Order(format=format, style=style)))
    assert squeezed("For members of the Quixotic Fund only.") in squeezed(text)


@pytest.mark.parametrize("format", ["pdf", "docx", "html"])
def test_logo_and_colour_of_the_house_are_used(format) -> None:
    plain = written(format, INTERNAL)
    styled = made(draft(), Order(format=format, style=HouseStyle(PNG, "#7A1F1F")))
    assert styled != plain
    if format == "html":
        assert b"data:image/png;base64," in styled
        assert b"#7A1F1F" in styled
    if format == "docx":
        with zipfile.ZipFile(BytesIO(styled)) as archive:
            assert any(
                n.startswith("word/media/") and archive.read(n) == PNG for n in archive.namelist()
            )
            assert b"7A1F1F" in archive.read("word/styles.xml")
    if format == "pdf":
        import pikepdf

        with pikepdf.open(BytesIO(styled)) as document:
            assert len(document.pages[0].get_images()) == 1
        assert re.search(rb"0?\.478\d* 0?\.12[12]\d* 0?\.12[12]\d* rg", unpacked(styled))


def test_the_colour_of_one_memo_does_not_stay_for_the_next() -> None:
    made(draft(), Order(style=HouseStyle(accent="#7A1F1F")))
    assert made(draft(), Order()) == written("pdf", INTERNAL)
