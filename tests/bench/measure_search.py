"""Search over ten thousand documents, half Chinese, half English, against the same index asked raw."""

import tempfile
from collections.abc import Callable
from functools import cache
from itertools import islice
from pathlib import Path
from statistics import quantiles

from measuring import Figures, Milliseconds, Ratio, alternating, measurement, timed

from assay.store.search import Entry, SearchIndex
from assay.store.search_words import query
from factories_vault import FIELD_EN, FIELD_ZH, corpus

DOCUMENTS = 10_000
HITS = 50


@cache
def index() -> SearchIndex:
    """The corpus, indexed once for all measurements here."""
    folder = tempfile.mkdtemp(prefix="assay-bench-")
    made = SearchIndex(Path(folder) / "index.db")
    texts = corpus(DOCUMENTS)
    made.update(Entry("text", str(n), 1, "", text.came, "1") for n, text in enumerate(texts))
    return made


def ours(word: str) -> Callable[[], object]:
    return lambda: list(islice(index().search(query(word)), HITS))


def raw(word: str) -> Callable[[], object]:
    """FTS5 on the same text: the rows with their texts, best first."""
    asked, db = query(word).match, index()._db
    return lambda: db.execute(
        "SELECT e.body FROM words w JOIN entry e ON e.number = w.rowid "
        "WHERE words MATCH ? ORDER BY rank LIMIT ?",
        (asked, HITS),
    ).fetchall()


def both(words: list[str]) -> Figures:
    found: list[float] = []
    reference: list[float] = []
    for word in words:
        figures = alternating(timed(ours(word)), timed(raw(word)), rounds=5)
        found += figures.ours
        reference += figures.reference
    slowest = quantiles(found, n=100, method="inclusive")[98]
    return Figures(found, reference, f"p99 {slowest * 1000:.1f} ms of ours; {len(words)} words")


def chinese() -> list[str]:
    return sorted({word[:2] for word in FIELD_ZH})


@measurement("search 10,000 documents, two Chinese characters", against="raw FTS5", budget=Ratio(2))
def search_chinese() -> Figures:
    return both(chinese())


@measurement("search 10,000 documents, English words", against="raw FTS5", budget=Ratio(2))
def search_english() -> Figures:
    return both(FIELD_EN)


@measurement("search 10,000 documents, the slowest in a hundred", budget=Milliseconds(20))
def search_slowest() -> Figures:
    figures = both([*chinese(), *FIELD_EN])
    return Figures(
        [quantiles(figures.ours, n=100, method="inclusive")[98]], note="p99 of both languages"
    )
