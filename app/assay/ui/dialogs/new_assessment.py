"""A new assessment in the same project: after which one, over which checklist, as of which day, by whom."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from assay.core.change import Step
from assay.core.errors import UserError
from assay.ui.bridge import Bridge
from assay.ui.dialogs.days import DayField
from assay.ui.dialogs.dialog import Dialog
from assay.ui.dialogs.picks import Pick
from assay.ui.top_bar import assessment_words
from assay.ui.widgets.fields import LineBox
from assay.ui.widgets.labels import Row, Words
from assay.words import sentence, tr
from assay.work import reassessing
from assay.work.starting import today
from assay.work.views.assessments import assessment_rows, editions


class NewAssessment(Dialog):
    """`NewAssessment(bridge, parent=None)`: begins one after the assessment in hand, and shows it."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        effect = tr(
            "Questions, weights and the facts about the investor are taken over. "
            "Every answer is proposed with its evidence, aged to the new day; none is filled in."
        )
        super().__init__(tr("Assess this issuer again?"), effect, parent, 600)
        self._bridge = bridge
        self.last = Pick(tr("Last assessment"))
        self.checklist = Pick(tr("Checklist"))
        self.cut_off = DayField(tr("Evidence counts up to"), required=True)
        self.analyst = LineBox(tr("Analyst"))
        self.newer = Words("", "caption", "text2", wrap=True)
        session, language = bridge.open_session, bridge.language
        rows = assessment_rows(session, language)
        self.last.set_choices([(row.id, assessment_words(row)) for row in rows])
        self.last.set_chosen(bridge.assessment)
        self.cut_off.set_text(today())
        self.analyst.set_text(session.person.author)
        self._arrange()
        self._listen()
        self.offer(tr("Begin the assessment"))
        self._on_last()
        self.cut_off.setFocus()

    def _arrange(self) -> None:
        self.body.addWidget(self.last)
        self.body.addWidget(self.checklist)
        self.body.addWidget(self.newer)
        pair = Row(12)
        for field in (self.cut_off, self.analyst):
            pair.addWidget(field, 1)
        self.body.addLayout(pair)

    def _listen(self) -> None:
        self.last.chosen.connect(self._on_last)
        self.checklist.chosen.connect(self._on_checklist)
        self.cut_off.edited.connect(self.check)
        self.analyst.edited.connect(self.check)

    def _on_last(self) -> None:
        """Other versions of its checklist, where there are any."""
        found = editions(self._bridge.open_session, self.last.chosen_id(), self._bridge.language)
        self.checklist.set_choices(
            [
                (
                    one.reference,
                    tr("{title} {version}, as the last time", title=one.title, version=one.version)
                    if one.same
                    else f"{one.title} {one.version}",
                )
                for one in found
            ]
        )
        self._on_checklist()

    def _on_checklist(self) -> None:
        other = bool(self.checklist.chosen_id())
        said = tr("Where it asks differently, the last answer is shown and not taken over unseen.")
        self.newer.setText(said if other else "")
        self.newer.setVisible(other)
        self.check()

    def made(self) -> Step:
        """The step as it is asked for now; raises what is wrong with it."""
        return reassessing.begin(
            self._bridge.open_session,
            self.last.chosen_id(),
            checklist=self.checklist.chosen_id(),
            as_of=self.cut_off.day(),
            analyst=self.analyst.text(),
        )

    def check(self) -> None:
        """Say what is missing or wrong."""
        missing = self.cut_off.problem()
        if not missing:
            try:
                self.made()
            except UserError as error:
                missing = sentence(error)
        self.require(missing)

    def accept(self) -> None:
        if self._bridge.do(self.made, self):
            self._bridge.choose(self._bridge.open_session.assessment().id)
        super().accept()
