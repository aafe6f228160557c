"""One sentence of the memo: label in the gutter, words, citations and fields in a card, remarks beside."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from assay.ui.icons import paint_icon
from assay.ui.pages.memo_editor_fields import EntryFields
from assay.ui.theme import font, px, theme, tokens
from assay.ui.tokens import Ink
from assay.ui.widgets.buttons import IconButton, PaintedButton
from assay.ui.widgets.cite_chips import CiteChip
from assay.ui.widgets.flow import Flow
from assay.ui.widgets.labels import Column, Row
from assay.ui.widgets.painting import draw_box, draw_lines, draw_text, wrapped
from assay.ui.widgets.sentence_text import SentenceText
from assay.words import tr
from assay.words.terms import LABEL
from assay.work.views.memo import Group, Remark, Sentence

GUTTER, MARGIN = 66, 146
_LEADING = 18
_INKS: dict[str, Ink] = {"inference": "accent", "allegation": "warn"}
_NOTES: dict[str, tuple[str, Ink]] = {
    "blocks": ("prohibit", "danger"),
    "advice": ("warning", "warn"),
    "good": ("check-circle", "text2"),
}


class LabelButton(PaintedButton):
    """`LabelButton()`: *Fact*, *Inference*, *Alleged*; a click offers the others. Signal: `picked(str)`."""

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.label = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.menu_of_labels = QMenu(self)
        for id, words in LABEL.items():
            self.menu_of_labels.addAction(tr(words)).setData(id)
        self.menu_of_labels.triggered.connect(self._on_chosen)
        self.clicked.connect(self._offer)
        self.set_chosen("")

    def _on_chosen(self, action: QAction) -> None:
        self.picked.emit(str(action.data()))

    def set_chosen(self, label: str) -> None:
        """Show this label."""
        self.label = label
        self.setText(tr(LABEL[label]) if label in LABEL else tr("Label…"))
        self.setAccessibleName(tr("Label: {label}", label=self.text()))
        self.update()

    def _offer(self) -> None:
        self.menu_of_labels.popup(self.mapToGlobal(QPoint(0, self.height())))

    def sizeHint(self) -> QSize:
        return QSize(px(GUTTER - 2), px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t = QPainter(self), tokens()
        if self.lit:
            draw_box(painter, QRectF(self.rect()), px(5), t.hover)
        ink = t.ink(_INKS.get(self.label, "text2"))
        face = font("label", 700 if self.label in _INKS else 500)
        draw_text(painter, QRectF(self.rect()).adjusted(px(2), 0, 0, 0), self.text(), face, ink)


class Note(QWidget):
    """`Note(remark)`: a remark beside its sentence, icon and wrapped words."""

    def __init__(self, remark: Remark, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.remark = remark
        self.setAccessibleName(remark.text)
        self.restyle()
        theme().changed.connect(self.restyle)

    def _lines(self) -> tuple[str, ...]:
        return wrapped(self.remark.text, font("caption"), px(MARGIN - 16 - 19))

    def restyle(self) -> None:
        self.setFixedHeight(round(len(self._lines()) * px(_LEADING) + px(2)))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t = QPainter(self), tokens()
        icon, ink = _NOTES[self.remark.severity]
        paint_icon(painter, 0, px(2), px(14), icon, t.ink("support" if ink == "text2" else ink))
        draw_lines(painter, px(19), 0, self._lines(), font("caption"), t.ink(ink), px(_LEADING))


class _Box(QWidget):
    """The card itself: its edge is the focus of the words in it."""

    def __init__(self) -> None:
        super().__init__()
        self.lit_by: QWidget | None = None
        self.mark = ""

    def paintEvent(self, event: QPaintEvent) -> None:
        t, focused = tokens(), self.lit_by is not None and self.lit_by.hasFocus()
        edge = t.focus if focused else t.border if t.high_contrast else t.hair
        width = px(2) if focused else px(1)
        draw_box(QPainter(self), QRectF(self.rect()), px(7), t.base, edge, width)


class SentenceCard(QWidget):
    """`SentenceCard(group, number)`; `show_sentence(group, sentence)`.

    Signals, each with the card: `written(card, text)`, `labelled(card, label)`, `citing(card)`,
    `uncited(card, evidence)`, `opened(evidence)`, `filled(card, name, text)`, `moved(card, places)`,
    `dropped(card)`.
    """

    written = Signal(object, str)
    labelled = Signal(object, str)
    citing = Signal(object)
    uncited = Signal(object, str)
    opened = Signal(str)
    filled = Signal(object, str, str)
    moved = Signal(object, int)
    dropped = Signal(object)

    def __init__(self, group: Group, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sentence = Sentence("", group.part, group.section, "", "", (), (), ())
        self.group = group
        self._name = f"{group.title} {number}" if group.add else group.title
        self.label = LabelButton()
        self.more = IconButton("dots-three", tr("More: {entry}", entry=self._name))
        self.box = _Box()
        self.text = SentenceText(self._name, group.hint)
        self.box.lit_by = self.text
        self.cite = IconButton("plus", tr("Cite evidence: {entry}", entry=self._name), "@", 12)
        self.chips: list[CiteChip] = []
        self.fields: EntryFields | None = None
        self.notes: list[Note] = []
        self._build()
        self._connect()

    def _build(self) -> None:
        row = Row(0, parent=self)
        self.gutter = QWidget()
        gutter = Column(2, (0, 8, 4, 0), self.gutter)
        gutter.addWidget(self.label)
        gutter.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        gutter.addStretch(1)
        row.addWidget(self.gutter)
        inside = Column(6, (12, 10, 12, 9), self.box)
        inside.addWidget(self.text)
        self.holder = QWidget()
        self._flow = Flow(6, self.holder)
        self._flow.addWidget(self.cite)
        inside.addWidget(self.holder)
        self._inside = inside
        inside.addStretch(1)
        row.addWidget(self.box, 1)
        self.margin = QWidget()
        self._margin = Column(8, (16, 12, 0, 0), self.margin)
        self._margin.addStretch(1)
        row.addWidget(self.margin)
        self._fit()

    def _connect(self) -> None:
        self.text.committed.connect(self._on_committed)
        self.text.asked.connect(self._on_asked)
        self.text.moved.connect(self._on_moved)
        self.text.dropped.connect(self._on_dropped)
        self.text.focused.connect(self.box.update)
        self.cite.clicked.connect(self._on_asked)
        self.label.picked.connect(self._on_labelled)
        self.more.clicked.connect(self._offer)
        theme().changed.connect(self._fit)

    def _fit(self) -> None:
        self.gutter.setFixedWidth(px(GUTTER))
        self.margin.setFixedWidth(px(MARGIN))

    # -- showing ------------------------------------------------------------------------------

    def show_sentence(self, group: Group, sentence: Sentence) -> None:
        """Show a sentence as it is recorded; the same one is changed in place."""
        before, self.sentence, self.group = self.sentence, sentence, group
        became = not before.id and sentence.text == self.text.text().strip()
        self.text.set_kept(sentence.text, anew=before.id != sentence.id and not became)
        self.text.set_cites(group.cited)
        self.label.set_chosen(sentence.label)
        self.label.setVisible(group.labelled)
        self.more.setVisible(bool(group.add) or bool(sentence.id))
        self.holder.setVisible(group.cited)
        self._show_chips(sentence)
        self._show_fields(sentence)
        self._show_notes(sentence.remarks)

    def _show_chips(self, sentence: Sentence) -> None:
        wanted = [(cited.id, cited.grade, cited.key) for cited in sentence.cites]
        if wanted == [(c.evidence, c._grade, c._key) for c in self.chips]:
            return
        self._flow.removeWidget(self.cite)
        for chip in self.chips:
            _gone(chip)
        self.chips = []
        for cited in sentence.cites:
            chip = CiteChip(cited.id, cited.grade, cited.key, cited.title, self.holder)
            chip.clicked.connect(self._on_chip)
            chip.dropped.connect(self._on_uncited)
            self._flow.addWidget(chip)
            self.chips.append(chip)
            chip.show()
        self._flow.addWidget(self.cite)

    def _show_fields(self, sentence: Sentence) -> None:
        if self.fields is None and sentence.fields:
            self.fields = EntryFields(self._name, sentence.fields)
            self.fields.filled.connect(self._on_filled)
            self._inside.insertWidget(self._inside.count() - 1, self.fields)
        if self.fields is not None:
            self.fields.show_fields(sentence.fields)

    def _show_notes(self, remarks: tuple[Remark, ...]) -> None:
        if remarks == tuple(note.remark for note in self.notes):
            return
        for note in self.notes:
            _gone(note)
        self.notes = [Note(remark) for remark in remarks]
        for place, note in enumerate(self.notes):
            self._margin.insertWidget(place, note)
        self.text.setAccessibleDescription(" ".join(remark.text for remark in remarks))

    # -- acting -------------------------------------------------------------------------------

    def commit(self) -> None:
        """Send what is being typed."""
        self.text.commit()
        if self.fields is not None:
            self.fields.commit()

    def _on_committed(self, text: str) -> None:
        self.written.emit(self, text)

    def _on_asked(self) -> None:
        self.citing.emit(self)

    def _on_moved(self, places: int) -> None:
        self.moved.emit(self, places)

    def _on_dropped(self) -> None:
        self.dropped.emit(self)

    def _on_labelled(self, label: str) -> None:
        self.labelled.emit(self, label)

    def _on_chip(self) -> None:
        chip = self.sender()
        if isinstance(chip, CiteChip):
            self.opened.emit(chip.evidence)

    def _on_uncited(self, evidence: str) -> None:
        self.uncited.emit(self, evidence)

    def _on_filled(self, name: str, text: str) -> None:
        self.filled.emit(self, name, text)

    def _offer(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self.group.add:
            menu.addAction(tr("Move up")).setData("up")
            menu.addAction(tr("Move down")).setData("down")
        if self.group.cited:
            menu.addAction(tr("Cite evidence…")).setData("cite")
        menu.addSeparator()
        menu.addAction(tr("Delete")).setData("delete")
        menu.triggered.connect(self._on_more)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def _on_more(self, action: QAction) -> None:
        chosen = action.data()
        if chosen == "cite":
            self._on_asked()
        elif chosen == "delete":
            self._on_dropped()
        else:
            self._on_moved(-1 if chosen == "up" else 1)


def _gone(widget: QWidget) -> None:
    widget.hide()
    widget.setParent(None)
    widget.deleteLater()
