"""What a memo is made of: one assessment's rows, gathered and put in order."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

from assay.core.answers import Answer
from assay.core.assessment import PARTS, Assessment, FlagReview, MemoItem, Project, Statement
from assay.core.change import State
from assay.core.checklist import Checklist, Text, say
from assay.core.errors import NotFound
from assay.core.evidence import Citation, Evidence, Stance
from assay.core.memo import Cite, Look, Words, answer_anchor
from assay.core.memo import Text as MemoText
from assay.core.rating import Rating
from assay.core.records import from_row, records
from assay.core.review import Comment, Translation
from assay.core.scorecard import Scorecard
from assay.words.voice import Voice, run
from assay.work.memo_length import marked
from assay.work.translating import translations

LABELS = {"inference": "inference", "allegation": "alleged"}
"""What a sentence that is no fact says of itself inside its bracket."""
_STOPS = (".", "。", "!", "?", "！", "？")


@dataclass(frozen=True)
class Matter:
    """The rows of one assessment, and the voice that speaks of them."""

    project: Project
    assessment: Assessment
    checklist: Checklist
    scorecard: Scorecard
    answers: Mapping[str, Answer]
    evidence: Mapping[str, Evidence]
    """By row id, in register order."""
    citations: Mapping[str, tuple[Citation, ...]]
    """By question, in register order."""
    translations: Mapping[str, Translation]
    """Of each quotation and item that has one."""
    items: Mapping[str, tuple[MemoItem, ...]]
    """By part, in the analyst's order."""
    statements: tuple[Statement, ...]
    reviews: Mapping[str, FlagReview]
    comments: Mapping[str, tuple[Comment, ...]]
    """By question, each followed by its answers; under an empty name those on no question."""
    voice: Voice
    state_id: str
    app_version: str
    final: bool

    @cached_property
    def rating(self) -> Rating:
        return self.scorecard.rating

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """Register number by evidence id."""
        return {item.id: item.number for item in self.evidence.values()}

    @cached_property
    def manifest(self) -> str:
        """SHA-256 over register numbers and the hashes of what is held, in register order."""
        lines = (f"{e.number}\t{e.blob}\n" for e in self.evidence.values())
        return sha256("".join(lines).encode()).hexdigest()

    def say(self, text: Text) -> str:
        """A checklist's text in the memo's language."""
        return say(text, self.voice.language)

    def part(self, name: str) -> tuple[MemoItem, ...]:
        """The analyst's sentences of one part."""
        return self.items.get(name, ())

    def one(self, name: str) -> str:
        """The text of a part that has one entry; several stand one after the other."""
        return self.bounded(run(*(item.text.strip() for item in self.part(name))))

    def of(self, property: str, subject: str = "issuer") -> tuple[Statement, ...]:
        """What is said of one property of the issuer or a related party."""
        return tuple(
            said
            for said in self.statements
            if said.subject == subject and said.property == property
        )

    def numbers_of(self, ids: Iterable[object]) -> tuple[int, ...]:
        """The register numbers of evidence ids, sorted; an id that is gone has none."""
        known = (self.numbers.get(str(id)) for id in ids)
        return tuple(sorted({number for number in known if number is not None}))

    def cites_of(self, question: str, stance: Stance | None = None) -> tuple[int, ...]:
        """The register numbers cited for one question."""
        cited = self.citations.get(question, ())
        return self.numbers_of(c.evidence for c in cited if stance in (None, c.stance))

    def link(self, question: str, look: Look = "") -> Words:
        """A question's id, linked to its answer where the checklist has the question."""
        known = question in self.checklist.questions
        return Words(question, look, answer_anchor(question) if known else "")

    def bounded(self, text: str) -> str:
        """`text`, or its first 20,000 characters and a word on where the rest is."""
        return marked(text, self.voice)

    def sentence(self, text: str, numbers: tuple[int, ...] = (), label: str = "") -> MemoText:
        """A sentence with its numbers before the full stop, and its label where it is no fact."""
        text = self.bounded(text.strip())
        word = self.voice(LABELS[label]) if label in LABELS else ""
        if not text or not (numbers or word):
            return (Words(text),) if text else ()
        stop = text[-1] if text.endswith(_STOPS) else ""
        body = text[: len(text) - len(stop)]
        return (Words(body), Cite(numbers, word), *((Words(stop),) if stop else ()))

    def written(self, item: MemoItem, *, labelled: bool = True) -> MemoText:
        """An analyst's sentence with its evidence."""
        numbers = self.numbers_of(listed(item.evidence))
        return self.sentence(item.text, numbers, item.label if labelled else "")


