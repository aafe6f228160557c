"""What a reader may spend on one document, so that a hostile file costs a notice and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic

from assay.core.change import Cell, Label
from assay.readers.tidying import tidy

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """The ceilings of one reading; the defaults fit a 1,500-page prospectus with room to spare."""

    file_bytes: int = 512 * MIB
    pages: int = 5_000
    page_chars: int = 2_000_000
    total_chars: int = 40_000_000
    zip_entries: int = 10_000
    zip_bytes: int = 512 * MIB
    zip_ratio: int = 250
    """Unpacked over packed, judged only above one MiB: short runs of zeros are no bomb."""
    depth: int = 20
    """Messages within messages, parts within parts."""
    parts: int = 2_000
    """Parts of a message, records of a web archive, sheets of a workbook."""
    cells: int = 500_000
    pixels: int = 40_000_000
    seconds: float = 60.0
    memory_bytes: int = 2048 * MIB
    """Address space of the reading process, where the system can hold it to that."""


LIMITS = Limits()


class Budget:
    """What is left of the limits while one document is read, and what had to be said about it."""

    def __init__(self, limits: Limits = LIMITS) -> None:
        self.limits = limits
        self._chars = limits.total_chars
        self._ends = (
            monotonic() + limits.seconds * 0.8
        )  # the rest is for handing back what was read
        self._notices: dict[str, Label] = {}

    def warn(self, message: str, **facts: Cell) -> None:
        """Say it once; later notices of the same kind add nothing a person could act on."""
        self._notices.setdefault(message, Label(message, facts))

    def text(self, raw: str) -> str:
        """`raw` as page text, cut where this page or the whole document has had its share."""
        allowed = min(self.limits.page_chars, self._chars)
        text = tidy(raw[: allowed + 1])
        if len(text) > allowed:
            text = text[:allowed]
            self.warn("text_cut", characters=allowed)
        self._chars -= len(text)
        return text

    @property
    def spent(self) -> bool:
        """True when time or characters are used up; the reader stops and keeps what it has."""
        if self._chars <= 0:
            self.warn("text_cut", characters=self.limits.total_chars)
            return True
        if monotonic() > self._ends:
            self.warn("reading_stopped", seconds=round(self.limits.seconds))
            return True
        return False

    @property
    def warnings(self) -> tuple[Label, ...]:
        return tuple(self._notices.values())
