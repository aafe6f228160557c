"""Guesses from a document's own words: its language, a date, a first line that may be its title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from assay.readers.document import Field, Guess

_SAMPLE = 20_000
_FIRST_PAGE = 3_000
_HAN = re.compile(r"[\u3400-\u9fff]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_SIMPLIFIED = frozenset(
    "国发报会东业产经实关变产务为这个与对时间长门问见认证书总营应该监资员规说过还进远选适"
)
_TRADITIONAL = frozenset(
    "國發報會東業產經實關變產務為這個與對時間長門問見認證書總營應該監資員規說過還進遠選適"
)
_STOP_WORDS = {
    "en": {"the", "of", "and", "to", "in", "is", "for", "that", "by", "with"},
    "fr": {"le", "la", "les", "des", "et", "du", "est", "une", "dans", "pour"},
    "de": {"der", "die", "und", "das", "den", "von", "mit", "ist", "des", "für"},
    "es": {"el", "los", "las", "y", "del", "que", "en", "por", "una", "con"},
    "pt": {"os", "as", "do", "da", "que", "em", "uma", "para", "com", "não"},
    "it": {"il", "di", "che", "della", "per", "una", "gli", "con", "sono", "nel"},
    "nl": {"de", "het", "een", "van", "en", "dat", "voor", "met", "zijn", "op"},
    "id": {"yang", "dan", "di", "dengan", "untuk", "dari", "ini", "oleh", "pada", "para"},
}
_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_MONTH = r"(?P<word>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DATES = (
    re.compile(r"(?P<y>\d{4})\s?[年-]\s?(?P<m>\d{1,2})\s?[月-]\s?(?P<d>\d{1,2})(?:\s?日|(?!\d))"),
    re.compile(r"(?P<y>\d{4})[/.](?P<m>\d{1,2})[/.](?P<d>\d{1,2})(?!\d)"),
    re.compile(rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH},?\s+(?P<y>\d{{4}})", re.IGNORECASE),
    re.compile(rf"{_MONTH}\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})", re.IGNORECASE),
)
_COMPACT = re.compile(r"(?P<y>(?:19|20)\d{2})(?P<m>\d{2})(?P<d>\d{2})")
_PROGRAM_TITLE = re.compile(
    r"^(microsoft (word|powerpoint|excel) - .*|untitled.*|document\d*|.*\.(docx?|xlsx?|indd|pptx?|tmp))$",
    re.IGNORECASE,
)


def from_text(pages: Iterable[str]) -> tuple[Guess, ...]:
    """What the words of the document suggest; always after what its metadata says."""
    first, sample = _sample(pages)
    found = [Guess(Field.TITLE, line, "first line") for line in _first_line(first)]
    if day := date_in(first[:_FIRST_PAGE]):
        found.append(Guess(Field.DATE, day, "first page"))
    if language := language_of(sample):
        found.append(Guess(Field.LANGUAGE, language, "its words"))
    return tuple(found)


def title(value: str, source: str) -> Iterator[Guess]:
    """A title from metadata, unless it only names the program or file it was written in."""
    text = " ".join(value.split())[:300]
    if text and not _PROGRAM_TITLE.match(text):
        yield Guess(Field.TITLE, text, source)


def dated(value: str, source: str) -> Iterator[Guess]:
    """A date from metadata in any of the usual spellings."""
    day = date_in(value) or _compact_date(value)
    if day:
        yield Guess(Field.DATE, day, source)


def named(field: Field, value: str, source: str) -> Iterator[Guess]:
    """Any other value from metadata, if there is one."""
    text = " ".join(value.split())[:500]
    if text:
        yield Guess(field, text, source)


def date_in(text: str) -> str:
    """The first date written in `text`, as an ISO date; empty when there is none."""
    hits = sorted(
        (match for pattern in _DATES for match in pattern.finditer(text[:_FIRST_PAGE])),
        key=lambda match: match.start(),
    )
    return next((day for match in hits if (day := _iso(match))), "")


def language_of(text: str) -> str:
    """A BCP 47 tag when the letters or the commonest words leave little doubt, else empty."""
    letters = sum(char.isalpha() for char in text)
    if letters < 8:
        return ""
    share = {
        name: len(pattern.findall(text)) / letters
        for name, pattern in (
            ("kana", _KANA), ("ko", _HANGUL), ("han", _HAN), ("ru", _CYRILLIC), ("ar", _ARABIC),
        )
    }  # fmt: skip
    if share["kana"] > 0.1:
        return "ja"
    for tag in ("ko", "ru", "ar"):
        if share[tag] > 0.4:
            return tag
    return _chinese(text) if share["han"] > 0.3 else _by_stop_words(text)


def _chinese(text: str) -> str:
    only_simplified = sum(char in _SIMPLIFIED - _TRADITIONAL for char in text)
    only_traditional = sum(char in _TRADITIONAL - _SIMPLIFIED for char in text)
    if only_simplified == only_traditional:
        return "zh"
    return "zh-Hans" if only_simplified > only_traditional else "zh-Hant"


def _by_stop_words(text: str) -> str:
    words = re.findall(r"[^\W\d_]+", text.lower())
    counts = {tag: sum(word in stops for word in words) for tag, stops in _STOP_WORDS.items()}
    (best, most), (_, second) = sorted(counts.items(), key=lambda item: -item[1])[:2]
    return best if most >= 3 and most * 12 > len(words) and most > second else ""


def _sample(pages: Iterable[str]) -> tuple[str, str]:
    first = ""
    sample = ""
    for page in pages:
        first = first or (page if page.strip() else "")
        sample += page[:_SAMPLE]
        if len(sample) >= _SAMPLE:
            break
    return first, sample[:_SAMPLE]


def _first_line(text: str) -> Iterator[str]:
    for line in text[:_FIRST_PAGE].splitlines():
        clean = " ".join(line.split())
        if sum(char.isalpha() for char in clean) >= 4:
            yield clean[:200]
            return


def _compact_date(text: str) -> str:
    match = _COMPACT.search(text[:40])
    return _iso(match) if match else ""


def _iso(match: re.Match[str]) -> str:
    parts = match.groupdict()
    month = int(parts["m"]) if parts.get("m") else _MONTHS[parts["word"].lower()[:3]]
    try:
        day = date(int(parts["y"]), month, int(parts["d"]))
    except ValueError:
        return ""
    return day.isoformat() if 1800 <= day.year <= 2100 else ""
