"""The bar that finds words in the document on the screen: a field, how many there are, back and on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from assay.ui.pages.evidence_sheets import MOST_HITS, Match, matches
from assay.ui.runner import Runner
from assay.ui.widgets.buttons import IconButton
from assay.ui.widgets.fields import SearchField
from assay.ui.widgets.labels import Ground, Row, Words
from assay.words import tr
from assay.work.jobs import Progress

PAUSE_MS = 150


class FindBar(Ground):
    """`FindBar(runner)`: `open()`, `set_texts(texts)`.

    Signals: `found(matches)`, `stepped(Match)`, `closed()`.
    """

    found = Signal(object)
    stepped = Signal(object)
    closed = Signal()

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__("window", parent)
        self._runner = runner
        self._texts: tuple[str, ...] = ()
        self._asked = ""
        self._from = 1
        self.matches: list[Match] = []
        self.place = -1
        self.field = SearchField(tr("Find in this document"))
        self.count = Words("", "caption", "text2")
        self.back = IconButton("caret-up", tr("Match before"), "Shift+F3")
        self.on = IconButton("caret-down", tr("Next match"), "F3")
        self.shut = IconButton("x", tr("Close"), "Esc")
        row = Row(6, (16, 4, 12, 4), self)
        row.addWidget(self.field, 1)
        for widget in (self.count, self.back, self.on, self.shut):
            row.addWidget(widget)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(PAUSE_MS)
        self._connect()

    def _connect(self) -> None:
        self._soon.timeout.connect(self._look)
        self.field.changed.connect(self._on_text)
        self.field.entered.connect(self._on_entered)
        self.field.editor.installEventFilter(self)
        self.back.clicked.connect(self.go_back)
        self.on.clicked.connect(self.go_on)
        self.shut.clicked.connect(self.close_bar)

    def open(self) -> None:
        """Come up, with the keyboard in the field."""
        self.show()
        self.field.editor.selectAll()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._look()

    def words(self) -> str:
        """What is looked for while the bar is open."""
        return self.field.text() if self.isVisible() else ""

    def show_words(self, words: str, page: int) -> None:
        """Come up with these words, from this page on, and leave the keyboard where it is."""
        self.show()
        self._from = page
        self.field.editor.setText(words)
        self._look()

    def set_texts(self, texts: tuple[str, ...]) -> None:
        """Look in another document, for the same words when the bar is open."""
        self._texts = texts
        self._take([])
        if self.isVisible():
            self._look()

    def close_bar(self) -> None:
        """Go, and mark nothing any more."""
        self._take([])
        self.hide()
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.close_bar()
                return True
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and shift:
                self.go_back()
                return True
        return False

    def _on_text(self, text: str) -> None:
        self._soon.start()

    def _on_entered(self, text: str) -> None:
        if self._soon.isActive() or self._asked != text:
            self._look()
        else:
            self.go_on()

    def _look(self) -> None:
        self._soon.stop()
        query, texts = self.field.text().strip(), self._texts
        self._asked = self.field.text()
        if not query or not texts:
            self._take([])
            return

        def job(progress: Progress) -> tuple[str, tuple[str, ...], list[Match]]:
            return query, texts, matches(texts, query)

        self._runner.start(job).finished.connect(self._on_looked)

    def _on_looked(self, found: tuple[str, tuple[str, ...], list[Match]]) -> None:
        query, texts, every = found
        if query == self.field.text().strip() and texts is self._texts and self.isVisible():
            self._take(every)
            ahead = (n for n, match in enumerate(every) if match.page >= self._from)
            if every:
                self._step_to(next(ahead, 0))
            self._from = 1

    def _take(self, every: list[Match]) -> None:
        self.matches, self.place = every, -1
        self.found.emit(every)
        self._count()

    def go_on(self) -> None:
        """To the next match, after the last to the first."""
        if self.matches:
            self._step_to((self.place + 1) % len(self.matches))

    def go_back(self) -> None:
        """To the match before."""
        if self.matches:
            self._step_to((self.place - 1) % len(self.matches))

    def _step_to(self, place: int) -> None:
        self.place = place
        self._count()
        self.stepped.emit(self.matches[place])

    @property
    def current(self) -> Match | None:
        """The match that is stepped to."""
        return self.matches[self.place] if 0 <= self.place < len(self.matches) else None

    def _count(self) -> None:
        total = len(self.matches)
        for button in (self.back, self.on):
            button.setEnabled(total > 0)
        if not self.field.text().strip():
            self.count.setText("")
        elif not self._texts:
            self.count.setText(tr("No text to look in"))
        elif not total:
            self.count.setText(tr("Not found"))
        else:
            most = f"{total}+" if total >= MOST_HITS else str(total)
            self.count.setText(tr("{place} of {total}", place=self.place + 1, total=most))
