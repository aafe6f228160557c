"""Pictures of what happens to files: copies that differ, changes from outside, damage, recovery."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event

from PySide6.QtWidgets import QWidget

from assay.ui import trouble
from assay.ui.dialogs.bug import BugReport
from assay.ui.dialogs.copy_from import CopyFrom
from assay.ui.dialogs.merge import MergeDialog
from assay.ui.dialogs.merge_taken import taken_lines
from assay.ui.dialogs.recover import Recover
from assay.ui.dialogs.versions import Versions
from assay.ui.dialogs.waiting import Waiting
from assay.ui.window import Window
from assay.words import tr
from assay.work import answering, ingest, merging
from assay.work.jobs import Progress
from assay.work.session import open_session
from assay.work.views.copying import copy_view
from assay.work.views.merging import merge_view
from factories import PERSON
from factories_copies import apart
from factories_damage import with_flipped_bytes
from factories_window import a_project

Take = Callable[[QWidget, str], None]
Until = Callable[[Callable[[], bool], str], None]


def files(shown: Window, folder: Path, take: Take, until: Until) -> None:
    """All of them, in one look; `folder` is there for this alone."""
    folder.mkdir()
    for part in ("copies", "damaged"):
        (folder / part).mkdir()
    mine, theirs = apart(folder / "copies")
    _open(shown, mine, until)
    _merge(shown, theirs, take)
    _copy_from(shown, folder / "another", take)
    _versions(shown, take, until)
    until(lambda: bool(shown.bridge.beside), "finding the copy beside the file")
    shown.go("home")
    take(shown, "home-copy-beside")
    mine.write_bytes(theirs.read_bytes())
    until(lambda: shown.keeping.where == "changed", "noticing the change")
    take(shown, "home-changed-outside")
    _open(shown, with_flipped_bytes(folder / "damaged"), until)
    for page, place in (("home", ""), ("workspace", "AAA-01"), ("evidence", ""), ("memo", "")):
        shown.go(page, place)
        take(shown, f"damage-{page}")
    _dialog(Recover(shown), "dialog-recover", take)
    _waiting(shown, take, until)
    error = ZeroDivisionError("division by zero")
    _dialog(BugReport(trouble.report(type(error), error, None), shown), "dialog-bug", take)


def _open(shown: Window, path: Path, until: Until) -> None:
    shown.files.open_path(path)
    until(
        lambda: shown.bridge.session is not None and shown.bridge.path() == path, f"opening {path}"
    )


def _merge(shown: Window, theirs: Path, take: Take) -> None:
    session = shown.bridge.open_session
    with merging.plan(session, theirs) as plan:
        view = merge_view(session, plan, shown.bridge.language)
        dialog = MergeDialog(theirs.name, view, taken_lines(plan, view), {}, shown)
        dialog.show()
        dialog.choose(str(view.conflicts[0].sides[0].choice))
        _dialog(dialog, "dialog-merge", take)


def _copy_from(shown: Window, folder: Path, take: Take) -> None:
    """What of another project over the same checklist fits, and what does not."""
    folder.mkdir()
    other = open_session(a_project(folder, "Shenghe review.assay"), PERSON)
    here = other.assessment().id
    for question, value in (("AAA-01", "full"), ("BBB-02", "yes"), ("AAA-02", ["red"])):
        other.do(answering.answer(other, here, question, value))
    for name in ("Articles of association 2022.txt", "Notice of the ministry.txt"):
        (folder / name).write_text(name, "utf-8")
        other.do(ingest.attach(other, [folder / name]))
    bridge = shown.bridge
    view = copy_view(bridge.open_session, other, bridge.assessment, bridge.language)
    _dialog(CopyFrom(view, shown), "dialog-copy-from", take)
    other.close()


def _versions(shown: Window, take: Take, until: Until) -> None:
    session = shown.bridge.open_session
    dialog = Versions(session.path, session.state, shown.runner, shown)
    dialog.show()
    dialog.list.setCurrentIndex(dialog.list.rows.index(0))
    until(lambda: "…" not in dialog.details.text(), "comparing the version with the project")
    _dialog(dialog, "dialog-versions", take)


def _waiting(shown: Window, take: Take, until: Until) -> None:
    """A project that is being written, six tenths of it."""
    over = Event()

    def job(progress: Progress) -> None:
        progress.step(6, 10, "")
        over.wait(60)

    running = shown.runner.start(job)
    dialog = Waiting(tr("Writing {name}…", name=shown.bridge.path().name), running, shown)
    until(lambda: dialog.bar.value() == 600, "hearing of the job")
    dialog.show()
    take(dialog, "dialog-waiting")
    ended: list[bool] = []
    running.ended.connect(partial(ended.append, True))
    over.set()
    until(lambda: bool(ended), "the end of the job")


def _dialog(dialog: QWidget, name: str, take: Take) -> None:
    dialog.show()
    take(dialog, name)
    dialog.close()
    dialog.deleteLater()
