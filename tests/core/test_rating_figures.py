"""The dashboard's figures as drawings: nothing leaves the page, whatever the numbers and words are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assay.core import rating_figures as figures
from assay.core.memo_drawing import Box, Drawing, Label, Shape, Strokes

TEXT = st.text(max_size=60)
SCORES = st.floats(0, 100)
STATUS = st.sampled_from(
    [
        "answered",
        "unknown",
        "not_disclosed",
        "restricted",
        "conflicted",
        "not_assessed",
        "not_asked",
    ]
)
BOUNDS = st.lists(SCORES, min_size=3, max_size=3).map(sorted)


def inside(drawing: Drawing) -> None:
    """Every mark lies on the page, half a line's width given."""
    for item in drawing.items:
        if isinstance(item, Box):
            spots = [(item.x, item.y), (item.x + item.width, item.y + item.height)]
        elif isinstance(item, Strokes):
            spots = [spot for segment in item.segments for spot in segment]
        elif isinstance(item, Shape):
            spots = list(item.points)
        elif isinstance(item, Label):
            spots = [(item.x, item.y)]
        else:
            spots = []
        for x, y in spots:
            assert -6 <= x <= drawing.width + 6, item
            assert -9 <= y <= drawing.height + 3, item


@st.composite
def lines(draw: st.DrawFn) -> figures.MapLine:
    low, point, high = draw(BOUNDS)
    there = draw(st.booleans())
    cells = draw(st.lists(st.tuples(STATUS, st.integers(-1, 4)), max_size=14))
    bounds = (low, point, high) if there else (None, None, None)
    return figures.MapLine(
        "AAA", draw(TEXT), "12", tuple(cells), *bounds, draw(SCORES), draw(st.booleans())
    )


@given(st.lists(lines(), max_size=14))
def test_the_heat_map_stays_on_its_page(given_) -> None:
    drawing = figures.heat_map(given_, ("Domain", "Weight", "Questions", "Point"))
    inside(drawing)
    assert drawing.height == 18 + 20 * len(given_)


def test_a_domain_of_a_hundred_questions_still_fits() -> None:
    cells = (("answered", 3),) * 100
    inside(
        figures.heat_map(
            [figures.MapLine("A", "x", "1", cells, 1, 2, 3, 4, False)], ("", "", "", "")
        )
    )


def test_each_state_has_a_shape_of_its_own() -> None:
    def drawn(status: str, band: int = -1):
        return [type(item).__name__ for item in figures.cell_items(0, 0, 14, 14, status, band)]

    assert drawn("answered", 2) == ["Box", "Label"]
    assert drawn("not_asked") == ["Strokes"]
    assert drawn("unknown") == ["Box", "Strokes"]
    assert drawn("not_assessed") == ["Box"]


@given(BOUNDS, SCORES)
def test_ranges_and_swings_stay_on_their_page(bounds, other) -> None:
    low, point, high = bounds
    inside(figures.ranges([figures.RangeLine("Name", low, point, high, "note", hatched=True)]))
    inside(figures.swings([figures.SwingLine("A-1", "Text", low, high)], point))


@given(st.lists(st.floats(0, 50), max_size=12))
def test_bars_stay_on_their_page(values) -> None:
    inside(figures.bars([figures.BarLine("A-1", "Text", v, f"{v:.1f}") for v in values]))


@given(
    st.lists(st.tuples(st.floats(0, 1), BOUNDS, st.integers(0, 9)), max_size=20), st.floats(0, 1)
)
def test_the_path_stays_on_its_page(moments, now) -> None:
    points = [figures.PathPoint(at, *bounds, events) for at, bounds, events in sorted(moments)]
    inside(figures.path(points, [(0.0, "2025"), (1.0, "2026")], now))


@given(BOUNDS, BOUNDS)
def test_chances_stay_on_their_page(spread, hard) -> None:
    shares = [(name, 0.2) for name in ("Low", "Moderate", "Elevated", "High", "Severe")]
    inside(figures.chances(shares, tuple(spread), (hard[0], hard[2])))


def test_a_long_text_is_cut_and_wide_letters_count_double() -> None:
    assert figures.cut("short", 200, 8) == "short"
    assert figures.cut("x" * 200, 100, 8).endswith("…")
    assert len(figures.cut("稀" * 200, 100, 8)) < len(figures.cut("x" * 200, 100, 8))


def test_a_minus_is_a_true_minus() -> None:
    assert figures.signed(-0.94) == "−0.9"
    assert figures.signed(1.25) == "+1.2"
