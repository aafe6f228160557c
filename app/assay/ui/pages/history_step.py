"""One step of the history: who, when, what it changed, and what can be made of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assay.ui.theme import px
from assay.ui.widgets.buttons import Button
from assay.ui.widgets.flow import Flow
from assay.ui.widgets.labels import Column, FactLine, Rule, Words
from assay.words import tr, trn
from assay.words.history import MOVED
from assay.work.views.changed_rows import FieldMoved, RowMoved
from assay.work.views.history import StepView

LABEL = 108
FEW = 4
"""So many rows are shown field by field; hundreds of wrapped lines of their own took seconds to lay out."""
NOTHING = "–"


class StepPane(QWidget):
    """`StepPane()`: `show_step(view, …)`; `asked(str)`: `look`, `compare`, `restore`, `trust`."""

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Words("", "title", wrap=True, selectable=True)
        self.who = FactLine(tr("Who"), label_width=LABEL, ink="text")
        self.when = FactLine(tr("When"), label_width=LABEL, ink="text")
        self.device = FactLine(tr("Device"), label_width=LABEL)
        self.id = FactLine(tr("Revision"), label_width=LABEL)
        self.note = Words("", "body", "text2", wrap=True)
        self.buttons = {
            "look": Button(
                tr("Show the project as it was then"), "primary", "clock-counter-clockwise"
            ),
            "compare": Button(tr("What changed since then")),
            "restore": Button(tr("Restore this answer")),
            "trust": Button(tr("Accept this key")),
        }
        self._offered = dict.fromkeys(self.buttons, False)
        self._busy = False
        self.changed = QWidget()
        self._lines = Column(2, parent=self.changed)
        column = Column(6, parent=self)
        column.addWidget(self.title)
        for fact in (self.who, self.when, self.device, self.id):
            column.addWidget(fact)
        column.addWidget(self.note)
        column.space(6)
        holder = QWidget()
        flow = Flow(8, holder)
        for name, button in self.buttons.items():
            flow.addWidget(button)
            button.setObjectName(name)
            button.clicked.connect(self._on_button)
        column.addWidget(holder)
        column.space(8)
        column.addWidget(Rule())
        column.addWidget(self.changed)

    def show_step(self, view: StepView, *, latest: bool, reading: bool) -> None:
        """Show this step; `latest` when nothing follows it, `reading` while nothing can be changed."""
        self.title.setText(view.words)
        self.who.set_value(view.author)
        self.when.set_value(view.when)
        self.device.set_value(view.device[:60])
        self.id.set_value(view.id[:12])
        said = []
        if view.merged:
            said.append(tr("It brought two copies together."))
        if view.redacted:
            said.append(tr("What it changed was redacted."))
        if view.signed:
            said.append(view.signed)
        if view.new_key:
            who = view.author or "…"
            said.append(
                tr("Accept it only after {author} has read the same words to you.", author=who)
            )
        self.note.setText(" ".join(said))
        self.note.setVisible(bool(said))
        self.buttons["restore"].setVisible(bool(view.answer) and not reading)
        self.buttons["trust"].setVisible(bool(view.new_key))
        then = not latest
        self._offered = {"look": then, "compare": then, "restore": not reading, "trust": True}
        self.set_busy(self._busy)
        self._paint(view)

    def set_busy(self, busy: bool) -> None:
        """While something long is under way nothing else can be asked for."""
        self._busy = busy
        for name, button in self.buttons.items():
            button.setEnabled(self._offered[name] and not busy)

    def _paint(self, view: StepView) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for row in view.rows:
            self._lines.addWidget(Words(_head(row), "label", "text"))
            self._paint_fields(row, beside=len(view.rows) <= FEW)
            self._lines.addSpacing(px(8))
        if view.more:
            more = trn("and {count} more", "and {count} more", view.more)
            self._lines.addWidget(Words(more, "body", "text2"))

    def _paint_fields(self, row: RowMoved, *, beside: bool) -> None:
        """Names beside what became of them; of many rows in one text, which is laid out in no time."""
        if beside:
            for field in row.fields:
                line = FactLine(field.name, _moved(row, field), LABEL, "text2")
                self._lines.addWidget(line)
        elif row.fields:
            said = "\n".join(
                tr("{name}: {value}", name=field.name, value=_moved(row, field))
                for field in row.fields
            )
            self._lines.addWidget(Words(said, "body", "text2", wrap=True))

    def _on_button(self) -> None:
        self.asked.emit(self.sender().objectName())


def _head(row: RowMoved) -> str:
    """*Answer PTY-03*, and whether it came or went."""
    if row.what == "edited":
        return row.name
    return tr("{name}: {value}", name=row.name, value=tr(MOVED[row.what]).lower())


def _moved(row: RowMoved, field: FieldMoved) -> str:
    """A field before and after, one under the other; what is new alone where nothing was before."""
    if row.what != "edited":
        return field.after or field.before
    return tr(
        "{before}\nnow: {after}", before=field.before or NOTHING, after=field.after or NOTHING
    )
