from assay.core.memo import Table
from factories_memo import cnre, memo_of, state_of


def overlap(memo):
    review = next(s for s in memo.sections if s.id == "review")
    return next((b for b in review.blocks if isinstance(b, Table)), None)


def said(table):
    """What each row of the table says is established, by question."""
    return {row.cells[0][0][0].text: row.cells[2][0][0].text for row in table.rows}


def test_the_example_says_what_is_established_of_seats_held_twice_and_what_is_not():
    found = said(overlap(cnre()))
    assert found["PTY-05"] == "Same person and also an executive or officer of the parent"
    assert found["PTY-06"] == "not established"
    assert found["BRD-02"] == "46.15%"


def test_each_row_names_its_newest_document_and_its_evidence():
    row = overlap(cnre()).rows[0]
    assert row.cells[3][0][0].text == "3 Jul 2025"
    assert row.cells[4][0][0].numbers == (9, 12, 42, 43)


def test_with_no_answer_nothing_is_established():
    assert set(said(overlap(memo_of(state_of()))).values()) == {"not established"}
