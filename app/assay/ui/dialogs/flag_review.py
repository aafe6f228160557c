"""Reviewing a flag: who says so, on which day, and why; nothing is said without a reason."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from assay.core.change import Step
from assay.ui.bridge import Bridge
from assay.ui.dialogs.days import DayField
from assay.ui.dialogs.dialog import Dialog
from assay.ui.widgets.fields import LineBox, TextBox
from assay.ui.widgets.labels import Row
from assay.words import tr
from assay.work import flagging
from assay.work.starting import today
from assay.work.views.dashboard import FlagRow


class FlagReviewDialog(Dialog):
    """`FlagReviewDialog(bridge, flag, state, parent=None)`: `state` is `confirmed` or `cleared`."""

    def __init__(
        self, bridge: Bridge, flag: FlagRow, state: str, parent: QWidget | None = None
    ) -> None:
        clearing = state == "cleared"
        title = (
            tr("Clear {flag}?", flag=flag.id) if clearing else tr("Confirm {flag}?", flag=flag.id)
        )
        effect = (
            tr("It stays on the record, and it no longer moves the rating or blocks the memo.")
            if clearing
            else tr("The rating stays as it is; the memo says who looked at it.")
        )
        super().__init__(title, effect, parent, 560)
        self._bridge, self._flag, self._state = bridge, flag, state
        reviewer = flag.reviewer or bridge.open_session.assessment(bridge.assessment).reviewer
        self.reviewer = LineBox(tr("Reviewer"), tr("Name, as the memo says it"))
        self.day = DayField(tr("Day"), flag.date or today(), required=True)
        self.reason = TextBox(tr("Reason"), 4, tr("What was looked at, and why this follows"))
        self.reviewer.set_text(reviewer or bridge.prefs.author)
        self.reason.set_text(flag.reason)
        row = Row(12)
        row.addWidget(self.reviewer, 1)
        row.addWidget(self.day, 1)
        self.body.addLayout(row)
        self.body.addWidget(self.reason)
        self.offer(tr("Clear") if clearing else tr("Confirm"))
        for field in (self.reviewer, self.day, self.reason):
            field.edited.connect(self.check)
        self.check()

    def check(self) -> None:
        """Wait for what is missing."""
        if not self.reviewer.text().strip():
            self.require(tr("Name the reviewer."))
        elif self.day.problem():
            self.require(self.day.problem())
        elif not self.reason.text().strip():
            self.require(tr("Give a reason."))
        else:
            self.require("")

    def accept(self) -> None:
        bridge = self._bridge

        def made() -> Step:
            return flagging.review(
                bridge.open_session,
                bridge.assessment,
                self._flag.id,
                self._state,
                reviewer=self.reviewer.text(),
                reason=self.reason.text(),
                date=self.day.day(),
            )

        bridge.do(made, self)
        super().accept()
