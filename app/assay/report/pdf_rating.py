"""The two figures that only page 1 has: the rating block and the row of recommendations."""

from __future__ import annotations

from typing import Any

from reportlab.platypus import Flowable  # noqa: TID253 - loaded by report.pdf when a memo is written

from assay.core.memo import Meter, Verdict
from assay.core.memo_marks import BandScale, MeterBar
from assay.core.memo_strips import INSET
from assay.report.line_breaking import atoms
from assay.report.pdf_marks import Picture
from assay.report.pdf_style import FULL, MEASURE, MM, Style, colour
from assay.report.pdf_tags import Element, Here, marked
from assay.report.pdf_text import Line, Prose, Setter

LEFT, RIGHT = 38 * MM, 46 * MM
"""Width of the left part, and where the right one begins."""
WORD = Style("sans", 21, 25, strong=True)
MARKER = Style("sans", 10.5, 13, colour="grey")
METER = Style("sans", 8.2, 10)
METER_VALUE = Style("sans", 9.2, 10, strong=True)
VALUE = Style("sans", 9.6, 12)
POINT = Style("sans", 12, 12, strong=True)
NAME = Style("sans", 8, 10, colour="grey")
BECAUSE = Style("sans", 8.2, 10.8, colour="grey")


class RatingBlock(Flowable):
    """The rating word with its two floors at the left, the range over the bands at the right."""

    HEIGHT = 105.0

    def __init__(self, setter: Setter, rating: Verdict, here: Here) -> None:
        super().__init__()
        self.setter, self.here = setter, here
        tag = here.child("P")
        word = Line(setter, rating.word, WORD, tag)
        if word.width > LEFT:
            word = Line(setter, rating.word, WORD.sized(max(10.0, 21 * LEFT / word.width)), tag)
        self.word = word
        self.marker = Line(setter, rating.marker, MARKER, here.child("P"))
        self.meters = [self._meter(meter) for meter in rating.meters]
        right = FULL - RIGHT
        range_tag = here.child("Figure", alt=rating.alt)
        self.scale = Picture(setter, BandScale(rating.bands), right, tag=range_tag)
        self.strip = Picture(setter, rating.strip, right, tag=range_tag)
        self.because = Prose(
            atoms(setter.words(rating.because, BECAUSE)), BECAUSE, tag=here.child("P")
        )
        self.because.wrap(right, 0)
        strip = rating.strip
        named = ((strip.low, rating.low), (strip.point, rating.point), (strip.high, rating.high))
        self.values = [
            (
                value,
                Line(setter, number, POINT if n == 1 else VALUE, range_tag),
                Line(setter, name, NAME, range_tag),
            )
            for n, (value, (number, name)) in enumerate(named)
        ]

    def _meter(self, meter: Meter) -> tuple[Line, Line, Picture]:
        tag = self.here.child("P")
        mark = MeterBar(meter.value, meter.floor, meter.floor_label)
        return (
            Line(self.setter, meter.label, METER, tag),
            Line(self.setter, meter.shown, METER_VALUE, tag),
            Picture(self.setter, mark, LEFT, tag=tag),
        )

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width, self.height = width, max(self.HEIGHT, 82 + self.because.height)
        return width, self.height

    def draw(self) -> None:
        canvas: Any = self.canv
        top = self.height
        self.word.draw(canvas, 0, top - 22)
        self.marker.draw(canvas, 0, top - 36)
        y = top - 50
        for label, shown, bar in self.meters:
            label.draw(canvas, 0, y)
            shown.draw(canvas, LEFT - shown.width, y)
            bar.wrap(LEFT, 0)
            bar.drawOn(canvas, 0, y - 4 - bar.height)
            y -= 32
        for picture, offset in ((self.scale, 0.0), (self.strip, 18.0)):
            picture.wrap(picture.drawing.width, 0)
            picture.drawOn(canvas, RIGHT, top - offset - picture.height)
        self._values(canvas, top - 61)
        self.because.drawOn(canvas, RIGHT, top - 80 - self.because.height)

    def _values(self, canvas: Any, y: float) -> None:
        """Numbers and names under the strip, pushed apart where the range is narrow."""
        room = FULL - RIGHT
        widths = [max(number.width, name.width) for _, number, name in self.values]
        centres = [INSET + (room - 2 * INSET) * value / 100 for value, _, _ in self.values]
        centres = _apart(centres, widths, room)
        for (_, number, name), centre in zip(self.values, centres, strict=True):
            number.draw(canvas, RIGHT + centre - number.width / 2, y)
            name.draw(canvas, RIGHT + centre - name.width / 2, y - 10.5)


def _apart(centres: list[float], widths: list[float], room: float) -> list[float]:
    """Three centres moved so that their labels neither touch nor leave the room."""
    gap = 5.0
    low, point, high = centres
    w_low, w_point, w_high = widths
    near, far = (w_low + w_point) / 2 + gap, (w_point + w_high) / 2 + gap
    point = min(max(point, w_low + gap + w_point / 2), room - w_high - gap - w_point / 2)
    low = max(w_low / 2, min(low, point - near))
    high = min(room - w_high / 2, max(high, point + far))
    return [low, point, high]


class Choices(Flowable):
    """The five recommendations in fixed order, the chosen one filled."""

    HEIGHT = 16.0
    LABEL = Style("sans", 8.6, 11, colour="grey")
    CHOSEN = Style("sans", 8.6, 11, strong=True, colour="white")

    def __init__(
        self, setter: Setter, choices: tuple[str, ...], chosen: int | None, *, after: float
    ) -> None:
        super().__init__()
        self.chosen = chosen
        self.tag: Element | None = None
        self.lines = [
            Line(setter, choice, self.CHOSEN if n == chosen else self.LABEL)
            for n, choice in enumerate(choices)
        ]
        self.spaceAfter = after

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width, self.height = width, self.HEIGHT
        return width, self.HEIGHT

    def draw(self) -> None:
        canvas: Any = self.canv
        spare = (MEASURE - sum(line.width for line in self.lines)) / max(1, len(self.lines))
        x = 0.0
        for n, line in enumerate(self.lines):
            width = line.width + spare
            line.tag = self.tag
            with marked(canvas):
                canvas.setLineWidth(0.5)
                canvas.setDash([])
                canvas.setStrokeColor(colour("ink" if n == self.chosen else "hairline"))
                canvas.setFillColor(colour("ink" if n == self.chosen else "white"))
                canvas.rect(x, 0, width, self.HEIGHT, fill=1, stroke=1)
            line.draw(canvas, x + spare / 2, 4.9)
            x += width
