"""Accepting what is unchanged since the last assessment: how many answers, before it is done."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from assay.core.checklist import say
from assay.ui import text as phrases
from assay.ui.bridge import Bridge
from assay.ui.dialogs.dialog import Dialog
from assay.ui.dialogs.picks import Pick
from assay.ui.widgets.labels import Words
from assay.words import tr, trn
from assay.words.terms import UNLIKE_LAST_TIME
from assay.work import reassessing
from assay.work.views.proposal import accept_view


class AcceptUnchanged(Dialog):
    """`AcceptUnchanged(bridge, domain, parent=None)`: one domain or all, in one step and one undo."""

    def __init__(self, bridge: Bridge, domain: str = "", parent: QWidget | None = None) -> None:
        effect = tr(
            "Accepted are open questions that are asked as before and whose evidence has not lapsed."
        )
        super().__init__(tr("Accept what is unchanged since the last time?"), effect, parent, 600)
        self._bridge = bridge
        view = accept_view(bridge.open_session, bridge.assessment)
        self.domain = Pick(tr("Domain"))
        self.counts = Words("", "strong", "text", wrap=True)
        self.left = Words("", "body", "text2", wrap=True)
        checklist = bridge.open_session.checklist(bridge.assessment)
        titles = {d.id: say(d.title, bridge.language) for d in checklist.domains}
        every = sum(count for _, count, _ in view.domains)
        choices = [("", tr("All domains ({count})", count=every))]
        choices += [(id, f"{id}  {titles[id]} ({count})") for id, count, _ in view.domains]
        self.domain.set_choices(choices)
        if domain in {id for id, _, _ in view.domains}:
            self.domain.set_chosen(domain)
        for part in (self.domain, self.counts, self.left):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self._day = phrases.day(view.last_day) if view.last_day else ""
        self.domain.chosen.connect(self.check)
        self.offer(tr("Accept"))
        self.check()

    def check(self) -> None:
        """Count what would be accepted, and what is left to look at one by one."""
        session, here = self._bridge.open_session, self._bridge.assessment
        plan = reassessing.plan(session, here, self.domain.chosen_id())
        count = len(plan.accepted)
        if not self._day:
            self.require(tr("There is no earlier assessment over this checklist."))
        elif not count:
            self.require(tr("There is nothing unchanged left to accept here."))
        else:
            self.require("")
        self.counts.setText(
            trn("Sets {count} answer as of {day}", "Sets {count} answers as of {day}", count,
                day=self._day)
        )  # fmt: skip
        left = [f"{len(ids)} {tr(UNLIKE_LAST_TIME[why])}" for why, ids in plan.left.items()]
        self.left.setText(tr("Left to you: {what}.", what=", ".join(left)) if left else "")

    def accept(self) -> None:
        session, here = self._bridge.open_session, self._bridge.assessment
        domain = self.domain.chosen_id()
        self._bridge.do(lambda: reassessing.accept_unchanged(session, here, domain), self)
        super().accept()
