"""Finding: full text over evidence, notes, answers and questions, with the words marked."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

from assay import prefs
from assay.core.change import Step
from assay.core.checklist import Checklist, say
from assay.core.errors import NotFound
from assay.store import search_words
from assay.store.place import path_key
from assay.store.search import Entry, Found, SearchIndex
from assay.store.search_words import Query
from assay.work import extract, finding_rows
from assay.work.extract import TextState
from assay.work.finding_rows import KINDS, QUESTION, TABLES
from assay.work.jobs import Progress, Silent
from assay.work.linked import content_of
from assay.work.session import Session

TEXT, RECOGNISED = "text", "recognised"
"""Kinds of entries: pages of a document's own text, and pages whose text was recognised."""
SNIPPET = 160
"""Characters of a snippet."""
_BEFORE = 48
"""Characters of it before the first word that was looked for."""
_PAGES = 50
"""Pages put into the index at once: between two lots, a search gets its turn."""
_IN_PASSING = 100
"""Pages that a search itself may still take in; what is more waits for `update`."""

Ranges = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found. Ranges count code points of `title` and of `snippet`."""

    kind: str
    """`evidence` (its text, or what the register says of it), `quotation`, `answer`, `question`,
    `memo`, `statement`, `comment`, `translation`, `hypothesis`"""
    id: str
    """Id of the row; of a question its own id."""
    title: str
    page: int | None
    snippet: str
    ranges: Ranges
    title_ranges: Ranges = ()
    evidence: str = ""
    """Id of the evidence to open, where there is one."""
    question: str = ""
    assessment: str = ""
    number: int = 0
    """The evidence's register number."""
    recognised: bool = False
    """The words stand in text that was recognised in a picture of the page."""


def search(session: Session, query: str, limit: int = 50, per_item: int = 3) -> list[Hit]:
    """What holds every word of the query, best first; at most `per_item` pages of one document.

    Words match what begins with them, "words in quotation marks" exactly; Chinese of any length,
    simplified or traditional. What was not read yet is not found: `update` reads it.
    """
    asked = search_words.query(query)
    if not asked or limit <= 0:
        return []
    # There is one index, of the project as it is; what was not there yet is left out.
    now = session.now
    finder = _finder(now)
    finder.take_rows(now)
    finder.take_texts(now, most=_IN_PASSING)
    desk = _Desk(session, asked)
    hits: list[Hit] = []
    of_one: Counter[tuple[str, str]] = Counter()
    for found in finder.index.search(asked):
        hit = desk.hit(found)
        if hit is None:
            continue
        # A question in two languages is one question, a document of 300 pages one document.
        of_one[hit.kind, hit.id] += 1
        if of_one[hit.kind, hit.id] > (1 if hit.kind == QUESTION else per_item):
            continue
        hits.append(hit)
        if len(hits) == limit:
            break
    return hits


def update(session: Session, progress: Progress | None = None) -> int:
    """Read what was not read yet and bring the index up to date; returns how many were read.

    Raises `jobs.Cancelled`; what was read and indexed until then stays.
    """
    session = session.now
    read = extract.read_all(session, progress)
    finder = _finder(session)
    finder.take_rows(session)
    finder.take_texts(session, progress=progress)
    return read


def waiting(session: Session) -> int:
    """How many documents were not read or indexed yet, so that nothing in them is found."""
    session = session.now
    return len(extract.unread(session)) + len(_finder(session).missing(session))


_finders: WeakKeyDictionary[Session, _Finder] = WeakKeyDictionary()
_making = threading.Lock()


def _finder(session: Session) -> _Finder:
    with _making:
        found = _finders.get(session)
        if found is None:
            _finders[session] = found = _Finder(session)
            session.at_close.callback(found.index.close)
            session.listen(found.hear)
        return found


