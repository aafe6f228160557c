"""Earlier versions: what this computer kept of a project, how each differs, and the way back to one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFileDialog, QWidget

from assay.core.change import State
from assay.core.errors import UserError
from assay.ui.dialogs.dialog import Dialog
from assay.ui.runner import Runner
from assay.ui.theme import font, px, tokens
from assay.ui.widgets.labels import Words
from assay.ui.widgets.notices import EmptyState
from assay.ui.widgets.painting import RIGHT, draw_hairline, draw_row, draw_text
from assay.ui.widgets.rows import RowDelegate, RowList
from assay.words import days, sentence, tr, trn
from assay.words.amounts import counted
from assay.work.jobs import Progress
from assay.work.restoring import Difference, Version, difference, restore, versions

ROW = 40
SHOWN = 7
"""So many versions are seen at once; of more, the list scrolls."""
REASONS = {
    "publish": "before it was published anew",
    "replaced": "before it was replaced",
    "import": "before an import",
    "merge": "before a merge",
    "revert": "before it was taken back to the published file",
    "migration": "before it was brought to a newer format",
    "redaction": "before a redaction",
}


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One kept version in the list."""

    id: str
    when: str
    reason: str
    size: str
    selectable: bool = True

    def spoken(self) -> str:
        return f"{self.when}, {self.reason}, {self.size}"

    def tip(self) -> str:
        return self.spoken()


class VersionDelegate(RowDelegate):
    """Paints `VersionRow`s, `ROW` high."""

    def height_of(self, row: object, width: int) -> int:
        return px(ROW)

    def paint_row(
        self, painter: QPainter, rect: QRectF, row: object, selected: bool, hovered: bool
    ) -> None:
        if not isinstance(row, VersionRow):
            return
        t = tokens()
        draw_row(painter, rect, selected, hovered)
        draw_hairline(painter, rect.left(), rect.bottom() - px(1), rect.width(), t.hair)
        line = rect.adjusted(px(12), 0, -px(12), 0)
        taken = draw_text(painter, line, row.size, font("caption"), t.text3, RIGHT)
        line.setRight(line.right() - taken - px(12))
        taken = draw_text(painter, line, row.when, font("strong"), t.text)
        line.setLeft(line.left() + taken + px(12))
        draw_text(painter, line, row.reason, font("body"), t.text2)


class Versions(Dialog):
    """`Versions(target, state, runner, parent=None)`: after it was accepted, `restored` is the new file."""

    def __init__(
        self, target: Path, state: State | None, runner: Runner, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            tr("Earlier versions of {name}", name=target.name),
            tr("Kept on this computer. Restoring writes a new file; nothing is replaced."),
            parent,
            640,
        )
        self._target, self._state, self._runner = target, state, runner
        self.restored: Path | None = None
        self._found = {version.id: version for version in versions(target)}
        self.list = RowList(tr("Versions"))
        self.list.setItemDelegate(VersionDelegate(self.list))
        self.list.set_rows([_row(version) for version in self._found.values()])
        self.details = Words("", "body", "text2", wrap=True)
        self.empty = EmptyState(
            "clock-counter-clockwise",
            tr("No earlier version yet"),
            tr("One is kept each time a newer one is published."),
        )
        self.list.setFixedHeight(px(ROW) * min(SHOWN, len(self._found)))
        for widget in (self.list, self.details, self.empty):
            self.body.addWidget(widget)
        self.list.setVisible(bool(self._found))
        self.details.setVisible(bool(self._found))
        self.empty.setVisible(not self._found)
        self.offer(tr("Restore as a new file…"))
        self.require(tr("Choose a version"))
        self.primary.clicked.disconnect(self.accept)
        self.primary.clicked.connect(self._restore)
        self.list.chosen.connect(self._on_chosen)

    def _on_chosen(self, id: str) -> None:
        version = self._found[id]
        self.require("")
        self.details.setText(tr("Reading…"))

        def job(progress: Progress) -> tuple[str, Difference]:
            return id, difference(version, self._state)

        running = self._runner.start(job)
        running.finished.connect(self._on_read)
        running.failed.connect(self._on_unreadable)

    def _on_read(self, read: tuple[str, Difference]) -> None:
        id, found = read
        if id == self.list.current_id():
            self.details.setText(_difference(found, self._state is not None))

    def _on_unreadable(self, error: UserError) -> None:
        self.details.setText(sentence(error))

    def _restore(self) -> None:
        version = self._found[self.list.current_id()]
        suggestion = self._target.with_name(f"{self._target.stem} {version.when[:10]}.assay")
        chosen, _ = QFileDialog.getSaveFileName(
            self, tr("Restore as a new file"), str(suggestion), "Assay (*.assay)"
        )
        if chosen:
            self.restore_to(version, Path(chosen))

    def restore_to(self, version: Version, out: Path) -> None:
        """Write this version to a new file and close; say why where it cannot be written."""
        try:
            restore(self._target, version.id, out)
        except UserError as error:
            self.note.setText(sentence(error))
            return
        self.restored = out
        self.accept()


def _row(version: Version) -> VersionRow:
    moment = datetime.fromisoformat(version.when).astimezone()
    mib = version.size / 2**20
    return VersionRow(
        version.id,
        f"{days.day(moment)} {moment:%H:%M}",
        tr(REASONS.get(version.reason, version.reason)),
        f"{mib:.1f} MiB",
    )


def _difference(found: Difference, compared: bool) -> str:
    held = counted(found.counts.items()) or tr("no answers and no evidence")
    lines = [tr("It holds {what}.", what=held)]
    if compared:
        since = [
            trn("{count} row added", "{count} rows added", sum(found.came.values())),
            trn("{count} removed", "{count} removed", sum(found.went.values())),
            trn("{count} changed", "{count} changed", sum(found.changed.values())),
        ]
        lines.append(tr("Since then: {what}.", what=tr(", ").join(since)))
    if found.last_author:
        lines.append(tr("Its last step was by {author}.", author=found.last_author))
    return " ".join(lines)
