"""Weights: the rating under every profile, which one counts, and weights of one's own that sum to 100."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import partial

from PySide6.QtWidgets import QWidget

from assay.core.change import Step
from assay.core.checklist import say
from assay.core.errors import InvalidInput
from assay.core.memo_numbers import whole
from assay.core.rating import Overall, Rating
from assay.core.sensitivity import by_profile
from assay.core.weightings import own_weightings
from assay.ui.bridge import Bridge
from assay.ui.pages.dashboard_panel import Beside, Heading, Panel, holder, quiet
from assay.ui.runner import Runner
from assay.ui.theme import px
from assay.ui.widgets.buttons import Button
from assay.ui.widgets.fields import LineBox, TextBox
from assay.ui.widgets.flow import Flow
from assay.ui.widgets.grid import Grid, GridCell, GridColumn, GridRow
from assay.ui.widgets.labels import Row, Words
from assay.ui.widgets.ranges import Range
from assay.words import sentence, tr
from assay.work import weighing
from assay.work.views import figures
from assay.work.views.dashboard import HATCHED_BELOW
from assay.work.views.figures import Figure

CHOOSE = 5
"""The column that lets a profile count."""


class WeightBox(LineBox):
    """One domain's weight."""

    def __init__(self, domain: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(domain, name=f"{domain} {title}", parent=parent)
        self.domain = domain
        self.setToolTip(title)
        self.restyle()

    def restyle(self) -> None:
        super().restyle()
        self.setFixedWidth(px(60))


class WeightsPanel(Panel):
    """All profiles side by side, and an editor for one's own."""

    def __init__(self, bridge: Bridge, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(bridge, runner, parent)
        self.based_on = ""
        self.editing = ""
        """The id of the weights being edited; empty: new ones are made."""
        self._boxes: list[WeightBox] = []
        self.grid = Grid(tr("Rating under every profile"), _columns())
        self.heading_own = Heading(tr("Weights of your own"))
        self.name = LineBox(tr("Name"))
        self.reason = TextBox(tr("Reason"), 2, tr("Why these weights fit this mandate"))
        self.places = QWidget()
        self.flow = Flow(8, self.places)
        self.total = Words("", "strong")
        self.trouble = Words("", "body", "danger", wrap=True)
        self.whole = Button(tr("Scale to 100"), dense=True)
        self.save = Button(tr("Make these weights"), dense=True)
        self.fresh = Button(tr("New from this profile"), dense=True)
        self.remove = Button(tr("Remove"), "danger", dense=True)
        self._build()
        self._connect()

    def _build(self) -> None:
        note = tr("one file, the same answers, other weights")
        head = self.heading(tr("Rating under every profile"), note, self.figure)
        self.column.addWidget(head)
        self.column.addWidget(self.grid)
        self.column.space(14)
        self.column.addWidget(self.heading_own)
        left, column = holder(10)
        column.addWidget(self.places)
        line = Row(10)
        line.addWidget(self.total)
        line.addWidget(self.whole)
        line.addStretch(1)
        column.addLayout(line)
        column.addWidget(self.trouble)
        right, column = holder(10)
        column.addWidget(self.name)
        column.addWidget(self.reason)
        buttons = Row(8)
        for button in (self.save, self.fresh, self.remove):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addWidget(
            quiet(
                tr(
                    "Weights are judgement, not estimates. The memo prints which ones were used, and why."
                )
            )
        )
        self.column.addWidget(Beside(left, right, 440, 520, least=900))

    def _connect(self) -> None:
        self.grid.picked.connect(self._on_picked)
        self.whole.clicked.connect(self._scale)
        self.save.clicked.connect(self._save)
        self.fresh.clicked.connect(self._fresh)
        self.remove.clicked.connect(self._remove)
        self.name.edited.connect(self._check)
        self.reason.edited.connect(self._check)

    def forget(self) -> None:
        self.based_on = self.editing = ""

    # -- painting -----------------------------------------------------------------------------

    def _rating(self) -> Rating:
        return self.bridge.open_session.scorecard(self.bridge.assessment).rating

    def _totals(self) -> dict[str, Overall]:
        checklist = self.bridge.open_session.checklist(self.bridge.assessment)
        return by_profile(self._rating(), {p.id: p.weights for p in checklist.profiles})

    def paint_view(self) -> None:
        session, assessment = self.bridge.open_session, self.bridge.assessment
        checklist, rating = session.checklist(assessment), self._rating()
        totals, language = self._totals(), self.bridge.language
        own = {w.id: w for w in own_weightings(session.state, checklist)}
        rows = []
        for profile in checklist.profiles:
            i = totals[profile.id].interval
            used = profile.id == rating.profile
            about = own[profile.id].reason if profile.id in own else _largest(profile.weights)
            rows.append(
                GridRow(
                    profile.id,
                    (
                        GridCell(say(profile.title, language), ink="accent"),
                        GridCell(about, ink="text2"),
                        GridCell(range=_range(totals[profile.id])),
                        GridCell(whole(i.point), "strong"),
                        GridCell(f"{whole(i.low)}–{whole(i.high)}"),
                        GridCell(tr("in use") if used else tr("Use"), ink="text2" if used else "accent",
                                 icon="check" if used else ""),
                    ),
                    used,
                )
            )  # fmt: skip
        self.grid.set_rows(rows)
        known = {p.id for p in checklist.profiles}
        if self.based_on not in known:
            self.load(rating.profile or next(iter(known), ""))

    def figure(self) -> Figure | None:
        """The ranges under every profile, with their table."""
        session, assessment = self.bridge.open_session, self.bridge.assessment
        checklist, totals = session.checklist(assessment), self._totals()
        lines = [
            (say(p.title, self.bridge.language), totals[p.id].interval) for p in checklist.profiles
        ]
        return figures.named_ranges("profiles", tr("Rating under every profile"), lines)

    # -- editing ------------------------------------------------------------------------------

    def load(self, profile: str) -> None:
        """Show the weights of a profile: one's own to edit, another to make one's own of."""
        session, assessment = self.bridge.open_session, self.bridge.assessment
        checklist = session.checklist(assessment)
        if profile not in {p.id for p in checklist.profiles}:
            return
        own = {w.id: w for w in own_weightings(session.state, checklist)}
        self.based_on = profile
        self.editing = profile if profile in own else ""
        title = weighing.profile_title(checklist, profile, self.bridge.language)
        self.heading_own.set_note(
            tr("editing {title}", title=title)
            if self.editing
            else tr("based on {title}", title=title)
        )
        self.name.set_text(title if self.editing else "")
        self.reason.set_text(own[profile].reason if self.editing else "")
        self.remove.setVisible(bool(self.editing))
        self.fresh.setVisible(bool(self.editing))
        self.save.set_label(tr("Keep these weights") if self.editing else tr("Make these weights"))
        self._fill({d.id: checklist.profile(profile).weights[d.id] for d in checklist.domains})

    def _fill(self, weights: dict[str, float]) -> None:
        checklist = self.bridge.open_session.checklist(self.bridge.assessment)
        if [box.domain for box in self._boxes] != list(weights):
            for old in self._boxes:
                self.flow.removeWidget(old)
                old.hide()
                old.deleteLater()
            titles = {d.id: say(d.title, self.bridge.language) for d in checklist.domains}
            self._boxes = [WeightBox(id, titles[id]) for id in weights]
            for box in self._boxes:
                box.edited.connect(self._check)
                self.flow.addWidget(box)
        for box in self._boxes:
            box.set_text(f"{weights[box.domain]:g}")
        self._check()

    def given(self) -> dict[str, str]:
        """The weights as they stand in the boxes."""
        return {box.domain: box.text() for box in self._boxes}

    def _parsed(self) -> dict[str, Decimal]:
        checklist = self.bridge.open_session.checklist(self.bridge.assessment)
        return weighing.parse_weights(checklist, self.given())

    def _check(self) -> None:
        """Say what the weights add up to, and what keeps them from being kept."""
        try:
            total = sum(self._parsed().values(), Decimal(0))
        except InvalidInput as error:
            self.trouble.setText(sentence(error))
            self.trouble.show()
            self.save.setEnabled(False)
            return
        self.trouble.hide()
        self.total.setText(tr("Sum {total} of 100", total=f"{total.normalize():f}"))
        self.total.set_ink("text" if total == weighing.WHOLE else "danger")
        self.whole.setEnabled(total not in (weighing.WHOLE, 0))
        missing = ""
        if total != weighing.WHOLE:
            missing = tr("The weights must add up to 100.")
        elif not self.name.text().strip():
            missing = tr("Give these weights a name.")
        elif not self.reason.text().strip():
            missing = tr("Give a reason.")
        self.save.setEnabled(not missing)
        self.save.setToolTip(missing)

    def _scale(self) -> None:
        scaled = weighing.to_whole(self._parsed())
        for box in self._boxes:
            box.set_text(f"{scaled[box.domain].normalize():f}")
        self._check()

    def _save(self) -> None:
        if self.do(self._step):
            self.told.emit(tr("Kept: {title}", title=self.name.text().strip()))
            if not self.editing:
                session, assessment = self.bridge.open_session, self.bridge.assessment
                own = own_weightings(session.state, session.checklist(assessment))
                self.load(own[-1].id)

    def _step(self) -> Step:
        session, assessment = self.bridge.open_session, self.bridge.assessment
        name, reason = self.name.text(), self.reason.text()
        if self.editing:
            return weighing.edit(session, assessment, self.editing, name, self.given(), reason)
        return weighing.clone(session, assessment, self.based_on, name, self.given(), reason)

    def _fresh(self) -> None:
        """Make new weights of the ones shown."""
        self.editing = ""
        self.name.set_text("")
        self.reason.set_text("")
        self.save.set_label(tr("Make these weights"))
        self.remove.hide()
        self._check()

    def _remove(self) -> None:
        if self.do(partial(weighing.remove, self.bridge.open_session, self.editing)):
            self.forget()
            self.paint_view()

    def _on_picked(self, profile: str, column: int) -> None:
        if column != CHOOSE:
            self.load(profile)
            return
        session, assessment = self.bridge.open_session, self.bridge.assessment
        self.do(partial(weighing.choose, session, assessment, profile))


def _range(total: Overall) -> Range:
    i = total.interval
    little = total.coverage < HATCHED_BELOW
    return Range(i.low, i.point, i.high, total.as_answered, hatched=little)


def _largest(weights: Mapping[str, float]) -> str:
    """*PTY 12, SUP 12, BRD 11*: what counts most in a profile."""
    ordered = sorted(weights.items(), key=lambda pair: -pair[1])[:4]
    return ", ".join(f"{id} {weight:g}" for id, weight in ordered)


def _columns() -> list[GridColumn]:
    return [
        GridColumn(tr("Profile"), share=3, lines=2),
        GridColumn(tr("Counts most, or why"), share=4, lines=2),
        GridColumn(tr("Range"), share=5, axis=True),
        GridColumn(tr("Point"), 56, right=True),
        GridColumn(tr("Low to high"), 88, right=True),
        GridColumn("", 92),
    ]
