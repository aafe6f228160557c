"""What every view of the dashboard is: a column that paints itself when it is shown."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from assay.core.change import Step
from assay.ui.bridge import Bridge
from assay.ui.pages.dashboard_figures import FigureButton
from assay.ui.runner import Runner
from assay.ui.theme import px, theme
from assay.ui.widgets.labels import Clipped, Column, Row, Words
from assay.work.views.figures import Figure

ANY = 16_777_215
"""Qt's word for *no maximum*."""


class Heading(QWidget):
    """`Heading(title, note="")`: bold heading, and a quiet note behind it that is cut where room is short.

    `row` takes more widgets at the right. `set_note(text)`.
    """

    def __init__(self, title: str, note: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Words(title, "heading")
        self.note = Clipped(note, 1, "body", "text3")
        self.row = Row(10, parent=self)
        self.row.addWidget(self.title)
        self.row.addWidget(self.note, 1, Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName(title)

    def set_note(self, text: str) -> None:
        """The quiet words behind the heading."""
        self.note.set_text(text)


class Panel(QWidget):
    """One view. `went(page, place)` asks for another page, `told(text)` is for the toast.

    `paint_view` shows what is so now; it is called when the panel is shown and after every step.
    """

    went = Signal(str, str)
    told = Signal(str)
    turned = Signal(str)
    """Asks for another view of the dashboard."""

    def __init__(self, bridge: Bridge, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.runner = runner
        self.column = Column(10, parent=self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setSizePolicy(policy)
        bridge.opened.connect(self.forget)
        bridge.switched.connect(self.forget)

    def forget(self) -> None:
        """Another project or assessment is shown: what was chosen in the one before means nothing now."""

    def paint_view(self) -> None:
        """Show what is so now."""

    def leave(self) -> None:
        """Leave the screen: what is being typed is kept."""

    def to_question(self, question: str) -> None:
        """Go to a question."""
        if question:
            self.went.emit("workspace", question)

    def do(self, make: Callable[[], Step]) -> bool:
        """Make a step and commit it; True when it changed something."""
        return self.bridge.do(make, self)

    def heading(
        self,
        title: str,
        note: str = "",
        figure: Callable[[], Figure | None] | None = None,
        verb: QWidget | None = None,
    ) -> Heading:
        """A heading, with the menu of its figure at the right, and a verb before that."""
        made = Heading(title, note)
        if verb is not None:
            made.row.addWidget(verb)
        if figure is not None:
            button = FigureButton(self.bridge, figure)
            button.told.connect(self.told)
            made.row.addWidget(button)
        return made


class Beside(QWidget):
    """`Beside(left, right, width, wide, least=960, gap=36)`: two columns, or one under the other.

    `width` and `wide` are the right column's, in design px, below and from 1400.
    """

    def __init__(
        self,
        left: QWidget,
        right: QWidget,
        width: int,
        wide: int,
        least: int = 960,
        gap: int = 36,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._right = right
        self._widths = (width, wide)
        self._least = least
        self.row = Row(gap, parent=self)
        self.row.addWidget(left, 1, Qt.AlignmentFlag.AlignTop)
        self.row.addWidget(right, 0, Qt.AlignmentFlag.AlignTop)
        theme().changed.connect(self.fit)

    def fit(self) -> None:
        """Beside one another where there is room."""
        room = theme().logical(self.width())
        beside = room >= self._least
        direction = QBoxLayout.Direction
        self.row.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        width = px(self._widths[1] if room >= 1360 else self._widths[0])
        self._right.setMinimumWidth(width if beside else 0)
        self._right.setMaximumWidth(width if beside else ANY)
        align = Qt.AlignmentFlag.AlignTop if beside else Qt.AlignmentFlag(0)
        self.row.setAlignment(self._right, align)

    def resizeEvent(self, event: object) -> None:
        self.fit()


def holder(spacing: int = 10) -> tuple[QWidget, Column]:
    """An empty widget with a column in it."""
    made = QWidget()
    return made, Column(spacing, parent=made)


def quiet(text: str = "") -> Words:
    """A paragraph in the second ink."""
    return Words(text, "body", "text2", wrap=True)
