"""How the product speaks, in both languages: no alarm, likelihood in seven words, confidence apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from babel.messages.pofile import read_po

from assay import assets, words
from assay.core.forecasts import range_of
from assay.words import tr
from assay.words.terms import LIKELIHOOD

ALARM = re.compile(
    r"\b(alarming|shocking|catastroph\w*|toxic|dire|scandal\w*|puppet\w*|weapon\w*|sinister|hostile"
    r"|explosive|ticking|bombshell|nightmare|outrageous|blatant\w*|regime)\b"
    r"|骇人|震惊|丑闻|灾难性|傀儡|定时炸弹|恶劣|触目惊心|险恶|敌对|武器化",
    re.IGNORECASE,
)
LIKELY = re.compile(
    r"\b(almost no chance|(?:very )?(?:un)?likely|roughly even|almost certain)\b"
    r"|几乎不可能|很不可能|不太可能|大致各半|很可能|几乎肯定",
    re.IGNORECASE,
)
CONFIDENT = re.compile(r"\bconfiden\w+\b|置信|信心", re.IGNORECASE)
SENTENCES = re.compile(r"(?<=[.!?;])\s+|(?<=[。！？；])")
RANGES = ((1, 5), (5, 20), (20, 45), (45, 55), (55, 80), (80, 95), (95, 99))


def spoken() -> Iterator[str]:
    """Every sentence of the catalogue, as it is written and as it is translated."""
    path = assets.resource("locale", "zh_Hans", "LC_MESSAGES", "assay.po")
    with path.open("rb") as source:
        for message in read_po(source):
            both = [message.id, message.string] if message.id else []
            for text in both:
                for form in [text] if isinstance(text, str) else text:
                    yield from SENTENCES.split(form)


def test_no_word_of_alarm_is_spoken_in_either_language() -> None:
    found = list(spoken())
    assert len(found) > 5000
    assert [said for said in found if ALARM.search(said)] == []


def test_confidence_stands_in_a_sentence_of_its_own_in_either_language() -> None:
    assert [s for s in spoken() if LIKELY.search(s) and CONFIDENT.search(s)] == []


@pytest.mark.parametrize("language", ["en", "zh_Hans"])
def test_seven_words_of_likelihood_with_the_ranges_of_icd_203(language: str) -> None:
    words.use(language)
    said = [tr(word) for word in LIKELIHOOD.values()]
    assert len(set(said)) == len(said) == 7
    assert tuple(range_of(word) for word in LIKELIHOOD) == RANGES


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ("An alarming result", ALARM),
        ("这是灾难性的结果", ALARM),
        ("It is very unlikely", LIKELY),
        ("很不可能发生", LIKELY),
        ("置信度低", CONFIDENT),
    ],
)
def test_the_lint_sees_what_it_looks_for(said: str, what: re.Pattern[str]) -> None:
    assert what.search(said)
