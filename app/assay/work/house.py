"""The house's own look on its memos, as the preferences name it: read, checked, bounded."""

from __future__ import annotations

import struct
from pathlib import Path

from assay.core.errors import InvalidInput, NotFound
from assay.core.house_style import HouseStyle, checked_accent
from assay.prefs import Prefs

LOGO_BYTES = 2 << 20
LOGO_PIXELS = 4000
"""The largest width and height of a logo."""
_PNG = b"\x89PNG\r\n\x1a\n"


def house_style(prefs: Prefs) -> HouseStyle:
    """Logo, colour and disclaimer of the preferences.

    Raises `NotFound` or `InvalidInput` for a logo that is gone or none, and for a colour that cannot
    be read on paper: a memo is not written in another look than the house's by surprise.
    """
    logo = read_logo(Path(prefs.house_logo)) if prefs.house_logo else b""
    return HouseStyle(logo, checked_accent(prefs.house_accent), prefs.house_disclaimer.strip())


def read_logo(path: Path) -> bytes:
    """The bytes of a PNG at `path`; raises `NotFound` or `InvalidInput` where it is none."""
    try:
        with path.open("rb") as file:
            content = file.read(LOGO_BYTES + 1)
    except OSError as error:
        raise NotFound("logo_unreadable", path=str(path), why=error.strerror or "") from None
    if len(content) > LOGO_BYTES:
        raise InvalidInput("logo_too_large", path=path.name, limit=LOGO_BYTES >> 20)
    if not content.startswith(_PNG) or content[12:16] != b"IHDR":
        raise InvalidInput("logo_no_png", path=path.name)
    width, height = struct.unpack_from(">II", content, 16)
    if not (0 < width <= LOGO_PIXELS and 0 < height <= LOGO_PIXELS):
        raise InvalidInput("logo_too_wide", path=path.name, limit=LOGO_PIXELS)
    return content
