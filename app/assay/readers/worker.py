"""The reading process: answers one request after another until its program hangs up."""

from __future__ import annotations

import contextlib
import math
import os
import signal
import sys
from collections import OrderedDict
from collections.abc import Iterator
from typing import IO, Any

from assay.readers.document import Unreadable
from assay.readers.limits import Limits
from assay.readers.protocol import OUT_OF_MEMORY, Answer, Ask, receive, send
from assay.readers.reading import Source, read_document

_HELD = 2
"""Documents kept open: the one that is shown and the one that is being read."""


def main() -> None:
    """Serve standard input until it ends. Nothing a library prints gets into the answers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the program decides when reading stops
    asks, answers = _streams()
    _renounce()
    desk = _Desk()
    with contextlib.suppress(EOFError, BrokenPipeError), _giving_up():
        while True:
            ask, payload = receive(asks, Ask)
            _hold_to(ask.limits)
            answer, pixels = desk.answer(ask, payload)
            send(answers, answer, pixels)
            if answer.reason == "unreadable_memory":
                break  # what is left of this process is not to be relied on


@contextlib.contextmanager
def _giving_up() -> Iterator[None]:
    """Memory that runs out between documents leaves nothing to answer with but the exit code."""
    try:
        yield
    except MemoryError:
        os._exit(OUT_OF_MEMORY)


class _Desk:
    """The documents at hand, and how each verb is done with one of them."""

    def __init__(self) -> None:
        self._sources: OrderedDict[str, Source] = OrderedDict()
        self._open: dict[str, tuple[contextlib.ExitStack, Any]] = {}

    def answer(self, ask: Ask, payload: bytes) -> tuple[Answer, bytes]:
        source = self._source(ask, payload)
        if source is None:
            return Answer(missing=True), b""
        try:
            return self._done(ask, source)
        except Unreadable as error:
            facts = {
                name: fact for name, fact in error.facts.items() if isinstance(fact, (str, int))
            }
            return Answer(reason=error.message, facts=facts), b""
        except (MemoryError, RecursionError):
            return Answer(reason="unreadable_memory"), b""
        except Exception:  # noqa: BLE001 - a reader's bug costs one document, never the others
            self._forget(ask.key)
            return Answer(reason="unreadable_crashed"), b""

    def _done(self, ask: Ask, source: Source) -> tuple[Answer, bytes]:
        if ask.verb == "read":
            return Answer(document=read_document(source, limits=ask.limits)), b""
        if ask.verb == "proof":
            return Answer(), _proof(source, ask.limits)
        from assay.readers import pdf

        opened = self._pdf(ask.key, source)
        match ask.verb:
            case "picture":
                shown = pdf.picture(opened, ask.page, ask.scale, ask.limits)
                return Answer(
                    width=shown.width, height=shown.height, stride=shown.stride, scale=shown.scale
                ), shown.rgb
            case "boxes":
                return Answer(boxes=pdf.char_boxes(opened, ask.page)), b""
            case "marks":
                return Answer(boxes=pdf.marked(opened, ask.page, ask.start, ask.end)), b""
            case "find":
                return Answer(boxes=pdf.find_text(opened, ask.page, ask.quote)), b""
            case _:
                return Answer(points=pdf.page_size(opened, ask.page)), b""

    def _source(self, ask: Ask, payload: bytes) -> Source | None:
        if ask.carries or ask.path:
            self._forget(ask.key)
            data: bytes | str = payload if ask.carries else ask.path
            self._sources[ask.key] = Source(data, ask.file_name, ask.media_type, ask.key)
            while len(self._sources) > _HELD:
                self._forget(next(iter(self._sources)))
        if ask.key in self._sources:
            self._sources.move_to_end(ask.key)
        return self._sources.get(ask.key)

    def _pdf(self, key: str, source: Source) -> Any:
        from assay.readers import media, pdf

        if key not in self._open:
            found = media.sniff(source.head(), source.file_name).name
            if found != media.PDF:
                raise Unreadable("unreadable_no_picture", kind=found)
            stack = contextlib.ExitStack()
            self._open[key] = stack, stack.enter_context(pdf.opened(source.data))
        return self._open[key][1]

    def _forget(self, key: str) -> None:
        self._sources.pop(key, None)
        if key in self._open:
            self._open.pop(key)[0].close()


def _proof(source: Source, limits: Limits) -> bytes:
    import msgspec

    from assay.readers.memo_pdf import proof

    return msgspec.msgpack.encode(proof(source.bytes(limits)))


def _streams() -> tuple[IO[bytes], IO[bytes]]:
    """Our own copies of the two pipes; what libraries see as standard output goes nowhere."""
    asks, answers = os.dup(0), os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1):
        os.dup2(nowhere, descriptor)
    os.close(nowhere)
    return os.fdopen(asks, "rb"), os.fdopen(answers, "wb")


def _renounce() -> None:
    """Give up for good what no reader needs: writing files, many open files, core dumps."""
    try:
        import resource
    except ImportError:  # no such limits on this system; time is still limited from outside
        return
    for limit, value in (
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(limit, (value, value))


def _hold_to(limits: Limits) -> None:
    """Memory, and processor time as the last resort should the program be gone: soft limits."""
    if sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = math.ceil(used.ru_utime + used.ru_stime + limits.seconds) + 1
    for limit, value in ((resource.RLIMIT_AS, limits.memory_bytes), (resource.RLIMIT_CPU, seconds)):
        _, hard = resource.getrlimit(limit)
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(limit, (value, hard))


if __name__ == "__main__":
    main()