class _Finder:
    """The index of one open project. It must not hold the session, or that would never go."""

    def __init__(self, session: Session) -> None:
        key = f"{session.store.project_id}-{path_key(session.path)}"
        self.index = SearchIndex(prefs.data_dir() / "cache" / "search" / f"{key}.db")
        self._rows, self._texts = threading.Lock(), threading.Lock()
        self._dirty: set[tuple[str, str]] = set()
        self._complete = False
        self._forget_old_texts()
        self._indexed = set(self.index.notes(f"{TEXT}:"))
        self._recognised = self.index.notes(f"{RECOGNISED}:")
        self._looked_up: tuple[frozenset[str], object, dict[str, str]] = frozenset(), None, {}

    def _forget_old_texts(self) -> None:
        """Texts that were read by other readers are read, and indexed, anew."""
        if self.index.note("texts") == extract.version():
            return
        old = [f"{TEXT}:{sha256}" for sha256 in self.index.notes(f"{TEXT}:")]
        drop = [(TEXT, sha256) for sha256 in self.index.ids(TEXT)]
        self.index.update((), drop, {"texts": extract.version()}, forget=old)

    def hear(self, step: Step, initiator: object) -> None:
        """Note which rows are to be looked at again."""
        for change in step.changes:
            if change.table in KINDS or change.table in ("assessment", "checklist"):
                self._dirty.add((change.table, change.key))

    def take_rows(self, session: Session) -> None:
        """Bring the entries of rows up to date: of those that changed, or of all at first."""
        with self._rows:
            state_id = session.store.state_id()
            if not self._complete and self.index.note("state") == state_id:
                self._complete = True
            dirty, self._dirty = self._dirty, set()
            if not self._complete or any(table not in KINDS for table, _ in dirty):
                self._take_all(session, state_id)
            elif dirty:
                self._take_some(session, state_id, dirty)

    def _take_all(self, session: Session, state_id: str) -> None:
        wanted = {(e.kind, e.id): e for e in finding_rows.entries(session.state)}
        wanted |= {
            (e.kind, e.id): e for e in finding_rows.question_entries(checklists(session).values())
        }
        held = self.index.stamps((*KINDS.values(), QUESTION))
        put = [e for e in wanted.values() if held.get((e.kind, e.id, e.page)) != e.stamp]
        drop = [(kind, id) for kind, id, _ in held if (kind, id) not in wanted]
        self.index.update(put, drop, {"state": state_id})
        self._complete = True

    def _take_some(self, session: Session, state_id: str, keys: Iterable[tuple[str, str]]) -> None:
        put: list[Entry] = []
        drop: list[tuple[str, str]] = []
        for table, key in keys:
            row = session.state.get(table, {}).get(key)
            found = None if row is None else finding_rows.entry(table, row)
            if found is None:
                drop.append((KINDS[table], key))
            else:
                put.append(found)
        self.index.update(put, drop, {"state": state_id})

    def missing(self, session: Session) -> list[tuple[str, str]]:
        """Kind and bytes of texts that are known and not in the index."""
        held = {content_of(row) for row in tuple(session.state.get("evidence", {}).values())}
        new = held - self._indexed - {""}
        read = extract.states(session, new) if new else {}
        own = [(TEXT, sha256) for sha256 in read if read[sha256] == TextState.OK]
        stamps = self._stamps(session, held)
        return own + [(RECOGNISED, id) for id in stamps if self._recognised.get(id) != stamps[id]]

    def _stamps(self, session: Session, held: set[str]) -> dict[str, str]:
        """Of what pages were recognised; looked up again only where that may have changed."""
        cache = extract.recognised_cache(session)
        asked, generation, stamps = self._looked_up
        if generation != cache.generation() or not held <= asked:
            stamps = cache.stamps(held)
            self._looked_up = frozenset(held), cache.generation(), stamps
        return stamps

    def take_texts(self, session: Session, most: int = 0, progress: Progress | None = None) -> None:
        """Put texts that were read into the index; `most` pages of them, 0: all."""
        progress = progress or Silent()
        if not self._texts.acquire(blocking=not most):
            return  # somebody is at it
        try:
            room = most
            missing = self.missing(session)
            for number, (kind, sha256) in enumerate(missing):
                progress.step(number, len(missing), "")
                pages = _pages(session, kind, sha256)
                if most and len(pages) > room:
                    continue
                room -= len(pages)
                self._take_text(session, kind, sha256, pages, progress)
        finally:
            self._texts.release()

    def _take_text(
        self, session: Session, kind: str, sha256: str, pages: dict[int, str], progress: Progress
    ) -> None:
        recognised = extract.recognised_cache(session).stamps([sha256]).get(sha256, "")
        stamp = recognised if kind == RECOGNISED else extract.version()
        self.index.update((), [(kind, sha256)])
        every = [(number, text) for number, text in pages.items() if text.strip()]
        for start in range(0, len(every), _PAGES):
            lot = every[start : start + _PAGES]
            self.index.update(Entry(kind, sha256, number, "", text, stamp) for number, text in lot)
            progress.step(0, 1, "")
        self.index.update((), (), {f"{kind}:{sha256}": stamp})
        if kind == TEXT:
            self._indexed.add(sha256)
        else:
            self._recognised[sha256] = stamp


