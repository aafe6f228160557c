"""The catalogues: every text is collected and translated, places and all; reading them is fast and safe."""

import importlib.util
import re
import string
from datetime import date
from pathlib import Path

import pytest
from babel.dates import format_date
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from assay import assets, prefs, words
from assay.words import catalogue, days, labels, pseudo, voice
from assay.words.errors import ERRORS
from assay.words.voice import Voice

ROOT = Path(__file__).resolve().parents[1]
CHINESE = ("zh_Hans",)
SAME_IN_BOTH = re.compile(r"[A-Z0-9-]{2,}$|Kappa$|Enter$|Ctrl |\{[^{}]*\} [KM]iB$")
"""Texts without words of a language: units, keys, names of measures."""


def extraction():
    """The script behind `make messages`, as a module."""
    path = ROOT / "packaging" / "extract_messages.py"
    spec = importlib.util.spec_from_file_location("extract_messages", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read(language: str) -> Catalog:
    with assets.resource("locale", language, "LC_MESSAGES", "assay.po").open("rb") as file:
        return read_po(file)


def forms(message: Message) -> tuple[list[str], list[str]]:
    """The English and the translated forms of a message."""
    both = (message.id, message.string)
    return tuple(list(m) if isinstance(m, list | tuple) else [m] for m in both)


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.fixture(params=CHINESE)
def translations(request) -> list[Message]:
    return [message for message in read(request.param) if message.id]


def test_the_template_holds_what_the_program_says_today() -> None:
    made = extraction()
    assert made.TEMPLATE.read_bytes() == made.written(made.template()), "run make messages"


def test_every_text_is_translated(translations: list[Message]) -> None:
    ids = {forms(m)[0][0] for m in translations}
    said = {m if isinstance(m, str) else m[0] for m in extraction().messages()}
    assert said - ids == set(), "run make messages"
    assert ids - said == set(), "run make messages"
    assert [m.id for m in translations if not all(forms(m)[1])] == []
    assert [m.id for m in translations if m.fuzzy] == []


def test_a_translation_has_the_places_of_its_text(translations: list[Message]) -> None:
    for message in translations:
        english, said = forms(message)
        for text in said:
            assert places(text) == places(english[-1]), message.id


def test_a_translation_is_chinese(translations: list[Message]) -> None:
    for message in translations:
        english, said = forms(message)
        for text in said:
            latin = re.search("[A-Za-z]", re.sub(r"\{[^{}]*\}", "", text))
            chinese = re.search(r"[\u4e00-\u9fff]", text)
            assert chinese or not latin or SAME_IN_BOTH.match(english[0]), text
            assert not re.search(r"[\u4e00-\u9fff][,;:?]", text), f"a Latin mark: {text}"


def test_every_sentence_of_an_error_and_every_label_can_be_said_in_chinese() -> None:
    words.use("zh_Hans")
    for english in (*ERRORS.values(), *labels.LABELS.values()):
        assert words.tr(english) != english


def test_texts_are_found_behind_names_tables_and_parameters(tmp_path: Path) -> None:
    made = extraction()
    (tmp_path / "page.py").write_text(
        'TABLE = {"a": "In a table"}\n'
        'ROWS = (("id-1", "In a row", 3),)\n'
        "class Row:\n"
        "    def __init__(self, text):\n"
        "        tr(text)\n"
        'Row("By a constructor")\n'
        "def show(text, n):\n"
        "    tr(text)\n"
        '    tr(TABLE[n]); tr(TABLE.get(n, "Otherwise"))\n'
        '    tr("Either" if n else "Or")\n'
        "    for id, name, _ in ROWS:\n"
        "        tr(name)\n"
        '    return trn("{count} egg", "{count} eggs", n)\n'
        'show("By a caller", 1)\n',
        "utf-8",
    )
    made.SOURCE = tmp_path
    assert set(made.messages()) == {
        "In a table", "Otherwise", "In a row", "Either", "Or", "By a caller",
        "By a constructor",
        ("{count} egg", "{count} eggs"),
    }  # fmt: skip


def test_the_compiled_texts_are_kept_and_followed_when_the_catalogue_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "resources/locale/zh_Hans/LC_MESSAGES/assay.po"
    file.parent.mkdir(parents=True)
    monkeypatch.setattr(assets, "_ROOT", tmp_path)
    kept = prefs.data_dir() / "cache" / "locale"
    for said in ("一", "二"):
        head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
        file.write_text(f'{head}msgid "One"\nmsgstr "{said}"\n', "utf-8")
        catalogue.of.cache_clear()
        assert catalogue.of("zh_Hans").gettext("One") == said
        assert len(list(kept.iterdir())) == 1
    catalogue.of.cache_clear()
    monkeypatch.setattr(catalogue, "_compiled", lambda source: pytest.fail("compiled again"))
    assert catalogue.of("zh_Hans").gettext("One") == "二"
    catalogue.of.cache_clear()


@pytest.mark.parametrize("content", [b"", b"\0" * 40, b"\xde\x12\x04\x95" + b"\xff" * 60])
def test_a_damaged_compiled_file_is_made_again(content: bytes) -> None:
    catalogue.of.cache_clear()
    english = catalogue.of("zh_Hans").gettext("Settings")
    (kept,) = (prefs.data_dir() / "cache" / "locale").iterdir()
    kept.write_bytes(content)
    catalogue.of.cache_clear()
    assert catalogue.of("zh_Hans").gettext("Settings") == english == "设置"
    assert len(kept.read_bytes()) > 10_000
    catalogue.of.cache_clear()


def test_where_nothing_can_be_kept_the_texts_are_read_all_the_same(home: Path) -> None:
    catalogue.of.cache_clear()
    home.mkdir(exist_ok=True)
    (home / "data").write_text("a file where a folder belongs", "utf-8")
    assert catalogue.of("zh_Hans").gettext("Settings") == "设置"
    catalogue.of.cache_clear()


def test_a_language_nobody_translated_is_said_in_english() -> None:
    words.use("tlh")
    assert words.tr("Settings") == "Settings"


@given(st.text(alphabet="abc {}éα·", max_size=30).filter(lambda t: "{" not in t and "}" not in t))
def test_pseudo_texts_are_longer_bracketed_and_keep_their_places(text: str) -> None:
    said = pseudo.pseudo(f"{text}a{{name}}")
    assert said.startswith("⟦")
    assert said.endswith("⟧")
    assert places(said) == {"name"}
    assert len(said) >= 1.3 * len(text)


def test_doubled_braces_stay_braces_in_the_pseudo_language() -> None:
    words.use(pseudo.LANGUAGE)
    assert words.tr("{{x}} {n}", n=1).startswith("⟦{x} 1")


@pytest.mark.parametrize(
    ("language", "day", "number"),
    [("en", "23 November 2026", "12,000"), ("zh-Hans", "2026年11月23日", "12,000")],
)
def test_a_memo_writes_dates_and_numbers_as_its_language_does(language, day, number) -> None:
    speaks = Voice(language)
    assert speaks.day("2026-11-23") == day
    assert speaks.small(12_000) == number


@pytest.mark.parametrize(
    ("sentences", "text"),
    [
        (("One.", "Two."), "One. Two."),
        (("一。", "二。"), "一。二。"),
        (("一。", "Two."), "一。Two."),
        (("One.", "二。"), "One.二。"),
        (("", "One.", ""), "One."),
    ],
)
def test_sentences_stand_apart_as_their_scripts_do(sentences, text) -> None:
    assert voice.run(*sentences) == text


@pytest.mark.parametrize("language", ["en", "zh_Hans"])
@given(st.dates())
def test_days_are_written_as_the_language_writes_them(language: str, when: date) -> None:
    words.use(language)
    pattern = "y年M月d日" if language == "zh_Hans" else "d MMM y"
    assert days.day(when) == format_date(when, pattern, locale=language)
    words.use("en")
