"""The memo page: its parts, the editor of the chosen one, the live preview, and the export."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QLayout, QSizePolicy, QWidget

from assay.core.errors import UserError
from assay.ui.bridge import Bridge
from assay.ui.dialogs.memo_export import MemoExportDialog, Wish
from assay.ui.dialogs.memo_final import MemoFinalDialog
from assay.ui.pages.memo_bar import GatesButton, PageTurner, obstacles
from assay.ui.pages.memo_check import MemoChecking
from assay.ui.pages.memo_editor import MemoEditor
from assay.ui.pages.memo_export import MemoExport, suggested
from assay.ui.pages.page import Page
from assay.ui.pages.preview import Preview, page_sizes
from assay.ui.runner import Runner
from assay.ui.theme import px, theme
from assay.ui.widgets.buttons import Button
from assay.ui.widgets.chips import IconWord
from assay.ui.widgets.labels import Column, Ground, Row, Rule, Words
from assay.ui.widgets.outline_rows import OutlineList, OutlineRow
from assay.ui.widgets.part_rows import HEIGHT, PartList, PartRow
from assay.words import sentence, tr
from assay.work import drafts
from assay.work.jobs import Progress
from assay.work.looking_back import Past
from assay.work.views.memo import Desk, desk, outline

PAUSE_MS = 400
NARROW, MEDIUM = 1100, 1400
"""Below the first there is either editor or preview; below the second all are a little narrower."""
WRITTEN = ("Decision", "Highlights", "Review", "Investor insight", "Conclusion", "Disclosures")
"""Sections of the memo that only hold what the analyst wrote."""
Built = tuple[bytes, list[tuple[float, float]], list[tuple[str, int]]]


class MemoPage(Page):
    """Editor, preview and export of the memo."""

    name = "memo"

    def __init__(self, bridge: Bridge, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self._runner = runner
        self._data = b""
        self._made = self._wanted = ""
        """What pages were begun of, and what pages are wanted of: a state and an assessment."""
        self._of = ""
        """The assessment whose pages are shown."""
        self._past = False
        """The project is shown as it was: then the memo is read and not written."""
        self._building = False
        self._chapter = "highlight"
        self._sections: list[str] = []
        """Headings of the review that have no sentence yet."""
        self._desk: Desk | None = None
        self.parts = PartList(tr("Parts you write"))
        self.outline = OutlineList(tr("Computed parts of the memo"))
        self.editor = MemoEditor(bridge)
        self.preview = Preview(runner)
        self.turner = PageTurner(self.preview)
        self.place, self.back, self.on = self.turner.place, self.turner.back, self.turner.on
        self.live = IconWord("check-circle", tr("Live"), "text2", "support", 14)
        self.gates = GatesButton()
        self.button = Button(tr("Export draft"), "primary", icon="")
        self.toggle = Button(tr("Preview"), icon="eye")
        self.text = Button(tr("Text"), icon="pencil-simple")
        self.exporting = MemoExport(bridge, runner, self.button, self.live)
        self.checking = MemoChecking(bridge, runner, self.live, self)
        self._previewing = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(PAUSE_MS)
        self._soon.timeout.connect(self._build_pdf)
        self._build()
        self._connect()

    def _build(self) -> None:
        row = Row(0, parent=self)
        self.side = Ground("window")
        side = Column(6, (0, 12, 0, 8), self.side)
        self.written = QWidget()
        written = Column(6, parent=self.written)
        written.setSizeConstraint(QLayout.SizeConstraint.SetMaximumSize)
        self.listed = Words(tr("Computed"), "caption", "text2")
        for words, shown, column in (
            (Words(tr("Parts you write"), "caption", "text2"), self.parts, written),
            (self.listed, self.outline, side),
        ):
            head = Row(0, (16, 4, 0, 0))
            head.addWidget(words)
            words.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            column.addLayout(head)
            column.addWidget(shown, 1)
        side.insertWidget(0, self.written, 10)
        row.addWidget(self.side)
        row.addWidget(Rule(upright=True))
        row.addWidget(self.editor, 1)
        self.right = Ground("sunken")
        right = Column(0, parent=self.right)
        bar = Row(8, (16, 6, 14, 6))
        for widget in (self.text, self.turner, self.live):
            bar.addWidget(widget)
        bar.addStretch(1)
        bar.addWidget(self.gates)
        bar.addWidget(self.button)
        right.addLayout(bar)
        right.addWidget(Rule())
        right.addWidget(self.preview, 1)
        row.addWidget(self.right)
        self.editor.bar.addWidget(self.toggle)
        self._fit()

    def _connect(self) -> None:
        self.button.clicked.connect(self._on_export)
        self.gates.clicked.connect(self.show_obstacles)
        self.toggle.clicked.connect(self._on_toggled)
        self.text.clicked.connect(self._on_toggled)
        self.outline.opened.connect(self._on_part)
        self.parts.chosen.connect(self.show_chapter)
        self.editor.told.connect(self.told)
        self.editor.opened.connect(partial(self.went.emit, "evidence"))
        self.editor.section_added.connect(self._on_section_added)
        self.editor.section_renamed.connect(self._on_section_renamed)
        theme().changed.connect(self._fit)
        self.bridge.opened.connect(self._forget)

    def _fit(self) -> None:
        width = theme().logical(self.width())
        narrow, medium, past = width < NARROW, width < MEDIUM, self._past
        alone = narrow or past
        self.side.setFixedWidth(px(176 if medium else 190))
        self.right.setMinimumWidth(px(0 if alone else 500 if medium else 560))
        self.right.setMaximumWidth(16_777_215 if alone else px(500 if medium else 560))
        self.toggle.setVisible(narrow and not past)
        self.text.setVisible(narrow and not past)
        self.written.setVisible(not past)
        self.listed.setText(tr("Contents") if past else tr("Computed"))
        self.gates.setVisible(not past)
        previewing = self._previewing or past
        self.editor.setVisible(not (alone and previewing))
        self.right.setVisible(not alone or previewing)
        self.live.setVisible(not medium or alone)
        self.parts.setMinimumHeight(px(4 * HEIGHT))
        self.outline.setMinimumHeight(px(4 * HEIGHT))
        self._show_gates()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _on_toggled(self) -> None:
        self.editor.commit()
        self._previewing = not self._previewing
        self._fit()

    # -- editing ------------------------------------------------------------------------------

    def enter(self, place: str = "") -> None:
        if place:
            self._chapter = place
        super().enter(place)

    def leave(self) -> None:
        self.editor.commit()

    def show_chapter(self, chapter: str) -> None:
        """Show another part in the editor; what is being typed is kept first."""
        self.editor.commit()
        self._chapter = chapter
        self._paint_desk()

    def _paint_desk(self) -> None:
        session, here = self.bridge.open_session, self.bridge.assessment
        shown = self._desk = desk(session, here, self._chapter, self._sections)
        self._chapter = shown.chapter.id
        self.parts.set_rows([PartRow(r.id, r.title, r.count, r.mark) for r in shown.rows])
        self.parts.show_row(shown.chapter.id)
        self.parts.setMaximumHeight(px(len(shown.rows) * HEIGHT + 2))
        self.editor.show_chapter(shown.chapter)
        self._show_gates()

    def _on_section_added(self) -> None:
        self.editor.commit()
        name, number = tr("New section"), 2
        while self._desk and any(row.id == f"review:{name}" for row in self._desk.rows):
            name, number = tr("New section {number}", number=number), number + 1
        self._sections.append(name)
        self.show_chapter(f"review:{name}")
        self.editor.heading.setFocus()

    def _on_section_renamed(self, heading: str) -> None:
        old = self._chapter.removeprefix("review:")
        self._sections = [heading if one == old else one for one in self._sections]
        if old not in self._sections and heading not in self._sections:
            self._sections.append(heading)
        self._chapter = f"review:{heading}"
        self._paint_desk()

    # -- what blocks --------------------------------------------------------------------------

    def _show_gates(self) -> None:
        if self.bridge.session is not None and self._desk is not None:
            short = theme().logical(self.width()) < MEDIUM
            self.gates.set_count(len(obstacles(self.bridge, self._desk)), short)

    def show_obstacles(self) -> None:
        """List what blocks the final memo, or export it where nothing does."""
        self.editor.commit()
        shown = self._desk
        if shown is None:
            return
        dialog = MemoFinalDialog(obstacles(self.bridge, shown), self.window())
        if dialog.exec():
            self.export(final=True)
        elif dialog.went[0]:
            self.went.emit(*dialog.went)

    # -- building -----------------------------------------------------------------------------

    def _forget(self) -> None:
        """Show no page: those that there are, or that are being written, are another project's."""
        self._soon.stop()
        self._data = b""
        self._made = self._wanted = self._of = ""
        self._sections = []
        self.preview.set_pdf(b"", [])
        self.outline.set_rows([])

    def paint_view(self) -> None:
        if self._of != self.bridge.assessment:
            self._forget()
            self._of = self.bridge.assessment
        self._past = isinstance(self.bridge.session, Past)
        self._fit()
        self._paint_desk()
        if _key(self.bridge) != self._wanted:
            self._wanted = _key(self.bridge)
            self.live.set("arrows-clockwise", tr("Writing…"), "text2", "text2")
            self._soon.start(0 if not self._data else PAUSE_MS)

    def _build_pdf(self) -> None:
        session = self.bridge.session
        if session is None or self._building:
            return
        draft = drafts.take(session, self.bridge.assessment)
        preferences, language = self.bridge.prefs, self.bridge.language

        def job(progress: Progress) -> Built:
            from assay.report.memo_files import made

            wish = Wish(language=language, paper=preferences.paper)
            data = made(draft, wish.order(preferences))
            return data, page_sizes(data), outline(data)

        self._building, self._made = True, _key(self.bridge)
        running = self._runner.start(job)
        running.finished.connect(self._on_built)
        running.failed.connect(self._on_failed)
        running.ended.connect(self._on_ended)

    def _on_built(self, built: Built) -> None:
        if not self._made:  # of a project that was left meanwhile
            return
        self._data, sizes, parts = built
        self.preview.set_pdf(self._data, sizes)
        written = set() if self._past else {tr(title) for title in WRITTEN}
        self.outline.set_rows(
            [
                OutlineRow(f"{page}:{n}", title, page)
                for n, (title, page) in enumerate(parts)
                if title not in written
            ]
        )
        if self._made != self._wanted:
            return  # something came meanwhile: it is being written anew, and says so
        if self._past:
            self.live.set("clock-counter-clockwise", tr("As it was then"), "text2", "text2")
        else:
            self.live.set("check-circle", tr("Live"), "text2", "support")

    def _on_failed(self, error: UserError) -> None:
        self.live.set("warning", sentence(error), "warn", "warn")

    def _on_ended(self) -> None:
        self._building = False
        if self._made != self._wanted:
            self._soon.start()

    # -- acting -------------------------------------------------------------------------------

    def _on_part(self, id: str) -> None:
        self.preview.go_to(int(id.partition(":")[0]))

    def _on_export(self) -> None:
        self.export()

    def export(self, *, final: bool = False) -> None:
        """Ask where to write the memo, and write it."""
        self.editor.commit()
        dialog = MemoExportDialog(self.bridge, final=final, parent=self.window())
        if not dialog.exec():
            return
        wish = dialog.wish
        suggestion = suggested(self.bridge, wish.format)
        chosen, _ = QFileDialog.getSaveFileName(
            self.window(), tr("Export the memo"), str(suggestion), f"*.{wish.format}"
        )
        if chosen:
            path = Path(chosen)
            self.export_to(path if path.suffix else path.with_suffix(f".{wish.format}"), wish)

    def export_to(self, path: Path, wish: Wish | None = None) -> None:
        """Write the memo of the state as it is now to `path`."""
        own = Wish(language=self.bridge.language, paper=self.bridge.prefs.paper)
        self.exporting.write(path, wish or own)

    def check(self) -> None:
        """Ask for a memo and hold it against the project."""
        chosen, _ = QFileDialog.getOpenFileName(
            self.window(), tr("Check a memo"), "", "PDF (*.pdf)"
        )
        if chosen:
            self.checking.check(Path(chosen))


def _key(bridge: Bridge) -> str:
    """What a memo is of: a state and an assessment."""
    return f"{bridge.open_session.state_id()}/{bridge.assessment}"
