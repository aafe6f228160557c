"""What of each recorded row can be found, and where a hit leads: one entry a row, one a language."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from assay.core.change import Row, State
from assay.core.checklist import Checklist, Question
from assay.store.search import Entry
from assay.work.guesses import details

_TEXTS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "evidence": ("title", ("publisher", "key", "note", "url", "file_name", "grade_reason")),
    "citation": ("", ("quote", "translation", "note", "locator")),
    "answer": ("", ("rationale", "against", "would_change", "reason")),
    "memo_item": ("", ("text",)),
    "statement": ("", ("value", "note")),
    "comment": ("", ("text",)),
    "translation": ("", ("text",)),
    "hypothesis": ("", ("text", "note")),
}
"""Table → the column that titles a hit, and those that are searched beside it."""
KINDS: Mapping[str, str] = {
    "evidence": "evidence",
    "citation": "quotation",
    "answer": "answer",
    "memo_item": "memo",
    "statement": "statement",
    "comment": "comment",
    "translation": "translation",
    "hypothesis": "hypothesis",
}
TABLES: Mapping[str, str] = {kind: table for table, kind in KINDS.items()}
QUESTION = "question"


@dataclass(frozen=True, slots=True)
class Target:
    """Where a hit in a row leads."""

    evidence: str = ""
    question: str = ""
    assessment: str = ""


def entry(table: str, row: Row) -> Entry | None:
    """What can be found of a row; None where it says nothing."""
    title, columns = _TEXTS[table]
    texts = [str(row[name]) for name in columns if row[name]]
    if table == "evidence":
        texts += _detailed(row)
    name = str(row[title]) if title else ""
    if not name and not texts:
        return None
    return _entry(KINDS[table], str(row["id"]), name, "\n".join(texts))


def _detailed(row: Row) -> Iterator[str]:
    """The texts of what a kind of evidence needs besides: of a search where, for what, with what result."""
    known = details(row["details"])
    return (str(known[name]) for name in ("where", "terms", "by", "result") if known.get(name))


def entries(state: State) -> Iterator[Entry]:
    """Everything that can be found in the rows."""
    for table in _TEXTS:
        for row in tuple(state.get(table, {}).values()):
            found = entry(table, row)
            if found is not None:
                yield found


def question_entries(checklists: Iterable[Checklist]) -> Iterator[Entry]:
    """The questions of checklists, in every language that they are written in."""
    for checklist in checklists:
        for question in checklist.questions.values():
            for language in question.text:
                id = f"{checklist.hash}/{question.id}/{language}"
                yield _entry(QUESTION, id, *_asked(question, language))


def _asked(question: Question, language: str) -> tuple[str, str]:
    texts = (question.short, question.why, question.proof)
    return question.text[language], "\n".join(text.get(language, "") for text in texts)


def question_entry(checklist: Checklist, id: str) -> Entry | None:
    """The entry of one question in one language, by its id in the index."""
    _, question, language = id.split("/", 2)
    asked = checklist.questions.get(question)
    if asked is None or language not in asked.text:
        return None
    return _entry(QUESTION, id, *_asked(asked, language))


def target(state: State, table: str, row: Row) -> Target:
    """Where a row belongs."""
    if table == "evidence":
        return Target(evidence=str(row["id"]))
    if table == "translation":
        cited = state.get("citation", {}).get(str(row["subject"]))
        if cited is None:
            return Target(evidence=str(row["subject"]))
        row, table = cited, "citation"
    return Target(
        evidence=str(row["evidence"]) if table == "citation" else "",
        question=str(row.get("question", "")),
        assessment=str(row.get("assessment", "")),
    )


def _entry(kind: str, id: str, title: str, body: str) -> Entry:
    stamp = hashlib.blake2b(f"{title}\0{body}".encode(), digest_size=12).hexdigest()
    return Entry(kind, id, 0, title, body, stamp)
