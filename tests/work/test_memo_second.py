from assay.core.answers import Answer, Status, answer_key
from assay.core.assessment import Assessment
from assay.core.memo import Heading, Paragraph, Table, Words
from assay.core.review import Adjudication, Consistency, Hypothesis, Resolution
from factories_memo import (
    ASSESSMENT,
    assessment,
    checklist,
    cnre,
    evidence,
    item,
    memo_of,
    state_of,
)

OTHER = "assessment-2"
OPTIONS = {
    q.id: [o.id for o in q.answer.options]
    for q in checklist().questions.values()
    if q.answer.type == "choice" and q.weight and len(q.answer.options) >= 4
}
QUESTIONS = list(OPTIONS)[:6]


def second(**more: str) -> Assessment:
    given = {"profile": "default", "cut_off": "2026-11-23", "title": "Blind", **more}
    return Assessment(OTHER, 2, checklist=checklist().hash, **given)


def given(question: str, place: int, whose: str = ASSESSMENT) -> Answer:
    value = OPTIONS[question][place]
    return Answer(answer_key(whose, question), whose, question, Status.ANSWERED, value)


def two(*apart: int, decided: tuple[object, ...] = ()):
    """Two analysts over six questions, one of them skipped; at `apart` the second takes the last option."""
    records = []
    for n, question in enumerate(QUESTIONS):
        records.append(given(question, 0))
        records.append(given(question, -1 if n in apart else 0, OTHER))
    return state_of(assessment(analyst="Ada"), second(analyst="Ben"), *records, *decided)


def method(memo):
    return next(s for s in memo.sections if s.id == "method")


def tables(section):
    return {block.title: block for block in section.blocks if isinstance(block, Table)}


def said(text):
    return "".join(run.text for run in text if isinstance(run, Words))


def words(section):
    return " ".join(said(b.text) for b in section.blocks if isinstance(b, Paragraph))


def test_one_analyst_makes_no_table_of_agreement():
    section = method(cnre())
    assert "Agreement of two analysts" not in tables(section)
    assert "One analyst coded this file" in words(section)


def test_the_agreement_of_two_analysts_is_measured_and_printed():
    section = method(memo_of(two(0)))
    measures = {
        said(row.cells[0][0]): said(row.cells[1][0])
        for row in tables(section)["Agreement of two analysts"].rows
    }
    assert measures["Same answer"] == "80%"
    assert set(measures) == {"Same answer", "Weighted kappa", "Kappa", "AC1"}
    assert "Ada and Ben answered without seeing each other; 5 questions" in words(section)
    assert "One analyst coded this file" not in words(section)
    assert any(isinstance(b, Heading) and b.text == "Two analysts" for b in section.blocks)


def test_a_kappa_of_nothing_is_low_too():
    assert "Weighted kappa is under 0.60" in words(method(memo_of(two(0, 1, 2))))


def test_where_two_differ_both_answers_stand_and_what_was_decided():
    question = QUESTIONS[0]
    choice = checklist().questions[question].answer.options
    decision = Adjudication(
        "adj",
        question,
        OTHER,
        ASSESSMENT,
        "answered",
        choice[1].id,
        "Eve",
        "2026-11-20",
        "Read it.",
    )
    section = method(memo_of(two(0, decided=(decision,))))
    row = tables(section)["Where the two differ, and what was decided"].rows[0]
    texts = [said(cell[0]) for cell in row.cells]
    assert texts[0] == question
    assert texts[1] == choice[0].text["en"]
    assert texts[2] == choice[-1].text["en"]
    assert choice[1].text["en"] in texts[3]
    assert "Eve, 20 Nov 2026" in texts[3]
    assert "Read it." in texts[3]


def test_a_difference_that_nobody_decided_is_open():
    row = tables(method(memo_of(two(1))))["Where the two differ, and what was decided"].rows[0]
    assert said(row.cells[3][0]) == "open"


def test_an_assessment_of_another_day_is_no_second_opinion():
    state = two(0)
    state["assessment"][OTHER]["cut_off"] = "2025-11-23"
    assert "Agreement of two analysts" not in tables(method(memo_of(state)))


# -- competing explanations -----------------------------------------------------------------------


def explained(*marks: Consistency):
    return memo_of(
        state_of(
            evidence(1),
            evidence(2),
            Hypothesis("h1", ASSESSMENT, 1, "The owner decides.", "As the statute says."),
            Hypothesis("h2", ASSESSMENT, 2, "The board decides."),
            Hypothesis("h3", "elsewhere", 3, "Not ours."),
            *marks,
        )
    )


def section(memo, id):
    return next((s for s in memo.sections if s.id == id), None)


def test_no_explanations_make_no_section():
    assert section(cnre(), "explanations") is None


def test_explanations_stand_with_what_speaks_against_them_the_least_contradicted_first():
    found = section(
        explained(
            Consistency("h1/evidence-1", "h1", "evidence-1", "inconsistent", "A vote was lost."),
            Consistency("h2/evidence-1", "h2", "evidence-1", "consistent"),
            Consistency("h1/evidence-2", "h1", "evidence-2", "neutral"),
        ),
        "explanations",
    )
    (table,) = (b for b in found.blocks if isinstance(b, Table))
    assert [said(row.cells[1][0]) for row in table.rows] == [
        "The board decides.",
        "The owner decides.",
    ]
    against = [row.cells[2][0][0] for row in table.rows]
    assert [getattr(cite, "numbers", ()) for cite in against] == [(), (1,)]
    assert table.rows[1].cells[4][0][0].numbers == (2,)
    assert "As the statute says." in said(table.rows[1].cells[1][1])
    assert said(found.intro).startswith("Two explanations. What tells them apart:")
    assert found.intro[1].numbers == (1,)
    assert "A vote was lost" in words(found)


def test_evidence_that_says_the_same_of_all_tells_nothing_apart():
    found = section(
        explained(
            Consistency("h1/evidence-1", "h1", "evidence-1", "consistent"),
            Consistency("h2/evidence-1", "h2", "evidence-1", "consistent"),
        ),
        "explanations",
    )
    assert "No piece of evidence tells them apart yet." in said(found.intro)


def test_what_became_of_a_scenario_stands_under_it():
    state = state_of(
        item("scenario", "It may be cut.", name="A cut", likelihood="likely"),
        Resolution("r1", "scenario-1", "happened", "2026-11-20", "Eve", "Announced."),
    )
    table = next(b for b in section(memo_of(state), "insight").blocks if isinstance(b, Table))
    lines = [said(line) for line in table.rows[0].cells[0]]
    assert lines[-1] == "Happened · Eve, 20 Nov 2026 · Announced."
