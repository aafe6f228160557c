import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from assay.ui.theme import font
from assay.ui.tokens import THEMES
from assay.ui.widgets.badges import grade_words, paint_grade
from assay.ui.widgets.meters import (
    Counts,
    count_words,
    paint_counts,
    paint_freshness,
    paint_shares,
    short_count_words,
)
from assay.ui.widgets.painting import draw_text, elided, width_of, wrapped
from assay.ui.widgets.strip import HeatCell, paint_cell, paint_point_cell, paint_strip, x_of

ROLES = THEMES["light"]
TRACK = QRectF(20, 30, 400, 16)
points = st.floats(0, 100)


@pytest.fixture
def canvas():
    """Something to paint on, and what it looks like afterwards."""

    class Canvas(QImage):
        def __init__(self):
            super().__init__(440, 80, QImage.Format.Format_ARGB32)
            self.fill(0)

        def paint(self, paint, *args):
            painter = QPainter(self)
            paint(painter, *args)
            painter.end()
            return self

        def colours(self, y, left=0, right=440):
            return {self.pixelColor(x, y).name() for x in range(left, right)}

        def blank(self, rect):
            return all(
                self.pixelColor(x, y).alpha() == 0
                for x in range(self.width())
                for y in range(self.height())
                if not rect.contains(x, y)
            )

    return Canvas()


def strip(low, point, high, as_answered=None, before=None, hatched=False):
    return (TRACK, low, point, high, as_answered, before, hatched, ROLES)


def test_a_range_shows_the_bands_it_crosses_and_no_other(canvas):
    shown = canvas.paint(paint_strip, *strip(25, 50, 75)).colours(38)
    fills = [band.fill.name() for band in ROLES.ramp]
    assert set(fills[1:4]) <= shown
    assert not {fills[0], fills[4]} & shown


def test_the_tick_stands_at_the_point_and_reaches_beyond_the_track(canvas):
    canvas.paint(paint_strip, *strip(10, 50, 90))
    x = round(x_of(TRACK, 50))
    assert canvas.pixelColor(x, 38).name() == ROLES.text.name()
    assert canvas.pixelColor(x, 27).name() == ROLES.text.name()


def test_as_answered_and_before_add_marks_outside_the_track(canvas):
    canvas.paint(paint_strip, *strip(40, 50, 60))
    assert canvas.pixelColor(round(x_of(TRACK, 80)), 22).alpha() == 0
    assert canvas.pixelColor(round(x_of(TRACK, 30)), 50).alpha() == 0
    canvas.paint(paint_strip, *strip(40, 50, 60, as_answered=80, before=(20, 90)))
    assert canvas.pixelColor(round(x_of(TRACK, 80)), 22).alpha() > 0
    assert canvas.pixelColor(round(x_of(TRACK, 30)), 50).alpha() > 0


def test_hatching_shows_in_the_fill(canvas):
    plain = canvas.paint(paint_strip, *strip(20, 50, 40)).colours(38, 110, 170)
    hatched = canvas.paint(paint_strip, *strip(20, 50, 40, hatched=True)).colours(38, 110, 170)
    assert len(hatched) > len(plain)


def test_a_settled_rating_is_still_seen(canvas):
    canvas.paint(paint_strip, *strip(100, 100, 100))
    assert ROLES.text.name() in canvas.colours(38, 415, 425)


