"""What the program and its reading process say to each other: framed, typed, never unpickled."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from typing import IO, TypeVar

import msgspec

from assay.core.change import Cell
from assay.readers.document import Document, Rect
from assay.readers.limits import LIMITS, MIB, Limits

_FRAME = struct.Struct(">QQ")
_LONGEST_FRAME = 1024 * MIB
OUT_OF_MEMORY = 77
"""The exit code of a reading process that could not even take the document in."""


class Ask(msgspec.Struct, frozen=True):
    """One request. `path` names a file, else the bytes follow when `carries`; the rest is by verb."""

    verb: str
    """`read`, `picture`, `boxes`, `marks`, `find`, `size` or `proof`."""
    key: str
    path: str = ""
    carries: bool = False
    file_name: str = ""
    media_type: str = ""
    page: int = 1
    scale: float = 1.0
    start: int = 0
    end: int = 0
    quote: str = ""
    limits: Limits = LIMITS


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """One reply: a document, boxes, the frame of a picture whose pixels follow, or a reason."""

    missing: bool = False
    """The process does not hold this document (any more): ask again and send it along."""
    reason: str = ""
    facts: Mapping[str, Cell] = msgspec.field(default_factory=dict)
    document: Document | None = None
    boxes: tuple[Rect | None, ...] = ()
    width: int = 0
    height: int = 0
    stride: int = 0
    scale: float = 1.0
    points: tuple[float, float] = (0.0, 0.0)


Message = TypeVar("Message", Ask, Answer)


class Garbled(Exception):
    """The other side said something that is no message."""


def send(stream: IO[bytes], message: Ask | Answer, payload: bytes = b"") -> None:
    """One message and the raw bytes that go with it."""
    head = msgspec.msgpack.encode(message)
    stream.write(_FRAME.pack(len(head), len(payload)))
    stream.write(head)
    stream.write(payload)
    stream.flush()


def receive(stream: IO[bytes], kind: type[Message]) -> tuple[Message, bytes]:
    """The next message and its bytes; EOFError when the other side is gone."""
    head, payload = _FRAME.unpack(_exactly(stream, _FRAME.size))
    if max(head, payload) > _LONGEST_FRAME:
        raise Garbled
    try:
        message = msgspec.msgpack.decode(_exactly(stream, head), type=kind)
    except msgspec.DecodeError as error:
        raise Garbled from error
    return message, _exactly(stream, payload)


def _exactly(stream: IO[bytes], size: int) -> bytes:
    data = stream.read(size) if size else b""
    if len(data) != size:
        raise EOFError
    return data
