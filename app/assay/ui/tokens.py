"""The colours of the window, one table per theme; no other module of the window holds a hex value."""

from __future__ import annotations

from typing import Literal, NamedTuple

from PySide6.QtGui import QColor

ThemeName = Literal["light", "dark", "high-contrast"]
Ink = Literal[
    "text",
    "text2",
    "text3",
    "disabled",
    "accent",
    "on_accent",
    "support",
    "against",
    "warn",
    "danger",
    "base",
]
"""Roles that colour text and icons."""


class Band(NamedTuple):
    """One step of the ramp: its letter, the fill of a cell and the ink on it."""

    letter: str
    fill: QColor
    ink: QColor


class Tokens(NamedTuple):
    """The named colours of one theme. Treat them as constants: never change a QColor in place."""

    name: ThemeName
    window: QColor
    sunken: QColor
    base: QColor
    hover: QColor
    press: QColor
    select: QColor
    text: QColor
    text2: QColor
    text3: QColor
    disabled: QColor
    hair: QColor
    border: QColor
    accent: QColor
    on_accent: QColor
    accent_hover: QColor
    focus: QColor
    support: QColor
    support_tint: QColor
    against: QColor
    against_tint: QColor
    warn: QColor
    warn_tint: QColor
    danger: QColor
    danger_tint: QColor
    accent_tint: QColor
    mark: QColor
    ramp_edge: QColor
    overlay: QColor
    shadow: QColor
    ramp: tuple[Band, ...]

    @property
    def high_contrast(self) -> bool:
        return self.name == "high-contrast"

    def ink(self, role: Ink) -> QColor:
        """The colour of a text or icon role."""
        colour: QColor = getattr(self, role)
        return colour

    def band_of(self, points: float) -> int:
        """The index of the band that `points` (0–100) fall into."""
        return min(4, max(0, int(points // 20)))


QUOTE_MARK = QColor("#FFE58A")
"""Highlight of a quotation on a page image: the same in every theme, because the page is paper."""
QUOTE_FRAME = QColor("#7A4B00")


def _table(
    name: ThemeName,
    edges: str,
    overlay: int,
    shadow: int,
    ramp: tuple[tuple[str, str], ...],
    roles: dict[str, str],
) -> Tokens:
    bands = tuple(
        Band(letter, QColor(fill), QColor(ink))
        for letter, (fill, ink) in zip("LMEHS", ramp, strict=True)
    )
    veil, shade = QColor("#000000"), QColor("#000000")
    veil.setAlpha(round(255 * overlay / 100))
    shade.setAlpha(round(255 * shadow / 100))
    colours = {role: QColor(value) for role, value in roles.items()}
    return Tokens(
        name=name, ramp=bands, ramp_edge=QColor(edges), overlay=veil, shadow=shade, **colours
    )


LIGHT = _table(
    "light",
    "#85827A",
    35,
    15,
    (
        ("#FFF7D6", "#1A1B1D"),
        ("#FED98E", "#1A1B1D"),
        ("#FE9929", "#1A1B1D"),
        ("#CC4C02", "#FFFFFF"),
        ("#662506", "#FFFFFF"),
    ),
    {
        "window": "#F6F5F1",
        "sunken": "#EFEDE7",
        "base": "#FFFFFF",
        "hover": "#EBE9E2",
        "press": "#E0DDD4",
        "select": "#E1EAF5",
        "text": "#1A1B1D",
        "text2": "#4B4E54",
        "text3": "#5E6167",
        "disabled": "#8C8E92",
        "hair": "#DFDCD3",
        "border": "#85827A",
        "accent": "#0B4F9E",
        "on_accent": "#FFFFFF",
        "accent_hover": "#0A4488",
        "focus": "#0B57C4",
        "support": "#1C6350",
        "support_tint": "#E4F1EC",
        "against": "#8A2355",
        "against_tint": "#F8E8EF",
        "warn": "#7A4B00",
        "warn_tint": "#FFF3D6",
        "danger": "#A31515",
        "danger_tint": "#FBE9E7",
        "accent_tint": "#E8EFF8",
        "mark": "#FFE58A",
    },
)
DARK = _table(
    "dark",
    "#8D8A80",
    63,
    50,
    (
        ("#45433A", "#FFFFFF"),
        ("#66572E", "#FFFFFF"),
        ("#91641F", "#FFFFFF"),
        ("#DC7B24", "#121212"),
        ("#FFB391", "#121212"),
    ),
    {
        "window": "#17181B",
        "sunken": "#131417",
        "base": "#1E1F23",
        "hover": "#292B30",
        "press": "#34363C",
        "select": "#21344E",
        "text": "#E8E7E3",
        "text2": "#BDBEC1",
        "text3": "#9EA0A5",
        "disabled": "#6E7076",
        "hair": "#303238",
        "border": "#7E8188",
        "accent": "#8AB4F8",
        "on_accent": "#10233F",
        "accent_hover": "#A5C5FA",
        "focus": "#9CC2FF",
        "support": "#7FCDB4",
        "support_tint": "#1B302A",
        "against": "#EFA3C4",
        "against_tint": "#39222D",
        "warn": "#F2C566",
        "warn_tint": "#332A16",
        "danger": "#FF9C93",
        "danger_tint": "#3B2020",
        "accent_tint": "#1F2C40",
        "mark": "#6A5A16",
    },
)
HIGH_CONTRAST = _table(
    "high-contrast",
    "#000000",
    50,
    0,
    (
        ("#FFF7D6", "#000000"),
        ("#FED98E", "#000000"),
        ("#FFA640", "#000000"),
        ("#8F3200", "#FFFFFF"),
        ("#3D1402", "#FFFFFF"),
    ),
    {
        "window": "#FFFFFF",
        "sunken": "#FFFFFF",
        "base": "#FFFFFF",
        "hover": "#E6EEFA",
        "press": "#CFDDF3",
        "select": "#D5E3F7",
        "text": "#000000",
        "text2": "#1F1F1F",
        "text3": "#333333",
        "disabled": "#595959",
        "hair": "#000000",
        "border": "#000000",
        "accent": "#00327A",
        "on_accent": "#FFFFFF",
        "accent_hover": "#00265E",
        "focus": "#00327A",
        "support": "#00452F",
        "support_tint": "#FFFFFF",
        "against": "#6B0038",
        "against_tint": "#FFFFFF",
        "warn": "#4A2C00",
        "warn_tint": "#FFFFFF",
        "danger": "#7A0000",
        "danger_tint": "#FFFFFF",
        "accent_tint": "#E6EEFA",
        "mark": "#FFE58A",
    },
)
THEMES: dict[ThemeName, Tokens] = {t.name: t for t in (LIGHT, DARK, HIGH_CONTRAST)}
