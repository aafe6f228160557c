"""The memo as a Word document, opened again as Word's own library opens it."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from docx import Document  # noqa: TID253
from docx.oxml.ns import qn  # noqa: TID253
from docx.shared import Pt  # noqa: TID253
from hypothesis import given, settings
from hypothesis import strategies as st

from assay.core.errors import InvalidInput
from assay.core.memo_text import clean
from assay.report.docx import docx
from factories_memo import (
    FIXTURES,
    HOSTILE,
    cnre,
    fixture_memo,
    hostile_state,
    memo_of,
    short_checklist,
    squeezed,
)


def opened(content: bytes):
    return Document(BytesIO(content))


def all_text(document) -> str:
    return "".join(t.text or "" for t in document.element.body.iter(qn("w:t")))


@pytest.fixture(scope="module")
def content() -> bytes:
    return docx(cnre())


@pytest.fixture(scope="module")
def example(content):
    return opened(content)


def test_sections_are_headings_that_word_navigates_by(example) -> None:
    heads = [p.text for p in example.paragraphs if p.style.name == "Heading 1"]
    assert heads == [s.title.replace("'", "’") for s in cnre().sections]
    assert [p.text for p in example.paragraphs if p.style.name == "Title"] == [
        cnre().decision.issuer
    ]


def test_every_table_repeats_its_head_and_keeps_its_rows_whole(example) -> None:
    headed = 0
    for table in example.tables:
        first, *rest = table._tbl.tr_lst
        if first.find(f".//{qn('w:tblHeader')}") is None:
            rest = [first, *rest]
        else:
            headed += 1
        assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in rest)
    assert headed >= 15


def test_every_citation_leads_to_its_entry(example) -> None:
    body = example.element.body
    links = {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))}
    marks = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    ids = [mark.get(qn("w:id")) for mark in body.iter(qn("w:bookmarkStart"))]
    assert len(links) > 100
    assert links <= set(marks)
    assert len(marks) == len(set(marks)) == len(set(ids))


def test_figures_have_words_for_those_who_do_not_see_them(example) -> None:
    alts = [shape._inline.docPr.get("descr") for shape in example.inline_shapes]
    assert len(alts) >= 10
    assert all(alts)


def test_chinese_has_a_face_and_the_document_a_language(content) -> None:
    chinese = opened(docx(cnre("zh")))
    fonts = chinese.styles["Normal"].element.rPr.rFonts
    assert fonts.get(qn("w:eastAsia"))
    assert chinese.styles["Normal"].element.rPr.find(qn("w:lang")).get(qn("w:eastAsia")) == "zh-CN"
    assert chinese.core_properties.language == "zh-Hans"
    assert opened(content).core_properties.language == "en"


def test_the_file_names_its_state_and_invents_no_date(content) -> None:
    about = opened(content).core_properties
    assert about.identifier == cnre().meta.state_id
    assert about.created.year == 1980
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_head_and_foot_say_what_the_paper_says(example) -> None:
    section, meta = example.sections[0], cnre().meta
    assert meta.running in section.header.paragraphs[0].text
    foot, below = section.footer.paragraphs
    assert meta.footer in foot.text
    assert below.text == meta.proof
    (stop,) = foot.paragraph_format.tab_stops
    assert stop.position == section.page_width - section.left_margin - section.right_margin
    fields = [f.get(qn("w:instr")) for f in foot._p.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_there_is_room_to_sign(example) -> None:
    table = next(t for t in example.tables if t.cell(0, 0).text == "Role")
    assert [row.cells[0].text for row in table.rows] == ["Role", "Analyst", "Reviewer"]
    assert table.rows[1].height == Pt(9 * 72 / 25.4) or table.rows[1].height > Pt(25)


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_tables_are_as_wide_as_the_text(paper) -> None:
    document = opened(docx(memo_of(hostile_state("x"), listed=short_checklist()), paper=paper))
    section = document.sections[0]
    room = section.page_width - section.left_margin - section.right_margin
    for table in document.tables:
        assert abs(sum(c.width for c in table.columns) - room) < Pt(2)


# -- a template -----------------------------------------------------------------------------------


def house_template() -> bytes:
    document = Document()
    document.styles["Heading 1"].font.name = "Papyrus"
    document.sections[0].header.paragraphs[0].text = "The Fund, Ltd."
    document.sections[0].left_margin = Pt(99)
    document.add_paragraph("Old text that goes.")
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_template_lends_styles_head_and_margins_and_loses_its_text() -> None:
    made = opened(docx(cnre(), template=house_template()))
    assert made.styles["Heading 1"].font.name == "Papyrus"
    assert made.sections[0].header.paragraphs[0].text == "The Fund, Ltd."
    assert made.sections[0].left_margin == Pt(99)
    assert cnre().meta.footer in made.sections[0].footer.paragraphs[0].text
    assert "Old text" not in all_text(made)
    assert "Heat map" in [p.text for p in made.paragraphs]


def bomb() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for n in range(3):
            archive.writestr(f"word/{n}.xml", b" " * (80 << 20))
    return out.getvalue()


@pytest.mark.parametrize(
    "template",
    [b"no zip at all", b"PK\x03\x04broken", house_template()[:2000], bomb()],
    ids=["text", "broken", "cut", "bomb"],
)
def test_what_is_no_template_is_refused_with_a_sentence(template) -> None:
    with pytest.raises(InvalidInput) as told:
        docx(cnre(), template=template)
    assert told.value.message == "template_unreadable"


# -- whatever was typed ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", FIXTURES)
def test_every_project_gives_a_document(name) -> None:
    assert "Coverage" in all_text(opened(docx(fixture_memo(name))))


@pytest.mark.parametrize("text", HOSTILE, ids=[repr(text[:16]) for text in HOSTILE])
def test_what_a_person_typed_is_text(text) -> None:
    document = opened(docx(memo_of(hostile_state(text), listed=short_checklist())))
    assert squeezed(clean(text))[:40] in squeezed(all_text(document))
    relations = [r for r in document.part.rels.values() if r.is_external]
    assert relations == []


@settings(max_examples=15, deadline=None)
@given(st.text(max_size=80))
def test_any_text_makes_a_document_that_opens(text) -> None:
    opened(docx(memo_of(hostile_state(text), listed=short_checklist())))
