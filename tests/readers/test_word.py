"""Word files: the words that count, in their order, on the pages the file remembers."""

import pytest

from assay.readers import media
from assay.readers.document import Unreadable
from assay.readers.reading import read_document
from factories_documents import docx, messages, package, paragraph

CORE = (
    '<cp:coreProperties xmlns:cp="a" xmlns:dc="b" xmlns:dcterms="c"><dc:title>Annual report</dc:title>'
    "<dc:creator>Li Wei</dc:creator><dcterms:created>2024-04-26T01:30:00Z</dcterms:created>"
    "</cp:coreProperties>"
)


def test_runs_join_and_paragraphs_stand_apart():
    document = read_document(docx(paragraph("控股", "股东") + paragraph("The end.")))
    assert document.media_type == media.WORD
    assert document.texts == ("控股股东\nThe end.",)


def test_tables_give_rows_of_cells():
    row = (
        "<w:tr>"
        + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in ("Light", "124,900"))
        + "</w:tr>"
    )
    assert read_document(docx(f"<w:tbl>{row}{row}</w:tbl>")).texts == (
        "Light\t124,900\nLight\t124,900",
    )


def test_deleted_words_field_codes_and_older_twins_are_left_out():
    body = (
        "<w:p><w:r><w:t>kept </w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
        "<w:r><w:instrText>PAGE</w:instrText><w:t>too</w:t></w:r>"
        '<mc:AlternateContent xmlns:mc="x"><mc:Choice><w:r><w:t> new</w:t></w:r></mc:Choice>'
        "<mc:Fallback><w:r><w:t>old</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>"
    )
    assert read_document(docx(body)).texts == ("kept too new",)


def test_pages_break_where_word_last_broke_them():
    body = paragraph("one") + '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    body += "<w:p><w:r><w:lastRenderedPageBreak/><w:t>two</w:t></w:r></w:p>"
    document = read_document(docx(body))
    assert document.texts == ("one", "two")
    assert "pages_as_last_saved" in messages(document)


def test_notes_come_after_the_body_and_properties_are_guesses():
    notes = (
        f'<w:footnotes xmlns:w="w"><w:footnote>{paragraph("A note.")}</w:footnote></w:footnotes>'
    )
    document = read_document(docx(paragraph("Body."), word__footnotes=notes, docProps__core=CORE))
    assert document.texts == ("Body.", "A note.")
    assert document.title.value == "Annual report"
    assert document.date.value == "2024-04-26"
    assert document.publisher.value == "Li Wei"


def test_macros_are_said_and_not_run():
    parts = {"word/document.xml": docx_xml("x"), "word/vbaProject.bin": b"macro"}
    assert "contains_macros" in messages(read_document(package(parts)))


def test_a_file_with_entities_of_its_own_is_refused():
    xml = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>' + docx_xml("&b;")
    for data in (xml.encode(), xml.encode("utf-16")):
        with pytest.raises(Unreadable, match="unreadable_unsafe"):
            read_document(package({"word/document.xml": data}))


def test_a_package_without_a_document_is_no_word_file():
    with pytest.raises(Unreadable, match="unreadable_broken"):
        read_document(package({"word/other.xml": "<x/>"}), file_name="a.docx")


def docx_xml(text):
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return f'<w:document xmlns:w="{space}"><w:body>{paragraph(text)}</w:body></w:document>'
