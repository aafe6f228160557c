"""Board and Party organisation: what is established of who sits in both, and what is not."""

from __future__ import annotations

from collections.abc import Iterator

from assay.core.answers import Status
from assay.core.checklist import Question
from assay.core.memo import Cell, Cite, Column, Row, Table, Text, Words, answer_anchor, plain
from assay.core.memo_text import cut
from assay.work.memo_answers import answer_of, answer_text
from assay.work.memo_matter import Matter

ASKED = ("PTY-05", "PTY-06", "BRD-01", "BRD-02", "BRD-05")
"""The questions about seats held twice and about who watches them, of the checklist on state control."""
_LONGEST = 150
"""Letters of an answer in a cell; the appendix has all of it."""


def overlap(matter: Matter) -> Iterator[Table]:
    """One table with a row for each question; none where the checklist asks other ones."""
    questions = matter.checklist.questions
    if not all(id in questions for id in ASKED):
        return
    voice = matter.voice
    asked = [questions[id] for id in ASKED if matter.rating.questions[id].asked]
    if not asked:
        return
    yield Table(
        columns=(
            Column(voice("Question"), 16),
            Column("", 56),
            Column(voice("What is established"), 55 if voice.chinese else 58),
            Column(voice("Latest evidence"), 27 if voice.chinese else 24),
            Column(voice("Evidence"), 16),
        ),
        rows=tuple(_row(matter, question) for question in asked),
        title=voice("Board and Party organisation"),
        subtitle=voice("Only what the answers hold."),
        tight=True,
    )


def _row(matter: Matter, question: Question) -> Row:
    answer = answer_of(matter, question.id)
    numbers = matter.cites_of(question.id)
    said = plain(cut(answer_text(matter, question), _LONGEST, "…"))
    if answer.status is not Status.ANSWERED or answer.value is None:
        said = plain(matter.voice("not established"), "absent")
    elif matter.rating.questions[question.id].lapsed:
        said = (*said, Words(f" {matter.voice('(lapsed)')}", "absent"))
    cites: Text = (Cite(numbers, bare=True),) if numbers else plain("–")
    return Row(
        (
            ((Words(question.id, "strong", answer_anchor(question.id)),),),
            (plain(matter.say(question.short)),),
            (said,),
            _latest(matter, numbers),
            (cites,),
        )
    )


def _latest(matter: Matter, numbers: tuple[int, ...]) -> Cell:
    """The date of the newest document among these."""
    found = (e for e in matter.evidence.values() if e.number in numbers and e.date)
    newest = max(found, key=lambda e: e.date, default=None)
    if newest is None:
        return (plain("–"),)
    return (plain(matter.voice.short_day(newest.date, newest.date_precision)),)
