"""The expressions of a checklist: unknown names, wrong types and circles, found when the file is read."""

import pytest

from assay import words
from assay.core import checklist_format
from assay.core.errors import ChecklistError
from factories_checklist import edited, found, line_of

SKIP = 'skip_if: option("AAA-01") == "holders"'
PATH = "domains[AAA].questions[AAA-02].skip_if"


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ('option("AAA-77") == "holders"', "expression_unknown_question"),
        ('option("AAA-01") == "holder"', "expression_unknown_option"),
        ("facts.us_persn", "expression_unknown_fact"),
        ('facts.holder == "funds"', "expression_unknown_fact_option"),
        ('colour("AAA-01") == "red"', "expression_unknown_name"),
        ('value("AAA-01") > 1.0', "expression_wrong_kind"),
        ('points("AAA-01") >= "3"', "expression_fails"),
        ('points("AAA-01")', "expression_not_yes_or_no"),
        ('option("AAA-01") ==', "expression_invalid"),
        ("x" * 501, "expression_too_long"),
    ],
)
def test_a_bad_skip_rule_is_named_with_its_line_and_path(rule: str, message: str) -> None:
    body = edited(SKIP, f"skip_if: {rule}")
    assert found(body) == [(message, line_of(body, f"skip_if: {rule}"), PATH)]
    (problem,) = checklist_format.problems(body, "small.yaml")
    assert words.sentence(problem).startswith(f"small.yaml, line {problem.facts['line']}, {PATH}: ")


def test_a_bad_condition_of_a_flag_is_named_with_its_line_and_path() -> None:
    body = edited('status("BBB-01") != "answered"', 'status("BBB-01") != "anwsered"')
    where = ("expression_unknown_option", line_of(body, "anwsered"), "flags[GATE-1].when")
    assert found(body) == [where]


def test_an_empty_condition_is_refused() -> None:
    body = edited('when: status("BBB-01") != "answered"', 'when: " "')
    assert [(m, path) for m, _, path in found(body)] == [
        ("expression_invalid", "flags[GATE-1].when")
    ]


def test_a_circle_of_skip_rules_is_refused_with_its_members() -> None:
    old = "        weight: 3\n"
    rule = '        skip_if: points("AAA-02") > 1.0\n        skip_reason: {en: Because.}\n'
    body = edited(old, old + rule)
    with pytest.raises(ChecklistError) as caught:
        checklist_format.read(body, "small.yaml")
    assert caught.value.message == "skip_cycle"
    assert set(caught.value.facts["cycle"]) == {"AAA-01", "AAA-02"}
    assert caught.value.facts["line"] in {line_of(body, "points("), line_of(body, SKIP)}


def test_a_question_that_skips_itself_is_a_circle() -> None:
    body = edited(SKIP, 'skip_if: points("AAA-02") > 1.0')
    assert [(m, path) for m, _, path in found(body)] == [("skip_cycle", PATH)]


def test_a_rule_over_questions_has_to_name_those_whose_evidence_decides() -> None:
    body = edited("questions: [BBB-01]", "questions: []")
    where = ("checklist_empty_list", line_of(body, "questions: []"), "flags[GATE-1].questions")
    assert found(body) == [where]
