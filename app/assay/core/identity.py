"""New row ids: UUID version 7, so that ids made later sort later."""

from __future__ import annotations

import secrets
import time
import uuid
from datetime import UTC, datetime


def new_id(now_ms: int | None = None) -> str:
    """A UUIDv7 as text (RFC 9562 §5.7); `now_ms` is milliseconds since 1970, default now."""
    milliseconds = time.time_ns() // 1_000_000 if now_ms is None else now_ms
    value = (milliseconds & (2**48 - 1)) << 80 | 0x7 << 76 | secrets.randbits(12) << 64
    return str(uuid.UUID(int=value | 0b10 << 62 | secrets.randbits(62)))


def later_id(than: str) -> str:
    """A new id that sorts after `than`, though it was made by a clock that runs ahead of ours."""
    made = new_id()
    if made > than:
        return made
    try:
        return new_id(int(than.replace("-", "")[:12], 16) + 1)
    except ValueError:
        return made


def made_at(id: str) -> datetime | None:
    """When an id was made, as far as its clock was right; None where it is no UUID of version 7."""
    try:
        value = uuid.UUID(id)
        return datetime.fromtimestamp((value.int >> 80) / 1000, UTC) if value.version == 7 else None
    except (ValueError, OverflowError, OSError):
        return None