@given(st.tuples(points, points, points).map(sorted), points, st.booleans())
def test_any_rating_is_painted_near_its_track(qapp, shown, answered, hatched):
    image = QImage(440, 80, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    low, point, high = shown
    paint_strip(painter, *strip(low, point, high, answered, (low, high), hatched))
    painter.end()
    for y in (0, 15, 60, 79):
        assert all(image.pixelColor(x, y).alpha() == 0 for x in range(0, 440, 7))


@given(points, points)
def test_more_points_lie_further_right(one, other):
    low, high = sorted((one, other))
    assert TRACK.left() <= x_of(TRACK, low) <= x_of(TRACK, high) <= TRACK.right()


CELL = QRectF(10, 10, 22, 22)


@pytest.mark.parametrize("band", range(5))
def test_a_cell_is_filled_with_its_band_and_holds_a_letter(canvas, band):
    shown = canvas.paint(paint_cell, CELL, HeatCell("answered", band), ROLES)
    assert shown.pixelColor(14, 14).name() == ROLES.ramp[band].fill.name()
    assert len(shown.colours(21, 14, 28)) > 1


def test_every_state_looks_different():
    looks = set()
    for status in (
        "unknown",
        "not_disclosed",
        "restricted",
        "conflicted",
        "not_assessed",
        "not_asked",
    ):
        image = QImage(40, 40, QImage.Format.Format_ARGB32)
        image.fill(0)
        painter = QPainter(image)
        paint_cell(painter, CELL, HeatCell(status), ROLES)
        painter.end()
        looks.add(bytes(image.constBits()))
    assert len(looks) == 6


def test_focus_is_drawn_round_a_cell(canvas):
    canvas.paint(paint_cell, CELL, HeatCell("answered", 2), ROLES, True)
    assert canvas.pixelColor(21, 8).name() == ROLES.focus.name()


def test_a_point_cell_says_letter_and_number(canvas):
    canvas.paint(paint_point_cell, QRectF(10, 10, 46, 22), 58.4, ROLES)
    assert canvas.pixelColor(13, 13).name() == ROLES.ramp[2].fill.name()
    assert len(canvas.colours(21, 40, 54)) > 1


@pytest.mark.parametrize(("grade", "filled"), [("A1", True), ("B2", True), ("D4", False)])
def test_the_more_reliable_the_more_ink(canvas, grade, filled):
    canvas.paint(paint_grade, QRectF(10, 10, 30, 22), grade, ROLES)
    assert (canvas.pixelColor(13, 14).lightness() < 128) is filled


def test_a_grade_is_spoken_in_words():
    assert grade_words("A3") == "A completely reliable, 3 possibly true"
    assert grade_words("") == " reliability cannot be judged,  cannot be judged"


COUNTS = Counts(answered=4, unknown=3, not_disclosed=1, open=2, not_asked=1)


def test_counts_name_every_state_that_occurs():
    assert count_words(COUNTS) == (
        "4 answered · 3 unknown · 1 not disclosed · 2 open · 1 not asked"
    )
    assert short_count_words(COUNTS) == "4 of 10 answered"
    assert count_words(Counts()) == ""


def test_a_square_stands_for_every_question(canvas):
    canvas.paint(paint_counts, QRectF(10, 10, 400, 7), COUNTS, ROLES)
    solid = [x for x in range(440) if canvas.pixelColor(x, 13).name() == ROLES.text2.name()]
    assert len(solid) == 4 * 7
    assert canvas.blank(QRectF(9, 9, 11 * 9 + 2, 9))


def test_many_questions_still_fit(canvas):
    canvas.paint(paint_counts, QRectF(10, 10, 300, 7), Counts(answered=900), ROLES)
    assert canvas.blank(QRectF(9, 9, 303, 9))


def test_shares_are_as_long_as_their_counts(canvas):
    canvas.paint(paint_shares, QRectF(0, 10, 404, 8), Counts(answered=1, unknown=1, open=2), ROLES)
    solid = [x for x in range(440) if canvas.pixelColor(x, 14).name() == ROLES.text2.name()]
    assert 98 <= len(solid) <= 102


@pytest.mark.parametrize(("left", "role"), [(0.9, "text2"), (0.29, "warn")])
def test_an_old_source_turns_amber(canvas, left, role):
    canvas.paint(paint_freshness, QRectF(10, 10, 36, 6), left, ROLES)
    assert canvas.pixelColor(13, 13).name() == getattr(ROLES, role).name()


@given(st.text(max_size=200), st.integers(20, 400), st.integers(1, 3))
def test_wrapped_text_keeps_to_its_width_and_its_lines(qapp, text, width, limit):
    face = font("body")
    lines = wrapped(text, face, width, limit)
    assert len(lines) <= limit
    for line in lines:
        assert width_of(line, face) <= width + 2 or len(line) <= 3


@given(st.lists(st.sampled_from(["state", "ownership", "党组织", "董事会", "a"]), max_size=30))
def test_no_word_is_lost_in_wrapping(qapp, words):
    lines = wrapped(" ".join(words), font("body"), 120)
    assert "".join("".join(lines).split()) == "".join(words)


def test_cut_text_ends_in_dots():
    lines = wrapped("word " * 100, font("body"), 200, 2)
    assert len(lines) == 2
    assert lines[1].endswith("…")


def test_line_breaks_of_strangers_do_not_break_a_row():
    assert elided("one\ntwo\u2028three\x00", font("body"), 1000).startswith("one two three")


def test_a_very_long_text_is_laid_out_no_further_than_shown():
    assert len(wrapped("x" * 10_000_000, font("body"), 200, 2)) == 2


def test_text_is_centred_on_its_capitals(canvas):
    canvas.paint(draw_text, QRectF(10, 10, 100, 40), "H", font("title"), ROLES.text)
    rows = [y for y in range(80) if any(canvas.pixelColor(x, y).alpha() > 128 for x in range(440))]
    assert abs((rows[0] + rows[-1]) / 2 - 29.5) <= 1


def test_letters_are_drawn_in_the_order_they_are_written():
    face = font("body")
    assert elided("\u202egpj.exe \u2067of\u2069 党", face, 400) == "gpj.exe of 党"
    assert wrapped("\u202egpj.exe", face, 400) == ("gpj.exe",)
