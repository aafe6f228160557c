from dataclasses import replace

import pytest

from assay.core.answers import Status
from assay.core.assessment import FlagReview, MemoItem
from assay.core.errors import InvalidInput, NeedsDecision, NotFound
from assay.core.memo import Box, Cite, Entry, Group, Paragraph, Table, Words, cited
from assay.core.memo_marks import StateMark
from assay.core.scorecard import Scorecard
from factories_memo import (
    ASSESSMENT,
    answer,
    assessment,
    checklist,
    citation,
    cnre,
    cnre_state,
    evidence,
    fixture_memo,
    item,
    memo_of,
    short_checklist,
    state_of,
)


def section(memo, id):
    return next(s for s in memo.sections if s.id == id)


def said(text):
    """The words of a text, numbers in brackets."""
    return "".join(
        run.text
        if isinstance(run, Words)
        else f"[{','.join(map(str, run.numbers))}{';' + run.label if run.label else ''}]"
        for run in text
    )


def blocks(memo, id, kind):
    def inside(found):
        for block in found:
            yield block
            if isinstance(block, Group):
                yield from inside(block.blocks)

    return [block for block in inside(section(memo, id).blocks) if isinstance(block, kind)]


def test_the_parts_come_in_the_order_of_a_committee_paper():
    ids = [s.id for s in cnre().sections]
    assert ids == [
        "highlights",
        "review",
        "ownership",
        "heat-map",
        "flags",
        "domains",
        "insight",
        "conclusion",
        "gaps",
        "evidence",
        "method",
        "disclosures",
        "change-log",
        "claims",
        "record",
        "answers",
        "omitted",
        "register",
    ]
    assert [s.id for s in cnre().sections if s.appendix] == ids[-8:]
    assert [s.title.split(":")[0] for s in cnre().sections[-8:]] == [
        f"Appendix {x}" for x in "ABCDEFGH"
    ]


def test_the_numbers_of_page_one_are_those_of_the_rating():
    state, id = cnre_state()
    rating = Scorecard(checklist(), state, id).rating
    page = cnre().decision
    assert page.rating.word == rating.rating == "Not ratable"
    assert page.rating.marker == "provisional"
    assert page.rating.strip.point == rating.interval.point
    assert page.rating.strip.high == rating.interval.high
    assert page.rating.meters[0].value == rating.coverage
    assert [c.count for c in page.counts[1]] == [39, 45, 23, 3, 6]
    assert sum(c.count for c in page.counts[1]) == len(rating.questions)


def test_a_rating_without_enough_evidence_is_hatched():
    assert not cnre().decision.rating.strip.solid
    assert "coverage and evidence index" in cnre().decision.rating.because


def test_the_path_to_a_rating_is_worked_out_from_the_steps():
    text = said(cnre().decision.path[1])
    assert (
        text
        == "Six steps, USD 11,000, by 18 Dec would lift coverage to 61% and leave a range of 44–80."
    )


def test_steps_come_by_what_they_narrow_and_one_line_says_where_the_file_is_ratable():
    table = blocks(cnre(), "gaps", Table)[0]
    bars = [row.cells[5][0].value for row in table.rows if not row.span]
    assert bars == sorted(bars, reverse=True)
    assert [row.span for row in table.rows].index(True) == 6


def test_a_sentence_that_is_no_fact_says_so_inside_its_bracket():
    texts = [said(b.text) for b in blocks(cnre(), "highlights", Paragraph)]
    assert texts[1].endswith("[29;inference].")
    assert texts[4].endswith("[1,77;alleged].")
    assert texts[0].endswith("[17,23,26].")


def test_sentences_keep_the_register_numbers_of_the_project():
    memo = memo_of(
        state_of(item("highlight", "So it is.", evidence=("evidence-7", "gone")), evidence(7))
    )
    assert cited(blocks(memo, "highlights", Paragraph)[0].text) == (7,)
    assert memo.notes[7].text == "Publisher, 2026\u00a0·\u00a0B2"


def test_a_margin_note_is_short():
    notes = cnre().notes
    assert notes[9].text == "CNRE, 2025\u00a0·\u00a0A2"
    assert notes[17].text == "Securities Daily, 2022\u00a0·\u00a0B2"
    given = evidence(
        1, publisher="A publisher of a length that no margin has room for; mirror at x"
    )
    assert (
        memo_of(state_of(given)).notes[1].text
        == "A publisher of a length that…, 2026\u00a0·\u00a0B2"
    )
    assert (
        memo_of(state_of(replace(given, short_name="Daily"))).notes[1].text
        == "Daily, 2026\u00a0·\u00a0B2"
    )


