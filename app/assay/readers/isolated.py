"""Reading in a process of its own: a bad file costs one reason, never the program."""

from __future__ import annotations

import contextlib
import hashlib
import os
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType

import msgspec
from msgspec.structs import replace

from assay.readers.document import Cancelled, Document, Picture, Rect, Unreadable
from assay.readers.limits import LIMITS, Limits
from assay.readers.memo_pdf import Proof
from assay.readers.protocol import OUT_OF_MEMORY, Answer, Ask, Garbled, receive, send
from assay.readers.reading import Source, named

WORKER_FLAG = "--read-documents"
"""With this alone on its command line a frozen Assay is the reading process (see `__main__`)."""

_OUT_OF_MEMORY = (-9, OUT_OF_MEMORY)
"""Killed by the system, or by its own admission."""
_OUT_OF_TIME = -24
"""SIGXCPU: the limit that holds even when nobody watches."""


class Reader:
    """One reading process, started when first needed, kept for many documents, replaced when it dies.

    Calls from several threads wait for each other; `cancel` and `close` may come from any thread.
    """

    def __init__(self, limits: Limits = LIMITS) -> None:
        self._limits = limits
        self._turn = threading.Lock()
        self._state = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._busy = False
        self._exchanges = 0
        self._ended_by = ""

    def read(
        self, source: Source | Path | bytes, file_name: str = "", media_type: str = ""
    ) -> Document:
        """The document's pages; `Unreadable` says why there are none."""
        given = _source(source, file_name, media_type)
        document = self._ask(given, Ask("read", given.key))[0].document
        if document is None:
            raise named(Unreadable("unreadable_crashed"), given)
        return document

    def picture(self, source: Source, page: int, scale: float) -> Picture:
        """Page `page` of a PDF at `scale` pixels a point."""
        got, pixels = self._ask(source, Ask("picture", source.key, page=page, scale=scale))
        if len(pixels) < got.stride * got.height or got.stride < got.width * 3:
            raise named(Unreadable("unreadable_crashed"), source)
        return Picture(got.width, got.height, got.stride, pixels, got.scale)

    def page_size(self, source: Source, page: int) -> tuple[float, float]:
        """Width and height of a PDF page as shown, in points."""
        return self._ask(source, Ask("size", source.key, page=page))[0].points

    def char_boxes(self, source: Source, page: int) -> tuple[Rect | None, ...]:
        """A box for every code point of the page's text."""
        return self._ask(source, Ask("boxes", source.key, page=page))[0].boxes

    def marks(self, source: Source, page: int, start: int, end: int) -> tuple[Rect, ...]:
        """The rectangles behind a span of the page's text."""
        return self._rects(source, Ask("marks", source.key, page=page, start=start, end=end))

    def find_text(self, source: Source, page: int, quote: str) -> tuple[Rect, ...]:
        """The rectangles behind a quotation on this page; none when it is not there."""
        return self._rects(source, Ask("find", source.key, page=page, quote=quote))

    def proof(self, source: Source) -> Proof:
        """What a memo's PDF says of itself, its signatures held against its bytes."""
        said = self._ask(source, Ask("proof", source.key))[1]
        try:
            return msgspec.msgpack.decode(said, type=Proof)
        except msgspec.DecodeError as error:
            raise named(Unreadable("unreadable_crashed"), source) from error

    @property
    def process_id(self) -> int | None:
        """The reading process, while there is one."""
        with self._state:
            return self._process.pid if self._process else None

    def cancel(self) -> None:
        """Stop what is being read now: that call raises `Cancelled`. Does nothing in between."""
        self._end("cancelled", self._exchanges)

    def close(self) -> None:
        """End the process; a later call starts another."""
        self._end("cancelled")
        with self._turn:
            self._bury()

    def __enter__(self) -> Reader:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _rects(self, source: Source, ask: Ask) -> tuple[Rect, ...]:
        return tuple(box for box in self._ask(source, ask)[0].boxes if box is not None)

    def _ask(self, source: Source, ask: Ask) -> tuple[Answer, bytes]:
        ask = replace(ask, limits=self._limits)
        with self._turn:
            answer, payload = self._first(source, ask)
            if answer.missing:
                whole = replace(ask, file_name=source.file_name, media_type=source.media_type)
                if isinstance(source.data, bytes):
                    answer, payload = self._exchange(
                        source, replace(whole, carries=True), source.data
                    )
                else:
                    answer, payload = self._exchange(source, replace(whole, path=source.data), b"")
            if answer.reason == "unreadable_memory":
                self._bury()  # what is left of that process is not to be relied on
        if answer.reason:
            raise named(Unreadable(answer.reason, **answer.facts), source)
        return answer, payload

    def _first(self, source: Source, ask: Ask) -> tuple[Answer, bytes]:
        """Ask without sending the document; a process that died while idle is replaced once."""
        was_there = self._process is not None
        try:
            return self._exchange(source, ask, b"")
        except Unreadable as error:
            if not was_there or error.message == "unreadable_slow":
                raise
        return self._exchange(source, ask, b"")

    def _exchange(self, source: Source, ask: Ask, payload: bytes) -> tuple[Answer, bytes]:
        process = self._started()
        clock = threading.Timer(self._limits.seconds, self._end, ("slow", self._exchanges))
        clock.daemon = True
        clock.start()
        try:
            assert process.stdin is not None
            assert process.stdout is not None
            send(process.stdin, ask, payload)
            return receive(process.stdout, Answer)
        except (EOFError, OSError, Garbled, ValueError) as error:
            raise self._reason(source) from error
        finally:
            clock.cancel()
            with self._state:
                self._busy = False
                self._exchanges += 1

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is not None:
            self._bury()
        with self._state:
            if self._process is None:
                self._process = _spawned()
            self._busy = True
            self._ended_by = ""
            return self._process

    def _end(self, why: str, exchange: int | None = None) -> None:
        """End the process, or only the exchange of that number if it is still going on."""
        with self._state:
            meant = exchange is None or (self._busy and exchange == self._exchanges)
            if self._process is not None and meant:
                self._ended_by = self._ended_by or why
                self._process.kill()

    def _reason(self, source: Source) -> Exception:
        """Why there was no answer; the process that did not give it is taken away."""
        why = self._ended_by
        code = self._bury(patience=2.0)  # its own exit code tells more than that it was killed
        if why == "cancelled":
            return Cancelled()
        if why == "slow" or code == _OUT_OF_TIME:
            return named(Unreadable("unreadable_slow", seconds=round(self._limits.seconds)), source)
        return named(
            Unreadable("unreadable_memory" if code in _OUT_OF_MEMORY else "unreadable_crashed"),
            source,
        )

    def _bury(self, patience: float = 0.0) -> int | None:
        with self._state:
            process, self._process = self._process, None
        if process is None:
            return None
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(patience)
        process.kill()
        code = process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):  # the end of a pipe that nobody reads any more
                    pipe.close()
        return code


