import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.core.memo_drawing import PALETTE, Box, Label, Strokes, hatched
from assay.core.memo_figures import _DRAWERS, draw
from assay.core.memo_marks import (
    Axis,
    Badge,
    BandLetters,
    Bands,
    BandScale,
    Bar,
    CountBar,
    Empty,
    Likelihood,
    LikelihoodScale,
    MeterBar,
    Ownership,
    Party,
    PathDay,
    Points,
    RatingPath,
    Sample,
    StateMark,
    Strip,
    Swing,
    SwingAxis,
)

MARKS = [
    Strip(
        20,
        50,
        90,
        solid=False,
        as_answered=60,
        floor=20,
        size="page",
        axis=True,
        label="as answered 60",
    ),
    Strip(20, 50, 90, solid=True),
    Strip(50, 50, 50, solid=True),
    Strip(0, 0, 100, solid=False, as_answered=100, size="page", label="as answered 100"),
    Empty("map"),
    Axis(),
    Bands(1, 2, 4, solid=False, letters="LMEHS"),
    Bands(0, 4, 4, solid=True, letters="LMEHS"),
    BandLetters("LMEHS"),
    BandScale(("Low", "Moderate", "Elevated", "High", "Severe")),
    Points(None),
    Points(2.6),
    Badge("A1"),
    Badge("F6"),
    Bar(0, 0, "0"),
    Bar(3, 11, "3"),
    *(
        StateMark(state, "Word")
        for state in ("binding", "pending", "open", "gate", "lapsed", "clear")
    ),
    Ownership(Party("Issuer", ("600111 XSHG",), "issuer")),
    Ownership(
        Party("Issuer", kind="issuer"),
        chain=(Party("State", ("role",), "state", "equity", ("60% [1]", "2024")), Party("Holder")),
        holders=tuple(Party(f"Holder {n}", ("x",), tie="open") for n in range(5)),
        sisters=(Party("Sister", ("seller",), tie="contract", label=("ore",), joined=True),),
        below=tuple(Party(f"Subsidiary {n}", label=("8%",)) for n in range(6)),
        committees=tuple(Party(f"Committee {n}", kind="committee", tie="party") for n in range(4)),
        legend=(("equity", "equity"), ("party", "Party line"), ("state", "state body")),
    ),
    RatingPath((), (), 0.8, "cut-off"),
    RatingPath(
        (PathDay(0, 20, 50, 80, 2), PathDay(0.5, 25, 50, 75), PathDay(1, 30, 55, 70, 1)),
        ((0.0, "1 Jan 2025"), (0.02, "2 Jan 2025"), (1.0, "1 Jan 2026")),
        0.8,
        "cut-off",
        ((0.4, "memo"),),
    ),
    Likelihood(5, 20, "very unlikely"),
    Likelihood(80, 95, "very likely"),
    LikelihoodScale(("a", "b", "c", "d", "e", "f", "g")),
    Swing(53.9, 54.8, 55.5, 53, 57),
    SwingAxis(53, 57),
    MeterBar(0.25, 0.6, "needs 60%"),
    MeterBar(1.0, 0.9, "needs 90%"),
    CountBar(0, 0, "solid"),
    CountBar(45, 45, "hatched"),
    *(
        Sample(kind)
        for kind in ("hatched", "solid", "point", "as_answered", "floor", "best", "gate")
    ),
]


def test_every_kind_of_mark_is_drawn_here():
    assert {type(mark) for mark in MARKS} == set(_DRAWERS)


def wide(mark):
    """Figures across the page need the page; all other marks fit into a column."""
    return 482 if isinstance(mark, (Ownership, RatingPath)) else 120


@pytest.mark.parametrize("mark", MARKS, ids=repr)
def test_a_drawing_stays_in_its_box_and_knows_its_colours(mark):
    drawing = draw(mark, wide(mark))
    assert drawing.height > 0
    for item in drawing.items:
        for name in (
            getattr(item, "fill", ""),
            getattr(item, "stroke", ""),
            getattr(item, "colour", ""),
        ):
            assert not name or name in PALETTE
        if isinstance(item, Box):
            assert item.width >= 0
            assert item.y >= -3
            assert item.y + item.height <= drawing.height + 3
            assert item.x >= -3
            assert item.x + item.width <= max(drawing.width, wide(mark)) + 3


@pytest.mark.parametrize("mark", MARKS, ids=repr)
def test_no_label_is_smaller_than_eight_points(mark):
    labels = [item for item in draw(mark, wide(mark)).items if isinstance(item, Label)]
    assert all(label.size >= 8 for label in labels)


def test_a_range_that_cannot_be_rated_is_hatched_and_one_that_can_is_not():
    def lines(solid):
        items = draw(Strip(10, 50, 90, solid), 200).items
        return [item for item in items if isinstance(item, Strokes) and item.stroke == "hatch"]

    assert lines(solid=False)
    assert not lines(solid=True)


def test_only_the_band_of_the_point_has_a_colour_of_the_ramp():
    items = draw(Bands(0, 3, 4, solid=False, letters="LMEHS"), 80).items
    assert [i.fill for i in items if isinstance(i, Box) and i.fill.startswith("ramp")] == ["ramp3"]


sides = st.floats(0.5, 300)


@given(st.floats(-50, 50), st.floats(-50, 50), sides, sides, st.floats(1, 9))
def test_hatching_stays_inside_its_rectangle(x, y, width, height, step):
    for (ax, ay), (bx, by) in hatched(x, y, width, height, step).segments:
        for px, py in ((ax, ay), (bx, by)):
            assert x - 1e-6 <= px <= x + width + 1e-6
            assert y - 1e-6 <= py <= y + height + 1e-6
        assert ax - bx == pytest.approx(by - ay, abs=1e-6)
