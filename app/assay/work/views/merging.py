"""A merge as a window shows it: what the other copy brings, and each conflict side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from assay.core.change import Row, State
from assay.core.checklist import Question, say
from assay.core.errors import UserError
from assay.core.merge_registers import PRESENT, ROW, Cells
from assay.core.rating import Interval
from assay.core.records import records
from assay.store.place import Problem
from assay.words import tr, trn
from assay.words.merging import REGISTERS, TABLES
from assay.words.problems import problem
from assay.words.terms import STANCE
from assay.work import exploring
from assay.work.exploring import Suppose, Trial
from assay.work.merging import Conflict, MergePlan, Side, open_conflicts
from assay.work.session import Session
from assay.work.views.agreement import value_words

TITLE_LENGTH = 80
REMARKS = 3
"""So many remarks of one kind are said one by one."""
HASH_DIGITS = 64


@dataclass(frozen=True, slots=True)
class SideView:
    """One value of a conflict, as a column shows it."""

    choice: str | int
    """What to decide with: `base`, or the place of the side."""
    whose: str
    """`base`, `mine`, `theirs`, or `both` where an earlier merge left it to decide."""
    text: str
    """The value in words; for long texts the text."""
    who: str
    when: str
    """UTC, to the minute, as that device's clock had it; it decides nothing."""
    evidence: tuple[str, ...]
    """What this side cites for the question: `[7] Annual report 2025, supports`."""
    effect: Interval | None
    """What the rating would be; None where it does not depend on this."""


@dataclass(frozen=True, slots=True)
class ConflictView:
    """One conflict."""

    id: str
    title: str
    """`PTY-03 · Answer`"""
    about: str
    """The question's text, or the title of the row."""
    field: str
    """Name of what is disputed."""
    domain: str
    """Id of the question's domain, or empty."""
    domain_title: str
    base: SideView | None
    """None where each side made it."""
    sides: tuple[SideView, ...]
    """Mine before theirs."""
    long: bool
    """A text to compare word by word; a third one may be written."""
    may_write: str
    """The field that a third text goes into; empty where there is nothing to write."""
    new: bool

    @property
    def authors(self) -> tuple[str, ...]:
        """Who wrote the sides."""
        return tuple(dict.fromkeys(side.who for side in self.sides if side.who))


@dataclass(frozen=True, slots=True)
class MergeView:
    """All of it."""

    sentence: str
    """`12 answers, 4 files and sources, 2 conflicts from the other copy.`"""
    lines: tuple[str, ...]
    """What comes, kind by kind; who made it; what is the same."""
    conflicts: tuple[ConflictView, ...]
    authors: tuple[str, ...]
    domains: tuple[tuple[str, str], ...]
    """Id and title of the domains that have a conflict."""
    is_news: bool
    remarks: tuple[str, ...] = ()
    """What is wrong or odd with the other copy, a sentence each; none of it is taken."""


def merge_view(session: Session, plan: MergePlan, language: str = "en") -> MergeView:
    """What a planned merge brings, and what it asks."""
    states = {"mine": session.state, "theirs": plan.other.state()}
    found = _conflicts(session, plan.conflicts, states, language)
    return MergeView(
        sentence=summary(plan.taken, plan.new_conflicts, plan.is_news),
        lines=_lines(plan),
        conflicts=found,
        authors=_authors(found),
        domains=_domains(found),
        is_news=plan.is_news,
        remarks=tuple(_remarks(plan.remarks)),
    )


def _remarks(found: Iterable[Problem]) -> Iterator[str]:
    """A few of each kind in full, then how many more there are."""
    for what, alike in groupby(sorted(found, key=lambda p: p.what), key=lambda p: p.what):
        wheres = [each.where for each in alike]
        yield from (problem(what, _shortened(where)) for where in wheres[:REMARKS])
        if len(wheres) > REMARKS:
            yield tr("{count} more like it.", count=len(wheres) - REMARKS)


