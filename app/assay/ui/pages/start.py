"""The start page: new, open, recover on the left; recent projects and the example on the right."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QSizePolicy, QWidget

from assay import __version__
from assay.ui.bridge import Bridge
from assay.ui.icons import paint_icon
from assay.ui.theme import font, px, theme, tokens
from assay.ui.widgets.buttons import Button, PaintedButton
from assay.ui.widgets.frame_bar import Mark
from assay.ui.widgets.labels import Card, Column, Ground, Row, Rule, SectionHeading, Words
from assay.ui.widgets.painting import RIGHT, draw_box, draw_text
from assay.words import tr

if TYPE_CHECKING:
    from assay.ui.widgets.notices import Banner
    from assay.ui.widgets.recent_rows import RecentRow
    from assay.work.recents import Recent
    from assay.work.recovering import Unpublished

NARROW = 960
"""Narrower, the example's button stands under its words."""
CHOICES = (
    ("new_project", "file-plus", "New project", "Issuer, checklist, cut-off date", "Ctrl N"),
    ("open_project", "folder-open", "Open…", "An .assay file from disk or a colleague", "Ctrl O"),
    ("import_checklist", "table", "Import…", "A checklist of your own, as a file", ""),
    ("recover", "clock-counter-clockwise", "Recover…", "Earlier versions on this computer", ""),
)
SORTS = {
    "opened": "Sorted by last opened",
    "name": "Sorted by name",
    "answered": "Sorted by progress",
}


class StartChoice(PaintedButton):
    """`StartChoice(icon, text, hint, keys, primary, parent=None)`: one way to begin. Signal: `clicked`."""

    ring_radius = 6

    def __init__(self, icon: str, text: str, hint: str, keys: str, primary: bool) -> None:
        super().__init__(text)
        self._icon, self._hint, self._keys, self._primary = icon, hint, keys, primary
        self.setAccessibleDescription(hint)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(px(280), px(60))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t, box = QPainter(self), tokens(), QRectF(self.rect())
        fill = t.press if self.isDown() else t.hover if self.lit else None
        ink, pale = t.text, t.text2
        if self._primary:
            fill = t.accent_hover if self.isDown() or self.lit else t.accent
            ink = pale = t.on_accent
        draw_box(painter, box, px(6), fill)
        paint_icon(painter, px(16), box.center().y() - px(9), px(18), self._icon, pale)
        left, room = px(50), box.width() - px(50) - px(14)
        upper, lower = (QRectF(left, box.top() + px(y), room, px(20)) for y in (11, 30))
        draw_text(painter, upper, self._keys, font("caption"), pale, RIGHT)
        draw_text(painter, upper, self.text(), font("option_strong"), ink)
        draw_text(painter, lower, self._hint, font("caption"), pale)


