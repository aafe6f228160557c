"""A checklist's compiled rules: what reads what, what facts come to, and what rules are shown."""

from __future__ import annotations

import pytest

from assay.core.answers import Status
from assay.core.checklist import FactQuestion
from assay.core.points import Reading
from assay.core.rules import Seen, fact_values, rules_of
from factories_rating import boolean_fact, checklist, choice_fact, flag, question

LIST = checklist(
    [
        question("A-1"),
        question("A-2", skip_if='option("A-1") == "o0"'),
        question("A-3", skip_if='facts.us && option("A-2") == "o0"'),
    ],
    flags=[
        flag("F", "floor", 'points("A-1") > 3.0', "A-3"),
        flag("G", "gate", "facts.us"),
    ],
    facts=[boolean_fact("us")],
)


def test_it_is_known_which_rules_read_what() -> None:
    rules = rules_of(LIST)
    assert list(rules.skips_reading("A-1")) == ["A-2"]
    assert list(rules.skips_reading("A-3")) == []
    assert rules.skips_asking(["us"]) == {"A-3"}
    assert list(rules.order) == ["A-2", "A-3"]


def test_a_flag_moves_with_what_its_rule_reads_and_what_it_rests_on() -> None:
    rules = rules_of(LIST)
    assert rules.flags_moved(["A-1"], []) == rules.flags_moved(["A-3"], []) == {"F"}
    assert rules.flags_moved(["A-2"], []) == set()
    assert rules.flags_moved([], ["us"]) == {"G"}


def test_rules_are_compiled_once_for_a_checklist_and_not_shared_with_its_equal() -> None:
    assert rules_of(LIST) is rules_of(LIST)
    assert rules_of(checklist([question("A-1")])) is not rules_of(checklist([question("A-1")]))


@pytest.mark.parametrize(
    ("declared", "given", "value"),
    [
        (boolean_fact("f"), "true", True),
        (boolean_fact("f"), "false", False),
        (boolean_fact("f"), "perhaps", None),
        (boolean_fact("f"), None, None),
        (choice_fact("f", "a", "b"), "b", "b"),
        (choice_fact("f", "a", "b"), "c", None),
        (FactQuestion("f", "number", {}), "2.5", 2.5),
        (FactQuestion("f", "number", {}), "many", None),
        (FactQuestion("f", "number", {}), "inf", None),
        (FactQuestion("f", "number", {}), None, None),
    ],
)
def test_a_fact_is_null_where_it_is_no_value_of_its_type(
    declared: FactQuestion, given: str | None, value: object
) -> None:
    assert fact_values([declared], {} if given is None else {"f": given}) == {"f": value}


def test_rules_see_nothing_of_a_question_without_an_answer() -> None:
    seen = Seen()
    assert (seen.points("A"), seen.value("A"), seen.confidence("A")) == (None, None, 0.0)
    assert (seen.option("A"), seen.chosen("A", "x"), seen.status("A")) == (
        "",
        False,
        "not_assessed",
    )


def test_rules_see_an_answer_through_every_function() -> None:
    seen = Seen()
    seen.readings["A"] = Reading(2.0, 7.0, ("x",))
    seen.statuses["A"] = Status.ANSWERED
    seen.confidences["A"] = 0.4
    assert (seen.points("A"), seen.value("A"), seen.confidence("A")) == (2.0, 7.0, 0.4)
    assert (seen.option("A"), seen.status("A")) == ("x", "answered")
    assert seen.chosen("A", "x")
    assert not seen.chosen("A", "y")
