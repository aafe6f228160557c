"""Exporting the memo: for whom, as what, signed or not; what goes out and what stays, before it is done."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from assay.core.memo_profile import INTERNAL, Profile
from assay.prefs import Prefs
from assay.ui.bridge import Bridge
from assay.ui.dialogs.dialog import Dialog
from assay.ui.dialogs.path_row import PathRow
from assay.ui.dialogs.picks import Pick
from assay.ui.dialogs.segments import Segment, Segments
from assay.ui.dialogs.ticks import Tick
from assay.ui.widgets.fields import LineBox
from assay.ui.widgets.labels import Column, Words
from assay.words import tr
from assay.work.views.leaving import leaving

if TYPE_CHECKING:
    from assay.report.memo_files import Order
    from assay.report.signing import Seal

LANGUAGES = (("en", "English"), ("zh-Hans", "简体中文"))


@dataclass(frozen=True, slots=True)
class Wish:
    """What was chosen. Files are read when the memo is written, not before."""

    format: str = "pdf"
    language: str = "en"
    paper: str = "a4"
    final: bool = False
    profile: Profile = INTERNAL
    template: Path | None = None
    key: Path | None = None
    passphrase: str = ""
    authority: str = ""

    def order(self, preferences: Prefs) -> Order:
        """The order with the look of the house; raises `UserError` for a file that is not there."""
        from assay.report.memo_files import Order, template_of
        from assay.work.house import house_style

        return Order(
            format=self.format,
            language=self.language,
            paper=self.paper,
            final=self.final,
            profile=self.profile,
            style=house_style(preferences),
            template=template_of(self.template),
        )

    def seal(self) -> Seal:
        """What is put on the file at the end."""
        from assay.report.signing import seal_of

        return seal_of(self.key, self.passphrase, self.authority)


class MemoExportDialog(Dialog):
    """`MemoExportDialog(bridge, final=False, parent=None)`: accepted, `wish` is what was chosen."""

    def __init__(self, bridge: Bridge, *, final: bool, parent: QWidget | None = None) -> None:
        title = tr("Export the final memo") if final else tr("Export a draft of the memo")
        super().__init__(title, tr("Nothing is written before you choose where."), parent, 640)
        self._bridge = bridge
        self.wish = Wish(final=final, paper=bridge.prefs.paper, language=bridge.language)
        self.profile = Segments(
            tr("Who reads it"),
            [
                Segment("internal", tr("Inside"), tr("Everything that was entered.")),
                Segment("external", tr("Outside"), tr("Without working notes and positions.")),
            ],
        )
        self.names = Tick(tr("With the names of analysts, reviewers and commenters"))
        self.format = Segments(tr("As"), [Segment(id, words) for id, words in _formats()])
        self.language = Pick(tr("Language of the memo"), LANGUAGES)
        self.template = PathRow(tr("Template (optional)"), "Word (*.docx)")
        self.sign = Tick(tr("Sign it with a key file"))
        self.key = PathRow(tr("Key file (PKCS#12)"), "PKCS#12 (*.p12 *.pfx)")
        self.passphrase = LineBox(tr("Passphrase of the key"))
        self.stamp = LineBox(tr("Time from (optional)"), tr("Address of a time-stamping authority"))
        self.goes, self.stays = Words("", "body", wrap=True), Words("", "body", "text2", wrap=True)
        self._arrange()
        self._listen()
        self._show()
        self.offer(tr("Choose where…"))

    def _arrange(self) -> None:
        self.profile.set_chosen("internal")
        self.names.setChecked(True)
        self.format.set_chosen("pdf")
        self.language.set_chosen(_known(self.wish.language))
        editor = self.passphrase.editor
        if isinstance(editor, QLineEdit):
            editor.setEchoMode(QLineEdit.EchoMode.Password)
        asked: list[QWidget] = [self.profile, self.names, self.format, self.language, self.template]
        for widget in asked:
            self.body.addWidget(widget)
        for title, shown in ((tr("Goes out"), self.goes), (tr("Stays here"), self.stays)):
            lines = Column(3)
            lines.addWidget(Words(title, "strong"))
            lines.addWidget(shown)
            self.body.addLayout(lines)
        for last in (self.sign, self.key, self.passphrase, self.stamp):
            self.body.addWidget(last)
        self.body.addStretch(1)

    def _listen(self) -> None:
        for choices in (self.profile, self.format, self.language):
            choices.chosen.connect(self._on_chosen)
        for tick in (self.names, self.sign):
            tick.toggled.connect(self._on_chosen)
        for row in (self.template, self.key):
            row.changed.connect(self._on_chosen)
        for box in (self.template.box, self.key.box, self.passphrase, self.stamp):
            box.edited.connect(self._on_chosen)

    def _on_chosen(self, *_: object) -> None:
        self._show()

    def _show(self) -> None:
        format, signs = self.format.chosen_id(), self.sign.isChecked()
        profile = Profile(self.profile.chosen_id() == "external", self.names.isChecked())
        pdf = format == "pdf"
        self.template.setVisible(format == "docx")
        self.sign.setVisible(pdf)
        for widget in (self.key, self.passphrase):
            widget.setVisible(pdf and signs)
        self.stamp.setVisible(pdf)
        self.wish = replace(
            self.wish,
            format=format,
            profile=profile,
            language=self.language.chosen_id(),
            template=self.template.path() if format == "docx" else None,
            key=self.key.path() if pdf and signs else None,
            passphrase=self.passphrase.text() if pdf and signs else "",
            authority=self.stamp.text().strip() if pdf else "",
        )
        data = pdf and profile.attaches_data
        told = leaving(self._bridge.open_session, self._bridge.assessment, profile, data=data)
        self.goes.setText("\n".join(f"• {line}" for line in told.goes))
        self.stays.setText("\n".join(f"• {what}. {why}" for what, why in told.stays))
        self.require(tr("Choose the key file.") if pdf and signs and not self.key.path() else "")


def _formats() -> list[tuple[str, str]]:
    return [
        ("pdf", "PDF"),
        ("docx", "Word"),
        ("html", tr("Web page")),
        ("md", "Markdown"),
    ]


def _known(language: str) -> str:
    return "zh-Hans" if language.startswith("zh") else "en"
