"""The bar over the memo's preview: which page is shown, turning it, and how much blocks a final memo."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from assay.ui.bridge import Bridge
from assay.ui.dialogs.memo_final import Obstacle
from assay.ui.icons import paint_icon
from assay.ui.pages.preview import Preview
from assay.ui.theme import font, px, tokens
from assay.ui.widgets.buttons import IconButton, PaintedButton
from assay.ui.widgets.labels import Row, Words
from assay.ui.widgets.painting import draw_box, draw_text, width_of
from assay.words import tr, trn
from assay.work.views.memo import Desk
from assay.work.views.score import blockers


class PageTurner(QWidget):
    """`PageTurner(preview)`: *Page 1 of 17* and the two arrows."""

    def __init__(self, preview: Preview, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preview = preview
        self.place = Words("", "body", "text2")
        self.back = IconButton("caret-left", tr("Page before"))
        self.on = IconButton("caret-right", tr("Next page"))
        row = Row(8, parent=self)
        for widget in (self.place, self.back, self.on):
            row.addWidget(widget)
        preview.turned.connect(self._on_turned)
        self.back.clicked.connect(self._go_back)
        self.on.clicked.connect(self._go_on)

    def _on_turned(self, page: int, count: int) -> None:
        self.place.setText(tr("Page {page} of {count}", page=page, count=count) if count else "")
        self.back.setEnabled(page > 1)
        self.on.setEnabled(page < count)

    def _go_back(self) -> None:
        self._preview.go_to(self._preview.page - 1)

    def _go_on(self) -> None:
        self._preview.go_to(self._preview.page + 1)


class GatesButton(PaintedButton):
    """`GatesButton()`: how much blocks the final memo, in danger ink; a click lists it. `set_count(n)`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.count = 0
        self.short = False

    def set_count(self, count: int, short: bool) -> None:
        """Say how many points are open, in few words where there is little room."""
        self.count, self.short = count, short
        if not count:
            text = tr("Can be final")
        elif short:
            text = trn("{count} blocks", "{count} block", count)
        else:
            text = trn("{count} blocks the final memo", "{count} block the final memo", count)
        self.set_label(text)

    def sizeHint(self) -> QSize:
        return QSize(int(width_of(self.text(), font("body")) + px(14 + 7 + 12)) + 1, px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t, box = QPainter(self), tokens(), QRectF(self.rect())
        if self.lit:
            draw_box(painter, box, px(5), t.hover)
        ink = t.danger if self.count else t.text2
        name = "prohibit" if self.count else "check-circle"
        paint_icon(painter, px(6), box.center().y() - px(7), px(14), name, ink)
        draw_text(painter, box.adjusted(px(27), 0, 0, 0), self.text(), font("body"), ink)


def obstacles(bridge: Bridge, shown: Desk) -> Sequence[Obstacle]:
    """What has to be settled before the memo can be final."""
    session, here = bridge.open_session, bridge.assessment
    found = [
        Obstacle(item.flag, item.text, "workspace", item.questions[0] if item.questions else "")
        for item in blockers(session, here, bridge.language)
    ]
    if not session.assessment(here).reviewer:
        found.append(
            Obstacle(tr("No reviewer is named"), tr("Somebody has to have read the memo."))
        )
    titles = {row.id: row.title for row in shown.rows}
    found += [
        Obstacle(titles.get(r.chapter, r.chapter), r.text, "memo", r.chapter)
        for r in shown.remarks
        if r.severity == "blocks"
    ]
    return found
