"""The memo page: what it is made of, the live preview, and the export."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from assay.core.errors import UserError
from assay.ui import trouble
from assay.ui.bridge import Bridge
from assay.ui.pages.page import Page
from assay.ui.pages.preview import Preview, page_sizes
from assay.ui.runner import Runner
from assay.ui.theme import px, theme
from assay.ui.widgets.buttons import Button, IconButton
from assay.ui.widgets.chips import IconWord
from assay.ui.widgets.labels import Column, Ground, Row, Rule, Words
from assay.ui.widgets.outline_rows import OutlineList, OutlineRow
from assay.words import sentence, tr, trn
from assay.work import drafts
from assay.work.jobs import Progress
from assay.work.views.memo import outline
from assay.work.views.score import blockers
from assay.work.writing import replace_file

PAUSE_MS = 400
NARROW = 960
Built = tuple[bytes, list[tuple[float, float]], list[tuple[str, int]]]


class MemoPage(Page):
    """Preview and export of the memo."""

    name = "memo"

    def __init__(self, bridge: Bridge, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self._runner = runner
        self._data = b""
        self._wanted = ""
        self._building = False
        self.outline = OutlineList(tr("Parts of the memo"))
        self.preview = Preview(runner)
        self.place = Words("", "body", "text2")
        self.back = IconButton("caret-left", tr("Page before"))
        self.on = IconButton("caret-right", tr("Next page"))
        self.live = IconWord("check-circle", tr("Live"), "text2", "support", 14)
        self.gates = IconWord("prohibit", "", "danger", "danger", 14)
        self.button = Button(tr("Export draft"), "primary", icon="")
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(PAUSE_MS)
        self._soon.timeout.connect(self._build_pdf)
        self._build()
        self._connect()

    def _build(self) -> None:
        row = Row(0, parent=self)
        self.side = Ground("window")
        side = Column(8, (0, 14, 0, 8), self.side)
        head = Row(0, (16, 0, 0, 0))
        head.addWidget(Words(tr("In this memo"), "caption", "text2"))
        side.addLayout(head)
        side.addWidget(self.outline, 1)
        row.addWidget(self.side)
        row.addWidget(Rule(upright=True))
        main = Column(0)
        bar = Row(10, (16, 6, 16, 6))
        for widget in (self.place, self.back, self.on):
            bar.addWidget(widget)
        bar.addSpacing(px(8))
        bar.addWidget(self.live)
        bar.addStretch(1)
        bar.addWidget(self.gates)
        bar.addWidget(self.button)
        main.addLayout(bar)
        main.addWidget(Rule())
        main.addWidget(self.preview, 1)
        row.addLayout(main, 1)
        self._fit()

    def _connect(self) -> None:
        self.preview.turned.connect(self._on_turned)
        self.back.clicked.connect(self._go_back)
        self.on.clicked.connect(self._go_on)
        self.button.clicked.connect(self.export)
        self.outline.opened.connect(self._on_part)
        theme().changed.connect(self._fit)

    def _fit(self) -> None:
        narrow = theme().logical(self.width()) < NARROW
        self.side.setFixedWidth(px(190 if narrow else 240))
        self.live.setVisible(not narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    # -- building -----------------------------------------------------------------------------

    def paint_view(self) -> None:
        found = blockers(self.bridge.open_session, self.bridge.assessment)
        text = trn(
            "{count} open point blocks the final memo",
            "{count} open points block the final memo",
            len(found),
        )
        self.gates.set("prohibit", text, "danger", "danger")
        self.gates.setVisible(bool(found))
        self.gates.setToolTip("\n".join(item.text for item in found))
        state = self.bridge.open_session.store.state_id()
        if state != self._wanted:
            self._wanted = state
            self.live.set("arrows-clockwise", tr("Writing…"), "text2", "text2")
            self._soon.start(0 if not self._data else PAUSE_MS)

    def _build_pdf(self) -> None:
        session = self.bridge.session
        if session is None or self._building:
            return
        draft = drafts.take(session, self.bridge.assessment)
        paper, language = self.bridge.prefs.paper, self.bridge.language

        def job(progress: Progress) -> Built:
            from assay.report.pdf import pdf

            data = pdf(draft.memo(language=language), paper=paper)
            return data, page_sizes(data), outline(data)

        self._building, self._made = True, draft.state_id
        running = self._runner.start(job)
        running.finished.connect(self._on_built)
        running.failed.connect(self._on_failed)
        running.ended.connect(self._on_ended)

    def _on_built(self, built: Built) -> None:
        self._data, sizes, parts = built
        self.preview.set_pdf(self._data, sizes)
        self.outline.set_rows(
            [OutlineRow(f"{page}:{n}", title, page) for n, (title, page) in enumerate(parts)]
        )
        self.live.set("check-circle", tr("Live"), "text2", "support")

    def _on_failed(self, error: UserError) -> None:
        self.live.set("warning", sentence(error), "warn", "warn")

    def _on_ended(self) -> None:
        self._building = False
        if self._made != self._wanted:
            self._soon.start()

    # -- acting -------------------------------------------------------------------------------

    def _on_turned(self, page: int, count: int) -> None:
        self.place.setText(tr("Page {page} of {count}", page=page, count=count) if count else "")
        self.back.setEnabled(page > 1)
        self.on.setEnabled(page < count)

    def _go_back(self) -> None:
        self.preview.go_to(self.preview.page - 1)

    def _go_on(self) -> None:
        self.preview.go_to(self.preview.page + 1)

    def _on_part(self, id: str) -> None:
        self.preview.go_to(int(id.partition(":")[0]))

    def export(self) -> None:
        """Ask where to write the memo, and write it."""
        suggestion = self.bridge.path().with_suffix(".pdf")
        chosen, _ = QFileDialog.getSaveFileName(
            self.window(), tr("Export the memo"), str(suggestion), "PDF (*.pdf)"
        )
        if chosen:
            self.export_to(Path(chosen))

    def export_to(self, path: Path) -> None:
        """Write the memo of the state as it is now to `path`."""
        draft = drafts.take(self.bridge.open_session, self.bridge.assessment)
        paper, language = self.bridge.prefs.paper, self.bridge.language

        def job(progress: Progress) -> Path:
            from assay.report.pdf import pdf

            replace_file(path, pdf(draft.memo(language=language), paper=paper))
            return path

        self.button.setEnabled(False)
        running = self._runner.start(job)
        running.finished.connect(self._on_exported)
        running.failed.connect(self._on_refused)
        running.ended.connect(self._on_export_ended)

    def _on_exported(self, path: Path) -> None:
        self.live.set("check-circle", tr("Written to {name}", name=path.name), "text2", "support")

    def _on_refused(self, error: UserError) -> None:
        trouble.tell(error, self.window())

    def _on_export_ended(self) -> None:
        self.button.setEnabled(True)
