"""Web archives: what was answered, with its address and time."""

import gzip

import pytest

from assay.readers import media
from assay.readers.document import Field, Unreadable
from assay.readers.reading import read_document
from factories_documents import messages, pdf, warc

PAGE = "<html><head><title>关于公告</title></head><body><p>控股股东</p></body></html>".encode(
    "gb18030"
)


def test_an_archived_page_is_read_in_the_encoding_its_server_said():
    data = warc(("https://example.org/a", "text/html; charset=gb2312", PAGE, "200 OK"))
    document = read_document(data, file_name="a.warc.gz")
    assert document.media_type == media.WARC
    assert document.texts == ("控股股东",)
    assert document.pages[0].label == "https://example.org/a"
    assert document.title.value == "关于公告"
    assert document.guess(Field.ADDRESS).value == "https://example.org/a"
    assert document.guess(Field.RETRIEVED).value == "2024-04-26T01:30:00Z"


def test_refusals_and_pictures_are_passed_over_and_pdfs_are_read():
    data = warc(
        ("https://example.org/gone", "text/html", b"<p>Not found</p>", "404 Not Found"),
        ("https://example.org/logo", "image/png", b"\x89PNG\r\n\x1a\n", "200 OK"),
        ("https://example.org/r.pdf", "application/pdf", pdf(["First"], ["Second"]), "200 OK"),
        ("https://example.org/t", "text/plain", b"words", "200 OK"),
        gzip=False,
    )
    assert read_document(data).texts == ("First", "Second", "words")


def test_an_archive_that_breaks_off_keeps_what_came_before():
    whole = warc(
        *[(f"https://example.org/{n}", "text/html", PAGE * 50, "200 OK") for n in range(3)]
    )
    document = read_document(whole[: len(whole) - 60])
    assert len(document.pages) >= 2


def test_an_archive_of_nothing_readable_says_so():
    with pytest.raises(Unreadable, match="unreadable_no_text"):
        read_document(warc(("https://example.org/", "image/png", b"x", "200 OK")))


def test_a_damaged_archive_says_so():
    with pytest.raises(Unreadable):
        read_document(gzip.compress(b"WARC/1.0\r\nnonsense"))


def test_a_locked_pdf_in_an_archive_is_said_and_the_rest_is_read():
    data = warc(
        ("https://example.org/r.pdf", "application/pdf", b"%PDF-1.4 broken", "200 OK"),
        ("https://example.org/a", "text/html", b"<p>words</p>", "200 OK"),
    )
    document = read_document(data)
    assert document.texts == ("words",)
    assert "records_unreadable" in messages(document)
