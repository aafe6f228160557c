"""The cards of the home page: issuer, where one left off, the rating, its gaps, and what blocks the memo."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from assay.core.memo_numbers import hundredth, percent, tenth, whole
from assay.ui.widgets.buttons import Button
from assay.ui.widgets.chips import IconWord, status_words
from assay.ui.widgets.flow import Flow
from assay.ui.widgets.labels import Card, Clipped, Column, Row, SectionHeading, Size, Words
from assay.ui.widgets.meters import BulletMeter
from assay.ui.widgets.ranges import Range, RangeLegend, RangeStrip
from assay.words import tr, trn
from assay.work.views.home import Continue
from assay.work.views.issuer import Identifier, IssuerView
from assay.work.views.score import (
    COVERAGE_NEEDED,
    EVIDENCE_INDEX_NEEDED,
    Blocker,
    Gap3,
    ScoreView,
)


class IssuerHeader(QWidget):
    """The issuer's names and identifiers, each with what is known of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.issuer = Words("", "issuer", wrap=True, selectable=True)
        self.latin = Words("", "issuer_english", "text2", wrap=True, selectable=True)
        self.example = IconWord(
            "book-open", tr("Worked example: mandate and position are invented"), "text2"
        )
        column = Column(2, parent=self)
        column.addWidget(self.issuer)
        column.addWidget(self.latin)
        self._holder = QWidget()
        self._flow = Flow(20, self._holder)
        column.space(4)
        column.addWidget(self._holder)
        column.addWidget(self.example)
        self._shown: list[QWidget] = []

    def show_issuer(self, about: IssuerView, illustrative: bool) -> None:
        """Show this issuer."""
        self.issuer.setText(about.name)
        self.latin.setText(about.latin)
        self.latin.setVisible(bool(about.latin))
        self.example.setVisible(illustrative)
        for old in self._shown:
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._shown = [_identifier(found) for found in about.identifiers]
        for made in self._shown:
            self._flow.addWidget(made)
        self._holder.setVisible(bool(self._shown))


_SCHEMES = {"ticker": "", "isin": "ISIN", "uscc": "USCC", "lei": "LEI"}


def _identifier(found: Identifier) -> QWidget:
    holder = QWidget()
    Size(holder, height=24)
    row = Row(5, parent=holder)
    mic, _, code = found.value.rpartition(":")
    row.addWidget(Words(_SCHEMES.get(found.scheme) or mic or found.scheme, "body", "text2"))
    if found.value:
        row.addWidget(Words(code or found.value, "strong", selectable=True))
        verified = found.status == "verified"
        said = tr("verified") if verified else tr("not looked up")
        icon = "check-circle" if verified else "question"
        mark = IconWord(icon, "", icon_ink="support" if verified else "text2", size=14)
        Size(mark, width=16)
        mark.setAccessibleName(said)
        holder.setToolTip(". ".join(part for part in (said, _digits(found), found.note) if part))
        row.addWidget(mark)
    else:
        row.addWidget(Words(tr("not found"), "body", "text2"))
    return holder


def _digits(found: Identifier) -> str:
    if found.digits_hold is None or found.scheme == "ticker":
        return ""
    return tr("check digits pass") if found.digits_hold else tr("check digits do not pass")


class ContinueCard(Card):
    """Where one left off, and the page's one primary button."""

    went = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._question = ""
        row = Row(16, (20, 10, 16, 12), self)
        words = Column(4)
        self.state = Words("", "caption", "text2")
        self.line = Clipped("", 1, "option")
        words.addWidget(self.state)
        words.addWidget(self.line)
        row.addLayout(words, 1)
        self.button = Button("", "primary", trailing="arrow-right")
        self.button.clicked.connect(self._go)
        row.addWidget(self.button)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_question(self, found: Continue | None) -> None:
        """Offer to go on with this question."""
        self.setVisible(found is not None)
        if found is None:
            return
        self._question = found.question
        sources = trn("{count} source", "{count} sources", found.citations)
        state = status_words(found.status if found.status != "skipped" else "not_asked")
        self.state.setText(f"{tr('Where you left off')} · {state} · {sources}")
        self.line.set_text(f"{found.question}  {found.text}")
        self.button.set_label(tr("Continue: {question}", question=found.question))

    def _go(self) -> None:
        self.went.emit(self._question)


