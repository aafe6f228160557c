"""What the person is told when something goes wrong; the only place that opens a message box."""

from __future__ import annotations

import sys
import traceback
from datetime import datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from assay import __version__, prefs, words
from assay.core.errors import UserError
from assay.words import tr

REPORTS = 20
"""So many reports are kept; the oldest go."""


def tell(error: UserError, parent: QWidget | None = None) -> None:
    """Say a problem of the user's world that stopped what they asked for."""
    _box(QMessageBox.Icon.Warning, words.sentence(error), "", parent)


def confirm(question: str, effect: str, verb: str, parent: QWidget | None = None) -> bool:
    """Ask before something that has to be decided; `verb` names what would be done."""
    box = _plain(QMessageBox.Icon.Question, question, effect, parent)
    yes = box.addButton(verb, QMessageBox.ButtonRole.AcceptRole)
    box.addButton(tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(yes)
    box.exec()
    return box.clickedButton() is yes


def choose(
    question: str, effect: str, verbs: tuple[str, ...], parent: QWidget | None = None
) -> int | None:
    """Ask which of several; the position of the verb chosen, None when the person stayed."""
    box = _plain(QMessageBox.Icon.Question, question, effect, parent)
    offered = [box.addButton(verb, QMessageBox.ButtonRole.AcceptRole) for verb in verbs]
    box.addButton(tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.exec()
    clicked = box.clickedButton()
    return next((n for n, button in enumerate(offered) if button is clicked), None)


def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> Path:
    """Keep a report of a bug on this computer; nothing is sent."""
    folder = prefs.data_dir() / "reports"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"report-{datetime.now():%Y%m%d-%H%M%S-%f}.txt"
    text = "".join(traceback.format_exception(kind, error, trace))
    path.write_text(f"assay {__version__}, Python {sys.version}\n\n{text}", "utf-8")
    for old in sorted(folder.glob("report-*.txt"))[:-REPORTS]:
        old.unlink(missing_ok=True)
    return path


def on_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """The exception hook of the window: save a report, say so once, go on."""
    if issubclass(kind, KeyboardInterrupt):
        QApplication.quit()
        return
    if isinstance(error, UserError):
        tell(error, QApplication.activeWindow())
        return
    path = report(kind, error, trace)
    sys.stderr.write("".join(traceback.format_exception(kind, error, trace)))
    show_report(path)


def show_report(path: Path) -> None:
    """Show what went wrong, once: what follows while it is shown is kept and counted."""
    from assay.ui.dialogs.bug import BugReport

    for shown in QApplication.topLevelWidgets():
        if isinstance(shown, BugReport) and shown.isVisible():
            shown.note_another(path)
            return
    BugReport(path, QApplication.activeWindow()).exec()


def install() -> None:
    """Take over uncaught exceptions."""
    sys.excepthook = on_bug


def _plain(icon: QMessageBox.Icon, text: str, more: str, parent: QWidget | None) -> QMessageBox:
    box = QMessageBox(parent)
    box.setIcon(icon)
    box.setWindowTitle("Assay")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    box.setInformativeText(more)
    return box


def _box(icon: QMessageBox.Icon, text: str, more: str, parent: QWidget | None) -> None:
    box = _plain(icon, text, more, parent)
    box.addButton(tr("OK"), QMessageBox.ButtonRole.AcceptRole)
    box.exec()