def _pages(session: Session, kind: str, sha256: str) -> dict[int, str]:
    """The pages of one kind of text by their numbers; no page is of both kinds."""
    recognised = extract.recognised_cache(session).texts(sha256)
    if kind == RECOGNISED:
        return recognised
    every = enumerate(extract.texts(session, sha256), 1)
    return {number: text for number, text in every if number not in recognised}


def checklists(session: Session) -> dict[str, Checklist]:
    """The checklists of the project's assessments, by their hash."""
    found = [session.checklist(assessment.id) for assessment in session.assessments()]
    return {checklist.hash: checklist for checklist in found}


class _Desk:
    """Makes hits of what the index found, for one search."""

    def __init__(self, session: Session, asked: Query) -> None:
        self._session = session
        self._asked = asked
        self._items: dict[str, str] | None = None

    def hit(self, found: Found) -> Hit | None:
        """The hit with its snippet, None when what was indexed is not there any more."""
        if found.kind in (TEXT, RECOGNISED):
            return self._page(found)
        if found.kind == QUESTION:
            return self._question(found)
        row = self._session.state.get(TABLES[found.kind], {}).get(found.id)
        entry = None if row is None else finding_rows.entry(TABLES[found.kind], row)
        if row is None or entry is None:
            return None
        goes = finding_rows.target(self._session.state, TABLES[found.kind], row)
        hit = self._made(found, entry.title, entry.body)
        if not goes.evidence or found.kind == "evidence":
            number = int(row.get("number") or 0)
            return replace(
                hit,
                evidence=goes.evidence,
                question=goes.question,
                assessment=goes.assessment,
                number=number,
            )
        return self._of_evidence(hit, goes.evidence, goes.question, goes.assessment)

    def _of_evidence(self, hit: Hit, id: str, question: str = "", assessment: str = "") -> Hit:
        row = self._session.state.get("evidence", {}).get(id)
        title, number = (str(row["title"]), int(row["number"] or 0)) if row else ("", 0)
        return replace(
            hit, title=title, evidence=id, question=question, assessment=assessment, number=number
        )

    def _page(self, found: Found) -> Hit | None:
        if self._items is None:
            rows = tuple(self._session.state.get("evidence", {}).values())
            rows = tuple(sorted(rows, key=lambda row: int(row["number"] or 0), reverse=True))
            self._items = {content_of(row): str(row["id"]) for row in rows}
        item = self._items.get(found.id)
        if item is None:
            return None
        evidence, recognised = self._session.evidence(item), found.kind == RECOGNISED
        try:
            page = extract.page(self._session, evidence, found.page)
        except NotFound:
            return None
        if recognised != page.recognised:
            return None  # recognised, or not any more, since it was indexed
        made = self._made(found, "", page.text)
        hit = replace(made, kind="evidence", id=item, page=found.page, recognised=recognised)
        return self._of_evidence(hit, item)

    def _question(self, found: Found) -> Hit | None:
        hash, question, language = found.id.split("/", 2)
        for assessment in self._session.assessments():
            if assessment.checklist == hash:
                checklist = self._session.checklist(assessment.id)
                entry = finding_rows.question_entry(checklist, found.id)
                if entry is None:
                    return None
                hit = self._made(found, entry.title, entry.body)
                title = say(checklist.questions[question].text, language)
                return replace(
                    hit, id=question, title=title, question=question, assessment=assessment.id
                )
        return None

    def _made(self, found: Found, title: str, body: str) -> Hit:
        spans = search_words.original_spans(body, found.places, found.spans)
        if not found.spans:
            spans = [
                span
                for word, span in search_words.rejoined(body)
                if any(term.spans(word, 1) for term in self._asked.terms)
            ]
        titled = search_words.original_spans(title, found.title_places, found.title_spans)
        text, ranges = snippet(body, spans)
        return Hit(found.kind, found.id, title, None, text, ranges, tuple(titled))


def snippet(text: str, spans: Sequence[tuple[int, int]]) -> tuple[str, Ranges]:
    """A stretch of `text` around the first of `spans`, on one line, and the spans in it."""
    first = spans[0][0] if spans else 0
    start = max(0, first - _BEFORE)
    if start:
        # Not in the middle of a word, where there are words.
        space = text.find(" ", start, first)
        start = space + 1 if space >= 0 else start
    end = min(len(text), start + SNIPPET)
    lead = "…" if start else ""
    shown = "".join(" " if char in "\n\t\r" else char for char in text[start:end])
    shift = len(lead) - start
    ranges = tuple((a + shift, min(b, end) + shift) for a, b in spans if start <= a < end)
    return f"{lead}{shown}{'…' if end < len(text) else ''}", ranges
