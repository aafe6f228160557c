"""What a document is, is told from its bytes; a name that says otherwise is found out."""

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.readers import media
from assay.readers.media import sniff, zip_kind
from factories_documents import docx, letter, paragraph, pdf, png, warc, xlsx


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (pdf(["x"]), media.PDF),
        (b"\n\n junk %PDF-1.4\n1 0 obj", media.PDF),
        (docx(paragraph("x")), media.WORD),
        (xlsx(lambda book: book.add_worksheet()), media.SHEET),
        (letter("hello"), media.MAIL),
        (warc(("http://a/", "text/html", b"<p>x", "200 OK")), media.WARC),
        (warc(("http://a/", "text/html", b"<p>x", "200 OK"), gzip=False), media.WARC),
        (gzip.compress(b"anything"), media.GZIP),
        (png(1, 1), "image/png"),
        (b"<!DOCTYPE html><p>x", media.HTML),
        ("\ufeff<html><body>稀土".encode("utf-16"), media.HTML),
        (b'<?xml version="1.0"?><feed/>', media.XML),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "image/svg+xml"),
        ("北方稀土年度报告".encode("gb18030"), media.TEXT),
        ("plain".encode("utf-16-le"), media.TEXT),
        (b"MZ\x90\x00\x03", media.PROGRAM),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", media.OLE),
        (bytes(range(256)) * 4, media.UNKNOWN),
        (b"", media.EMPTY),
    ],
)
def test_content_decides(data, kind):
    assert sniff(data[: media.HEAD]).name == kind


@pytest.mark.parametrize(
    ("data", "name", "lies"),
    [
        (pdf(["x"]), "report.docx", True),
        (b"MZ\x90\x00", "report.pdf", True),
        (docx(paragraph("x")), "a.xlsx", True),
        (pdf(["x"]), "REPORT.PDF", False),
        (b"just words", "page.html", False),
        (letter("hello"), "mail.txt", False),
        (b"a,b\n1,2", "table.csv", False),
        (b"words", "no extension", False),
        (b"", "empty.pdf", False),
    ],
)
def test_a_name_that_promises_something_else_is_said(data, name, lies):
    assert sniff(data, name).extension_lies is lies


def test_only_the_name_tells_csv_from_text():
    assert sniff(b"a,b\n1,2", "t.csv").name == media.CSV
    assert sniff(b"a,b\n1,2", "t.txt").name == media.TEXT


def test_a_saved_page_is_no_letter():
    head = b"From: <Saved by Blink>\r\nSubject: x\r\nContent-Type: multipart/related;\r\n"
    assert sniff(head + b"\r\nbody", "page.mhtml").name == media.MHTML


def test_a_zip_is_what_is_in_it():
    assert zip_kind(["word/document.xml"]) == media.WORD
    assert zip_kind(["xl/workbook.xml"]) == media.SHEET
    assert zip_kind(["readme.txt"]) == media.ZIP


@given(st.binary(max_size=300), st.text(max_size=20))
def test_any_bytes_under_any_name_are_something(data, name):
    assert sniff(data, name).name
