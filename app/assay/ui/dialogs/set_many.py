"""Changing many questions at once: what is set, and what that would do, before it is done."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from assay.core.answers import REASON_REQUIRED, Status
from assay.core.errors import UserError
from assay.core.evidence import Stance
from assay.ui.bridge import Bridge
from assay.ui.dialogs.days import DayField
from assay.ui.dialogs.dialog import Dialog
from assay.ui.dialogs.picks import Pick
from assay.ui.widgets.fields import LineBox
from assay.ui.widgets.labels import Column, Row, Words
from assay.words import sentence, tr, trn
from assay.words.terms import STANCE, STATUS
from assay.work import citing, reassessing, setting_many
from assay.work.setting_many import Plan

ACTS = (
    ("decline", "Say why there is no answer"),
    ("cite", "Cite evidence"),
    ("assign", "Assign to a person"),
    ("mark", "Mark for a second look"),
    ("unmark", "Take the second-look mark off"),
    ("clear", "Clear the answer"),
)
NAMED = 5
"""As many questions are named in the dialog's second line."""


class SetMany(Dialog):
    """`SetMany(bridge, questions, parent=None)`: one step over all of them, and one undo."""

    def __init__(
        self, bridge: Bridge, questions: Sequence[str], parent: QWidget | None = None
    ) -> None:
        title = trn("Change {count} question", "Change {count} questions", len(questions))
        named = ", ".join(questions[:NAMED]) + (" …" if len(questions) > NAMED else "")
        super().__init__(title, named, parent, 560)
        self._bridge = bridge
        self._questions = list(questions)
        self._plan: Plan | None = None
        self.act = Pick(tr("What to do"))
        self.status = Pick(tr("Reason"))
        self.reason = LineBox(tr("In words"), name=tr("Reason for having no answer"))
        self.evidence = Pick(tr("Evidence"))
        self.stance = Pick(tr("Stance"))
        self.place = LineBox(tr("Place in it"))
        self.person = LineBox(tr("Person"))
        self.due = DayField(tr("Due"))
        self.reviewer = LineBox(tr("Reviewer"))
        self.effect_words = Words("", "strong", "text", wrap=True)
        self._parts: dict[str, QWidget] = {}
        self._fill()
        self._arrange()
        self._listen()
        self.offer(tr("Change them"))
        self.act.setFocus()
        self._on_act()

    def _fill(self) -> None:
        session = self._bridge.open_session
        acts = [(name, tr(words)) for name, words in ACTS]
        if reassessing.previous(session, self._bridge.assessment) is not None:
            acts.insert(0, ("accept", tr("Accept the last assessment's answers")))
        self.act.set_choices(acts)
        reasons = [s for s in Status if s not in {Status.ANSWERED, Status.NOT_ASSESSED}]
        self.status.set_choices([(str(s), tr(STATUS[s])) for s in reasons])
        register = citing.evidence_by_number(session)
        self.evidence.set_choices([(item.id, f"{item.number} · {item.title}") for item in register])
        self.stance.set_choices([(str(s), tr(STANCE[s])) for s in Stance])
        self.person.set_text(self._bridge.prefs.author)

    def _arrange(self) -> None:
        self.body.addWidget(self.act)
        groups: dict[str, tuple[QWidget, ...]] = {
            "decline": (self.status, self.reason),
            "cite": (self.evidence, self.stance, self.place),
            "assign": (self.person, self.due, self.reviewer),
        }
        for name, fields in groups.items():
            part = QWidget()
            column = Column(10, parent=part)
            column.addWidget(fields[0])
            row = Row(12)
            for field in fields[1:]:
                row.addWidget(field, 1)
            column.addLayout(row)
            self._parts[name] = part
            self.body.addWidget(part)
        self.body.addWidget(self.effect_words)
        self.body.addStretch(1)

    def _listen(self) -> None:
        self.act.chosen.connect(self._on_act)
        for pick in (self.status, self.evidence, self.stance):
            pick.chosen.connect(self.check)
        for field in (self.reason, self.place, self.person, self.due, self.reviewer):
            field.edited.connect(self.check)

    def _on_act(self) -> None:
        for name, part in self._parts.items():
            part.setVisible(name == self.act.chosen_id())
        self.check()

    # -- what it would do -------------------------------------------------------------------------

    def made(self) -> Plan:
        """What is asked for now, counted; raises what is wrong with it."""
        session, here, questions = (
            self._bridge.open_session,
            self._bridge.assessment,
            self._questions,
        )
        many = setting_many
        plans: dict[str, Callable[[], Plan]] = {
            "accept": lambda: many.accept_many(session, here, questions),
            "decline": lambda: many.decline_many(
                session, here, questions, self.status.chosen_id(), self.reason.text()
            ),
            "cite": lambda: many.cite_many(
                session,
                here,
                questions,
                self.evidence.chosen_id(),
                self.stance.chosen_id(),
                self.place.text(),
            ),
            "assign": lambda: many.assign_many(
                session,
                here,
                questions,
                self.person.text(),
                due=self.due.day(),
                reviewer=self.reviewer.text(),
            ),
            "mark": lambda: many.mark_many(session, here, questions, second_look=True),
            "unmark": lambda: many.mark_many(session, here, questions, second_look=False),
            "clear": lambda: many.clear_many(session, here, questions),
        }
        return plans[self.act.chosen_id()]()

    def check(self) -> None:
        """Count what would be done, or say what is missing."""
        needed = self.status.chosen_id() in REASON_REQUIRED
        self.reason.setVisible(self.act.chosen_id() == "decline" and needed)
        self._plan = None
        self.effect_words.setText("")
        if self.act.chosen_id() == "cite" and not self.evidence.chosen_id():
            self.require(tr("The register has no evidence yet."))
            return
        try:
            plan = self.made()
        except UserError as error:
            self.require(sentence(error))
            return
        self._plan = plan
        self.effect_words.setText(effect(plan))
        self.require("" if plan.step else tr("Nothing would change."))

    def accept(self) -> None:
        plan = self._plan
        if plan is None or not plan.step:
            return
        self._bridge.do(lambda: plan.step, self)
        super().accept()


def effect(plan: Plan) -> str:
    """What a plan would do: *Sets 14, overwrites 3, leaves 2 as they are*."""
    said = [trn("sets {count}", "sets {count}", plan.sets)]
    if plan.overwrites:
        said.append(trn("overwrites {count}", "overwrites {count}", plan.overwrites))
    if plan.same:
        said.append(trn("leaves {count} as it is", "leaves {count} as they are", plan.same))
    text = ", ".join(said)
    return text[:1].upper() + text[1:]