class RatingCard(Card):
    """The overall rating, or why there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        column = Column(4, (20, 14, 20, 16), self)
        column.addWidget(Words(tr("Overall governance risk"), "body", "text2"))
        self.headline = Words("", "display", wrap=True)
        self.range = Words("", "body", "text2", wrap=True)
        self.strip = RangeStrip(18)
        self.legend = RangeLegend()
        self.coverage = BulletMeter(tr("Coverage"))
        self.index = BulletMeter(tr("Evidence index"))
        for widget in (self.headline, self.range, self.strip, self.legend):
            column.addWidget(widget)
        column.space(6)
        column.addWidget(self.coverage)
        column.addWidget(self.index)

    def show_score(self, found: ScoreView) -> None:
        """Show this rating."""
        interval = found.interval
        self.headline.setText(
            tr("Not ratable yet") if found.rating == "Not ratable" else tr(found.rating)
        )
        text = tr(
            "{point}, range {low} to {high}",
            point=whole(interval.point),
            low=whole(interval.low),
            high=whole(interval.high),
        )
        self.range.setText(tr("Provisional: {range}", range=text) if found.provisional else text)
        self.strip.set_range(
            Range(
                interval.low,
                interval.point,
                interval.high,
                found.as_answered,
                hatched=found.hatched,
            )
        )
        self.legend.set_points(found.as_answered, interval.point)
        self.coverage.set_value(
            found.coverage,
            COVERAGE_NEEDED,
            tr("{part} of 60% needed", part=percent(found.coverage)),
        )
        self.index.set_value(
            found.evidence_index,
            EVIDENCE_INDEX_NEEDED,
            tr("{index} of 0.35 needed", index=hundredth(found.evidence_index)),
        )


class GapList(QWidget):
    """The three gaps worth most."""

    went = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = Column(8, parent=self)
        self.heading = SectionHeading(tr("Worst three gaps"))
        column.addWidget(self.heading)
        self._rows = [GapRow() for _ in range(3)]
        for row in self._rows:
            row.went.connect(self.went)
            column.addWidget(row)

    def show_gaps(self, gaps: tuple[Gap3, ...], count: int) -> None:
        """Show these gaps of `count`."""
        self.setVisible(bool(gaps))
        self.heading.set_note(tr("of {count}", count=count))
        for place, row in enumerate(self._rows):
            row.setVisible(place < len(gaps))
            if place < len(gaps):
                row.show_gap(gaps[place])


class GapRow(QWidget):
    """One gap: its code leads to the question."""

    went = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._question = ""
        column = Column(0, parent=self)
        head = Row(8)
        self.code = Button("", "link", flush=True)
        self.points = Words("", "caption", "text2")
        head.addWidget(self.code)
        head.addWidget(self.points)
        head.addStretch(1)
        self.text = Clipped("", 2, "body")
        column.addLayout(head)
        column.addWidget(self.text)
        self.code.clicked.connect(self._go)

    def show_gap(self, gap: Gap3) -> None:
        """Show this gap."""
        self._question = gap.question
        self.code.set_label(gap.question)
        self.points.setText(tr("narrows the range by {points}", points=tenth(gap.points)))
        self.text.set_text(gap.text)

    def _go(self) -> None:
        self.went.emit(self._question)


class BlockerList(QWidget):
    """What blocks the final memo; each leads to its question."""

    went = Signal(str)
    SHOWN = 6

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = Column(4, parent=self)
        self.heading = SectionHeading(tr("Blocks the final memo"))
        self._column.addWidget(self.heading)
        self._rows: list[QWidget] = []

    def show_blockers(self, found: tuple[Blocker, ...]) -> None:
        """Show these gates and open knock-outs."""
        self.setVisible(bool(found))
        self.heading.set_note(str(len(found)))
        for old in self._rows:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._rows = [self._row(item) for item in found[: self.SHOWN]]
        for row in self._rows:
            self._column.addWidget(row)

    def _row(self, item: Blocker) -> QWidget:
        holder = QWidget()
        row = Row(8, parent=holder)
        icon = "prohibit" if item.kind == "gate" else "lock-simple"
        mark = IconWord(icon, "", icon_ink="danger", size=16)
        Size(mark, width=20)
        mark.setAccessibleName(tr("Gate") if item.kind == "gate" else tr("Open knock-out"))
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Clipped(item.text, 2, "body"), 1)
        if item.questions:
            link = Button(item.questions[0], "link")
            link.setObjectName(item.questions[0])
            link.clicked.connect(self._go)
            row.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
        return holder

    def _go(self) -> None:
        self.went.emit(self.sender().objectName())