def source_of(
    data: bytes | Path, file_name: str = "", media_type: str = "", key: str = ""
) -> Source:
    """A source for `Reader`; `key` is the content's SHA-256 where it is known already."""
    if isinstance(data, bytes):
        return Source(data, file_name, media_type, key or hashlib.sha256(data).hexdigest())
    path = os.path.abspath(data)
    return Source(path, file_name or os.path.basename(path), media_type, key or _stamp(path))


def _source(source: Source | Path | bytes, file_name: str, media_type: str) -> Source:
    if isinstance(source, Source):
        return source
    return source_of(source, file_name, media_type)


def _stamp(path: str) -> str:
    """A path with its size and time: a changed file is another document."""
    try:
        stat = os.stat(path)
    except OSError:
        return path
    return f"{path}:{stat.st_size}:{stat.st_mtime_ns}"


def command() -> list[str]:
    """How the reading process is started."""
    if getattr(sys, "frozen", False):
        return [sys.executable, WORKER_FLAG]
    # -P: nothing that lies in the current folder may be taken for a module.
    return [sys.executable, "-P", "-B", "-m", "assay.readers.worker"]


def _spawned() -> subprocess.Popen[bytes]:
    package = str(Path(__file__).resolve().parents[2])
    path = os.pathsep.join(part for part in (package, os.environ.get("PYTHONPATH", "")) if part)
    return subprocess.Popen(
        command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=os.path.abspath(os.sep),
        env={**os.environ, "PYTHONPATH": path},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
