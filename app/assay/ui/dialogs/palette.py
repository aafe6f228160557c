"""The command palette: find a question or evidence, or run a command, by typing a part of its name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from assay.core.evidence import Evidence
from assay.core.records import records
from assay.ui import actions
from assay.ui.bridge import Bridge
from assay.ui.dialogs.dialog import Veil
from assay.ui.dialogs.finding import Entry, Finder, Found, Kind
from assay.ui.dialogs.palette_rows import HEADING, ROW, FoundRow, HeadingRow, PaletteList
from assay.ui.dialogs.shortcuts import keys_text
from assay.ui.icons import paint_icon
from assay.ui.text import titles
from assay.ui.theme import font, px, theme, tokens
from assay.ui.widgets.fields import bare_line
from assay.ui.widgets.labels import Words
from assay.ui.widgets.painting import draw_box, draw_hairline
from assay.ui.widgets.shadow import paint_shadow
from assay.ui.widgets.strip import STATUS_ICONS
from assay.words import tr, trn
from assay.work import citing
from assay.work.views import questions

if TYPE_CHECKING:
    from assay.ui.menus import Menus

WIDTH, TOP, ROWS = 680, 96, 10
HEAD, FOOT = 56, 40
KEPT_FREE = 48
"""Design px under the palette that stay free."""
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Backtab: -1, Qt.Key.Key_Tab: 1}
_RUNNING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Frame(Protocol):
    """What the palette needs of the window."""

    bridge: Bridge
    menus: Menus | None

    def go(self, name: str, place: str = "") -> None: ...


class Palette(Veil):
    """`Palette(window).popup()`: over the whole window; it goes when something was run or Escape pressed."""

    still = True

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._shown = QRect()
        self._shadow = Shadow(px(10), px(40))
        self._window: Frame = window  # type: ignore[assignment]
        self._before = QApplication.focusWidget()
        self._finder = Finder(entries(self._window))
        self.setAccessibleName(tr("Find or run anything"))
        self.line = bare_line(tr("Find or run anything"))
        self.line.setAccessibleName(tr("Find or run anything"))
        self.line.setParent(self)
        self.prefixes = Words(
            tr("> commands   # questions   @ evidence"), "caption", "text2", parent=self
        )
        self.list = PaletteList(tr("Found"), self)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.count = Words("", "caption", "text2", parent=self)
        self.keys = Words(
            tr("Up, Down to move   Enter to open   Esc to close"), "caption", "text2", parent=self
        )
        self.line.installEventFilter(self)
        self.line.textChanged.connect(self._on_typed)
        self.list.opened.connect(self.run)
        self.pressed.connect(self.leave)
        theme().changed.connect(self._restyle)
        self._restyle()

    def popup(self) -> None:
        """Come up with an empty line; where a palette is up already, go to that one."""
        parent = self.parentWidget()
        others = parent.findChildren(Palette) if parent is not None else []
        up = next((p for p in others if p is not self and p.isVisible()), None)
        if up is not None:
            up.line.setFocus()
            self.deleteLater()
            return
        self.cover()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def leave(self) -> None:
        """Go, and give the keyboard back to where it was."""
        self.hide()
        if self._before is not None and isValid(self._before):
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.deleteLater()

    # -- finding ----------------------------------------------------------------------------------

    def _room(self) -> int:
        """Rows that the window has room for, ten at the most."""
        free = self.height() - px(self._top() + HEAD + FOOT + KEPT_FREE) - 3 * px(HEADING)
        return max(1, min(ROWS, free // px(ROW)))

    def _top(self) -> int:
        """The distance from the window's upper edge in design px: less where the window is low."""
        return min(TOP, max(16, round(theme().logical(self.height()) / 9)))

    def _on_typed(self, text: str) -> None:
        found = self._finder.find(text, self._room())
        self.list.set_rows(list(_rows(found)))
        self.list.show_row("")
        self.list.move_by(1)
        self.list.scrollToTop()
        self.count.setText(trn("{count} result", "{count} results", found.total))
        self._say_chosen()
        self._place()

    def move_by(self, steps: int) -> None:
        """Choose the next row, up or down."""
        self.list.move_by(steps)
        self._say_chosen()

    def _say_chosen(self) -> None:
        row = next((r for r in self.list.rows.rows() if r.id == self.list.shown), None)
        said = row.spoken() if row is not None else tr("Nothing is found")
        self.line.setAccessibleDescription(said)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.line, said))

    # -- running ----------------------------------------------------------------------------------

    def run(self, id: str) -> None:
        """Go where this row leads, or run its command."""
        kind, _, name = id.partition(":")
        window, question = self._window, name.partition(":")[0]
        if not question:
            self.count.setText(tr("No question cites this evidence yet"))
            self._place()
            return
        self.leave()
        if kind != "command":
            window.go("workspace", question)
        elif window.menus is not None:
            window.menus.actions[name].trigger()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()  # while it is up, no key runs anything behind it
                return True
            if event.type() == QEvent.Type.KeyPress:
                return self._pressed(event)
        return super().eventFilter(watched, event)

    def _pressed(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        again = key == Qt.Key.Key_K and event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if key == Qt.Key.Key_Escape or again:
            self.leave()
        elif key in _STEPS:
            self.move_by(_STEPS[key])
        elif key in _RUNNING:
            if self.list.shown:
                self.run(self.list.shown)
        else:
            return False
        return True

    # -- look -------------------------------------------------------------------------------------

    def _restyle(self) -> None:
        self.line.setFont(font("issuer_english"))
        self._shadow = Shadow(px(10), px(40))
        self._on_typed(self.line.text())

    def _card(self) -> QRect:
        width = min(px(WIDTH), self.width() - px(32))
        wanted = px(HEAD) + self.list.needed() + px(8) + px(FOOT)
        height = min(wanted, self.height() - px(self._top()) - px(16))
        return QRect((self.width() - width) // 2, px(self._top()), width, height)

    def _place(self) -> None:
        card = self._card()
        hint = self.prefixes.sizeHint()
        wide = card.width() >= px(480)
        self.prefixes.setVisible(wide)
        left = card.left() + px(48)
        right = card.right() - px(20)
        self.prefixes.setGeometry(right - hint.width(), card.top(), hint.width(), px(HEAD))
        end = self.prefixes.x() - px(12) if wide else right
        self.line.setGeometry(left, card.top() + px(8), end - left, px(HEAD - 16))
        middle = card.height() - px(HEAD + FOOT)
        self.list.setGeometry(
            card.left() + 1, card.top() + px(HEAD + 4), card.width() - 2, middle - px(4)
        )
        bottom = card.bottom() - px(FOOT)
        self.count.setGeometry(
            card.left() + px(19), bottom, self.count.sizeHint().width(), px(FOOT)
        )
        keys = self.keys.sizeHint().width()
        self.keys.setVisible(card.width() >= keys + px(180))
        self.keys.setGeometry(right - keys, bottom, keys, px(FOOT))
        if card != self._shown:
            reach = px(44)
            self.update(card.united(self._shown).adjusted(-reach, -reach, reach, reach))
            self._shown = card

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._on_typed(self.line.text())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._card().contains(event.position().toPoint()):
            super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter, t, card = QPainter(self), tokens(), QRectF(self._card())
        self._shadow.paint(painter, card)
        draw_box(painter, card, px(10), t.base, t.border if t.high_contrast else t.hair, px(1))
        middle = card.top() + px(HEAD) / 2 - px(9)
        paint_icon(painter, card.left() + px(18), middle, px(18), "magnifying-glass", t.text2)
        for y in (card.top() + px(HEAD), card.bottom() - px(FOOT)):
            draw_hairline(painter, card.left(), y, card.width(), t.hair)


class Shadow:
    """`Shadow(radius, blur)`: the shadow of a box, drawn once and stretched to any height."""

    def __init__(self, radius: float, blur: float) -> None:
        self._radius, self._blur = radius, blur
        self._reach = round(blur) + px(4)
        self._drawn = QPixmap()

    def paint(self, painter: QPainter, box: QRectF) -> None:
        """Paint it round `box`; the inside is left to what casts it."""
        reach, edge = self._reach, 2 * self._reach
        around = box.adjusted(-reach, -reach, reach, reach)
        if self._drawn.width() != round(around.width()):
            self._draw(round(around.width()), 2 * edge + 2)
        width = around.width()
        middle = around.height() - 2 * edge
        if middle < 0:
            paint_shadow(painter, box, self._radius, self._blur)
            return
        rows = ((0.0, edge, edge), (float(edge), middle, 2), (edge + middle, edge, edge))
        taken = 0.0
        for top, height, source in rows:
            place = QRectF(around.left(), around.top() + top, width, height)
            painter.drawPixmap(place, self._drawn, QRectF(0, taken, width, source))
            taken += source

    def _draw(self, width: int, height: int) -> None:
        reach = self._reach
        self._drawn = QPixmap(width, height)
        self._drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(self._drawn)
        box = QRectF(reach, reach, width - 2 * reach, height - 2 * reach)
        paint_shadow(painter, box, self._radius, self._blur)
        painter.end()


_HEADINGS: dict[Kind, str] = {
    "question": "Questions",
    "evidence": "Evidence",
    "command": "Commands",
}


def _rows(found: Found) -> Iterator[HeadingRow | FoundRow]:
    for kind, some in found.shown.items():
        yield HeadingRow(f"heading:{kind}", tr(_HEADINGS[kind]))
        for entry in some:
            yield FoundRow(f"{kind}:{entry.id}", entry, found.terms)


def entries(window: Frame) -> Iterator[Entry]:
    """Everything there is to find: questions and evidence of the open project, enabled commands."""
    bridge = window.bridge
    if bridge.session is not None and bridge.assessment:
        yield from _questions(bridge)
        yield from _evidence(bridge)
    if window.menus is not None:
        for action in actions.ACTIONS:
            shown = window.menus.actions[action.id]
            if shown.isEnabled() and action.id != "find":
                verb, _, what = shown.text().replace("&&", "&").partition(": ")
                icon, keys = action.icon or "caret-right", keys_text(action.keys)
                yield Entry("command", action.id, verb, what, tr(action.menu), icon, keys=keys)


def _questions(bridge: Bridge) -> Iterator[Entry]:
    every = questions.rows(bridge.open_session, bridge.assessment, bridge.language)
    for row in every:
        icon = STATUS_ICONS[row.status if row.asked else "not_asked"]
        yield Entry("question", row.id, row.id, row.text, row.short, icon)


def _evidence(bridge: Bridge) -> Iterator[Entry]:
    session = bridge.open_session
    order = {id: n for n, id in enumerate(session.checklist(bridge.assessment).questions)}
    first: dict[str, str] = {}
    cited = [c for c in records(session.state, "citation") if c.assessment == bridge.assessment]
    for citation in sorted(cited, key=lambda c: order.get(c.question, len(order))):
        first.setdefault(citation.evidence, citation.question)
    for item in citing.evidence_by_number(session):
        yield _item(item, first.get(item.id, ""))


def _item(item: Evidence, question: str) -> Entry:
    title, translation = titles(item)
    text = " ".join(part for part in (title, translation) if part)
    more = f"{item.publisher} {item.number}"
    keys = "" if question else tr("Not cited")
    return Entry("evidence", f"{question}:{item.id}", item.key, text, more, "", item.grade, keys)


__all__ = ["Palette", "entries"]
