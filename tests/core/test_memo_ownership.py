import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.core.memo_drawing import Box, Label, Strokes
from assay.core.memo_marks import Ownership, Party
from assay.core.memo_ownership import ownership

WIDE = 481.9
NAMES = st.text("ab 稀土", min_size=1, max_size=40)


def parties(most, **given):
    return st.lists(
        st.builds(
            Party,
            NAMES,
            st.lists(NAMES, max_size=2).map(tuple),
            tie=st.sampled_from(["equity", "control", "open"]),
            label=st.lists(NAMES, max_size=2).map(tuple),
        ),
        max_size=most,
        **given,
    ).map(tuple)


FIGURES = st.builds(
    Ownership,
    st.builds(Party, NAMES, kind=st.just("issuer")),
    chain=parties(3),
    holders=parties(4),
    sisters=parties(3),
    below=parties(5),
    committees=parties(3),
)


def boxes(drawing):
    """The boxes of parties, not the patches under letters."""
    return [i for i in drawing.items if isinstance(i, Box) and i.line == 0.8 and i.stroke]


@given(FIGURES)
def test_every_box_stands_on_the_paper_and_none_on_another(mark):
    found = boxes(ownership(mark, WIDE))
    for n, one in enumerate(found):
        assert one.x >= 0
        assert one.x + one.width <= WIDE + 0.01
        for other in found[n + 1 :]:
            apart = (
                one.x + one.width <= other.x
                or other.x + other.width <= one.x
                or one.y + one.height <= other.y
                or other.y + other.height <= one.y
            )
            assert apart, (one, other)


@given(FIGURES)
def test_the_figure_is_as_high_as_what_it_holds(mark):
    drawing = ownership(mark, WIDE)
    assert max(box.y + box.height for box in boxes(drawing)) <= drawing.height


def figure(**given):
    return ownership(Ownership(Party("Issuer", kind="issuer"), **given), WIDE)


def strokes(drawing):
    return [item for item in drawing.items if isinstance(item, Strokes)]


def test_equity_is_a_solid_line_and_control_without_it_a_dashed_one():
    solid = strokes(figure(chain=(Party("Holder", tie="equity"),)))
    dashed = strokes(figure(chain=(Party("Holder", tie="control"),)))
    assert [line.dash for line in solid] == [()]
    assert [line.dash for line in dashed] == [(3.0, 2.0)]


def test_the_party_line_runs_beside_equity_and_is_dashed():
    drawing = figure(
        chain=(Party("Holder", tie="equity"),),
        committees=(Party("Upper", kind="committee"), Party("Own", kind="committee")),
    )
    assert sorted(line.dash for line in strokes(drawing)) == [(), (3.0, 2.0), (3.0, 2.0)]
    assert [box.dash for box in boxes(drawing)].count((3.0, 2.0)) == 2


def test_a_stake_that_is_not_established_is_hatched_and_has_a_question_mark():
    drawing = figure(holders=(Party("Somebody", tie="open"),))
    assert "?" in {item.text for item in drawing.items if isinstance(item, Label)}
    assert any(line.stroke == "hatch" for line in strokes(drawing))


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_other_holders_join_the_issuer_without_crossing(count):
    drawing = figure(
        chain=(Party("Holder"),),
        holders=tuple(Party(f"Other {n}", label=("5%",)) for n in range(count)),
    )
    lines = [segment for line in strokes(drawing) for segment in line.segments]
    flat = [s for s in lines if s[0][1] == s[1][1]]
    upright = [s for s in lines if s[0][0] == s[1][0]]
    for (ax, y), (bx, _) in flat:
        for (x, top), (_, bottom) in upright:
            inside = min(ax, bx) < x < max(ax, bx) and min(top, bottom) < y < max(top, bottom)
            assert not inside


def test_long_names_take_two_lines_and_are_cut_only_then():
    drawing = figure(below=(Party("A very long name of a company in a far province on a river"),))
    texts = [item.text for item in drawing.items if isinstance(item, Label)]
    assert "A very long name of a" in " ".join(texts)
    assert texts[-1].endswith("…")
