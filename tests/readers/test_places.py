"""Characters' boxes join to one rectangle a line."""

from assay.readers.document import Rect
from assay.readers.places import lines


def across(top, lefts):
    return [Rect(left, top, left + 5, top + 10) for left in lefts]


def test_characters_on_a_line_join_and_lines_stay_apart():
    found = lines([*across(0, (100, 105, 110)), None, *across(14, (0, 5))])
    assert found == (Rect(100, 0, 115, 10), Rect(0, 14, 10, 24))


def test_columns_that_run_down_the_page_join_too():
    column = [Rect(200, top, 210, top + 10) for top in (0, 10, 20)]
    beside = [Rect(180, top, 190, top + 10) for top in (0, 10)]
    assert lines([*column, *beside]) == (Rect(200, 0, 210, 30), Rect(180, 0, 190, 20))


def test_boxes_of_nothing_are_nothing():
    assert lines([None, Rect(5, 5, 5, 9)]) == ()
