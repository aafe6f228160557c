"""The look of the house, read from the preferences."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from assay.core.errors import InvalidInput, NotFound
from assay.core.house_style import HouseStyle
from assay.prefs import Prefs
from assay.work.house import LOGO_BYTES, LOGO_PIXELS, house_style, read_logo


def png(width: int = 10, height: int = 10) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + head + b"\0" * 4


def test_without_preferences_the_look_is_ours() -> None:
    assert house_style(Prefs()) == HouseStyle()


def test_the_preferences_make_the_look(tmp_path: Path) -> None:
    logo = tmp_path / "logo.png"
    logo.write_bytes(png())
    found = house_style(
        Prefs(house_logo=str(logo), house_accent="7a1f1f", house_disclaimer=" Ours. ")
    )
    assert found == HouseStyle(png(), "#7A1F1F", "Ours.")


def test_a_logo_that_is_gone_is_said(tmp_path: Path) -> None:
    with pytest.raises(NotFound) as told:
        house_style(Prefs(house_logo=str(tmp_path / "gone.png")))
    assert told.value.message == "logo_unreadable"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "logo_no_png"),
        (b"\x89PNG\r\n\x1a\n", "logo_no_png"),
        (png(LOGO_PIXELS + 1), "logo_too_wide"),
        (png(0), "logo_too_wide"),
        (png() + b"\0" * LOGO_BYTES, "logo_too_large"),
    ],
)
def test_what_is_no_logo_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "logo.png"
    path.write_bytes(content)
    with pytest.raises(InvalidInput) as told:
        read_logo(path)
    assert told.value.message == message
