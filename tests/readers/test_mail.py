"""Letters and saved pages: head, body, what hangs on them, and nothing opened."""

import pytest

from assay.readers import media
from assay.readers.document import Field, Unreadable
from assay.readers.limits import Limits
from assay.readers.reading import read_document
from factories_documents import DOCUMENTS, letter, messages

SAVED = (
    b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/notice\r\n"
    b"Subject: Notice\r\nDate: Fri, 26 Apr 2024 01:30:00 -0000\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n--b\r\n'
    b"Content-Type: text/css\r\n\r\np {}\r\n--b\r\nContent-Type: text/html\r\n"
    b"Content-Transfer-Encoding: quoted-printable\r\n\r\n"
    b"<html><head><title>=E5=85=AC=E5=91=8A</title></head><body><p>=E7=A8=80=E5=9C=9F</p></body></html>"
    b"\r\n--b--\r\n"
)


def test_a_letter_has_head_body_and_a_list_of_what_hangs_on_it():
    document = read_document(
        letter("配额已定。", "<p>other</p>", files=[("quota.pdf", b"%PDF-1.4")])
    )
    (text,) = document.texts
    assert text.startswith("From: Li Wei <li@example.org>\n")
    assert "Subject: Quota" in text
    assert "配额已定。" in text
    assert "other" not in text
    assert text.endswith("Attached: quota.pdf")
    assert messages(document) == {"contains_files"}
    assert document.title.value == "Quota"
    assert document.date.value == "2024-04-26"
    assert document.publisher.value == "Li Wei"


def test_a_letter_with_only_html_is_read_as_a_page():
    assert (
        "The quota"
        in read_document(letter("", "<p>The <b>quota</b><script>x</script></p>")).texts[0]
    )


def test_a_letter_nobody_here_wrote():
    document = read_document(DOCUMENTS / "message.eml")
    assert "This is the dingus fish." in document.texts[0]
    assert "Attached: dingusfish.gif" in document.texts[0]


def test_a_saved_page_is_its_html_with_its_address_and_time():
    document = read_document(SAVED, file_name="notice.mhtml")
    assert document.media_type == media.MHTML
    assert document.texts == ("稀土",)
    assert document.title.value == "公告"
    assert document.guess(Field.ADDRESS).value == "https://example.org/notice"
    assert document.guess(Field.RETRIEVED).value == "2024-04-26T01:30:00+00:00"


def test_messages_within_messages_end_somewhere():
    nested = b"From: a@b\r\nSubject: x\r\n\r\ninnermost"
    for _ in range(40):
        nested = b"From: a@b\r\nSubject: x\r\nContent-Type: message/rfc822\r\n\r\n" + nested
    document = read_document(nested, limits=Limits(depth=10))
    assert "nested_too_deep" in messages(document)


def test_a_thousand_nested_parts_are_refused_before_they_are_parsed():
    bomb = (
        b"From: a@b\r\nSubject: x\r\n"
        + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n" * 5_000
    )
    with pytest.raises(Unreadable, match="unreadable_bomb"):
        read_document(bomb)


def test_headers_the_standard_parser_trips_over_cost_nothing_else():
    document = read_document(
        b"From: =?utf-8?b?////?= <\r\nTo: @@@,,;:\r\nDate: yesterday\r\nSubject: \xff\xfe\r\n"
        b"Content-Disposition: attachment; filename*=x'y'%\r\n\r\nThe body."
    )
    assert document.media_type == media.MAIL
