"""Rules of a checklist: what they may say, what they depend on, and how they meet missing values."""

from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assay.core.checklist import AnswerType, Checklist, FactQuestion
from assay.core.errors import ChecklistError
from assay.core.expressions import Context, check, compile_expression, skip_order
from factories_rating import (
    PERCENT,
    SCALE,
    WORDS,
    YES_NO,
    boolean_fact,
    checklist,
    choice_fact,
    question,
)


def seen(
    *,
    facts: dict[str, bool | float | str | None] | None = None,
    points: dict[str, float] | None = None,
    options: dict[str, str] | None = None,
) -> Context:
    scores, picked = points or {}, options or {}
    return Context(
        facts or {},
        points=scores.get,
        value=scores.get,
        confidence=lambda id: 0.6 if id in scores else 0.0,
        option=lambda id: picked.get(id, ""),
        chosen=lambda id, option: picked.get(id) == option,
        status=lambda id: "answered" if id in picked else "not_assessed",
    )


def holds(source: str, context: Context | None = None) -> bool:
    return compile_expression(source).evaluate(context or seen())


def test_an_expression_names_what_it_depends_on() -> None:
    rule = compile_expression(
        'option("PTY-03") == "none" && chosen(\'OWN-01\', "a") || !facts.us_person'
    )
    assert rule.questions == {"PTY-03", "OWN-01"}
    assert rule.facts == {"us_person"}
    assert rule.source.startswith("option(")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('points("A") >= 3.0', True),
        ('points("A") > 3.0', False),
        ('value("A") == 3', True),
        ('confidence("A") >= 0.5 && confidence("B") == 0.0', True),
        ('option("A") == "none"', True),
        ('option("B") == ""', True),
        ('chosen("A", "none") && !chosen("A", "other")', True),
        ('status("A") == "answered" && status("B") != "answered"', True),
        ('option("A") in ["some", "none"]', True),
        ('facts.us ? points("A") > 1.0 : false', True),
    ],
)
def test_each_name_gives_what_the_format_says(source: str, expected: bool) -> None:
    context = seen(facts={"us": True}, points={"A": 3.0}, options={"A": "none"})
    assert holds(source, context) is expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('points("Z") >= 3.0', False),
        ('!(points("Z") >= 3.0)', False),
        ('points("Z") >= 3.0 || true', True),
        ('true || points("Z") >= 3.0', True),
        ('points("Z") >= 3.0 && true', False),
        ("facts.missing", False),
        ("!facts.missing", False),
        ("!facts.missing || true", True),
        ("facts.missing == null", True),
        ('facts.missing != "ads"', True),
    ],
)
def test_a_rule_whose_facts_are_missing_neither_fires_nor_hides(
    source: str, expected: bool
) -> None:
    assert holds(source, seen(facts={"missing": None})) is expected


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("", "expression_invalid"),
        ('points("A") >=', "expression_invalid"),
        ('points("A" + "B") > 1.0', "expression_invalid"),
        ("option(facts.x) == 'a'", "expression_invalid"),
        ('points("""A""") > 1.0', "expression_invalid"),
        ('option(r"A") == "x"', "expression_invalid"),
        ("facts", "expression_invalid"),
        ("facts.a.b", "expression_invalid"),
        ('facts["a"]', "expression_invalid"),
        ("facts.a // hidden", "expression_invalid"),
        ("[1].exists(x, x > 0)", "expression_invalid"),
        ('{"a": true}.a', "expression_invalid"),
        ("has(facts.a)", "expression_unknown_name"),
        ('size("abc") > 1', "expression_unknown_name"),
        ('matches("a", "(a+)+$")', "expression_unknown_name"),
        ("us_person", "expression_unknown_name"),
        ("(" * 200 + "true" + ")" * 200, "expression_invalid"),
        ("true" + " || true" * 200, "expression_too_long"),
    ],
)
def test_what_is_no_rule_of_ours_is_refused(source: str, message: str) -> None:
    with pytest.raises(ChecklistError) as refused:
        compile_expression(source)
    assert refused.value.message == message


def test_five_hundred_characters_are_allowed_and_one_more_is_not() -> None:
    source = "true".ljust(500)
    assert compile_expression(source).evaluate(seen())
    with pytest.raises(ChecklistError):
        compile_expression(source + " ")


def subject() -> Checklist:
    return checklist(
        [
            question("A-01", SCALE),
            question("A-02", PERCENT),
            question("A-03", YES_NO),
            question("A-04", AnswerType("multi", SCALE.options)),
            question("A-05", WORDS, weight=0),
        ],
        facts=[
            boolean_fact("us"),
            choice_fact("kind", "ads", "ordinary"),
            FactQuestion("size", "number", {"en": "Size"}),
        ],
    )


