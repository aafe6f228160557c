"""Advice on a valid checklist: gaps and traps are named, and a careful checklist gets none."""

import pytest

from assay import words
from assay.core import checklist_format
from factories_checklist import SMALL, edited, line_of, small


def advised(body: bytes) -> list[tuple[str, int, str]]:
    """Message, line and path of the advice on `body`."""
    checklist = checklist_format.read(body, "small.yaml")
    advice = checklist_format.advice(checklist, body, "small.yaml")
    assert all(words.sentence(each) for each in advice)
    return [(a.message, int(str(a.facts["line"])), str(a.facts["path"])) for a in advice]


def test_a_careful_checklist_gets_no_advice() -> None:
    assert advised(SMALL.encode()) == []


GAPS = {
    "no proof": (
        "        proof: {en: Articles., zh-Hans: 章程。}\n", "",
        "advice_no_proof", "- id: AAA-01", "domains[AAA].questions[AAA-01].proof"),
    "no sources": (
        "        sources: [CODE art. 1]\n", "",
        "advice_no_sources", "- id: AAA-01", "domains[AAA].questions[AAA-01].sources"),
    "a fact that no rule reads": (
        ' && facts.holder == "fund"', "", "advice_fact_unused", "- id: holder", "facts[holder]"),
    "no good answer": (
        "{en: Holders, zh-Hans: 股东}\n              points: 0",
        "{en: Holders, zh-Hans: 股东}\n              points: 2",
        "advice_no_best_answer", ("answer:", 1), "domains[AAA].questions[AAA-01].answer"),
    "no bad answer": (
        "bands: [[0, 4], [365, 0]]", "bands: [[0, 2], [365, 0]]",
        "advice_no_worst_answer", ("answer:", 4), "domains[BBB].questions[BBB-02].answer"),
    "every answer the same": (
        "bands: [[0, 4], [365, 0]]", "bands: [[0, 4], [365, 4]]",
        "advice_points_all_equal", ("answer:", 4), "domains[BBB].questions[BBB-02].answer"),
    "skipped by a later question": (
        'skip_if: option("AAA-01") == "holders"', 'skip_if: option("BBB-01") == "yes"',
        "advice_skip_reads_later", "skip_if", "domains[AAA].questions[AAA-02].skip_if"),
    "a skip rule that holds before there is an answer": (
        'skip_if: option("AAA-01") == "holders"', 'skip_if: option("AAA-01") != "owner"',
        "advice_differs_when_unanswered", "skip_if", "domains[AAA].questions[AAA-02].skip_if"),
    "a flag over a question it does not list": (
        'when: option("AAA-01") == "owner"', 'when: points("AAA-02") > 2.0 && option("AAA-01") == "owner"',
        "advice_flag_reads_unlisted", "questions: [AAA-01]", "flags[RF-1].questions"),
    "a source that nobody cites": (
        "sources:\n  - key: CODE", "sources:\n  - {key: LAW, title: Law, status: unverified}\n  - key: CODE",
        "advice_source_unused", "key: LAW", "sources[LAW]"),
    "verified on no date": (
        "    verified_on: 2026-11-23\n", "",
        "advice_verified_without_date", "key: CODE", "sources[CODE]"),
    "a text that is not translated": (
        "{en: Chair, zh-Hans: 董事长}", "{en: Chair}",
        "advice_not_translated", "{en: Chair}", "domains[AAA].questions[AAA-01].short"),
}  # fmt: skip


@pytest.mark.parametrize("case", GAPS)
def test_each_gap_is_named_with_its_line_and_path(case: str) -> None:
    old, new, message, fragment, path = GAPS[case]
    body = edited(old, new)
    where = (fragment, 1) if isinstance(fragment, str) else fragment
    assert advised(body) == [(message, line_of(body, *where), path)]


def test_a_domain_where_nothing_is_scored_is_named() -> None:
    text = SMALL.replace("weight: 2\n", "weight: 0\n")
    at = text.rindex("weight: 1\n")
    text = text[:at] + "weight: 0\n" + text[at + len("weight: 1\n") :]
    assert advised(text.encode()) == [
        ("advice_domain_unscored", line_of(text.encode(), "- id: BBB\n"), "domains[BBB]")
    ]


@pytest.mark.parametrize(
    "guarded",
    [
        'option("AAA-01") != "" && option("AAA-01") != "owner"',
        'status("AAA-01") == "answered" && option("AAA-01") != "owner"',
    ],
)
def test_a_comparison_that_waits_for_an_answer_is_sound(guarded: str) -> None:
    assert advised(edited('skip_if: option("AAA-01") == "holders"', f"skip_if: {guarded}")) == []


def test_a_gate_may_fire_while_there_is_no_answer() -> None:
    assert advised(edited('status("BBB-01") != "answered"', 'option("BBB-01") != "no"')) == []


def test_translations_are_counted_for_each_language() -> None:
    text = SMALL.replace("languages: [en, zh-Hans]", "languages: [en, zh-Hans, fr]")
    checklist = checklist_format.read(text.encode(), "small.yaml")
    (advice,) = checklist_format.advice(checklist)
    assert (advice.message, advice.facts["language"]) == ("advice_not_translated", "fr")
    assert advice.facts["missing"] == advice.facts["count"] == text.count("{en:")


def test_advice_without_the_file_still_names_the_place() -> None:
    checklist = checklist_format.read(edited("    verified_on: 2026-11-23\n", ""), "small.yaml")
    (advice,) = checklist_format.advice(checklist)
    assert advice.facts["path"] == "sources[CODE]"
    assert advice.facts["file"] == small().id
