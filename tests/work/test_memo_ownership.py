import pytest

from assay.core.assessment import Statement
from assay.core.memo import Figure, Table
from factories_memo import cnre, evidence, memo_of, state_of


def section(memo):
    return next((s for s in memo.sections if s.id == "ownership"), None)


def party(n, name, role="", holding="", evidence=""):
    made = [Statement(f"p{n}", "issuer", "related", name, n, evidence=evidence)]
    if role:
        made.append(Statement(f"r{n}", f"p{n}", "role", role, n, evidence=evidence))
    if holding:
        made.append(Statement(f"h{n}", f"p{n}", "holding", holding, n, evidence=evidence))
    return made


def mark(*parties):
    found = section(memo_of(state_of(evidence(1), *(said for one in parties for said in one))))
    return next(block.mark for block in found.blocks if isinstance(block, Figure))


def test_no_related_party_makes_no_section():
    assert section(memo_of(state_of())) is None


def test_the_example_shows_equity_and_the_party_line_and_the_same_as_a_table():
    found = section(cnre())
    figure = next(block for block in found.blocks if isinstance(block, Figure))
    table = next(block for block in found.blocks if isinstance(block, Table))
    drawn = figure.mark
    assert [box.name for box in drawn.chain] == ["Inner Mongolia SASAC", "Baotou Iron & Steel"]
    assert [box.tie for box in drawn.committees] == ["party", "party"]
    assert drawn.sisters[0].joined
    names = {text.text for row in table.rows for text in row.cells[0][0]}
    for words in ("Inner Mongolia SASAC", "Jiaxin Co., Ltd.", "Company Party committee"):
        assert words in names
        assert words in figure.alt


@pytest.mark.parametrize(
    ("role", "holding", "place", "tie"),
    [
        ("controlling shareholder", "51%", "chain", "equity"),
        ("controlling shareholder", "", "chain", "control"),
        ("实际控制人", "", "chain", "control"),
        ("shareholder", "", "chain", "open"),
        ("subsidiary", "100%", "below", "equity"),
        ("", "issuer holds 8%", "below", "equity"),
        ("supplier of ore", "", "sisters", "contract"),
        ("Party committee of the group", "", "committees", "party"),
        ("公司党委", "", "committees", "party"),
    ],
)
def test_what_is_recorded_says_where_a_party_stands_and_by_what_line(role, holding, place, tie):
    anchor = party(2, "A subsidiary", "subsidiary", "100%")
    drawn = mark(party(1, "Somebody", role, holding), anchor)
    found = [box for box in getattr(drawn, place) if box.name == "Somebody"]
    assert [box.tie for box in found] == [tie]


def test_the_largest_holder_is_the_line_of_control_and_the_others_stand_aside():
    drawn = mark(
        party(1, "Small", "shareholder", "3%"), party(2, "Large", "shareholder", "40.5% (2024)")
    )
    assert [box.name for box in drawn.chain] == ["Large"]
    assert [box.name for box in drawn.holders] == ["Small"]
    assert drawn.chain[0].label == ("40.5%", "2024")


def test_a_share_has_its_number_in_the_register():
    drawn = mark(party(1, "Large", "shareholder", "40%", "evidence-1"))
    assert drawn.chain[0].label == ("40% [1]",)


def test_with_many_parties_the_figure_is_the_line_of_control_and_the_table_has_all():
    many = [party(n, f"Subsidiary {n}", "subsidiary", "60%") for n in range(20)]
    found = section(
        memo_of(state_of(*(s for one in [*many, party(30, "Owner", "owner", "70%")] for s in one)))
    )
    drawn = next(block.mark for block in found.blocks if isinstance(block, Figure))
    assert drawn.below == ()
    assert [box.name for box in drawn.chain] == ["Owner"]
    assert len(next(block for block in found.blocks if isinstance(block, Table)).rows) == 21