@pytest.mark.parametrize(
    "source",
    [
        'option("A-01") == "o3" || option("A-03") != "yes"',
        'chosen("A-04", "o1") && value("A-02") >= 30.0',
        'status("A-01") in ["unknown", "not_disclosed"]',
        'facts.us && facts.kind != "ads" && facts.size > 2.5',
        'confidence("A-05") > 0.5',
        '(points("A-01") + points("A-02")) / 2.0 >= 2.0',
        'option("A-01") == ""',
    ],
)
def test_sound_rules_pass_the_check(source: str) -> None:
    check(compile_expression(source), subject())


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ('option("B-01") == "o1"', "expression_unknown_question"),
        ('option("A-01") == "o9"', "expression_unknown_option"),
        ('"o9" != option("A-01")', "expression_unknown_option"),
        ('option("A-01") in ["o1", "o9"]', "expression_unknown_option"),
        ('chosen("A-04", "o9")', "expression_unknown_option"),
        ('status("A-01") == "done"', "expression_unknown_option"),
        ("facts.eu", "expression_unknown_fact"),
        ('facts.kind == "bond"', "expression_unknown_fact_option"),
        ('facts.us == "yes"', "expression_unknown_fact_option"),
        ('value("A-01") > 1.0', "expression_wrong_kind"),
        ('option("A-02") == ""', "expression_wrong_kind"),
        ('chosen("A-01", "o1")', "expression_wrong_kind"),
        ('points("A-05") > 1.0', "expression_wrong_kind"),
        ('points("A-01")', "expression_not_yes_or_no"),
        ('true || points("A-01")', "expression_not_yes_or_no"),
        ('facts.us && points("A-01") >= "o1"', "expression_fails"),
        ('true || (facts.us && points("A-01") + 1 > 2.0)', "expression_fails"),
        ("false && !(facts.kind >= 2.0 || facts.us)", "expression_fails"),
        ('true || !facts.kind == "ads"', "expression_fails"),
        ("1 / 0 == 1 || true", "expression_fails"),
    ],
)
def test_the_check_finds_mistakes_even_where_logic_would_hide_them(
    source: str, message: str
) -> None:
    with pytest.raises(ChecklistError) as refused:
        check(compile_expression(source), subject())
    assert refused.value.message == message
    assert refused.value.facts["expression"] == source


def test_questions_are_ordered_after_those_their_rules_read() -> None:
    questions = [
        question("A-01", skip_if='option("A-03") == "o1"'),
        question("A-02"),
        question("A-03", skip_if='points("B-01") > 1.0 && facts.us'),
        question("B-01"),
    ]
    assert skip_order(questions) == ("B-01", "A-03", "A-01", "A-02")


def test_rules_that_read_each_other_in_a_circle_are_refused() -> None:
    questions = [
        question("A-01", skip_if='option("A-02") == "o1"'),
        question("A-02", skip_if='option("A-03") == "o1"'),
        question("A-03", skip_if='option("A-02") == "o2"'),
    ]
    with pytest.raises(ChecklistError) as refused:
        skip_order(questions)
    assert refused.value.message == "skip_cycle"
    assert refused.value.facts["cycle"] == ("A-02", "A-03", "A-02")


def test_a_rule_that_reads_its_own_question_is_a_circle() -> None:
    with pytest.raises(ChecklistError):
        skip_order([question("A-01", skip_if='option("A-01") == "o1"')])


def test_a_chain_of_rules_may_be_as_long_as_the_checklist() -> None:
    questions = [question(f"A-{n}", skip_if=f'option("A-{n + 1}") == "o1"') for n in range(3000)]
    order = skip_order([*questions, question("A-3000")])
    assert order[0] == "A-3000"
    assert order[-1] == "A-0"


@given(
    st.text(max_size=60)
    | st.lists(
        st.sampled_from(
            PIECES := [
                'points("A-01")',
                'option("A-01")',
                '"o1"',
                "&&",
                "||",
                "!",
                "(",
                ")",
                "==",
                ">=",
                "1.0",
                "1",
                "facts.us",
                "true",
                "null",
                "in",
                "[",
                "]",
                "?",
                ":",
                ",",
                "-",
                "/",
                "%",
                "'",
                '"',
                "//",
                ".",
            ]
        ),
        max_size=14,
    ).map(" ".join)
)
@example("0/0")
@example('1 % 0 == 0 || points("A-01") > 1.0')
def test_any_text_is_either_refused_or_evaluates_to_yes_or_no(source: str) -> None:
    compiled = _or_none(lambda: compile_expression(source))
    if compiled is not None:
        _or_none(lambda: check(compiled, subject()))
        assert compiled.evaluate(seen(facts={"us": None})) in (True, False)


def _or_none(call: Callable[[], object]) -> object:
    try:
        return call()
    except ChecklistError:
        return None
