"""Documents made to hurt: read within bounds or refused with a reason, in the reading process."""

import zlib

import pytest

from assay.readers.document import Unreadable
from assay.readers.isolated import Reader, source_of
from assay.readers.limits import MIB, Limits
from factories_documents import messages, package, pdf, raw_pdf, xlsx

PAGE = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>"


REFUSALS = {"unreadable_memory", "unreadable_slow", "unreadable_crashed", "unreadable_broken"}


def outcome(read):
    """What came of it: the result, or the reason why there is none."""
    try:
        return read()
    except Unreadable as error:
        return error.message


@pytest.fixture(scope="module")
def reader():
    with Reader(Limits(seconds=20)) as made:
        yield made
        assert made.read(b"still here").texts == ("still here",)


def test_a_page_tree_that_claims_a_million_pages(reader):
    kids = " ".join(["3 0 R"] * 100)
    data = raw_pdf(
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count 1000000 >>",
        PAGE,
    )
    document = reader.read(data)
    assert len(document.pages) <= 5_000
    assert {"too_many_pages", "pages_unreadable"} & messages(document)


def test_a_page_tree_with_a_million_pages(reader):
    levels = ["<< /Type /Catalog /Pages 2 0 R >>"]
    for level in range(6):
        kids = " ".join([f"{level + 3} 0 R"] * 10)
        levels.append(f"<< /Type /Pages /Kids [{kids}] /Count {10 ** (6 - level)} >>")
    document = reader.read(raw_pdf(*levels, PAGE))
    assert len(document.pages) <= 5_000
    assert "too_many_pages" in messages(document)


def test_a_page_tree_that_contains_itself(reader):
    data = raw_pdf(
        "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 9 >>", PAGE
    )
    found = outcome(lambda: len(reader.read(data).pages))
    assert found == "unreadable_broken" or found <= 9


@pytest.mark.parametrize("cut", [0.1, 0.5, 0.9, 0.99])
def test_a_pdf_that_breaks_off(reader, cut):
    whole = pdf(["The first page"], ["The second page"])
    found = outcome(lambda: reader.read(whole[: int(len(whole) * cut)]).page_count)
    assert found in ("unreadable_broken", 1, 2)


def test_a_pdf_whose_cross_references_are_garbage_is_still_read(reader):
    whole = pdf(["The first page"])
    table, trailer = whole.index(b"xref\n"), whole.index(b"trailer")
    garbage = whole[:table] + b"xref\n0 9999999999\n\xff\xfe garbage\n" + whole[trailer:]
    assert reader.read(garbage).texts == ("The first page",)


def test_a_stream_that_unpacks_to_two_hundred_megabytes(reader):
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * MIB) for _ in range(200)) + packer.flush()
    data = raw_pdf(
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R >>",
        f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\nBOMB\nendstream",
    ).replace(b"BOMB", packed)
    assert outcome(lambda: reader.read(data).texts) in ({("",)} | REFUSALS)


def test_a_picture_in_a_pdf_that_claims_four_thousand_million_pixels(reader):
    data = raw_pdf(
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R "
        "/Resources << /XObject << /I 5 0 R >> >> >>",
        "<< /Length 23 >>\nstream\n200 0 0 200 0 0 cm /I Do\nendstream",
        "<< /Type /XObject /Subtype /Image /Width 65535 /Height 65535 /BitsPerComponent 8 "
        "/ColorSpace /DeviceRGB /Length 1 >>\nstream\n0\nendstream",
    )
    assert outcome(lambda: reader.picture(source_of(data), 1, 1.0).width) in ({200} | REFUSALS)


def test_a_sheet_of_a_hundred_million_letters_in_one_string(reader):
    def fill(book):
        book.add_worksheet().write_string(0, 0, "start")

    strings = '<sst xmlns="x"><si><t>' + "a" * 100 * MIB + "</t></si></sst>"
    with pytest.raises(Unreadable, match="unreadable_bomb"):
        reader.read(replaced(xlsx(fill), "xl/sharedStrings.xml", strings))


def test_laughs_and_outside_entities_in_office_files(reader, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("the secret")
    laughs = '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;">'
    for inside in (laughs, f'<!ENTITY c SYSTEM "file://{secret}">'):
        xml = f"<!DOCTYPE x [{inside}]><document><body><p><t>&c;</t></p></body></document>"
        with pytest.raises(Unreadable, match="unreadable_unsafe"):
            reader.read(package({"word/document.xml": xml}))


def test_entities_in_the_strings_of_a_workbook(reader):
    strings = '<!DOCTYPE x [<!ENTITY c "ha">]><sst><si><t>&c;</t></si></sst>'
    book = xlsx(lambda book: book.add_worksheet().write_string(0, 0, "start"))
    with pytest.raises(Unreadable, match="unreadable_unsafe"):
        reader.read(replaced(book, "xl/sharedStrings.xml", strings))


def test_entities_hidden_behind_a_long_comment(reader):
    xml = f'<!--{"x" * 70_000}--><!DOCTYPE x [<!ENTITY c "ha">]><document><t>&c;</t></document>'
    with pytest.raises(Unreadable, match="unreadable_unsafe"):
        reader.read(package({"word/document.xml": xml}))


def test_markup_nested_a_hundred_thousand_deep(reader):
    deep = "<document>" + "<p>" * 100_000 + "<t>deep</t>" + "</p>" * 100_000 + "</document>"
    assert outcome(lambda: reader.read(package({"word/document.xml": deep}))) == "unreadable_broken"


def replaced(data, name, text):
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as file:
        parts = {entry: file.read(entry) for entry in file.namelist()}
    return package({**parts, name: text})
