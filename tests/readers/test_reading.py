"""The way in: content decides, every failure is a reason with the file's name in a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.readers import media
from assay.readers.document import Unreadable
from assay.readers.limits import Limits
from assay.readers.reading import Source, read_document
from assay.words import sentence
from assay.words.errors import ERRORS
from assay.words.reading import NOTICES, notice
from factories_documents import docx_like, letter, messages, pdf, png, warc, xlsx

HONEST = {
    "pdf": pdf(["Some words", "北方稀土"], ["more"]),
    "docx": docx_like("Some words"),
    "xlsx": xlsx(lambda book: book.add_worksheet().write_string(0, 0, "Some words")),
    "eml": letter("Some words", "<p>Some words</p>", files=[("a.pdf", b"%PDF")]),
    "warc.gz": warc(("https://example.org/", "text/html", b"<p>Some words", "200 OK")),
    "html": b"<!DOCTYPE html><html><head><title>x</title></head><body><p>Some words</body></html>",
    "txt": b"Some words",
    "png": png(3, 4),
}


@pytest.mark.parametrize("name", HONEST)
def test_every_format_is_read_by_its_content_whatever_it_is_called(name):
    right = read_document(HONEST[name], file_name=f"a.{name}")
    wrong = read_document(HONEST[name], file_name="a.exe")
    assert right.pages == wrong.pages
    assert "extension_lies" in messages(wrong)
    assert "extension_lies" not in messages(right)


def test_a_path_and_its_bytes_read_the_same(tmp_path):
    path = tmp_path / "公告.pdf"
    path.write_bytes(HONEST["pdf"])
    assert read_document(path) == read_document(path.read_bytes(), file_name=path.name)


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"", "empty.pdf", "unreadable_empty"),
        (b"MZ\x90\x00\x03", "report.pdf", "unreadable_format"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old.doc", "unreadable_format"),
        (b"%PDF-1.7 and nothing else", "cut.pdf", "unreadable_broken"),
        (bytes(range(256)) * 9, "noise", "unreadable_format"),
    ],
)
def test_every_reason_is_a_sentence_that_names_the_file(data, name, reason):
    with pytest.raises(Unreadable) as caught:
        read_document(data, file_name=name)
    assert caught.value.message == reason
    assert name in sentence(caught.value)


def test_more_than_a_reader_takes_is_refused_before_it_is_loaded(tmp_path):
    path = tmp_path / "big.txt"
    path.write_bytes(b"x" * 2_000)
    with pytest.raises(Unreadable, match="unreadable_too_large"):
        read_document(path, limits=Limits(file_bytes=1_000))


def test_what_somebody_said_it_is_counts_only_between_kinds_of_text():
    assert read_document(b"<p>a", media_type=media.TEXT).texts == ("<p>a",)
    assert read_document(HONEST["pdf"], media_type=media.TEXT).media_type == media.PDF


def test_a_folder_is_no_document(tmp_path):
    with pytest.raises(Unreadable, match="unreadable_missing"):
        read_document(tmp_path)


def test_every_notice_can_be_said():
    document = read_document(HONEST["png"], file_name="a.exe")
    assert all(notice(warning) for warning in document.warnings)
    assert all(text.endswith(".") for text in NOTICES.values())
    assert sum(reason.startswith("unreadable_") for reason in ERRORS) >= 15


def test_a_source_tells_its_first_bytes():
    assert Source(b"x" * 100_000).head() == b"x" * media.HEAD


@given(st.sampled_from(sorted(HONEST)), st.data())
def test_a_file_with_any_bytes_changed_or_cut_is_read_or_refused_with_a_reason(name, data):
    broken = bytearray(HONEST[name])
    for _ in range(data.draw(st.integers(1, 8))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(broken)))
    said = outcome(bytes(broken[:cut]), f"a.{name}")
    assert said
    assert all(one.endswith(".") for one in said)


def outcome(data, file_name):
    """The sentences that come of reading: the reason, or the notices and a last word."""
    try:
        document = read_document(data, file_name=file_name)
    except Unreadable as error:
        return [sentence(error)]
    assert document.pages
    return [*map(notice, document.warnings), "Read."]
