"""Quoting a document for a question: which one, the words, where they stand, and whether they do."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from assay.core.change import Step
from assay.core.checklist import say
from assay.core.evidence import Evidence, Stance
from assay.readers import quotation
from assay.readers.document import Rect
from assay.readers.quotation import Quotation
from assay.ui.bridge import Bridge
from assay.ui.dialogs.dialog import Dialog
from assay.ui.dialogs.picks import Pick
from assay.ui.dialogs.places import PlaceFields
from assay.ui.text import titles
from assay.ui.widgets.chips import IconWord
from assay.ui.widgets.labels import Clipped
from assay.words import tr
from assay.words.terms import QUOTATION, RECOGNISED_QUOTATION
from assay.work import citing, quoting

PAUSE_MS = 150


class QuoteDialog(Dialog):
    """`QuoteDialog(bridge, item, texts, question, parent, recognised)`; `fill(quote, page, start, rects)`.

    After it was accepted `step()` cites.
    """

    def __init__(
        self,
        bridge: Bridge,
        item: Evidence,
        texts: Sequence[str],
        question: str,
        parent: QWidget | None = None,
        recognised: Collection[int] = (),
    ) -> None:
        under = " · ".join(part for part in titles(item) if part)
        super().__init__(
            tr("What does evidence {number} say?", number=item.number), under, parent, 640
        )
        self._bridge = bridge
        self._item = item
        self._texts = texts
        self._recognised = recognised
        self._filled, self._rects = ("", 0), tuple[Rect, ...]()
        self._said: tuple[object, ...] | None = None
        checklist = bridge.open_session.checklist(bridge.assessment)
        language = bridge.language
        self._questions = {id: say(q.text, language) for id, q in checklist.questions.items()}
        choices = [(id, f"{id}  {say(q.short, language)}") for id, q in checklist.questions.items()]
        self.question = Pick(tr("For the question"), choices)
        self.asked = Clipped("", 2, "body", "text2")
        self.place = PlaceFields(translated=True)
        self.state = IconWord("circle-dashed", size=14)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(PAUSE_MS)
        for widget in (self.question, self.asked, self.place, self.state):
            self.body.addWidget(widget)
        self.question.set_chosen(question if question in self._questions else choices[0][0])
        self.question.chosen.connect(self._on_question)
        self.place.edited.connect(self._on_edited)
        self._soon.timeout.connect(self.look)
        self.offer(tr("Cite"))
        self._on_question(self.question.chosen_id())
        self.look()

    def fill(
        self, quote: str, page: int | None, start: int = 0, rects: Sequence[Rect] = ()
    ) -> None:
        """Begin with what was selected."""
        self._filled, self._rects = (quote.strip(), start), tuple(rects)
        self._filled = (quote.strip(), start + len(quote) - len(quote.lstrip()))
        self.place.quote.set_text(quote.strip())
        self.place.page.set_text(str(page) if page else "")
        self.look()

    def _on_question(self, id: str) -> None:
        self.asked.set_text(self._questions.get(id, ""))
        self.primary.set_label(tr("Cite for {question}", question=id))

    def _on_edited(self) -> None:
        self._soon.start()
        self.check()

    def check(self) -> None:
        """Say what is missing before it can be cited."""
        quoted = self.place.quote.text().strip() or self.place.locator.text().strip()
        missing = tr("Correct the page.") if self.place.problem() else ""
        if not missing and not quoted and not self._rects:
            missing = tr("Quote the words, or name the place.")
        self.require(missing)

    def found(self) -> Quotation:
        """Where the words stand in the document."""
        page = None if self.place.problem() else self.place.page_number()
        quote = self.place.quote.text().strip()
        start = self._filled[1] if quote == self._filled[0] else None
        return quotation.check(quote, self._texts, page, start=start)

    def look(self) -> None:
        """Hold the words against the document and say how they stand there."""
        self._soon.stop()
        self.check()
        self.state.setVisible(bool(self.place.quote.text().strip()))
        if self.state.isHidden():
            return
        if not self._texts:
            self.state.set("circle-dashed", tr(QUOTATION["unchecked"]), "text2")
            return
        found = self.found()
        terms = RECOGNISED_QUOTATION if found.page in self._recognised else QUOTATION
        words = tr(terms[str(found.state)])
        if found.page is None:
            self.state.set("warning-circle", words, "danger", "danger")
            return
        words = tr("{state}, page {page}", state=words, page=found.page)
        if found.occurrences > 1:
            words = tr(
                "{words}; it stands there {count} times", words=words, count=found.occurrences
            )
        self.state.set("check-circle", words, "text2", "support")

    def unsaved(self) -> bool:
        return self.place.quote.text().strip() not in ("", self._filled[0])

    def accept(self) -> None:
        self.look()
        if not self.primary.isEnabled():
            return
        place = self.place
        self._said = (
            self.question.chosen_id(),
            place.stance_chosen(),
            place.page_number(),
            place.locator.text(),
            place.quote.text().strip(),
            place.translation.text(),
            place.translated.chosen_id(),
            place.note_box.text(),
        )
        super().accept()

    def step(self) -> Step:
        """The step that cites; asking before it was accepted is a bug."""
        if self._said is None:
            raise RuntimeError("the dialog was not accepted")
        question, stance, page, locator, quote, translation, by, note = self._said
        session = self._bridge.open_session
        text, number = str(quote), int(str(page)) if page else None
        start = self._filled[1] if text == self._filled[0] else None
        rects = self._rects if text == self._filled[0] else ()
        return citing.cite(
            session,
            self._bridge.assessment,
            str(question),
            self._item.id,
            Stance(str(stance)),
            page=number,
            locator=str(locator),
            quote=text,
            translation=str(translation),
            translated=str(by),
            note=str(note),
            anchor=quoting.anchor(session, self._item, text, number, start=start, rects=rects),
        )
