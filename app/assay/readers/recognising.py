"""Text recognised in pictures of pages: by Tesseract where it is installed, in a process with limits."""

from __future__ import annotations

import contextlib
import math
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from assay.core.evidence import RECOGNISER
from assay.readers.document import Cancelled, Picture, Rect, Unreadable
from assay.readers.folding import CJK
from assay.readers.image import size_of
from assay.readers.limits import LIMITS, MIB, Limits
from assay.readers.tidying import composed, is_kept

DOTS = 300
"""Dots an inch at which a page is given to be recognised."""
PIXELS = 96 / 72
"""Pixels a point of a picture that is a document itself: what the viewer takes it for."""
PAGE = replace(LIMITS, seconds=120.0, memory_bytes=1536 * MIB, pixels=24_000_000)
"""What one page may cost."""
_DOUBTFUL = 25
"""Words of which the program itself is less sure than this of 100 are specks and borders."""
_LONGEST_ANSWER = 16 * MIB
_ANSWERS_WITHIN = 20.0
_USUAL_PLACES = (
    r"C:\Program Files\Tesseract-OCR\tesseract.exe",
    r"C:\Program Files (x86)\Tesseract-OCR\tesseract.exe",
    "/opt/homebrew/bin/tesseract",
    "/usr/local/bin/tesseract",
)
_PACKS = {
    "zh-hans": ("chi_sim",),
    "zh-hant": ("chi_tra",),
    "zh": ("chi_sim", "chi_tra"),
    "en": ("eng",),
    "de": ("deu",),
    "fr": ("fra",),
    "es": ("spa",),
    "it": ("ita",),
    "pt": ("por",),
    "nl": ("nld",),
    "ru": ("rus",),
    "ja": ("jpn",),
    "ko": ("kor",),
    "vi": ("vie",),
    "kk": ("kaz",),
    "mn": ("mon",),
    "ar": ("ara",),
    "pl": ("pol",),
    "tr": ("tur",),
    "uk": ("ukr",),
}
"""A document's language → the packs that read it."""
_TRADITIONAL = ("zh-tw", "zh-hk", "zh-mo")


@dataclass(frozen=True, slots=True)
class Engine:
    """The program that recognises text on this computer."""

    program: str
    version: str
    languages: tuple[str, ...]

    @property
    def name(self) -> str:
        """*tesseract 5.3.0*."""
        return f"{RECOGNISER} {self.version}"


@dataclass(frozen=True, slots=True)
class Choice:
    """The language packs that a page is read with, and those that would be wanted besides."""

    packs: tuple[str, ...]
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RecognisedPage:
    """What was recognised on a page. `boxes` has one for every code point of `text`."""

    text: str
    boxes: tuple[Rect | None, ...]
    confidence: int
    """How sure the program is of its words, 0 to 100 on average; 0 where there are none."""


def engine() -> Engine | None:
    """The program, where it is installed and answers; asked again only when the file changes."""
    program = _program()
    if not program:
        return None
    try:
        stamp = os.stat(program).st_mtime_ns
    except OSError:
        return None
    return _asked(program, stamp, os.environ.get("TESSDATA_PREFIX", ""))


def choice(language: str, engine: Engine) -> Choice:
    """The packs for a document in `language`; of an unknown one Chinese and English are tried."""
    wanted = _wanted(language)
    there = tuple(pack for pack in wanted if pack in engine.languages)
    missing = tuple(pack for pack in wanted if pack not in engine.languages)
    if not there:
        there = tuple(pack for pack in engine.languages if pack not in ("osd", "equ"))[:1]
    return Choice(there, missing)


