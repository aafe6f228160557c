"""Every component in every state on one page, as `visual/9-components` shows them."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from assay.ui.theme import px, tokens
from assay.ui.widgets.badges import GradeBadge
from assay.ui.widgets.buttons import Button
from assay.ui.widgets.chips import FilterChip, StateChip
from assay.ui.widgets.choices import ChoiceRow, Option
from assay.ui.widgets.fields import LineBox
from assay.ui.widgets.flow import Flow
from assay.ui.widgets.focus import FocusRing
from assay.ui.widgets.labels import Card, Column, Row, Words
from assay.ui.widgets.notices import Action, Banner, EmptyState, Toast, paint_shadow
from assay.ui.widgets.painting import draw_box
from assay.ui.widgets.publish import PublishSentence, PublishState
from assay.ui.widgets.ranges import Range, RangeStrip
from assay.ui.widgets.strip import HeatCell, paint_cell
from assay.words.terms import STATUS

UNDER = Qt.WidgetAttribute.WA_UnderMouse
OPTIONS = (
    Option("a", "No Party clause", 0),
    Option("b", "One generic clause tracking article 18 of the Company Law", 1),
    Option("c", "Separate chapter, duties described as political or ideological only", 2),
    Option("d", "Separate chapter giving the Party committee a role in company decisions", 3),
    Option("e", "Party chapter overrides or conditions the powers of board or shareholders", 4),
)


class Cells(QWidget):
    """A line of heat cells."""

    KINDS = (
        *(HeatCell("answered", band) for band in range(5)),
        HeatCell("unknown"),
        HeatCell("not_disclosed"),
        HeatCell("restricted"),
        HeatCell("conflicted"),
        HeatCell("not_assessed"),
        HeatCell("not_asked"),
        HeatCell("answered", 3),
    )

    def paintEvent(self, event):
        painter = QPainter(self)
        for n, cell in enumerate(self.KINDS):
            box = QRectF(px(4) + n * px(48), px(5), px(26), px(26))
            paint_cell(painter, box, cell, tokens(), focused=n == 11)


class Dialog(Card):
    """A decision: question, effect, verbs."""

    def paintEvent(self, event):
        box = QRectF(self.rect())
        draw_box(QPainter(self), box, px(10), tokens().base, tokens().border, px(1))


class Gallery(QWidget):
    """Two columns of components, laid out in design px."""

    def __init__(self):
        super().__init__()
        self.rings = []
        self.resize(px(1440), px(900))
        row = Row(0, (40, 20, 40, 20), self)
        self.left, self.right = Column(8), Column(8)
        row.addLayout(self.left, 624)
        row.addSpacing(px(76))
        row.addLayout(self.right, 660)
        self._fill_left()
        self._fill_right()

    def paintEvent(self, event):
        QPainter(self).fillRect(self.rect(), tokens().window)

    def _caption(self, column, text):
        column.addSpacing(px(8))
        column.addWidget(Words(text, "caption", "text3"))

    def _ring(self, widget, radius):
        ring = FocusRing(self)
        self.rings.append((ring, widget, radius))

    def place_rings(self):
        for ring, widget, radius in self.rings:
            ring.surround(widget, radius)

    def _buttons(self, text, kind):
        row = Row(16)
        for state in ("rest", "hover", "pressed", "focus", "disabled"):
            button = Button(text, kind)
            if state == "hover":
                button.setAttribute(UNDER)
            button.setDown(state == "pressed")
            button.setEnabled(state != "disabled")
            if state == "focus":
                self._ring(button, 5)
            row.addWidget(button, 1)
        self.left.addLayout(row)

    def _fill_left(self):
        left = self.left
        left.addWidget(Words("Components and states", "title"))
        self._caption(left, "Buttons: rest, hover, pressed, focus, disabled")
        self._buttons("Export draft", "primary")
        self._buttons("Add evidence", "secondary")
        self._buttons("See changes", "link")
        self._caption(left, "Choice row: rest, hover, focus, selected, disabled")
        rows = Column(4)
        for n, option in enumerate(OPTIONS):
            choice = ChoiceRow(option, str(n + 1))
            if n == 1:
                choice.setAttribute(UNDER)
            if n == 2:
                self._ring(choice, 6)
            choice.setChecked(n == 3)
            choice.setEnabled(n != 4)
            rows.addWidget(choice)
        left.addLayout(rows)
        self._caption(left, "Answer states: icon and word, ink only")
        states = QWidget()
        line = Flow(10, states)
        for status in (*STATUS, "not_asked"):
            line.addWidget(StateChip(status))
        left.addWidget(states)
        self._caption(left, "Filter chips: off, hover, on (removable), none left")
        chips = Row(8)
        for text, count in (("Open", 23), ("Unknown", 45), ("No evidence", 25), ("Conflicted", 0)):
            chip = FilterChip(text, count)
            chip.setAttribute(UNDER, text == "Unknown")
            chip.setChecked(text == "No evidence")
            chips.addWidget(chip)
        chips.addStretch(1)
        left.addLayout(chips)
        self._caption(left, "Source grade: more ink, more reliable; the figure is the claim")
        badges = Row(14)
        for grade in ("A1", "A3", "B2", "C3", "D4", "E5", "F6"):
            badges.addWidget(GradeBadge(grade))
        badges.addStretch(1)
        left.addLayout(badges)
        self._caption(left, "Heat-map cells")
        cells = Cells()
        cells.setFixedHeight(px(36))
        left.addWidget(cells)
        self._caption(left, "Score strip: settled, open, before and after")
        strips = Row(28)
        for shown in (
            Range(52, 58, 63),
            Range(8, 50, 100, hatched=True),
            Range(29, 58, 97, as_answered=67, before=(23, 99)),
        ):
            strip = RangeStrip(12, names=False)
            strip.set_range(shown)
            strips.addWidget(strip)
        left.addLayout(strips)
        left.addStretch(1)

    def _fill_right(self):
        right = self.right
        self._caption(right, "Where the work is: five sentences, always at the top right")
        for state in (
            PublishState("published", "14:02"),
            PublishState("publishing"),
            PublishState("pending", changes=3),
            PublishState("changed", "13:40", name="Anna"),
            PublishState("failed", place="//fund/shared"),
        ):
            sentence = PublishSentence()
            sentence.set_state(state)
            line = Row(0)
            line.addWidget(sentence)
            line.addStretch(1)
            right.addLayout(line)
        self._caption(right, "Banner: information, warning, problem")
        for kind, title, text, action in (
            (
                "information",
                "Not asked",
                "AUD-01 records that the issuer is not an SEC registrant.",
                "Go to AUD-01",
            ),
            (
                "warning",
                "Six sources expired before the cut-off",
                "SUP-06, SUP-10, SUP-13 and SAN-04 count as unknown.",
                "Show them",
            ),
            (
                "problem",
                "Two pages of this file could not be read",
                "Pages 14 and 15 are damaged; everything else was recovered.",
                "Details",
            ),
        ):
            right.addWidget(Banner(kind, title, text, (Action("go", action),)))
        self._caption(right, "Toast: what happened, and the way back")
        stage = QWidget()
        stage.setFixedHeight(px(76))
        right.addWidget(stage)
        self.toast = Toast(stage, lift=16)
        self._caption(right, "Empty state and dialog")
        pair = Row(24)
        card = Card()
        Column(0, (16, 16, 16, 12), card).addWidget(
            EmptyState(
                "files",
                "No evidence yet",
                "Without evidence this answer counts as unknown.",
                "Add evidence",
            )
        )
        pair.addWidget(card, 300)
        dialog = Dialog(10)
        words = Column(6, (18, 14, 18, 14), dialog)
        words.addWidget(Words("Mark PTY-08 not applicable?", "heading"))
        words.addWidget(Words("It leaves the denominator of PTY.", "body", "text2"))
        words.addWidget(LineBox(placeholder="Reason (required)"))
        buttons = Row(8)
        buttons.addStretch(1)
        buttons.addWidget(Button("Cancel"))
        primary = Button("Not applicable", "primary")
        primary.setEnabled(False)
        buttons.addWidget(primary)
        words.addLayout(buttons)
        pair.addWidget(dialog, 336)
        right.addLayout(pair)
        self._caption(right, "Text box: rest, focus, refused")
        boxes = Row(12)
        self.boxes = []
        for text in ("Looked for a disclosed list.", "None in the notices read.", ""):
            box = LineBox(placeholder="Reason (required)", name="Reason")
            box.set_text(text)
            boxes.addWidget(box, 1, Qt.AlignmentFlag.AlignTop)
            self.boxes.append(box)
        self.boxes[2].refuse("Say why it does not apply")
        right.addLayout(boxes)
        right.addStretch(1)


def shown(gallery):
    """Put the gallery into its states, once it is laid out."""
    gallery.show()
    gallery.activateWindow()
    gallery.boxes[1].setFocus()
    gallery.toast.announce("3 sources added to PTY-03")
    gallery.place_rings()
    return gallery


__all__ = ["Gallery", "paint_shadow", "shown"]
