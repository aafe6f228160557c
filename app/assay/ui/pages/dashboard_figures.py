"""The menu of a figure: show it as a table, copy the table, save figure or table as a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from assay.ui.bridge import Bridge
from assay.ui.widgets.buttons import IconButton
from assay.words import tr
from assay.work.views.figures import Figure
from assay.work.writing import replace_file

KINDS = {"svg": "SVG (*.svg)", "png": "PNG (*.png)", "csv": "CSV (*.csv)"}


class FigureButton(IconButton):
    """`FigureButton(bridge, figure)`: `figure()` gives it as it is shown now. Signal: `told(str)`."""

    told = Signal(str)

    def __init__(
        self, bridge: Bridge, figure: Callable[[], Figure | None], parent: QWidget | None = None
    ) -> None:
        super().__init__("dots-three", tr("Show as table, copy or save this figure"), parent=parent)
        self._bridge = bridge
        self._figure = figure
        self.clicked.connect(self.open_menu)

    def figure(self) -> Figure | None:
        """The figure as it is now; None while there is none."""
        return self._figure()

    def open_menu(self) -> None:
        """Drop the menu down."""
        if self._figure() is None:
            self.told.emit(tr("There is nothing to save here yet"))
            return
        menu = self.menu_of()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def menu_of(self) -> QMenu:
        """What can be done with the figure."""
        menu = QMenu(self)
        figure = self._figure()
        ways = [(tr("Show as table…"), self.show_table), (tr("Copy the table"), self.copy_table)]
        if figure is not None and figure.drawing is not None:
            ways.append((tr("Save as SVG…"), self.save_svg))
            ways.append((tr("Save as PNG…"), self.save_png))
        ways.append((tr("Save the table as CSV…"), self.save_csv))
        for words, act in ways:
            menu.addAction(words).triggered.connect(act)
        return menu

    def show_table(self) -> None:
        """Open the table that says the same."""
        from assay.ui.dialogs.figure_table import FigureTable

        figure = self._figure()
        if figure is not None:
            FigureTable(figure, self.window()).exec()

    def copy_table(self) -> None:
        """Put the table on the clipboard: lines and tabs, as spreadsheets take it."""
        figure = self._figure()
        if figure is None:
            return
        QGuiApplication.clipboard().setText(tabbed(figure))
        self.told.emit(tr("The table is on the clipboard"))

    def save_svg(self) -> None:
        """Save the drawing, sharp at any size."""
        self.save("svg")

    def save_png(self) -> None:
        """Save the drawing as a picture."""
        self.save("png")

    def save_csv(self) -> None:
        """Save the table."""
        self.save("csv")

    def save(self, kind: str) -> None:
        """Ask for a name and write the file."""
        figure = self._figure()
        if figure is None:
            return
        name = f"{self._bridge.path().stem}-{figure.name}.{kind}"
        place = self._bridge.path().parent / name
        chosen, _ = QFileDialog.getSaveFileName(
            self.window(), figure.title, str(place), KINDS[kind]
        )
        if chosen:
            self.save_to(kind, Path(chosen))

    def save_to(self, kind: str, path: Path) -> None:
        """Write the figure as it is now to `path`."""
        figure = self._figure()
        if figure is None:
            return

        def write() -> bool:
            replace_file(path, content(figure, kind))
            return True

        if self._bridge.attempt(write):
            self.told.emit(tr("Written to {name}", name=path.name))


def content(figure: Figure, kind: str) -> bytes:
    """The bytes of a figure as `svg`, `png` or `csv`."""
    from assay.report.figure_file import csv_file, svg_file
    from assay.ui.widgets.drawings import png

    if kind != "csv" and figure.drawing is None:
        raise LookupError(f"{figure.name} is a table alone")
    if figure.drawing is not None and kind == "svg":
        return svg_file(figure.drawing, figure.title)
    if figure.drawing is not None and kind == "png":
        return png(figure.drawing)
    return csv_file(figure.heads, figure.rows)


def tabbed(figure: Figure) -> str:
    """The table as lines and tabs; no cell breaks a line, and none is run as a formula."""
    from assay.report.figure_file import cell_text

    lines = (figure.heads, *figure.rows)
    return "\n".join("\t".join(" ".join(cell_text(c).split()) for c in line) for line in lines)
