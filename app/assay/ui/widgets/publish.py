"""Where the work is: the five sentences at the top right; each of them says that it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QMenuBar, QSizePolicy, QWidget

from assay.ui.icons import paint_icon
from assay.ui.theme import font, px, tokens
from assay.ui.tokens import Ink
from assay.ui.widgets.buttons import Button, PaintedButton
from assay.ui.widgets.labels import Row
from assay.ui.widgets.painting import RIGHT, draw_box, draw_text, plain_tip, width_of
from assay.words import tr, trn

PublishKind = Literal["published", "publishing", "pending", "changed", "failed"]
_LOOK: dict[PublishKind, tuple[str, Ink, Ink]] = {
    "published": ("check-circle", "support", "text"),
    "publishing": ("arrows-clockwise", "text2", "text"),
    "pending": ("hard-drive", "text2", "text"),
    "changed": ("git-merge", "warn", "text"),
    "failed": ("warning-circle", "danger", "danger"),
}


@dataclass(frozen=True, slots=True)
class PublishState:
    """What is to be said: when it was published, how many changes wait, who changed the file, or where."""

    kind: PublishKind
    time: str = ""
    changes: int = 0
    name: str = ""
    place: str = ""


def publish_words(state: PublishState) -> str:
    """The sentence for `state`."""
    kept = tr("your work is kept")
    if state.kind == "published":
        said = tr("Published {time}", time=state.time) if state.time else tr("Published")
    elif state.kind == "publishing":
        said = tr("Publishing…")
    elif state.kind == "pending":
        said = trn("{count} change to publish", "{count} changes to publish", state.changes)
    elif state.kind == "changed":
        name = state.name or tr("someone else")
        changed = tr("The file was changed by {name} at {time}", name=name, time=state.time)
        return f"{changed} · {kept}"
    else:
        return "{} · {}".format(tr("Cannot write to {place}", place=state.place), kept)
    return "{} · {}".format(tr("Kept on this computer"), said)


def _action_words(kind: PublishKind) -> str:
    words = {
        "pending": tr("Publish now"),
        "changed": tr("What now?"),
        "failed": tr("Save a copy"),
    }
    return words.get(kind, "")


class _Sentence(PaintedButton):
    """Icon and sentence; a click asks for the details."""

    def __init__(self) -> None:
        super().__init__()
        self.state = PublishState("published")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(int(width_of(self.text(), font("caption")) + px(8 + 22 + 8) + 1), px(28))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(80), px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t, box = QPainter(self), tokens(), QRectF(self.rect())
        if self.isDown() or self.lit:
            draw_box(painter, box, px(5), t.press if self.isDown() else t.hover)
        name, icon_ink, ink = _LOOK[self.state.kind]
        room = box.adjusted(px(8), 0, -px(8), 0)
        words = room.adjusted(px(22), 0, 0, 0)
        taken = draw_text(painter, words, self.text(), font("caption"), t.ink(ink), RIGHT)
        left = words.right() - taken - px(22)
        paint_icon(painter, left, box.center().y() - px(7), px(14), name, t.ink(icon_ink))


class PublishSentence(QWidget):
    """`PublishSentence(parent=None)`; `set_state(PublishState(kind, time, changes, name, place))`.

    Kinds: `published`, `publishing`, `pending`, `changed`, `failed`. Signals: `details()` the sentence was
    clicked; `acted(str)` the link behind it, with the kind: publish now, save elsewhere.
    """

    details = Signal()
    acted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sentence = _Sentence()
        self.action = Button("", "link")
        row = Row(2, parent=self)
        row.addStretch(1)
        row.addWidget(self.sentence)
        row.addWidget(self.action)
        self.sentence.clicked.connect(self.details)
        self.action.clicked.connect(self._act)
        self.set_state(PublishState("published"))

    def set_state(self, state: PublishState) -> None:
        self.sentence.state = state
        self.sentence.set_label(publish_words(state))
        self.sentence.setToolTip(plain_tip(publish_words(state)))
        words = _action_words(state.kind)
        self.action.set_label(words)
        self.action.setVisible(bool(words))
        self._make_room()

    def _make_room(self) -> None:
        """A menu bar gives its corner room only when it is resized itself."""
        bar, layout = self.parentWidget(), self.layout()
        if isinstance(bar, QMenuBar) and layout is not None:
            layout.invalidate()
            QApplication.sendEvent(bar, QResizeEvent(bar.size(), bar.size()))

    def _act(self) -> None:
        self.acted.emit(self.sentence.state.kind)