def _shortened(where: str) -> str:
    """Enough of a hash to find it in the history."""
    return where[:12] if len(where) == HASH_DIGITS else where


def open_view(session: Session, language: str = "en") -> MergeView:
    """What earlier merges left to decide."""
    found = _conflicts(session, open_conflicts(session), {}, language)
    count = len(found)
    sentence = (
        trn("{count} conflict is left to decide.", "{count} conflicts are left to decide.", count)
        if count
        else tr("Nothing is left to decide.")
    )
    return MergeView(sentence, (), found, _authors(found), _domains(found), False)


def summary(taken: Mapping[str, int], conflicts: int, is_news: bool) -> str:
    """What the other copy brings, in one sentence."""
    if not is_news:
        return tr("The other copy holds nothing that this one lacks.")
    counts = _counts(taken, conflicts)
    if not counts:
        return tr("The other copy brings steps, and no row is different after them.")
    return tr("{what} from the other copy.", what=tr(", ").join(counts))


def _counts(taken: Mapping[str, int], conflicts: int) -> list[str]:
    left = dict(taken)
    said = [
        _count(table, count)
        for table in ("answer", "evidence", "citation", "comment", "memo_item", "statement")
        if (count := left.pop(table, 0))
    ]
    if left:
        said.append(_count("", sum(left.values())))
    if conflicts:
        said.append(trn("{count} conflict", "{count} conflicts", conflicts))
    return said


def _count(table: str, count: int) -> str:
    match table:
        case "answer":
            return trn("{count} answer", "{count} answers", count)
        case "evidence":
            return trn("{count} file or source", "{count} files and sources", count)
        case "citation":
            return trn("{count} citation", "{count} citations", count)
        case "comment":
            return trn("{count} comment", "{count} comments", count)
        case "memo_item":
            return trn("{count} sentence of the memo", "{count} sentences of the memo", count)
        case "statement":
            return trn(
                "{count} statement about the issuer", "{count} statements about the issuer", count
            )
        case _:
            return trn("{count} other entry", "{count} other entries", count)


def _lines(plan: MergePlan) -> tuple[str, ...]:
    lines = []
    if plan.steps:
        lines.append(
            trn(
                "{count} step by {who}.",
                "{count} steps by {who}.",
                plan.steps,
                who=tr(", ").join(name or tr("somebody unnamed") for name in plan.authors),
            )
        )
    lines.append(
        trn(
            "{count} entry is the same in both.",
            "{count} entries are the same in both.",
            plan.identical,
        )
    )
    return tuple(lines)


def _authors(found: Iterable[ConflictView]) -> tuple[str, ...]:
    return tuple(sorted({name for conflict in found for name in conflict.authors}))


def _domains(found: Iterable[ConflictView]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted({(c.domain, c.domain_title) for c in found if c.domain}))


def _conflicts(
    session: Session,
    conflicts: Iterable[Conflict],
    states: Mapping[str, State],
    language: str,
) -> tuple[ConflictView, ...]:
    return tuple(_Reading(session, states, language).view(conflict) for conflict in conflicts)


