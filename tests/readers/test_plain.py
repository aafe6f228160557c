"""Text files: decoded, split at form feeds, bounded."""

from assay.readers import media
from assay.readers.limits import Limits
from assay.readers.reading import read_document
from factories_documents import messages


def test_text_is_one_page_until_a_form_feed():
    assert read_document(b"one\r\ntwo\ftwo\n").texts == ("one\ntwo", "two\n")


def test_a_table_of_values_keeps_its_type_and_encoding():
    document = read_document("日期,配额\n2024,124900".encode("gb18030"), file_name="quota.csv")
    assert document.media_type == media.CSV
    assert document.texts == ("日期,配额\n2024,124900",)


def test_one_huge_line_is_cut_and_says_so():
    document = read_document(b"x" * 5_000_000)
    assert len(document.texts[0]) == 2_000_000
    assert "text_cut" in messages(document)


def test_the_whole_document_has_a_share_too():
    document = read_document(b"\f".join([b"x" * 60] * 5), limits=Limits(total_chars=100))
    assert sum(map(len, document.texts)) == 100
    assert "text_cut" in messages(document)


def test_lost_bytes_and_mended_letters_are_said():
    assert "mojibake_repaired" in messages(read_document("schrÃ¶der â€“ companyâ€™s".encode()))