def test_what_stands_against_our_view_is_never_left_out():
    assert len(blocks(cnre(), "domains", Box)[0].paragraphs) == 3
    missing = blocks(fixture_memo("empty"), "domains", Box)[0]
    assert "Nothing has been entered" in said(missing.paragraphs[0])


def test_what_stands_against_one_domain_stands_in_that_domain():
    first = item("against", "It may be otherwise.")
    memo = memo_of(state_of(replace(first, section="BRD")))
    box, board = blocks(memo, "domains", Box), blocks(memo, "domains", Group)[2]
    assert len(box) == 1
    assert box[0] in board.blocks


def test_every_question_has_its_entry_with_all_that_was_written():
    state, _ = cnre_state()
    entries = {entry.code: entry for entry in blocks(cnre(), "answers", Entry)}
    assert list(entries) == list(checklist().questions)
    for row in state["answer"].values():
        text = "\n".join(said(line) for line in entries[row["question"]].lines)
        for name in ("rationale", "against", "would_change", "reason"):
            assert row[name] in text


def test_an_answer_to_a_question_that_the_checklist_lost_is_kept():
    memo = memo_of(state_of(answer("OLD-01", value="yes", rationale="Because.")))
    texts = [said(block.text) for block in blocks(memo, "record", Paragraph)]
    assert any("OLD-01" in text and "Because." in text for text in texts)


def test_an_entry_of_a_part_that_is_not_known_is_printed():
    memo = memo_of(state_of(item("of_a_later_version", "A later thought.")))
    assert any(
        "A later thought." in said(block.text) for block in blocks(memo, "record", Paragraph)
    )


def test_flags_show_their_state_with_its_word():
    words = {
        row.cells[1][0][0].text: row.cells[0][0] for row in blocks(cnre(), "flags", Table)[0].rows
    }
    assert words["RF-ENV-1"] == StateMark("binding", "Binding")
    assert words["KO-SAN-1"] == StateMark("open", "Open")
    assert words["GATE-SAN-1"] == StateMark("gate", "Closed")


def test_a_rule_that_a_reviewer_cleared_says_who_and_why():
    review = FlagReview(
        f"{ASSESSMENT}/GATE-SAN-1",
        ASSESSMENT,
        "GATE-SAN-1",
        "cleared",
        "R. Viewer",
        "2026-11-20",
        "Screened.",
    )
    rows = blocks(memo_of(state_of(review)), "flags", Table)[0].rows
    cleared = next(row for row in rows if row.cells[1][0][0].text == "GATE-SAN-1")
    assert cleared.cells[0][0] == StateMark("clear", "Cleared")
    assert "R. Viewer, 20 Nov 2026. Screened." in said(cleared.cells[3][-1])


def test_a_memo_is_not_final_while_a_gate_is_open():
    with pytest.raises(NeedsDecision, match="memo_not_final") as refused:
        memo_of(state_of(), final=True)
    assert "GATE-SAN-1" in refused.value.facts["flags"]


def test_a_memo_is_not_final_without_a_reviewer():
    listed = short_checklist()
    answers = [
        answer(q.id, value=min(q.answer.options, key=lambda o: o.points).id)
        for q in listed.questions.values()
        if q.answer.options
    ]
    others = [
        answer(id, Status.NOT_APPLICABLE, reason="-")
        for id, q in listed.questions.items()
        if not q.answer.options
    ]
    reviews = [
        FlagReview(f"{ASSESSMENT}/{f.id}", ASSESSMENT, f.id, "cleared", "R", "2026-11-20", "-")
        for f in listed.flags
    ]
    with pytest.raises(NeedsDecision, match="memo_no_reviewer"):
        memo_of(state_of(*answers, *others, *reviews), listed=listed, final=True)
    state = state_of(assessment(reviewer="R. Viewer"), *answers, *others, *reviews)
    with pytest.raises(NeedsDecision, match="memo_has_remarks") as refused:
        memo_of(state, listed=listed, final=True)
    assert refused.value.facts["parts"] == [
        "Verdict",
        "Decision asked",
        "Recommendation",
        "Reasons for",
        "Reasons against",
    ]
    said = [
        item("verdict", "Nothing stands against it."),
        item("asked", "Approve the purchase."),
        item("recommendation", "Proceed.", choice="proceed"),
        *(
            replace(item(part, "It was screened.", evidence=("evidence-1",)), label="fact")
            for part in ("reason_for", "reason_against")
        ),
    ]
    given = [evidence(1), assessment(reviewer="R. Viewer"), *said]
    state = state_of(*given, *answers, *others, *reviews)
    memo = memo_of(state, listed=listed, final=True)
    assert memo.decision.status == "Final, reviewed by R. Viewer"
    assert memo.meta.footer.startswith("Final · ")


