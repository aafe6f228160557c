"""PDF: text page by page, scans found out, boxes where the characters are, bounded pictures."""

import pytest

from assay.readers import pdf as reader
from assay.readers.document import Unreadable
from assay.readers.limits import Budget, Limits
from assay.readers.reading import read_document
from factories_documents import (
    DOCUMENTS,
    edited_pdf,
    locked_pdf,
    messages,
    pdf,
    raw_pdf,
    scanned_pdf,
)

CHINESE = "北方稀土 年度报告"


def box_of(data, page, word):
    text = read_document(data).texts[page - 1]
    start = text.index(word)
    with reader.opened(data) as opened:
        return reader.marked(opened, page, start, start + len(word))


def test_pages_keep_their_own_text():
    document = read_document(pdf(["The company.", CHINESE], ["Second page."], title="Report 2022"))
    assert document.texts == (f"The company.\n{CHINESE}", "Second page.")
    assert document.title.value == "Report 2022"
    assert document.page_count == 2
    assert document.warnings == ()
    assert document.extractor.startswith("pypdfium2 ")


def test_a_hyphen_at_a_lines_end_stays_in_the_text():
    assert read_document(pdf(["The exam-", "ple office"])).texts == ("The exam-\nple office",)


def test_a_scan_is_told_from_an_empty_page_and_a_stamp_does_not_hide_it():
    assert read_document(scanned_pdf()).scanned_pages == (1,)
    assert read_document(scanned_pdf("page 1")).scanned_pages == (1,)
    assert read_document(pdf([])).scanned_pages == ()
    assert "no_text_layer" in messages(read_document(scanned_pdf()))


def test_a_scanned_page_of_congress_has_no_text_layer():
    assert read_document(DOCUMENTS / "congress.pdf").scanned_pages == (1,)


def test_a_form_nobody_here_wrote_is_read_and_its_scripts_are_said():
    document = read_document(DOCUMENTS / "form_dd0293.pdf")
    assert len(document.pages) == 4
    assert "DD FORM 293" in document.texts[0]
    assert "contains_scripts" in messages(document)


def test_many_scripts_on_one_page_are_read():
    (text,) = read_document(DOCUMENTS / "multilang.pdf").texts
    assert "你好世界" in text
    assert "こんにちは世界" in text
    assert "Привет, мир" in text


def test_a_locked_document_says_so():
    for data in (
        locked_pdf(pdf(["x"])),
        (DOCUMENTS / "libreoffice-writer-password.pdf").read_bytes(),
    ):
        with pytest.raises(Unreadable, match="unreadable_password"):
            read_document(data)


def test_boxes_lie_on_the_characters():
    data = pdf(["Left", "The company"], pagesize=(400, 800))
    (box,) = box_of(data, 1, "company")
    # Line two is drawn at 732 points from the bottom of 800: its base line is 68 from the top.
    assert 85 < box.left < 100
    assert box.top < 68 < box.bottom
    assert 6 < box.bottom - box.top < 20


def test_boxes_follow_a_turned_and_cropped_page():
    def turn(opened):
        opened.pages[0].Rotate = 90
        opened.pages[0].CropBox = [50, 500, 350, 800]

    data = edited_pdf(pdf(["The company"], pagesize=(400, 800)), turn)
    with reader.opened(data) as opened:
        assert reader.page_size(opened, 1) == (300, 300)
    (box,) = box_of(data, 1, "The company")
    # Read from the side: the line runs downwards, 250 of 300 points from the left.
    assert box.bottom - box.top > 3 * (box.right - box.left)
    assert box.left < 252 < box.right
    assert 20 < box.top < 24


def test_there_is_a_box_for_every_code_point_even_beyond_the_basic_plane():
    def remap(opened):
        text = "<< /Type /Font >> begincmap 1 begincodespacerange <00> <ff> endcodespacerange "
        text += "1 beginbfchar <41> <D842DFB7> endbfchar endcmap"
        font = next(iter(opened.pages[0].Resources.Font.values()))
        font.ToUnicode = opened.make_stream(text.encode())

    data = edited_pdf(pdf(["xAyA"]), remap)
    (text,) = read_document(data).texts
    assert text == "x𠮷y𠮷"
    with reader.opened(data) as opened:
        boxes = reader.char_boxes(opened, 1)
        (found,) = reader.find_text(opened, 1, "y𠮷")
    assert found.left == boxes[2].left
    assert len(boxes) == len(text) == 4
    assert [box.left for box in boxes] == sorted(box.left for box in boxes)


@pytest.mark.parametrize("name", ["multilang.pdf", "form_dd0293.pdf", "superscript-pdftex.pdf"])
def test_the_boxes_of_real_pages_count_as_their_text_does(name):
    document = read_document(DOCUMENTS / name)
    with reader.opened((DOCUMENTS / name).read_bytes()) as opened:
        for number, text in enumerate(document.texts, 1):
            assert len(reader.char_boxes(opened, number)) == len(text)
            assert reader.find_text(opened, number, text[:40])


def test_a_quotation_over_two_lines_has_two_rectangles():
    data = pdf(["It is held by the", "state council."])
    with reader.opened(data) as opened:
        first, second = reader.find_text(opened, 1, "the state")
        assert first.bottom <= second.top + 4
        assert reader.find_text(opened, 1, "not there") == ()


def test_a_picture_has_the_page_in_it():
    with reader.opened(pdf(["The company"], pagesize=(200, 800))) as opened:
        shown = reader.picture(opened, 1, 2.0)
    assert (shown.width, shown.height, shown.scale) == (400, 1600, 2.0)
    row = shown.rgb[90 * shown.stride : 90 * shown.stride + shown.width * 3]
    assert {0, 255} <= set(row)
    assert shown.rgb[:3] == b"\xff\xff\xff"


def test_a_giant_page_is_shown_smaller():
    data = raw_pdf(
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 14400 1] >>",
    )
    with reader.opened(data) as opened:
        shown = reader.picture(opened, 1, 1e9, Limits(pixels=10_000))
    assert shown.width * shown.height <= 10_100
    assert shown.scale < 1e9


def test_a_page_that_is_not_there_says_so():
    with reader.opened(pdf(["x"])) as opened:
        for page in (0, 2, -1):
            with pytest.raises(Unreadable, match="unreadable_no_page"):
                reader.picture(opened, page, 1.0)


def test_a_missing_file_says_so(tmp_path):
    with pytest.raises(Unreadable, match="unreadable_missing"):
        reader.read(str(tmp_path / "gone.pdf"), Budget())


def test_page_labels_and_attachments_are_kept_and_said():
    def label(opened):
        import pikepdf

        opened.Root.PageLabels = pikepdf.Dictionary(
            Nums=[0, pikepdf.Dictionary(S=pikepdf.Name.r), 1, pikepdf.Dictionary(S=pikepdf.Name.D)]
        )
        opened.attachments["more.txt"] = b"more"

    document = read_document(edited_pdf(pdf(["a"], ["b"]), label))
    assert [page.label for page in document.pages] == ["i", "1"]
    assert "contains_files" in messages(document)


def test_letters_without_a_mapping_are_said():
    def unmap(opened):
        text = "begincmap 1 begincodespacerange <00> <ff> endcodespacerange "
        text += "1 beginbfrange <00> <ff> <E000> endbfrange endcmap"
        font = next(iter(opened.pages[0].Resources.Font.values()))
        font.ToUnicode = opened.make_stream(text.encode())

    assert "text_garbled" in messages(read_document(edited_pdf(pdf(["All of this"]), unmap)))
