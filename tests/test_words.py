"""Words: every id has its sentence, in the language chosen, and nobody else's text is a template."""

from pathlib import Path

import pytest

from assay import assets, words
from assay.core.answers import Status
from assay.core.assessment import RECOMMENDATIONS
from assay.core.change import Label
from assay.core.errors import Conflict, InvalidInput
from assay.core.evidence import CREDIBILITY, RELIABILITY, Stance
from assay.words import catalogue, terms
from assay.words.errors import ERRORS

CATALOGUE = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Answer {question}"
msgstr "回答 {question}"

msgid "{count} gap"
msgid_plural "{count} gaps"
msgstr[0] "{count} 个缺口"
msgstr[1] "{count} 个缺口！"
"""


@pytest.fixture
def chinese(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "resources/locale/zh_Hans/LC_MESSAGES/assay.po"
    file.parent.mkdir(parents=True)
    file.write_text(CATALOGUE, "utf-8")
    monkeypatch.setattr(assets, "_ROOT", tmp_path)
    catalogue.of.cache_clear()
    words.use("zh_Hans")
    yield
    catalogue.of.cache_clear()


def test_an_error_becomes_one_sentence_with_its_facts() -> None:
    error = Conflict("row_moved", table="answer", key="A/PTY-03")
    assert words.sentence(error).startswith("answer A/PTY-03 changed in the meantime")


def test_a_list_among_the_facts_reads_as_a_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ERRORS, "pick", "Choose one of {known}.")
    assert words.sentence(InvalidInput("pick", known=["a", "b"])) == "Choose one of a, b."


def test_facts_may_be_called_as_the_functions_own_parameters_are() -> None:
    assert words.tr("{english}", english="x") == "x"
    assert words.trn("{one}", "{many}", 2, one="a", many="b") == "b"


def test_a_label_says_what_the_step_did() -> None:
    assert words.label(Label("answer", {"question": "PTY-03"})) == "Answer PTY-03"
    assert words.label(Label("undo", {"message": "answer", "question": "Q", "revision": "r"})) == (
        "Undo: Answer Q"
    )


@pytest.mark.parametrize(
    ("label", "shown"),
    [
        (Label("a_newer_step", {"question": "Q"}), "a_newer_step"),
        (Label("{0.__class__}"), "{0.__class__}"),
        (Label(""), ""),
        (Label("answer"), "Answer …"),
        (Label("answer", {"question": "{0}{english}"}), "Answer {0}{english}"),
        (Label("answer", {"question": "Q", "english": "x"}), "Answer Q"),
        (Label("undo"), "Undo: …"),
        (Label("redo", {"message": "undo"}), "Redo: Undo: …"),
    ],
)
def test_a_label_out_of_a_strange_file_never_fails(label: Label, shown: str) -> None:
    assert words.label(label) == shown


@pytest.mark.usefixtures("chinese")
def test_the_chosen_language_is_spoken() -> None:
    assert words.language() == "zh_Hans"
    assert words.label(Label("answer", {"question": "PTY-03"})) == "回答 PTY-03"
    assert words.trn("{count} gap", "{count} gaps", 1) == "1 个缺口"
    assert words.trn("{count} gap", "{count} gaps", 3) == "3 个缺口！"


@pytest.mark.usefixtures("chinese")
def test_what_is_not_translated_stays_english() -> None:
    assert words.tr("Not there yet") == "Not there yet"
    assert words.tr("") == ""


def test_an_unknown_language_speaks_english() -> None:
    words.use("tlh")
    assert words.tr("Answer {question}", question="Q") == "Answer Q"


def test_every_term_of_the_domain_has_words() -> None:
    assert set(terms.STATUS) == set(Status)
    assert set(terms.STANCE) == set(Stance)
    assert set(terms.RELIABILITY) == set(RELIABILITY)
    assert set(terms.CREDIBILITY) == set(CREDIBILITY)
    assert set(terms.RECOMMENDATION) == set(RECOMMENDATIONS)
