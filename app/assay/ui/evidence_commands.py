"""What the Evidence menu does: with the item on the evidence page, elsewhere for the question in hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from assay.ui.frame import Frame
    from assay.ui.pages.evidence import EvidencePage
    from assay.ui.pages.evidence_pane import EvidencePane


class EvidenceCommands(QObject):
    """The commands of the register of evidence."""

    def __init__(self, frame: Frame, window: QObject) -> None:
        super().__init__(window)
        self._frame = frame

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Action id to what it does."""
        return {
            "go_evidence": self.go_evidence,
            "add_evidence": self.add_evidence,
            "paste_evidence": self.paste_evidence,
            "fetch_evidence": self.fetch_evidence,
            "record_search": self.record_search,
            "quote": self.quote,
            "describe_evidence": self.describe_evidence,
            "find_in_document": self.find_in_document,
            "recognise_text": self.recognise_text,
            "export_originals": self.export_originals,
        }

    def _page(self) -> EvidencePage:
        from assay.ui.pages.evidence import EvidencePage

        if self._frame.current != "evidence":
            self._frame.go("evidence")
        page = self._frame.page("evidence")
        if not isinstance(page, EvidencePage):
            raise TypeError("the evidence page is another page")
        return page

    def _pane(self) -> EvidencePane:
        """The evidence of the question in hand."""
        from assay.ui.pages.workspace import WorkspacePage

        if self._frame.current != "workspace":
            self._frame.go("workspace")
        page = self._frame.page("workspace")
        if not isinstance(page, WorkspacePage):
            raise TypeError("the workspace is another page")
        return page.evidence

    def go_evidence(self) -> None:
        """Show the evidence page."""
        self._frame.go("evidence")

    def add_evidence(self) -> None:
        """Choose files: to cite for the question in hand, or for the register alone."""
        if self._frame.current == "evidence":
            self._page().taking.choose_files()
        else:
            self._pane().choose_files()

    def paste_evidence(self) -> None:
        """Take what is on the clipboard, for the question in hand or for the register alone."""
        if self._frame.current == "evidence":
            self._page().taking.paste()
        else:
            self._pane().paste()

    def fetch_evidence(self) -> None:
        """Ask for an address and bring the page that is there."""
        self._page().taking.fetch()

    def record_search(self) -> None:
        """Record what was searched for, where, and what was found or not."""
        self._page().taking.record_search()

    def quote(self) -> None:
        """Cite what is selected in the document, or words typed in."""
        self._page().quote()

    def describe_evidence(self) -> None:
        """Grade and describe the item on the page."""
        self._page().describe()

    def find_in_document(self) -> None:
        """Find words in the document on the page."""
        self._page().viewer.open_find()

    def recognise_text(self) -> None:
        """Recognise the text of the scan on the page, or of those that are selected."""
        page = self._page()
        page.recognising.start(page.library.selected_ids() or [page.item])

    def export_originals(self) -> None:
        """Write the selected originals out again."""
        self._page().export()
