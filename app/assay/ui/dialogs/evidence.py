"""Grading a piece of evidence and describing it, and what it says to one question, kept as one step."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from assay.core.change import Cell, Row, Step
from assay.core.errors import NotFound
from assay.core.evidence import Citation, Evidence
from assay.core.records import from_row, to_row
from assay.ui.bridge import Bridge
from assay.ui.dialogs import evidence_sum
from assay.ui.dialogs.dialog import Dialog
from assay.ui.dialogs.places import PlaceFields
from assay.ui.dialogs.source_fields import GradeFields, SourceFields
from assay.ui.text import day, titles
from assay.ui.widgets.labels import Column, Rule, SectionHeading, Words
from assay.words import tr
from assay.work import citing, guesses
from assay.work.answering import bounded
from assay.work.translating import translations


class EvidenceDialog(Dialog):
    """`EvidenceDialog(bridge, citation_id, parent=None)`: `Save` commits every change as one step."""

    def __init__(self, bridge: Bridge, citation_id: str, parent: QWidget | None = None) -> None:
        self._bridge = bridge
        session = bridge.open_session
        row = session.state.get("citation", {}).get(citation_id)
        if row is None:
            raise NotFound("unknown_citation", citation=citation_id)
        self._cited = from_row(Citation, row)
        self._item = session.evidence(self._cited.evidence)
        question = self._cited.question
        asked = tr("How far is evidence {number} to be trusted?", number=self._item.number)
        super().__init__(asked, " · ".join(t for t in titles(self._item) if t), parent, 640)
        self.grade = GradeFields()
        self.place = PlaceFields(translated=True)
        self.source = SourceFields()
        self.sum = Words("", "strong", wrap=True)
        self.outcome = Words("", "body", "text2", wrap=True)
        self._before = evidence_sum.weighed(session, to_row(self._cited), to_row(self._item))
        self._arrange(question)
        self._show(self._cited, self._item)
        for fields in (self.grade, self.place, self.source):
            fields.edited.connect(self.check)
        self.offer(tr("Save"))
        self.check()

    def _arrange(self, question: str) -> None:
        body = self.body
        body.addWidget(SectionHeading(tr("Grade"), pane=True))
        body.addWidget(self.grade)
        counts = Column(2)
        counts.addWidget(self.sum)
        counts.addWidget(self.outcome)
        body.addLayout(counts)
        body.addWidget(Rule())
        body.addWidget(SectionHeading(tr("For {question}", question=question), pane=True))
        body.addWidget(self.place)
        body.addWidget(Rule())
        body.addWidget(SectionHeading(tr("Source"), pane=True))
        body.addWidget(self.source)

    def _show(self, cited: Citation, item: Evidence) -> None:
        self.grade.show_evidence(item)
        translated = translations(self._bridge.open_session.state)
        self.place.show_citation(cited, translated.get(cited.id))
        self.source.show_evidence(item, day(item.retrieved))
        self._described, self._placed = self._description(), self.place.fields()

    # -- what is said now -------------------------------------------------------------------------

    def _evidence_fields(self) -> dict[str, Cell]:
        """The evidence fields that differ from what is recorded."""
        given = self._description()
        changed = _changed(self._described, given)
        if "date" in changed:
            changed["date_precision"] = "day" if changed["date"] else ""
        return changed

    def _description(self) -> dict[str, Cell]:
        return {**self.grade.fields(), **self.source.fields()}

    def _citation_fields(self) -> dict[str, Cell]:
        """The citation fields that differ from what is recorded."""
        changed = _changed(self._placed, self.place.fields())
        if "quote" in changed or "page" in changed:
            changed["anchor"] = ""  # where the words were found no longer holds
        return changed

    def unsaved(self) -> bool:
        return bool(self._evidence_fields() or self._citation_fields())

    def check(self) -> None:
        """Show what it comes to now, and whether it can be kept."""
        missing = self.source.problem()
        if not missing and self.place.problem():
            missing = tr("Correct the page.")
        self.require(missing or self._unreasoned())
        self._warned = False
        self._show_sum()

    def _unreasoned(self) -> str:
        """What to do about a new grade that its kind of source does not usually have."""
        said = self._description()
        grade = f"{said['reliability']}{said['credibility']}"
        if grade == self._item.grade:
            return ""
        usual = guesses.unreasoned(str(said["kind"]), grade, str(said["grade_reason"]))
        return tr("Say why it is graded so: {usual} is usual.", usual=usual) if usual else ""

    def _show_sum(self) -> None:
        cited: Row = {**to_row(self._cited), "stance": str(self.place.stance_chosen())}
        item: Row = {**to_row(self._item), **self._description()}
        now = evidence_sum.weighed(self._bridge.open_session, cited, item)
        part = evidence_sum.part_of(now, self._cited.id)
        question = self._cited.question
        self.sum.setText(evidence_sum.sum_words(part))
        moved = evidence_sum.confidence_words(self._before.value, now.value, question)
        self.outcome.setText(f"{evidence_sum.outcome_words(part, question)} {moved}")

    # -- keeping ----------------------------------------------------------------------------------

    def step(self) -> Step:
        """Everything that was changed, as one step; raises `UserError` for what cannot be recorded."""
        session = self._bridge.open_session
        described = citing.edit(session, self._item.id, **self._evidence_fields())
        placed = citing.recite(session, self._cited.id, **self._citation_fields())
        label = described.label if described.changes else placed.label
        return Step(label, described.changes + placed.changes)

    def accept(self) -> None:
        if not self.primary.isEnabled():
            return
        done = self._bridge.attempt(self._commit)
        if done:
            super().accept()

    def _commit(self) -> bool:
        self._bridge.open_session.do(self.step(), self)
        return True


def _changed(before: dict[str, Cell], given: dict[str, Cell]) -> dict[str, Cell]:
    """What the person changed. Compared with what the fields showed at first: a field may show line
    ends and the like differently from what is recorded, and that is no change."""
    return {
        name: bounded(value).strip() if isinstance(value, str) else value
        for name, value in given.items()
        if value != before[name]
    }
