"""The heat map: real cells that arrows reach and readers speak, one row a domain, one cell a question."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPixmap, QPolygonF, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QTableView,
    QWidget,
)

from assay.ui.icons import paint_icon_in
from assay.ui.theme import font, px, theme, tokens
from assay.ui.widgets.heat_model import CODE, FIRST, NAME, WEIGHT, HeatModel, MapCell, MapRow
from assay.ui.widgets.painting import (
    RIGHT,
    draw_box,
    draw_hairline,
    draw_lines,
    draw_ring,
    draw_text,
    wrapped,
)
from assay.ui.widgets.ranges import Range
from assay.ui.widgets.strip import (
    HeatCell,
    paint_axis,
    paint_cell,
    paint_point_cell,
    paint_strip,
)
from assay.words import tr

ROW_HEIGHT = 34
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


def paint_aged(painter: QPainter, box: QRectF) -> None:
    """The turned corner of a cell whose evidence has aged."""
    t = tokens()
    corner = QPolygonF()
    for x, y in ((0, 0), (-px(8), 0), (0, px(8))):
        corner.append(box.topRight() + QPointF(x, y))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(t.base)
    painter.setBrush(t.text)
    painter.drawPolygon(corner)
    painter.restore()


def paint_map_cell(painter: QPainter, rect: QRectF, found: MapCell, here: bool) -> None:
    """The cell of one question in its place; ringed where the keyboard is."""
    side = min(float(px(22)), rect.width() - px(2))
    box = QRectF(0, 0, side, px(22))
    box.moveCenter(rect.center())
    t = tokens()
    if found.cell.status == "answered" and found.cell.band < 0:
        # Answered in words, which score nothing: known, so it is not hatched.
        draw_box(painter, box, px(3), t.base, t.ramp_edge, px(1))
        paint_icon_in(painter, box, px(12), "check", t.text2)
        if here:
            draw_ring(painter, box.adjusted(-px(2), -px(2), px(2), px(2)), px(5))
    else:
        paint_cell(painter, box, found.cell, t, here)
    if found.aged:
        paint_aged(painter, box)


class MapPainter(QObject):
    """`MapPainter(view)`: `paint(clip)`. A thousand places one by one through a delegate took too long."""

    def __init__(self, view: HeatMap) -> None:
        super().__init__(view)
        self._view = view
        self._drawn: dict[tuple[HeatCell, bool, int, int, float], QPixmap] = {}
        """A thousand cells are of a handful of kinds: each is drawn once, until the theme changes."""
        theme().changed.connect(self._forget)

    def paint(self, clip: QRect) -> None:
        """Everything of the map that touches `clip`."""
        view, model, t = self._view, self._view.heat, tokens()
        index, lit, ratio = view.currentIndex(), view.lit_row(), view.devicePixelRatioF()
        here = (index.row(), index.column()) if view.hasFocus() else (-1, -1)
        columns = [
            (n, view.columnViewportPosition(n), view.columnWidth(n))
            for n in range(model.columnCount())
        ]
        columns = [
            c for c in columns if c[2] and c[1] <= clip.right() and c[1] + c[2] > clip.left()
        ]
        painter = QPainter(view.viewport())
        for number, row in enumerate(model.rows):
            top, height = view.rowViewportPosition(number), view.rowHeight(number)
            if top > clip.bottom() or top + height <= clip.top() or not columns:
                continue
            left, end = columns[0][1], columns[-1][1] + columns[-1][2]
            if number == lit:
                painter.fillRect(QRect(left, top, end - left, height), t.hover)
            draw_hairline(painter, left, top + height - px(1), end - left, t.hair)
            for column, left, width in columns:
                rect, found = QRect(left, top, width, height), row.at(column - FIRST)
                if found is not None and (number, column) != here:
                    painter.drawPixmap(left, top, self._picture(found, rect, ratio))
                    continue
                painter.save()
                at_it = (number, column) == here
                if found is not None:
                    paint_map_cell(painter, QRectF(rect), found, at_it)
                else:
                    self._paint_other(painter, QRectF(rect), row, column, model, at_it)
                painter.restore()
        painter.end()

    def _forget(self) -> None:
        self._drawn.clear()

    def _picture(self, found: MapCell, rect: QRect, ratio: float) -> QPixmap:
        key = (found.cell, found.aged, rect.width(), rect.height(), ratio)
        drawn = self._drawn.get(key)
        if drawn is None:
            drawn = self._drawn[key] = QPixmap(rect.size() * ratio)
            drawn.setDevicePixelRatio(ratio)
            drawn.fill(Qt.GlobalColor.transparent)
            painter = QPainter(drawn)
            paint_map_cell(painter, QRectF(QPointF(), rect.size().toSizeF()), found, False)
            painter.end()
        return drawn

    def _paint_other(
        self,
        painter: QPainter,
        rect: QRectF,
        row: MapRow,
        column: int,
        model: HeatModel,
        here: bool,
    ) -> None:
        t = tokens()
        if rect.width() < px(8):
            return  # a column that is given up where room is short
        if column == CODE:
            draw_text(
                painter, rect.adjusted(px(6), 0, 0, 0), row.code, font("strong", 700), t.text2
            )
        elif column == NAME:
            _paint_name(painter, rect.adjusted(0, 0, -px(8), 0), row.name)
        elif column == WEIGHT:
            draw_text(
                painter, rect.adjusted(0, 0, -px(12), 0), row.weight, font("body"), t.text2, RIGHT
            )
        elif column == model.coverage:
            half, face = rect.height() / 2, font("caption")
            place = QRectF(rect.left(), rect.top() + px(2), rect.width() - px(4), half - px(2))
            draw_text(painter, place, row.coverage, face, t.text2, RIGHT)
            draw_text(painter, place.translated(0, half - px(3)), row.index, face, t.text2, RIGHT)
        elif row.shown is not None and column == model.point:
            box = QRectF(0, 0, px(46), px(22))
            box.moveCenter(rect.center())
            paint_point_cell(painter, box, row.shown.point, t)
        elif row.shown is not None and column == model.strip:
            _paint_range(painter, rect, row.shown)
        if here:
            inside = rect.adjusted(px(2), px(3), -px(2), -px(3))
            draw_ring(painter, inside, px(4))


def _paint_name(painter: QPainter, rect: QRectF, name: str) -> None:
    face, t = font("body"), tokens()
    lines = wrapped(name, face, rect.width(), 2)
    if len(lines) == 1:
        draw_text(painter, rect, name, face, t.text)
        return
    face = font("caption")
    lines, step = wrapped(name, face, rect.width(), 2), px(15)
    draw_lines(
        painter, rect.left(), rect.center().y() - len(lines) * step / 2, lines, face, t.text, step
    )


def _paint_range(painter: QPainter, rect: QRectF, shown: Range) -> None:
    track = QRectF(rect.left() + px(10), 0, rect.width() - px(20), px(9))
    track.moveTop(round(rect.center().y() - px(4)))
    paint_strip(
        painter,
        track,
        shown.low,
        shown.point,
        shown.high,
        shown.as_answered,
        None,
        shown.hatched,
        tokens(),
    )


class HeatMap(QTableView):
    """`HeatMap(name, parent=None)`; `set_rows(rows)`. As high as its rows: the page scrolls.

    Signal: `opened(str)` a question, by click or Enter. Arrows move from cell to cell.
    """

    opened = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heat = HeatModel(self)
        self._hovered = -1
        self.setModel(self.heat)
        self._paints = MapPainter(self)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setMinimumSectionSize(1)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.entered.connect(self._on_entered)
        self.clicked.connect(self._open)
        self.heat.modelReset.connect(self.arrange)
        theme().changed.connect(self.arrange)

    def set_rows(self, rows: Sequence[MapRow]) -> None:
        """Show these domains."""
        self.heat.set_rows(rows)
        self.viewport().update()

    def lit_row(self) -> int:
        """The row that is pointed at, else the one the keyboard is in."""
        if self._hovered >= 0:
            return self._hovered
        return self.currentIndex().row() if self.hasFocus() else -1

    def paintEvent(self, event: QPaintEvent) -> None:
        self._paints.paint(event.rect())

    def arrange(self) -> None:
        """Give every column its width and every row its height."""
        for row in range(self.heat.rowCount()):
            self.setRowHeight(row, px(ROW_HEIGHT))
        for column, width in self.widths(self.viewport().width()).items():
            self.setColumnWidth(column, width)
        self.updateGeometry()

    def widths(self, room: int) -> dict[int, int]:
        """Column → width. Names and ranges share what the rest leaves."""
        model, logical = self.heat, theme().logical(room)
        roomy, narrow = logical >= 820, logical < 680
        cell = px(24 if roomy else 20 if narrow else 22)
        found = {CODE: px(46), WEIGHT: 0 if narrow else px(54 if roomy else 46)}
        found |= {FIRST + n: cell for n in range(model.most)}
        found[model.point] = px(62 if roomy else 54)
        found[model.coverage] = px(74) if roomy else 0
        left = max(px(230), room - sum(found.values()))
        found[NAME] = min(px(260), max(px(120), int(left * 0.47)))
        found[model.strip] = left - found[NAME]
        return found

    def _on_entered(self, index: QModelIndex) -> None:
        self._hovered = index.row()
        self.viewport().update()

    def _open(self, index: QModelIndex) -> None:
        question = self.heat.question_at(index)
        if question:
            self.opened.emit(question)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _OPENING:
            self._open(self.currentIndex())
            return
        if event.key() in _STEPS and not event.modifiers():
            self._step(_STEPS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)
        self.viewport().update()

    def _step(self, rows: int) -> None:
        """To the row above or below; where it has fewer questions, to its last one."""
        here, model = self.currentIndex(), self.heat
        row = here.row() + rows
        if not 0 <= row < model.rowCount():
            return
        column = here.column()
        if FIRST <= column < model.point:
            column = max(FIRST, min(column, FIRST + len(model.rows[row].cells) - 1))
        self.setCurrentIndex(model.index(row, column))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and not self.currentIndex().isValid():
            self.setCurrentIndex(self.heat.index(0, FIRST))
        return super().event(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = -1
        self.viewport().update()
        super().leaveEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def sizeHint(self) -> QSize:
        bar = self.horizontalScrollBar()
        below = bar.sizeHint().height() if bar.maximum() > 0 else 0
        return QSize(px(640), px(ROW_HEIGHT) * self.heat.rowCount() + below)

    def minimumSizeHint(self) -> QSize:
        return QSize(px(420), self.sizeHint().height())


class HeatHead(QWidget):
    """`HeatHead(map, parent=None)`: the column heads over a `HeatMap` of the same width."""

    def __init__(self, shown: HeatMap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._map = shown
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        shown.heat.modelReset.connect(self.update)
        shown.horizontalScrollBar().valueChanged.connect(self.update)
        theme().changed.connect(self.restyle)

    def restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(640), px(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t, face = QPainter(self), tokens(), font("caption")
        widths, model = self._map.widths(self.width()), self._map.heat
        lefts, x = {}, -float(self._map.horizontalScrollBar().value())
        for column in range(model.columnCount()):
            lefts[column] = x
            x += widths[column]
        height = self.height() - px(1)
        named = ((NAME, tr("Domain")), (FIRST, tr("Questions, in checklist order")))
        for column, words in named:
            room = (
                sum(widths[FIRST + n] for n in range(model.most))
                if column == FIRST
                else widths[column]
            )
            draw_text(painter, QRectF(lefts[column] + (px(2) if column == FIRST else 0), 0, room, height),
                      words, face, t.text2)  # fmt: skip
        for column, words in ((WEIGHT, tr("Weight")), (model.coverage, tr("Cov., index"))):
            inset = px(12 if column == WEIGHT else 4)
            place = QRectF(lefts[column] - px(10), 0, widths[column] + px(10) - inset, height)
            if widths[column]:  # a column that is given up has no head either
                draw_text(painter, place, words, face, t.text2, RIGHT)
        place = QRectF(lefts[model.point] + px(8), 0, widths[model.point], height)
        draw_text(painter, place, tr("Point"), face, t.text2)
        left, wide = lefts[model.strip] + px(10), widths[model.strip] - px(20)
        step = 20 if theme().logical(wide) >= 130 else 50
        paint_axis(painter, QRectF(left, 0, wide, height), t, step)
        draw_hairline(painter, 0, height, self.width(), t.border)