class Recogniser:
    """Reads one picture at a time; `cancel` may come from any thread and ends what is under way."""

    def __init__(self, engine: Engine, limits: Limits = PAGE) -> None:
        self._engine = engine
        self._limits = limits
        self._state = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._cancelled = False

    def page(self, picture: Picture, packs: Sequence[str]) -> RecognisedPage:
        """The words on a picture of a page; raises `Unreadable` where it takes too much."""
        return self._words(_portable(picture), picture.scale, packs)

    def image(self, data: bytes, media_type: str, packs: Sequence[str]) -> RecognisedPage:
        """The words on a picture that is a document itself; one of too many pixels is not unpacked."""
        width, height = size_of(data, media_type)
        if width * height > LIMITS.pixels:
            raise Unreadable("unreadable_too_many_pixels", width=width, height=height)
        return self._words(data, PIXELS, packs)

    def _words(self, data: bytes, scale: float, packs: Sequence[str]) -> RecognisedPage:
        process = self._started(scale, packs)
        try:
            told, _ = process.communicate(data, self._limits.seconds)
        except subprocess.TimeoutExpired:
            seconds = round(self._limits.seconds)
            raise Unreadable("unrecognised_slow", seconds=seconds) from None
        finally:
            self._end(process)
        if self._cancelled:
            raise Cancelled
        if process.returncode or len(told) > _LONGEST_ANSWER:
            raise Unreadable("unrecognised")
        return _page(told.decode("utf-8", "replace"), scale)

    def cancel(self) -> None:
        """End what is being recognised now, and whatever is asked for later."""
        with self._state:
            self._cancelled = True
            if self._process is not None:
                self._process.kill()

    def _started(self, scale: float, packs: Sequence[str]) -> subprocess.Popen[bytes]:
        dots = str(max(70, min(round(scale * 72), 2400)))
        told = ["stdin", "stdout", "-l", "+".join(packs), "--dpi", dots, "--psm", "3", "tsv"]
        with self._state:
            if self._cancelled:
                raise Cancelled
            self._process = subprocess.Popen(
                _within(self._limits, [self._engine.program, *told]),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=os.path.abspath(os.sep),
                # One thread: a hundred pages in the background must not take the computer.
                env={**os.environ, "OMP_THREAD_LIMIT": "1"},
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
            return self._process

    def _end(self, process: subprocess.Popen[bytes]) -> None:
        with self._state:
            self._process = None
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()


def _program() -> str:
    found = shutil.which(RECOGNISER)
    return found or next((place for place in _USUAL_PLACES if Path(place).is_file()), "")


@lru_cache(maxsize=4)
def _asked(program: str, stamp: int, packs: str) -> Engine | None:
    """What the program says of itself; `stamp` and `packs` only make it be asked again."""
    version = re.search(r"tesseract v?([0-9][0-9.]*)", _said(program, "--version"))
    listed = _said(program, "--list-langs").splitlines()[1:]
    languages = tuple(line.strip() for line in listed if re.fullmatch(r"[\w/-]+", line.strip()))
    return Engine(program, version[1].rstrip("."), languages) if version and languages else None


def _said(program: str, option: str) -> str:
    try:
        done = subprocess.run(
            [program, option],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=_ANSWERS_WITHIN,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.decode("utf-8", "replace")


def _wanted(language: str) -> tuple[str, ...]:
    tag = language.strip().lower().replace("_", "-")
    if not tag:
        return "chi_sim", "eng"
    tag = "zh-hant" if tag.startswith(_TRADITIONAL) else tag
    found = _PACKS.get("-".join(tag.split("-")[:2])) or _PACKS.get(tag.split("-")[0]) or ()
    # Latin letters stand in Chinese reports, too: names, tickers, figures with their units.
    return tuple(dict.fromkeys((*found, "eng")))


def _within(limits: Limits, command: list[str]) -> list[str]:
    """The command held to its limits by the shell that it replaces, before it sees a single byte."""
    if sys.platform == "win32":
        return command
    # Its processor time is the last resort, should nobody be there any more to look at the clock.
    seconds, kib = math.ceil(limits.seconds) + 1, limits.memory_bytes // 1024
    ceilings = f"ulimit -t {seconds}; ulimit -f 0; ulimit -c 0; ulimit -v {kib} 2>/dev/null; "
    return ["/bin/sh", "-c", f'{ceilings}exec "$@"', "sh", *command]


def _portable(picture: Picture) -> bytes:
    """The picture in the simplest form there is, so that nothing of the document's own is decoded."""
    width = picture.width * 3
    if picture.stride == width:
        rows = picture.rgb[: width * picture.height]
    else:
        starts = range(0, picture.stride * picture.height, picture.stride)
        rows = b"".join(picture.rgb[start : start + width] for start in starts)
    return b"P6 %d %d 255\n" % (picture.width, picture.height) + rows


# -- what it answers ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Word:
    line: tuple[int, int, int]
    text: str
    confidence: float
    box: tuple[int, int, int, int]
    """Left, top, width, height in pixels."""


def _words(table: str) -> Iterator[_Word]:
    """The rows of words; whatever else the program may print is passed over."""
    for row in table.splitlines():
        cells = row.split("\t")
        if len(cells) != 12 or cells[0] != "5" or not cells[11].strip():
            continue
        try:
            numbers = [int(cell) for cell in cells[1:10]]
            confidence = float(cells[10])
        except ValueError:
            continue
        if confidence >= _DOUBTFUL:
            block, paragraph, line = numbers[1:4]
            left, top, width, height = numbers[5:9]
            at = left, top, width, height
            yield _Word((block, paragraph, line), cells[11].strip(), confidence, at)


def _page(table: str, scale: float) -> RecognisedPage:
    chars: list[tuple[str, int]] = []
    boxes: list[Rect] = []
    sure: list[float] = []
    before: _Word | None = None
    for word in _words(table):
        if before is not None:
            chars += [(char, -1) for char in _between(before, word)]
        letters = [char for char in word.text if is_kept(char)]
        for place, char in enumerate(letters):
            chars.append((char, len(boxes)))
            boxes.append(_share(word.box, place, len(letters), scale))
        sure.append(word.confidence)
        before = word
    text, origin = composed(chars)
    found = tuple(boxes[at] if at >= 0 else None for at in origin)
    return RecognisedPage(text, found, round(sum(sure) / len(sure)) if sure else 0)


def _between(before: _Word, word: _Word) -> str:
    if before.line != word.line:
        return "\n" if before.line[0] == word.line[0] else "\n\n"
    joined = CJK.match(before.text[-1]) and CJK.match(word.text[0])
    return "" if joined else " "


def _share(box: tuple[int, int, int, int], place: int, count: int, scale: float) -> Rect:
    """A letter's part of its word, all letters taken for equally wide."""
    left, top, width, height = box
    first, last = left + width * place / count, left + width * (place + 1) / count
    return Rect(first / scale, top / scale, last / scale, (top + height) / scale)