def listed(text: str) -> list[object]:
    """The items of a JSON list; nothing for anything else."""
    try:
        found = json.loads(text)
    except ValueError:
        return []
    return found if isinstance(found, list) else []


def read_details(text: str) -> Mapping[str, Any]:
    """The fields under `details`; none where they cannot be read."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def details(item: MemoItem) -> Mapping[str, Any]:
    """The fields of a part; none where they cannot be read."""
    return read_details(item.details)


def detail(item: MemoItem, name: str) -> str:
    """One field as text, empty where it is not given."""
    value = details(item).get(name)
    return "" if value is None or isinstance(value, (list, dict)) else str(value)


def detail_list(item: MemoItem, name: str) -> list[str]:
    """One field as a list of texts."""
    value = details(item).get(name)
    return [str(entry) for entry in value] if isinstance(value, list) else []


def gather(
    state: State,
    checklist: Checklist,
    assessment_id: str,
    scorecard: Scorecard,
    voice: Voice,
    *,
    state_id: str,
    app_version: str,
    final: bool,
) -> Matter:
    """Gather what the memo of one assessment says; raises `NotFound` for an unknown assessment."""
    row = state.get("assessment", {}).get(assessment_id)
    if row is None:
        raise NotFound("unknown_assessment", assessment=assessment_id)
    register = sorted(records(state, "evidence"), key=lambda e: (e.number, e.id))
    answers = (a for a in records(state, "answer") if a.assessment == assessment_id)
    reviews = (r for r in records(state, "flag_review") if r.assessment == assessment_id)
    said = sorted(records(state, "statement"), key=lambda s: (s.position, s.id))
    return Matter(
        project=next(iter(records(state, "project")), Project("project", "")),
        assessment=from_row(Assessment, row),
        checklist=checklist,
        scorecard=scorecard,
        answers={answer.question: answer for answer in answers},
        evidence={item.id: item for item in register},
        citations=_citations(state, assessment_id, {item.id: item.number for item in register}),
        translations=translations(state),
        items=_items(state, assessment_id),
        statements=tuple(said),
        reviews={review.flag: review for review in reviews},
        comments=_comments(state, assessment_id),
        voice=voice,
        state_id=state_id,
        app_version=app_version,
        final=final,
    )


def _citations(
    state: State, assessment: str, numbers: Mapping[str, int]
) -> dict[str, tuple[Citation, ...]]:
    cited: dict[str, list[Citation]] = {}
    for citation in records(state, "citation"):
        if citation.assessment == assessment:
            cited.setdefault(citation.question, []).append(citation)
    return {
        question: tuple(sorted(found, key=lambda c: (numbers.get(c.evidence, 0), c.id)))
        for question, found in cited.items()
    }


def _comments(state: State, assessment: str) -> dict[str, tuple[Comment, ...]]:
    given = (c for c in records(state, "comment") if c.assessment == assessment)
    every = sorted(given, key=lambda comment: (comment.time, comment.id))
    known = {comment.id for comment in every}
    below: dict[str, list[Comment]] = {}
    for comment in every:
        below.setdefault(comment.parent, []).append(comment)
    found: dict[str, list[Comment]] = {}
    told: set[str] = set()
    # Comments that answer each other in a circle begin nowhere: they come last.
    for start in (*(one for one in every if one.parent not in known), *every):
        left = [start]
        while left:
            comment = left.pop()
            if comment.id not in told:
                told.add(comment.id)
                found.setdefault(comment.question, []).append(comment)
                left += reversed(below.get(comment.id, ()))
    return {question: tuple(said) for question, said in found.items()}


def _items(state: State, assessment: str) -> dict[str, tuple[MemoItem, ...]]:
    found: dict[str, list[MemoItem]] = {part: [] for part in PARTS}
    for item in records(state, "memo_item"):
        if item.assessment == assessment:
            found.setdefault(item.part, []).append(item)
    return {
        part: tuple(sorted(items, key=lambda item: (item.position, item.id)))
        for part, items in found.items()
    }
