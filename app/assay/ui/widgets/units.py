"""Between code points, in which the project counts, and the UTF-16 units in which Qt counts."""

from __future__ import annotations

from bisect import bisect_left, bisect_right


class Units:
    """`Units(text)`: `unit(point)` is Qt's position of a code point, `point(unit)` the way back.

    A position of Qt's inside a letter counts as the place before that letter.
    """

    def __init__(self, text: str) -> None:
        self._length = len(text)
        # Most text has no letter of two units, and then both counts are the same.
        self._wide = [] if text.isascii() else [n for n, c in enumerate(text) if c > "\uffff"]
        self._ends = [point + place + 2 for place, point in enumerate(self._wide)]

    def unit(self, point: int) -> int:
        """Qt's position of the code point at `point`."""
        point = min(max(point, 0), self._length)
        return point + bisect_left(self._wide, point)

    def point(self, unit: int) -> int:
        """The code point at Qt's position `unit`."""
        before = bisect_right(self._ends, unit)
        inside = before < len(self._ends) and unit == self._ends[before] - 1
        return min(max(unit - before - inside, 0), self._length)
