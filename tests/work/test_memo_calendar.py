import pytest

from assay.core.answers import Status
from assay.core.assessment import Statement
from assay.core.memo import Table
from factories_memo import answer, citation, cnre, evidence, memo_of, state_of


def calendar(memo):
    insight = next(s for s in memo.sections if s.id == "insight")
    tables = [b for b in insight.blocks if isinstance(b, Table)]
    return next((t for t in tables if t.title == "Calendar of terms"), None)


def lines(memo):
    """Day, what and standing of each row."""
    rows = calendar(memo).rows
    return [tuple("".join(r.text for r in row.cells[n][0]) for n in range(3)) for row in rows]


def test_the_example_lists_its_terms_around_the_cut_off_and_the_day_that_nobody_knows():
    found = lines(cnre())
    days = [day for day, _, _ in found]
    assert days == [
        "9 Nov 2026",
        "10 Nov 2026",
        "10 Nov 2026",
        "23 Nov 2026",
        "21 Feb 2027",
        "not established",
    ]
    assert found[0][2] == "14 days past"
    assert found[3][1:] == ("Cut-off of this memo", "–")
    assert found[4][1:] == ("This memo expires", "in 90 days")
    assert found[5][1] == "Next control or quota expiry date"


def test_a_project_that_states_a_day_shows_it_with_the_questions_it_bears_on():
    memo = memo_of(
        state_of(evidence(1, title="Licence", valid_until="2026-12-01"), citation(1, "SUP-03"))
    )
    row = next(r for r in calendar(memo).rows if r.cells[1][0][0].text == "Licence")
    assert [run.text for run in row.cells[3][0]] == ["SUP-03"]
    assert row.cells[4][0][0].numbers == (1,)


def test_evidence_that_no_answer_cites_and_terms_long_past_are_left_to_the_register():
    memo = memo_of(
        state_of(
            evidence(1, title="Uncited", valid_until="2026-12-01"),
            evidence(2, title="Long past", valid_until="2020-12-01"),
            citation(2, "SUP-03"),
        )
    )
    assert not {"Uncited", "Long past"} & {what for _, what, _ in lines(memo)}


def test_what_is_recorded_up_to_a_day_and_a_coming_day_that_was_answered_are_listed():
    memo = memo_of(
        state_of(
            Statement("s1", "issuer", "role", "Chair of the board", until="2027-03-01"),
            answer("SUP-13", Status.ANSWERED, value="2027-01-15"),
        )
    )
    found = lines(memo)
    assert ("1 Mar 2027", "Chair of the board") in {line[:2] for line in found}
    assert "15 Jan 2027" in {line[0] for line in found}
    assert "not established" not in {line[0] for line in found}


@pytest.mark.parametrize(("many", "note"), [(12, ""), (14, "Three more days")])
def test_many_terms_are_cut_to_those_nearest_the_cut_off(many, note):
    rows = [
        each
        for n in range(1, many + 1)
        for each in (
            evidence(n, title=f"Licence {n}", valid_until=f"2027-01-{n:02}"),
            citation(n, "SUP-03"),
        )
    ]
    if many == 14:
        rows.append(answer("SUP-13", Status.ANSWERED, value="2027-02-15"))
    table = calendar(memo_of(state_of(*rows)))
    assert table.note.startswith(note)
    assert bool(table.note) == bool(note)
