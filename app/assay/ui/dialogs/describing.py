"""Grading and describing an item of the register, whatever cites it, or many items at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from assay.core.change import Cell, Row, Step
from assay.core.evidence import Evidence
from assay.core.records import to_row
from assay.ui.bridge import Bridge
from assay.ui.dialogs import evidence_sum
from assay.ui.dialogs.dialog import Dialog
from assay.ui.dialogs.picks import Pick
from assay.ui.dialogs.source_fields import GradeFields, SourceFields
from assay.ui.text import day, titles
from assay.ui.widgets.fields import LineBox
from assay.ui.widgets.labels import Column, Rule, SectionHeading, Words
from assay.words import tr, trn
from assay.words.terms import KIND
from assay.work import citing, describing
from assay.work.answering import bounded

SUMS = 6
"""Questions whose confidence is shown while the grade is being changed."""


class DescribeDialog(Dialog):
    """`DescribeDialog(bridge, evidence_id, parent)`: what it moves is shown; `Save` commits one step."""

    def __init__(self, bridge: Bridge, evidence: str, parent: QWidget | None = None) -> None:
        self._bridge = bridge
        session = bridge.open_session
        self._item = session.evidence(evidence)
        asked = tr("How far is evidence {number} to be trusted?", number=self._item.number)
        super().__init__(asked, " · ".join(t for t in titles(self._item) if t), parent, 640)
        self.grade = GradeFields()
        self.source = SourceFields()
        self.sums = Words("", "body", "text2", wrap=True)
        here = bridge.assessment
        self._cited: list[Row] = [
            to_row(cited)
            for cited in citing.citations_of(session, self._item.id)
            if cited.assessment == here
        ]
        self._before = [
            evidence_sum.weighed(session, cited, to_row(self._item)) for cited in self._cited
        ]
        self.grade.show_evidence(self._item)
        self.source.show_evidence(self._item, day(self._item.retrieved))
        self._shown = self._given()
        self._arrange()
        for fields in (self.grade, self.source):
            fields.edited.connect(self.check)
        self.offer(tr("Save"))
        self.check()

    def _arrange(self) -> None:
        body = self.body
        body.addWidget(SectionHeading(tr("Grade"), pane=True))
        body.addWidget(self.grade)
        body.addWidget(self.sums)
        body.addWidget(Rule())
        body.addWidget(SectionHeading(tr("Source"), pane=True))
        body.addWidget(self.source)

    def _given(self) -> dict[str, Cell]:
        return {**self.grade.fields(), **self.source.fields()}

    def _changed(self) -> dict[str, Cell]:
        """What differs from what the fields showed at first, as it would be recorded."""
        changed = {
            name: bounded(value).strip() if isinstance(value, str) else value
            for name, value in self._given().items()
            if value != self._shown[name]
        }
        if "date" in changed:
            changed["date_precision"] = "day" if changed["date"] else ""
        return changed

    def unsaved(self) -> bool:
        return bool(self._changed())

    def check(self) -> None:
        """Show what it comes to now, and whether it can be kept."""
        self.require(self.source.problem())
        self._warned = False
        session = self._bridge.open_session
        item: Row = {**to_row(self._item), **self._given()}
        lines = []
        for cited, before in list(zip(self._cited, self._before, strict=True))[:SUMS]:
            now = evidence_sum.weighed(session, cited, item)
            part = evidence_sum.part_of(now, str(cited["id"]))
            question = str(cited["question"])
            moved = evidence_sum.confidence_words(before.value, now.value, question)
            lines.append(f"{evidence_sum.sum_words(part)}\n{moved}")
        rest = len(self._cited) - SUMS
        if rest > 0:
            lines.append(trn("and {count} more question", "and {count} more questions", rest))
        self.sums.setText("\n".join(lines) or tr("Cited for no question, it moves no answer."))

    def step(self) -> Step:
        """Everything that was changed, as one step."""
        return citing.edit(self._bridge.open_session, self._item.id, **self._changed())

    def accept(self) -> None:
        if self.primary.isEnabled() and self._bridge.attempt(self._commit):
            super().accept()

    def _commit(self) -> bool:
        self._bridge.open_session.do(self.step(), self)
        return True


class GradeMany(Dialog):
    """`GradeMany(bridge, items, parent)`: one grade and one reason for all of them."""

    def __init__(
        self, bridge: Bridge, items: Sequence[Evidence], parent: QWidget | None = None
    ) -> None:
        count = len(items)
        asked = trn("How is {count} item graded?", "How are {count} items graded?", count)
        super().__init__(asked, _named(items), parent, 640)
        self._bridge = bridge
        self._items = items
        self._said: dict[str, Cell] = {}
        self.grade = GradeFields()
        self.body.addWidget(self.grade)
        self.grade.show_evidence(items[0])
        self.grade.edited.connect(self.check)
        self.offer(trn("Grade {count} item", "Grade {count} items", count))
        self.check()

    def check(self) -> None:
        """A grade given to many at once says why."""
        reason = self.grade.reason.text().strip()
        self.require("" if reason else tr("Say why they have this grade."))

    def accept(self) -> None:
        self._said = self.grade.fields()
        super().accept()

    def step(self) -> Step:
        """All of them, as one step; asking before it was accepted is a bug."""
        ids = [item.id for item in self._items]
        return describing.describe_many(self._bridge.open_session, ids, **self._said)


class DescribeMany(Dialog):
    """`DescribeMany(bridge, items, parent)`: one kind of source, one independence group; empty keeps."""

    def __init__(
        self, bridge: Bridge, items: Sequence[Evidence], parent: QWidget | None = None
    ) -> None:
        count = len(items)
        asked = trn("What is {count} item?", "What are these {count} items?", count)
        super().__init__(asked, _named(items), parent, 560)
        self._bridge = bridge
        self._items = items
        self._said: dict[str, Cell] = {}
        keep = ("", tr("Leave as it is"))
        self.kind = Pick(
            tr("Kind of source"), [keep, *((id, tr(words)) for id, words in KIND.items())]
        )
        self.origin = LineBox(tr("Independence group"), tr("Leave as it is"))
        self.origin.set_note(tr("items of one group count once"))
        self.publisher = LineBox(tr("Publisher"), tr("Leave as it is"))
        column = Column(14)
        for field in (self.kind, self.origin, self.publisher):
            column.addWidget(field)
        self.body.addLayout(column)
        self.kind.chosen.connect(self._on_kind)
        for box in (self.origin, self.publisher):
            box.edited.connect(self.check)
        self.offer(trn("Change {count} item", "Change {count} items", count))
        self.check()

    def _on_kind(self, id: str) -> None:
        self.check()

    def _fields(self) -> dict[str, Cell]:
        given = {
            "kind": self.kind.chosen_id(),
            "origin": self.origin.text().strip(),
            "publisher": self.publisher.text().strip(),
        }
        return {name: value for name, value in given.items() if value}

    def check(self) -> None:
        """Wait until there is something to change."""
        self.require("" if self._fields() else tr("Give what is to be changed."))

    def accept(self) -> None:
        self._said = self._fields()
        super().accept()

    def step(self) -> Step:
        """All of them, as one step; asking before it was accepted is a bug."""
        ids = [item.id for item in self._items]
        return describing.describe_many(self._bridge.open_session, ids, **self._said)


def _named(items: Sequence[Evidence]) -> str:
    """The first few by their numbers and titles."""
    shown = ", ".join(f"{item.number} {titles(item)[0]}" for item in items[:3])
    return f"{shown} …" if len(items) > 3 else shown