@pytest.mark.parametrize(
    ("valid_until", "expires"),
    [
        ("", "21 Feb 2027"),
        ("2026-12-31", "31 Dec 2026"),
        ("2026-01-01", "21 Feb 2027"),
        ("2030-01-01", "21 Feb 2027"),
    ],
)
def test_a_memo_expires_with_its_first_evidence_or_after_ninety_days(valid_until, expires):
    memo = memo_of(state_of(evidence(1, valid_until=valid_until)))
    assert f"expires {expires}" in memo.meta.footer


def test_evidence_that_has_lapsed_says_so_in_the_register():
    memo = memo_of(state_of(evidence(1, valid_until="2026-11-22"), citation(1, "SUP-06")))
    row = blocks(memo, "register", Table)[0].rows[0]
    assert row.cells[-1][0] == StateMark("lapsed", "lapsed")


def test_the_register_prints_every_hash_whole():
    rows = blocks(cnre(), "register", Table)[0].rows
    state, _ = cnre_state()
    hashes = {row["number"]: row["blob"] for row in state["evidence"].values()}
    assert len(rows) == len(hashes) == 82
    for row in rows:
        text = said(row.cells[2][-1]).replace(" ", "")
        assert text == f"SHA-256:{hashes[int(said(row.cells[0][0]))]}"


def test_a_number_in_the_text_never_leads_nowhere():
    register = {int(said(row.cells[0][0])) for row in blocks(cnre(), "register", Table)[0].rows}
    assert set(cnre().notes) == register
    for name in ("highlights", "review", "insight", "conclusion"):
        for block in blocks(cnre(), name, Paragraph):
            assert set(cited(block.text)) <= register


def test_a_memo_speaks_the_language_it_is_asked_for():
    memo = cnre("zh")
    assert memo.meta.language == "zh-Hans"
    assert memo.decision.issuer == "中国北方稀土（集团）高科技股份有限公司"
    assert "2026年11月23日" in memo.meta.footer
    entry = blocks(memo, "answers", Entry)[0]
    assert entry.question == checklist().questions["PTY-01"].text["zh-Hans"]


def test_an_unknown_language_and_an_unknown_assessment_are_refused():
    with pytest.raises(InvalidInput, match="unknown_language"):
        memo_of(state_of(), language="tlh")
    state = state_of()
    with pytest.raises(NotFound):
        memo_of(state, "nobody")


def test_a_screen_writes_a_memo_too():
    memo = memo_of(state_of(), listed=short_checklist())
    assert memo.decision.rating.word in {"Stop", "Look deeper", "Routine"}


def test_the_same_state_is_written_the_same():
    state, id = cnre_state()
    assert memo_of(state, id) == cnre()


def test_details_that_cannot_be_read_are_passed_over():
    broken = MemoItem("x", ASSESSMENT, "next_step", "", 1, "Do it.", "", "no list", "no object")
    memo = memo_of(state_of(broken))
    assert "Do it." in said(blocks(memo, "gaps", Table)[0].rows[0].cells[1][0])


def test_a_scenario_says_by_which_day_it_is_to_be_judged():
    given = item("scenario", "It rains.", name="Rain", likelihood="likely", due="2027-11-23")
    row = blocks(memo_of(state_of(given)), "insight", Table)[0].rows[0]
    assert said(row.cells[0][0]) == "Rain · by 23 Nov 2027"


def test_a_scenario_takes_the_range_of_its_word_where_none_is_given():
    memo = memo_of(state_of(item("scenario", "It rains.", name="Rain", likelihood="likely")))
    mark = blocks(memo, "insight", Table)[0].rows[0].cells[1][0]
    assert (mark.low, mark.high, mark.word) == (55, 80, "likely")


def test_likelihood_and_confidence_never_share_a_sentence():
    for row in blocks(cnre(), "insight", Table)[0].rows:
        confidence = next(
            said(line) for line in row.cells[0] if said(line).startswith("Confidence is")
        )
        assert "likely" not in confidence.split(".")[0]


def test_bare_numbers_have_no_bracket_in_a_column_of_their_own():
    table = next(t for t in blocks(cnre(), "ownership", Table))
    assert all(
        isinstance(row.cells[-1][0][0], Cite) and row.cells[-1][0][0].bare for row in table.rows
    )