class StartPage(QWidget):
    """What is shown while no project is open.

    Signals: `acted(str)` the id of an action, `chosen(str)` the path of a recent project,
    `recovered(str, str)` the folder of work that was never published, and the path of its file.
    """

    acted = Signal(str)
    chosen = Signal(str)
    recovered = Signal(str, str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._awake = False
        row = Row(0, parent=self)
        self.side = Ground("sunken")
        self.main = QScrollArea()
        self.main.setWidgetResizable(True)
        self.main.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.beginning = QScrollArea()  # with large type it is taller than the window
        self.beginning.setWidgetResizable(True)
        self.beginning.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.beginning.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.beginning.setFrameShape(QFrame.Shape.NoFrame)
        self.beginning.setWidget(self.side)
        row.addWidget(self.beginning)
        row.addWidget(Rule(upright=True))
        row.addWidget(self.main, 1)
        self._build_side()
        self._build_main()
        theme().changed.connect(self._fit)
        self._fit()

    def _build_side(self) -> None:
        column = Column(6, (40, 56, 40, 20), self.side)
        head = Row(12)
        head.addWidget(Mark(20))
        head.addWidget(Words("Assay", "display"))
        head.addStretch(1)
        column.addLayout(head)
        column.space(8)
        pitch = tr(
            "Governance due diligence with honest uncertainty. "
            "Every sentence of the memo traces to its evidence."
        )
        column.addWidget(Words(pitch, "option", "text2", wrap=True))
        column.space(16)
        self.choices: dict[str, StartChoice] = {}
        for id, icon, text, hint, keys in CHOICES:
            made = StartChoice(icon, tr(text), tr(hint), keys, id == "new_project")
            made.setObjectName(id)
            made.clicked.connect(self._on_choice)
            self.choices[id] = made
            column.addWidget(made)
        self.busy = Words("", "body", "text2", wrap=True)
        column.addWidget(self.busy)
        column.addStretch(1)
        column.addWidget(
            Words(tr("Assay {version} · works offline", version=__version__), "caption", "text3")
        )
        foot = Row(20)
        for id, text in (("settings", "Settings"), ("shortcuts", "Keyboard")):
            link = Button(tr(text), "link", flush=True)
            link.setObjectName(id)
            link.clicked.connect(self._on_choice)
            foot.addWidget(link)
        foot.addStretch(1)
        column.addLayout(foot)

    def _build_main(self) -> None:
        ground = Ground("window")
        self._column = Column(16, (48, 48, 48, 24), ground)
        self._notices = Column(8)
        self._column.addLayout(self._notices)
        self._recent = Column(8)
        self._column.addLayout(self._recent)
        self._column.addWidget(self._example())
        self._column.addStretch(1)
        self.main.setWidget(ground)

    def _example(self) -> Card:
        card = Card()
        self._card = row = Row(24, (20, 14, 20, 16), card)
        about = Column(2)
        about.addWidget(Words(tr("The worked example"), "pane_heading"))
        about.addWidget(
            Words(
                tr(
                    "116 questions, 82 sources in Chinese, English and Japanese. Public facts as "
                    "found; the mandate is invented. It stays not ratable on purpose: no list "
                    "screen was run, and nothing was filled in to reach a headline."
                ),
                "body",
                "text2",
                wrap=True,
            )
        )
        row.addLayout(about, 1)
        self.example = Button(tr("Open a copy"))
        self.example.setObjectName("open_example")
        self.example.clicked.connect(self._on_choice)
        row.addWidget(self.example, 0, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        return card

    def _fit(self) -> None:
        room = theme().logical(self.width())
        self.beginning.setFixedWidth(px(400 if room >= 1400 else 360))
        direction = QBoxLayout.Direction
        beside = direction.LeftToRight if room >= NARROW else direction.TopToBottom
        self._card.setDirection(beside)
        sides = 48 if room >= NARROW else 24
        self._column.set_lengths(16, (sides, 48, sides, 24))

    def resizeEvent(self, event: object) -> None:
        self._fit()

    # -- after the first paint ----------------------------------------------------------------

    def wake(self) -> None:
        """Show what had to be looked up: recent projects, and work that was never published."""
        self._awake = True
        self.refresh()

    def refresh(self) -> None:
        """Look again."""
        if not self._awake:
            return
        from assay.work import recents, recovering

        _empty(self._recent)
        _empty(self._notices)
        for item in recovering.unpublished():
            banner = recover_banner(item)
            banner.acted.connect(self._on_recover)
            self._notices.addWidget(banner)
        found = recents.in_order(recents.load(), self._bridge.prefs.recent_sort)
        if found:
            self._recent.addLayout(self._recent_head(len(found)))
            self._recent.addWidget(self._recent_list(found))

    def _recent_head(self, count: int) -> Row:
        head = Row(8)
        head.addWidget(SectionHeading(tr("Recent")))
        head.addStretch(1)
        self.sort = Button(tr(SORTS[self._bridge.prefs.recent_sort]), "link", flush=True)
        self.sort.setVisible(count > 1)
        self.sort.clicked.connect(self._on_sort)
        head.addWidget(self.sort)
        return head

    def _on_sort(self) -> None:
        """The next way to sort them; three ways need no menu."""
        names = list(SORTS)
        place = names.index(self._bridge.prefs.recent_sort) + 1
        self._bridge.prefs.recent_sort = names[place % len(names)]
        self._bridge.keep_prefs()
        self.refresh()
        self.sort.setFocus()

    def _on_recover(self, folder: str) -> None:
        """Work that belongs to a file that is still there opens with it; other work on its own."""
        from assay.work import recovering

        for item in recovering.unpublished():
            if str(item.folder) == folder:
                if item.aside:
                    self.recovered.emit(folder, str(item.path))
                else:
                    self.chosen.emit(str(item.path))

    def _recent_list(self, found: list[Recent]) -> QWidget:
        from assay.ui.widgets.recent_rows import RecentList

        shown = RecentList(tr("Recent projects"))
        shown.set_rows([_row(item) for item in found])
        shown.opened.connect(self.chosen)
        return shown

    def set_busy(self, text: str) -> None:
        """Say what is under way; nothing else can be started meanwhile."""
        self.busy.setText(text)
        for widget in (*self.choices.values(), self.example):
            widget.setEnabled(not text)

    def _on_choice(self) -> None:
        self.acted.emit(self.sender().objectName())


def recover_banner(item: Unpublished) -> Banner:
    """What is newer than the file, since when, and the way to go on with it."""
    from assay.ui.widgets.notices import Action, Banner
    from assay.words import trn
    from assay.words.amounts import counted

    what = counted((c.table, c.came + c.went + c.changed) for c in item.touched)
    what = what or trn("{count} change", "{count} changes", item.changes)
    name = item.path.name
    if item.aside:
        title = tr("Work on {name} that is in no file", name=name)
    else:
        title = tr("Assay closed before it could publish {name}", name=name)
    return Banner(
        "warning",
        title,
        _newer(what, item),
        (Action(str(item.folder), tr("Go on with it"), "secondary"),),
        "clock-counter-clockwise",
    )


def _newer(what: str, item: Unpublished) -> str:
    when = _when(item.last_change)
    if not item.published_at:
        return tr("{what}, the last from {when}, kept on this computer.", what=what, when=when)
    return tr(
        "{what} newer than the file published {since}, the last from {when}. Kept on this computer.",
        what=what,
        since=_when(item.published_at),
        when=when,
    )


def _row(item: Recent) -> RecentRow:
    from assay.ui.widgets.recent_rows import RecentRow

    path = Path(item.path)
    status = tr(item.rating)
    if item.provisional:
        status = f"{status}, {tr('provisional')}"
    return RecentRow(
        id=item.path,
        name=item.name,
        english=item.latin,
        ticker=item.ticker,
        place=_short(path),
        checklist=item.checklist,
        answered=item.answered,
        asked=item.asked,
        when=_when(item.when),
        status=status,
        warning=item.rating in {"Not ratable", "Prohibited"} or item.provisional,
        missing=not path.exists(),
    )


def _short(path: Path) -> str:
    try:
        return f"~/{path.relative_to(Path.home())}"
    except ValueError:
        return str(path)


def _when(stamp: str) -> str:
    from datetime import date, datetime, timedelta

    from assay.words import days

    try:
        moment = datetime.fromisoformat(stamp.partition("/")[0].replace("Z", "+00:00"))
    except ValueError:
        return ""
    if moment.tzinfo is not None:
        moment = moment.astimezone()
    if moment.date() == date.today():
        return tr("today, {time}", time=f"{moment:%H:%M}")
    if moment.date() == date.today() - timedelta(days=1):
        return tr("yesterday")
    return days.day_of_year(moment)


def _empty(layout: QBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.setParent(None)  # gone at once for whoever looks, and deleted when that is safe
            widget.deleteLater()
        elif isinstance(inner := item.layout(), QBoxLayout):
            _empty(inner)
