"""Excel files: sheets as pages, cells as a person sees them, bounded."""

from datetime import date

import pytest

from assay.readers import media
from assay.readers.document import Unreadable
from assay.readers.limits import Limits
from assay.readers.reading import read_document
from factories_documents import messages, package, xlsx


def fill(book):
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    share = book.add_format({"num_format": "0.0%"})
    quota = book.add_worksheet("配额")
    quota.write_row(0, 0, ["Batch", "Light", None, "Share"])
    quota.write_string(1, 0, "2024-1")
    quota.write_number(1, 1, 124900)
    quota.write_number(1, 3, 0.374, share)
    quota.write_datetime(2, 0, date(2024, 4, 26), day)
    quota.write_boolean(2, 1, True)
    quota.write_formula(3, 0, "=1+1", None, 2)
    book.add_worksheet("Secret").hide()


def test_each_sheet_is_a_page_and_each_row_a_line():
    document = read_document(xlsx(fill))
    assert document.media_type == media.SHEET
    assert (
        document.texts[0] == "Batch\tLight\t\tShare\n2024-1\t124900\t\t37.4%\n2024-04-26\tTRUE\n2"
    )
    assert [page.label for page in document.pages] == ["配额", "Secret"]
    assert "hidden_sheets_read" in messages(document)


def test_dates_counted_from_1904_are_the_same_dates():
    assert "2024-04-26" in read_document(xlsx(fill, date_1904=True)).texts[0]


def test_a_sheet_with_too_many_cells_is_cut_and_says_so():
    def many(book):
        sheet = book.add_worksheet()
        for row in range(50):
            sheet.write_row(row, 0, range(10))

    document = read_document(xlsx(many), limits=Limits(cells=100))
    assert len(document.texts[0].splitlines()) == 10
    assert "cells_cut" in messages(document)


def test_a_cell_in_the_last_column_does_not_make_sixteen_thousand_cells():
    def far(book):
        book.add_worksheet().write_string(0, 16_383, "far")

    assert read_document(xlsx(far)).texts == ("far",)


def test_a_broken_workbook_says_so():
    with pytest.raises(Unreadable, match="unreadable_broken"):
        read_document(package({"xl/workbook.xml": ""}))
