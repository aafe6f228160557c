"""Competing explanations in the memo: what speaks against each, and what tells them apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from assay.core.change import State
from assay.core.explanations import telling
from assay.core.memo import Block, Cite, Column, Paragraph, Row, Section, Table, Text, Words, plain
from assay.core.records import records
from assay.core.review import Consistency, Hypothesis
from assay.words.voice import capital, run
from assay.work.memo_matter import Matter

Marks = Mapping[tuple[str, str], Consistency]
"""(explanation, evidence) → how the one bears on the other."""


def explanations(matter: Matter, state: State) -> Section | None:
    """The table of explanations; nothing where none was written down."""
    every: Iterable[Hypothesis] = records(state, "hypothesis")
    found = sorted(
        (one for one in every if one.assessment == matter.assessment.id),
        key=lambda one: (one.position, one.id),
    )
    if not found:
        return None
    ids = {one.id for one in found}
    given: Iterable[Consistency] = records(state, "consistency")
    marks = {(c.hypothesis, c.evidence): c for c in given if c.hypothesis in ids}
    blocks: list[Block] = [_table(matter, found, marks)]
    blocks += _notes(matter, found, marks)
    return Section(
        id="explanations",
        title=matter.voice("Competing explanations"),
        intro=_finding(matter, found, marks),
        blocks=tuple(blocks),
    )


def _of(matter: Matter, marks: Marks, explanation: str, mark: str) -> tuple[int, ...]:
    return matter.numbers_of(
        c.evidence for c in marks.values() if c.hypothesis == explanation and c.mark == mark
    )


def _table(matter: Matter, found: Sequence[Hypothesis], marks: Marks) -> Table:
    """Least contradicted first: only what speaks against an explanation tells it from the others."""
    voice = matter.voice
    ranked = sorted(
        enumerate(found, 1), key=lambda pair: len(_of(matter, marks, pair[1].id, "inconsistent"))
    )
    rows = []
    for number, one in ranked:
        text: tuple[Text, ...] = (plain(matter.bounded(one.text)),)
        if one.note:
            text = (*text, plain(matter.bounded(one.note), "soft"))
        kinds = ("inconsistent", "consistent", "neutral")
        cells = tuple((_numbers(_of(matter, marks, one.id, mark)),) for mark in kinds)
        rows.append(Row(((plain(str(number), "strong"),), text, *cells)))
    return Table(
        columns=(
            Column(voice("No."), 9),
            Column(voice("Explanation"), 80),
            Column(voice("Speaks against it"), 29),
            Column(voice("Fits it"), 27),
            Column(voice("Says nothing of it"), 25),
        ),
        rows=tuple(rows),
        note=voice(
            "Numbers are those of the register. What fits one explanation often fits all, so nothing is"
            " added up: an explanation stands as long as nothing speaks against it."
        ),
    )


def _numbers(numbers: tuple[int, ...]) -> Text:
    return (Cite(numbers, bare=True),) if numbers else plain("–")


def _finding(matter: Matter, found: Sequence[Hypothesis], marks: Marks) -> Text:
    voice = matter.voice
    told = [
        evidence
        for evidence in dict.fromkeys(evidence for _, evidence in marks)
        if telling(_mark(marks, one.id, evidence) for one in found) == "tells"
    ]
    numbers = matter.numbers_of(told)
    head = capital(voice.count("{count} explanation.", "{count} explanations.", len(found)))
    if not numbers:
        return plain(run(head, voice("No piece of evidence tells them apart yet.")))
    return (*plain(run(head, voice("What tells them apart:"))), Cite(numbers), *plain("."))


def _mark(marks: Marks, explanation: str, evidence: str) -> str | None:
    found = marks.get((explanation, evidence))
    return None if found is None else found.mark


def _notes(matter: Matter, found: Sequence[Hypothesis], marks: Marks) -> Iterable[Block]:
    """Why a piece of evidence was marked as it was, where somebody said so."""
    places = {one.id: n for n, one in enumerate(found, 1)}
    noted = (c for c in marks.values() if c.note.strip())
    for c in sorted(noted, key=lambda c: (places[c.hypothesis], matter.numbers.get(c.evidence, 0))):
        head = matter.voice("On explanation {number}: ", number=places[c.hypothesis])
        sentence = matter.sentence(c.note, matter.numbers_of([c.evidence]))
        yield Paragraph((Words(head, "strong"), *sentence))
