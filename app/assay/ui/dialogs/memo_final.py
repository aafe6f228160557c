"""What stands between a draft and the final memo: rules, the reviewer, remarks; or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from assay.ui.dialogs.dialog import Dialog
from assay.ui.widgets.buttons import Button
from assay.ui.widgets.labels import Column, Row, Words
from assay.words import tr


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing that blocks; `page` and `place` say where it is settled, empty: nowhere in the window."""

    title: str
    text: str
    page: str = ""
    place: str = ""


class MemoFinalDialog(Dialog):
    """`MemoFinalDialog(obstacles, parent=None)`: a list with ways to go; accepted only when it is empty.

    After it was left by a way, `went` is (page, place).
    """

    def __init__(self, obstacles: Sequence[Obstacle], parent: QWidget | None = None) -> None:
        effect = (
            tr("These have to be settled first. A draft can be exported at any time.")
            if obstacles
            else tr("Gates are passed, a reviewer is named, and no remark blocks it.")
        )
        super().__init__(tr("The final memo"), effect, parent, 620)
        self.went = ("", "")
        self.ways: list[Button] = []
        for obstacle in obstacles:
            self.body.addLayout(self._line(obstacle))
        self.body.addStretch(1)
        if obstacles:
            self.close_only()
        else:
            self.offer(tr("Export the final memo…"))

    def _line(self, obstacle: Obstacle) -> Row:
        line, words = Row(12), Column(1)
        words.addWidget(Words(obstacle.title, "strong", wrap=True))
        words.addWidget(Words(obstacle.text, "body", "text2", wrap=True))
        line.addLayout(words, 1)
        if obstacle.page:
            way = Button(tr("Go there"), "link", dense=True)
            way.setAccessibleName(tr("Go to {title}", title=obstacle.title))
            way.setProperty("way", [obstacle.page, obstacle.place])
            way.clicked.connect(self._on_way)
            self.ways.append(way)
            line.addWidget(way)
        return line

    def _on_way(self) -> None:
        page, place = self.sender().property("way")
        self.went = (str(page), str(place))
        self.discard()
