"""Starting a project: which issuer, over which checklist, to which day, kept where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from assay.core.checklist import Checklist, say
from assay.core.errors import UserError
from assay.ui.dialogs import file_names
from assay.ui.dialogs.checklist_rows import (
    ChecklistList,
    ChecklistRow,
    row_of_file,
    row_of_info,
)
from assay.ui.dialogs.days import DayField
from assay.ui.dialogs.dialog import Dialog
from assay.ui.dialogs.picks import Pick
from assay.ui.widgets.buttons import Button
from assay.ui.widgets.chips import IconWord
from assay.ui.widgets.fields import Frame, LineBox
from assay.ui.widgets.labels import Column, Row, Words
from assay.words import sentence, tr
from assay.work import library


@dataclass(frozen=True, slots=True)
class Wish:
    """The project that is asked for; `checklist` is what `library.find` takes."""

    path: Path
    checklist: str
    issuer: str
    profile: str
    cut_off: str


class NewProject(Dialog):
    """`NewProject(folder, language, parent=None)`; after it was accepted `wish()` says what to make."""

    def __init__(self, folder: Path, language: str, parent: QWidget | None = None) -> None:
        effect = tr("Everything is kept in one file on this computer.")
        super().__init__(tr("Which issuer is to be assessed?"), effect, parent, 640)
        self.folder = folder
        self._language = language
        self._named = False
        self._chosen: ChecklistRow | None = None
        self._wish: Wish | None = None
        self.issuer = LineBox(tr("Issuer"), tr("The name, as its filings give it"))
        self.list = ChecklistList(tr("Checklist"))
        self.from_file = Button(tr("From a file…"), "link")
        self.why_not = IconWord()
        self.profile = Pick(tr("Weights of the domains"))
        self.profile.combo.setPlaceholderText(tr("Follow from the checklist"))
        self.cut_off = DayField(tr("Evidence counts up to"), date.today().isoformat(), True)
        self.name = LineBox(tr("File name"), "issuer.assay")
        self.place = Words("", "body", "text2", wrap=True, selectable=True)
        self.choose = Button(tr("Choose a folder…"))
        self._arrange()
        self._listen()
        self.list.set_rows([row_of_info(info, language) for info in library.available()])
        self.offer(tr("Create the project"))
        self.use_folder(folder)
        self.issuer.editor.setFocus()

    def _arrange(self) -> None:
        body = self.body
        body.addWidget(self.issuer)
        group = Column(3)
        head = Row(8)
        label = Words(tr("Checklist"), "label", "text2")
        label.setBuddy(self.list)
        head.addWidget(label, 1)
        head.addWidget(self.from_file)
        group.addLayout(head)
        group.addWidget(Frame(self.list, (1, 1, 1, 1)))
        group.addWidget(self.why_not)
        self.why_not.hide()
        body.addLayout(group)
        pair = Row(12)
        pair.addWidget(self.profile, 3, Qt.AlignmentFlag.AlignTop)
        pair.addWidget(self.cut_off, 2, Qt.AlignmentFlag.AlignTop)
        body.addLayout(pair)
        body.addWidget(self.name)
        kept = Row(12)
        kept.addWidget(self.place, 1)
        kept.addWidget(self.choose)
        body.addLayout(kept)
        body.addStretch(1)

    def _listen(self) -> None:
        self.issuer.edited.connect(self._on_issuer)
        self.name.edited.connect(self._on_name)
        self.cut_off.edited.connect(self.check)
        self.list.chosen.connect(self._on_checklist)
        self.from_file.clicked.connect(self._ask_file)
        self.choose.clicked.connect(self._ask_folder)

    # -- what is given ----------------------------------------------------------------------------

    def _on_issuer(self) -> None:
        if not self._named:
            self.name.set_text(file_names.suggested(self.issuer.text(), self.folder))
        self.check()

    def _on_name(self) -> None:
        # Set from the issuer it equals what is kept, and says nothing: this is the person.
        self._named = bool(self.name.text().strip())
        self.check()

    def _on_checklist(self, path: str) -> None:
        row = next((r for r in self.list.rows.rows() if r.id == path), None)
        if not isinstance(row, ChecklistRow):
            return
        try:
            found, _ = library.find(row.reference)
        except UserError as error:  # the file changed since it was listed
            self.refuse_file(error)
            return
        self._use(row, found)

    def _use(self, row: ChecklistRow, found: Checklist) -> None:
        self._chosen = row
        self.why_not.hide()
        self.profile.set_choices([(p.id, say(p.title, self._language)) for p in found.profiles])
        self.check()

    def _ask_file(self) -> None:
        asking = QFileDialog(self, tr("Choose a checklist"), str(self.folder))
        asking.setNameFilter(tr("Checklists") + " (*.yaml *.yml)")
        asking.fileSelected.connect(self.take_file)
        asking.finished.connect(asking.deleteLater)
        asking.open()

    def take_file(self, path: str) -> None:
        """Offer the checklist in this file and choose it, or say why it cannot be used."""
        try:
            found, _ = library.find(path)
        except UserError as error:
            self.refuse_file(error)
            return
        row = row_of_file(found, path, self._language)
        others = [r for r in self.list.rows.rows() if r.id != path]
        self.list.set_rows([row, *others])
        self.list.show_row(path)
        self._use(row, found)

    def refuse_file(self, error: UserError) -> None:
        """Say under the list why a checklist cannot be used."""
        said = sentence(error)
        self.why_not.set("warning-circle", said, "danger", "danger")
        self.why_not.setToolTip(said)
        self.why_not.show()

    def _ask_folder(self) -> None:
        asking = QFileDialog(self, tr("Choose a folder"), str(self.folder))
        asking.setFileMode(QFileDialog.FileMode.Directory)
        asking.setOption(QFileDialog.Option.ShowDirsOnly)
        asking.fileSelected.connect(self._on_folder)
        asking.finished.connect(asking.deleteLater)
        asking.open()

    def _on_folder(self, folder: str) -> None:
        self.use_folder(Path(folder))

    def use_folder(self, folder: Path) -> None:
        """Keep the project in this folder."""
        self.folder = folder
        self.place.setText(tr("In {folder}", folder=folder))
        self._on_issuer()

    # -- whether it can be made -------------------------------------------------------------------

    def check(self) -> None:
        """Refuse in place what cannot be taken, and say what is missing."""
        named = self.name.text().strip() or self.issuer.text().strip()
        for field, why in (
            (self.name, file_names.problem(self.folder, self.name.text()) if named else ""),
            (self.cut_off, self.cut_off.problem()),
        ):
            if why:
                field.refuse(why)
            else:
                field.accept()
        self.require(self._missing())

    def _missing(self) -> str:
        if not self.issuer.text().strip():
            return tr("Name the issuer.")
        if self._chosen is None:
            return tr("Choose a checklist.")
        if self.cut_off.frame.refused:
            return tr("Correct the day.")
        return tr("Correct the file name.") if self.name.frame.refused else ""

    def accept(self) -> None:
        self.check()  # a file of that name may have appeared since it was typed
        if self._chosen is None or not self.primary.isEnabled():
            return
        self._wish = Wish(
            path=file_names.path_of(self.folder, self.name.text()),
            checklist=self._chosen.reference,
            issuer=" ".join(self.issuer.text().split()),
            profile=self.profile.chosen_id(),
            cut_off=self.cut_off.day(),
        )
        super().accept()

    def wish(self) -> Wish:
        """What to make; asking before it was accepted is a bug."""
        if self._wish is None:
            raise RuntimeError("the dialog was not accepted")
        return self._wish
