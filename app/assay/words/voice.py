"""The words of one language, whatever the window speaks: sentences, dates and numbers of a memo."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from unicodedata import east_asian_width

from assay import words

_SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]


@dataclass(frozen=True, slots=True)
class Voice:
    """Speaks `language`: `en`, or `zh-Hans` as checklists name it."""

    language: str

    def __call__(self, english: str, /, **facts: object) -> str:
        """`english` in this language, its `{places}` filled."""
        text = words.translated(self._catalogue, english)
        return text.format_map(facts) if facts else text

    def count(self, one: str, many: str, count: int, /, **facts: object) -> str:
        """The singular or plural for `count`; `{count}` is a word up to twelve."""
        text = words.translated_plural(self._catalogue, one, many, count)
        return text.format_map({**facts, "count": self.small(count)})

    @property
    def _catalogue(self) -> str:
        return self.language.replace("-", "_")

    @property
    def chinese(self) -> bool:
        return self.language.startswith("zh")

    def small(self, number: int) -> str:
        """A number in a sentence: a word up to twelve, else figures with commas."""
        return _SMALL[number] if number <= 12 and not self.chinese else f"{number:,}"

    def day(self, iso: str, precision: str = "") -> str:
        """`23 November 2026`."""
        return self._date(iso, precision, "MMMM")

    def short_day(self, iso: str, precision: str = "") -> str:
        """`23 Nov 2026`; only as much of the date as is known."""
        return self._date(iso, precision, "MMM")

    def due(self, iso: str) -> str:
        """`4 Dec`, for columns whose year is plain."""
        day = _parsed(iso)
        return iso if day is None else self._formatted(day, "M月d日" if self.chinese else "d MMM")

    def _date(self, iso: str, precision: str, month: str) -> str:
        day = _parsed(iso)
        if day is None:
            return iso
        if precision == "year" or len(iso) == 4:
            return self._formatted(day, "y年" if self.chinese else "y")
        if precision == "month" or len(iso) == 7:
            return self._formatted(day, "y年M月" if self.chinese else f"{month} y")
        return self._formatted(day, "y年M月d日" if self.chinese else f"d {month} y")

    def _formatted(self, day: date, pattern: str) -> str:
        from babel.dates import format_date

        return format_date(day, pattern, locale="zh_Hans" if self.chinese else "en")

    def listed(self, items: Iterable[str]) -> str:
        """`a, b and c`."""
        found = list(items)
        if len(found) < 2:
            return "".join(found)
        if self.chinese:
            return "、".join(found[:-1]) + "和" + found[-1]
        return ", ".join(found[:-1]) + " and " + found[-1]

    def series(self, items: Iterable[str]) -> str:
        """`a, b, c`, where nothing more is said of them."""
        return ("、" if self.chinese else ", ").join(items)

    def beside(self, items: Iterable[str]) -> str:
        """`what, and more about it`."""
        return ("，" if self.chinese else ", ").join(items)

    def joined(self, items: Iterable[str]) -> str:
        """`a; b`, in the marks of this language."""
        return ("；" if self.chinese else "; ").join(items)


def run(*sentences: str) -> str:
    """Sentences one after the other, whatever their languages."""
    text = ""
    for sentence in sentences:
        text += f"{space(text, sentence)}{sentence}"
    return text


def space(before: str, after: str) -> str:
    """The space between two texts: none beside a Chinese character or stop, which are wide enough."""
    narrow = before and after and not (_is_wide(before[-1]) or _is_wide(after[0]))
    return " " if narrow and not (before[-1].isspace() or after[0].isspace()) else ""


def _is_wide(character: str) -> bool:
    return east_asian_width(character) in "WF"


def capital(text: str) -> str:
    """`text` as the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def _parsed(iso: str) -> date | None:
    text = iso[:10]
    try:
        return date.fromisoformat(text + {4: "-01-01", 7: "-01"}.get(len(text), ""))
    except ValueError:
        return None