@dataclass(frozen=True, slots=True)
class _Reading:
    """Conflicts being put into words."""

    session: Session
    states: Mapping[str, State]
    language: str

    def view(self, conflict: Conflict) -> ConflictView:
        table, _, name = conflict.register
        question = self._question(conflict)
        field = tr(REGISTERS.get(f"{table} {name}", REGISTERS.get(name, "")) or name)
        what = question.id if question else tr(TABLES[table])
        domain = question.domain if question else ""
        written = _written_field(conflict)
        sides = [self._side(conflict, question, n, side) for n, side in enumerate(conflict.sides)]
        base = None
        if conflict.base is not None and conflict.fields:
            base = self._said(conflict, question, "base", "base", conflict.base)
        return ConflictView(
            conflict.id,
            f"{what} · {field}",
            say(question.text, self.language) if question else _title(conflict.row),
            field,
            domain,
            self._domain_title(conflict, domain),
            base,
            tuple(sorted(sides, key=lambda side: side.whose != "mine")),
            bool(written),
            written,
            conflict.new,
        )

    def _question(self, conflict: Conflict) -> Question | None:
        row = conflict.row
        assessment, id = str(row.get("assessment", "")), str(row.get("question", ""))
        if not assessment or not id:
            return None
        try:
            return self.session.checklist(assessment).questions.get(id)
        except UserError:  # an assessment that only the other copy has
            return None

    def _domain_title(self, conflict: Conflict, domain: str) -> str:
        if not domain:
            return ""
        checklist = self.session.checklist(str(conflict.row["assessment"]))
        found = next((d for d in checklist.domains if d.id == domain), None)
        return say(found.title, self.language) if found else domain

    def _side(
        self, conflict: Conflict, question: Question | None, place: int, side: Side
    ) -> SideView:
        who = tr(", ").join(side.authors)
        when = max(side.times, default="")[:16].replace("T", " ")
        return self._said(conflict, question, place, side.whose, side.cells, who, when)

    def _said(
        self,
        conflict: Conflict,
        question: Question | None,
        choice: str | int,
        whose: str,
        cells: Cells,
        who: str = "",
        when: str = "",
    ) -> SideView:
        is_answer = conflict.register[::2] == ("answer", "value")
        return SideView(
            choice,
            whose,
            self._words(conflict, question, cells),
            who,
            when,
            self._evidence(conflict, whose) if question else (),
            self._effect(conflict, cells) if is_answer and question else None,
        )

    def _words(self, conflict: Conflict, question: Question | None, cells: Cells) -> str:
        if conflict.register.name == ROW:
            return tr("Keep it, with what was changed") if cells == PRESENT else tr("Remove it")
        if question is not None and conflict.register.name == "value":
            value, status, reason = cells
            words = value_words(
                question, str(status), None if value is None else str(value), self.language
            )
            return f"{words}: {reason}" if reason else words
        return tr(", ").join(str(cell) for cell in cells if cell not in (None, "")) or tr("Empty")

    def _evidence(self, conflict: Conflict, whose: str) -> tuple[str, ...]:
        """What a side cites; the base and what is left of earlier merges cite what is here now."""
        state = self.states.get(whose, self.session.state)
        held = {e.id: e for e in records(state, "evidence")}
        where = (conflict.row["assessment"], conflict.row["question"])
        cited = (c for c in records(state, "citation") if (c.assessment, c.question) == where)
        return tuple(
            tr(
                "[{number}] {title}: {stance}",
                number=held[c.evidence].number,
                title=held[c.evidence].title,
                stance=tr(STANCE[c.stance]),
            )
            for c in sorted(cited, key=lambda c: c.id)
            if c.evidence in held
        )

    def _effect(self, conflict: Conflict, cells: Cells) -> Interval | None:
        value, status, _ = cells
        supposed = Suppose(str(status), None if value is None else str(value), proven=False)
        trial = Trial({str(conflict.row["question"]): supposed})
        try:
            found = exploring.scored(self.session, str(conflict.row["assessment"]), trial)
            return found.rating.interval
        except UserError:
            return None


def _written_field(conflict: Conflict) -> str:
    """The one text that a person may word anew; empty where the value has a form of its own."""
    texts = {"rationale", "against", "would_change", "text", "note", "title", "translation"}
    if len(conflict.fields) == 1 and conflict.fields[0] in texts:
        return conflict.fields[0]
    return ""


def _title(row: Row) -> str:
    for field in ("title", "text", "quote", "value", "flag", "name", "id"):
        if row.get(field):
            text = " ".join(str(row[field]).split())
            return text if len(text) <= TITLE_LENGTH else f"{text[:TITLE_LENGTH]}…"
    return ""
