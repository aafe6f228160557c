"""A checklist as values: the range of an answer's points, look-ups, and the fallback of languages."""

import pytest

from assay.core.checklist import AnswerType, Option, say
from factories_checklist import small


def options(*points: float) -> tuple[Option, ...]:
    """Options with these points."""
    return tuple(Option(f"o{n}", {"en": "x"}, p) for n, p in enumerate(points))


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (AnswerType("choice", options(1, 3, 2)), (1, 3)),
        (AnswerType("boolean", options(0, 4)), (0, 4)),
        (AnswerType("multi", options(1, 3)), (1, 3)),
        (AnswerType("multi", options(1, 2), combine="sum"), (0, 3)),
        (AnswerType("multi", options(3, 3), combine="sum"), (0, 4)),
        (AnswerType("percent", bands=((0, 4), (50, 1), (100, 2))), (1, 4)),
        (AnswerType("text"), (0, 0)),
    ],
)
def test_the_range_is_from_least_to_most_points(
    answer: AnswerType, expected: tuple[float, float]
) -> None:
    assert answer.range == expected


def test_questions_domains_and_profiles_are_found_by_id() -> None:
    checklist = small()
    assert checklist.questions["BBB-01"].domain == "BBB"
    assert checklist.domain("BBB").questions[0] is checklist.questions["BBB-01"]
    assert checklist.profile("default").title["en"] == "Equity"


def test_an_unknown_id_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        small().domain("ZZZ")


@pytest.mark.parametrize(
    ("language", "said"), [("en", "Board"), ("zh-Hans", "董事会"), ("fr", "Board")]
)
def test_a_text_falls_back_on_its_first_language(language: str, said: str) -> None:
    assert say({"en": "Board", "zh-Hans": "董事会"}, language) == said


def test_no_text_at_all_is_empty() -> None:
    assert say({}, "en") == ""
