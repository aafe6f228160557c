"""A second analyst in the memo: how far two agree, where they differ, and what was decided."""

from __future__ import annotations

from collections.abc import Iterable

from assay.core.agreement import ENOUGH, Agreement, Compared, Disagreement, compared
from assay.core.answers import Answer, Status, answer_key, unanswered
from assay.core.assessment import Assessment
from assay.core.change import State
from assay.core.memo import Block, Column, Heading, Paragraph, Row, Table, Text, Words, plain
from assay.core.memo_numbers import hundredth, percent
from assay.core.records import from_row, records
from assay.core.review import Adjudication
from assay.core.scorecard import Scorecard
from assay.words.voice import run
from assay.work.memo_answers import worded
from assay.work.memo_matter import Matter


def partner(matter: Matter, state: State) -> Assessment | None:
    """The other analyst's assessment of the same day over the same questions."""
    own = matter.assessment
    others: Iterable[Assessment] = records(state, "assessment")
    found = [
        other
        for other in sorted(others, key=lambda a: (a.position, a.id))
        if other.id != own.id
        and (other.checklist, other.cut_off) == (own.checklist, own.cut_off)
        and other.analyst.casefold() != own.analyst.casefold()
    ]
    return found[0] if found else None


def analysts(matter: Matter, state: State) -> list[Block]:
    """How far the two agree and what was decided; nothing where one analyst coded the file."""
    other = partner(matter, state)
    if other is None:
        return []
    voice = matter.voice
    rating = Scorecard(matter.checklist, state, other.id).rating
    found = compared(matter.rating, rating)
    blocks: list[Block] = [
        Heading(voice("Two analysts")),
        Paragraph(plain(_verdict(matter, other, found))),
    ]
    if found.measured is not None:
        blocks.append(_measures(matter, found.measured))
    differing = _differing(matter, state, other, found.far)
    if differing is not None:
        blocks.append(differing)
    return blocks


def _verdict(matter: Matter, other: Assessment, found: Compared) -> str:
    voice = matter.voice
    text = voice(
        "{first} and {second} answered without seeing each other; {both} questions have an answer"
        " from both.",
        first=matter.assessment.analyst or voice("The first analyst"),
        second=other.analyst or voice("the second analyst"),
        both=found.both,
    )
    if found.far:
        text = run(
            text,
            voice.count(
                "{count} question is two points or more apart.",
                "{count} questions are two points or more apart.",
                len(found.far),
            ).capitalize(),
        )
    elif found.measured is not None:
        text = run(text, voice("No question is two points or more apart."))
    if found.knockouts:
        named = voice.listed(found.knockouts)
        text = run(text, voice("Knock-outs stand differently: {flags}.", flags=named))
    quadratic = None if found.measured is None else found.measured.quadratic
    if quadratic is not None and quadratic < ENOUGH:
        text = run(
            text,
            voice("Weighted kappa is under 0.60, so the whole assessment needs a second look."),
        )
    return text


def _measures(matter: Matter, found: Agreement) -> Table:
    voice = matter.voice
    rows = (
        (voice("Same answer"), percent(found.percent),
         voice("of the questions that both answered")),
        (voice("Weighted kappa"), _shown(found.quadratic),
         voice("beyond chance, wide gaps count more; 0.60 is needed")),
        (voice("Kappa"), _shown(found.kappa),
         voice("beyond chance, any gap counts the same")),
        (voice("AC1"), _shown(found.ac1),
         voice("beyond chance, steady where nearly all answers are alike")),
    )  # fmt: skip
    return Table(
        columns=(
            Column(voice("Measure"), 40),
            Column(voice("Value"), 18, "right"),
            Column(voice("What it says"), 112),
        ),
        rows=tuple(
            Row(((plain(name),), (plain(value, "strong"),), (plain(meaning, "soft"),)))
            for name, value, meaning in rows
        ),
        title=voice("Agreement of two analysts"),
        tight=True,
    )


def _shown(value: float | None) -> str:
    return "–" if value is None else hundredth(value)


def _differing(
    matter: Matter, state: State, other: Assessment, far: Iterable[Disagreement]
) -> Table | None:
    """Questions far apart, and every one that was decided."""
    decided = _decided(matter, state, other)
    questions = list(dict.fromkeys([*(item.question for item in far), *decided]))
    if not questions:
        return None
    voice = matter.voice
    rows = []
    for question in questions:
        if question not in matter.checklist.questions:
            continue
        cells: tuple[Text, ...] = (
            (matter.link(question, "strong"),),
            plain(_answer(matter, state, matter.assessment.id, question)),
            plain(_answer(matter, state, other.id, question)),
            _decision(matter, decided.get(question), question),
        )
        rows.append(Row(tuple((cell,) for cell in cells)))
    return Table(
        columns=(
            Column(voice("Question"), 18),
            Column(matter.bounded(matter.assessment.analyst) or voice("First"), 46),
            Column(matter.bounded(other.analyst) or voice("Second"), 46),
            Column(voice("Decided"), 60),
        ),
        rows=tuple(rows),
        title=voice("Where the two differ, and what was decided"),
        tight=True,
    )


def _decided(matter: Matter, state: State, other: Assessment) -> dict[str, Adjudication]:
    pair = {matter.assessment.id, other.id}
    every: Iterable[Adjudication] = records(state, "adjudication")
    found = (item for item in every if {item.first, item.second} == pair)
    return {item.question: item for item in sorted(found, key=lambda item: item.question)}


def _answer(matter: Matter, state: State, assessment: str, question: str) -> str:
    row = state.get("answer", {}).get(answer_key(assessment, question))
    given = unanswered(assessment, question) if row is None else from_row(Answer, row)
    return worded(matter, matter.checklist.questions[question], given)


def _decision(matter: Matter, said: Adjudication | None, question: str) -> Text:
    voice = matter.voice
    if said is None:
        return plain(voice("open"), "absent")
    given = Answer(said.id, "", question, Status(said.status), said.value)
    what = worded(matter, matter.checklist.questions[question], given)
    who = voice.beside(part for part in (said.by, voice.short_day(said.date)) if part)
    return (
        Words(what, "strong"),
        Words(f" · {who}", "soft"),
        Words(f" · {matter.bounded(said.reason)}"),
    )
