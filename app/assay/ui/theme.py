"""The look of the window: theme, zoom, fonts, palette and style sheet, applied as one."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from typing import Literal

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from assay import assets
from assay.ui.tokens import THEMES, ThemeName, Tokens

Choice = Literal["system", "light", "dark", "high-contrast"]
TypeRole = Literal[
    "display",
    "issuer",
    "issuer_english",
    "title",
    "heading",
    "pane_heading",
    "option",
    "option_strong",
    "body",
    "strong",
    "caption",
    "label",
    "axis",
    "axis_strong",
]
_TYPE: dict[TypeRole, tuple[int, int]] = {
    "display": (26, 500),
    "issuer": (24, 500),
    "issuer_english": (16, 400),
    "title": (20, 500),
    "heading": (16, 700),
    "pane_heading": (14, 700),
    "option": (14, 400),
    "option_strong": (14, 500),
    "body": (13, 400),
    "strong": (13, 500),
    "caption": (12, 400),
    "label": (12, 500),
    "axis": (11, 400),
    "axis_strong": (11, 700),
}
"""Size in px at 96 dpi and weight of every type role."""
FAMILY = "Noto Sans SC"
STYLE = "Fusion"
ZOOM_RANGE = (80, 200)
ZOOM_STEPS = (80, 90, 100, 110, 125, 150, 175, 200)
_GROUP = QPalette.ColorGroup
_ROLE = QPalette.ColorRole


class Theme(QObject):
    """What everything painted asks for colours, lengths and fonts; `changed` says: ask again."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.tokens: Tokens = THEMES["light"]
        self.zoom = 100
        self.reduced_motion = False
        self.in_turns = False
        """What is on the screen is dressed anew in several turns of the event loop: with all pages there one
        would take a fifth of a second."""
        self._begun = 0
        self._choice: Choice = "system"
        self._proportional = True
        self._dpi = 96.0
        self._lengths: dict[float, int] = {}
        self._fonts: dict[tuple[TypeRole, int], QFont] = {}

    def px(self, length: float) -> int:
        """`length` of the design in pixels of this zoom; never rounds a visible length to nothing."""
        found = self._lengths.get(length)  # asked hundreds of times for every paint
        if found is None:
            found = round(length * self.scale)
            if length and not found:
                found = 1 if length > 0 else -1
            self._lengths[length] = found
        return found

    @property
    def scale(self) -> float:
        """Pixels per design pixel: the zoom, times what the screen asks for its text."""
        return self.zoom / 100 * max(1.0, self._dpi / 96)

    def logical(self, pixels: float) -> float:
        """The inverse of `px`: what the breakpoints of the design compare with."""
        return pixels / self.scale

    def font(self, role: TypeRole, weight: int = 0) -> QFont:
        """The font of a type role; `weight` overrides the role's own."""
        made = self._fonts.get((role, weight))
        if made is None:
            size, own = _TYPE[role]
            made = self._make_font(size, weight or own)
            self._fonts[role, weight] = made
        return made

    def _make_font(self, size: int, weight: int) -> QFont:
        font = QFont(FAMILY)
        font.setPointSizeF(size * self.scale * 72 / self._dpi)
        font.setWeight(QFont.Weight(weight))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
        if self._proportional:
            font.setFeature(QFont.Tag("palt"), 1)
        return font

    def motion(self, milliseconds: int) -> int:
        """The duration of an animation: none where reduced motion is asked for."""
        return 0 if self.reduced_motion else milliseconds

    def choose(self, choice: Choice) -> None:
        """Show the `light`, `dark` or `high-contrast` theme, or follow the `system`."""
        self._choice = choice
        hints = QGuiApplication.styleHints()
        if choice == "system":
            hints.unsetColorScheme()
        else:
            scheme = Qt.ColorScheme.Dark if choice == "dark" else Qt.ColorScheme.Light
            hints.setColorScheme(scheme)
        self.follow()

    def set_zoom(self, percent: int) -> None:
        """Scale text and every length, 80–200 %."""
        self.zoom = min(ZOOM_RANGE[1], max(ZOOM_RANGE[0], percent))
        self.apply()

    def zoom_by(self, steps: int) -> None:
        """Move along the zoom steps: 1 larger, −1 smaller."""
        nearest = min(ZOOM_STEPS, key=lambda step: abs(step - self.zoom))
        place = ZOOM_STEPS.index(nearest) + steps
        self.set_zoom(ZOOM_STEPS[min(len(ZOOM_STEPS) - 1, max(0, place))])

    def speak(self, language: str) -> None:
        """Set the type for `language`: half-width punctuation in Latin text, full-width in Chinese."""
        self._proportional = not language.startswith(("zh", "ja"))
        self.apply()

    def follow(self) -> None:
        """Take over what the choice means now; called again whenever the system changes."""
        name = self._choice if self._choice != "system" else _system_theme()
        self.tokens = THEMES[name]
        self.apply()

    def apply(self) -> None:
        """Put palette, font and style sheet on the application and tell every widget."""
        self._fonts.clear()
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            return
        screen = app.primaryScreen()
        self._dpi = screen.logicalDotsPerInch() if screen else 96.0
        self._lengths.clear()
        steps = (partial(self._undress, app), partial(self._dress, app), self.changed.emit)
        self._begun += 1
        if self.in_turns and any(window.isVisible() for window in app.topLevelWidgets()):
            self._turn(app, (partial(_lay_off, app), *steps), self._begun)
            return
        for step in steps:
            step()

    def _undress(self, app: QApplication) -> None:
        """Qt polishes each widget once for every widget around it where one sheet follows another, but only
        once where a sheet goes and one comes: a quarter of the time with all pages there."""
        app.setPalette(_palette(self.tokens))
        app.setFont(self.font("body"))
        app.setStyleSheet("")

    def _dress(self, app: QApplication) -> None:
        app.setStyleSheet(self._style_sheet())

    def _turn(self, app: QApplication, steps: Sequence[Callable[[], None]], begun: int) -> None:
        """One step; nothing is painted before the last. A change that came meanwhile does it all."""
        if begun != self._begun:
            return
        left: Sequence[Callable[[], None]] = ()
        try:
            _paint(app, on=False)
            steps[0]()
            left = steps[1:]
        finally:
            if not left:
                _paint(app, on=True)
        if left:
            QTimer.singleShot(0, partial(self._turn, app, left, begun))

    def _style_sheet(self) -> str:
        text = _sheet()
        text = re.sub(r"px\((\d+)\)", lambda m: f"{self.px(int(m[1]))}px", text)
        return re.sub(r"@(\w+)", lambda m: getattr(self.tokens, m[1]).name(), text)


def _paint(app: QApplication, *, on: bool) -> None:
    for window in app.topLevelWidgets():
        if window.updatesEnabled() != on:
            window.setUpdatesEnabled(on)


def _lay_off(app: QApplication) -> None:
    """Undress what is not shown: Qt dresses it when it is shown again, which is most of the work put off."""
    style, polished = app.style(), Qt.WidgetAttribute.WA_WState_Polished
    for widget in app.allWidgets():
        if widget.testAttribute(polished) and not widget.isVisible():
            style.unpolish(widget)
            widget.setAttribute(polished, False)


@lru_cache(maxsize=1)
def _sheet() -> str:
    return assets.resource("theme", "window.qss").read_text("utf-8")


def _system_theme() -> ThemeName:
    hints = QGuiApplication.styleHints()
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return "high-contrast"
    return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"


def _palette(t: Tokens) -> QPalette:
    palette = QPalette()
    every: dict[QPalette.ColorRole, QColor] = {
        _ROLE.Window: t.window,
        _ROLE.WindowText: t.text,
        _ROLE.Base: t.base,
        _ROLE.AlternateBase: t.sunken,
        _ROLE.Text: t.text,
        _ROLE.PlaceholderText: t.text3,
        _ROLE.Button: t.base,
        _ROLE.ButtonText: t.text,
        _ROLE.BrightText: t.danger,
        _ROLE.ToolTipBase: t.base,
        _ROLE.ToolTipText: t.text,
        _ROLE.Highlight: t.accent,
        _ROLE.HighlightedText: t.on_accent,
        _ROLE.Accent: t.accent,
        _ROLE.Link: t.accent,
        _ROLE.LinkVisited: t.accent,
        _ROLE.Light: t.base,
        _ROLE.Midlight: t.hover,
        _ROLE.Mid: t.hair,
        _ROLE.Dark: t.border,
        _ROLE.Shadow: t.border,
    }
    for role, colour in every.items():
        palette.setColor(_GROUP.All, role, colour)
    for role in (_ROLE.WindowText, _ROLE.Text, _ROLE.ButtonText):
        palette.setColor(_GROUP.Disabled, role, t.disabled)
    palette.setColor(_GROUP.Disabled, _ROLE.Highlight, t.hover)
    palette.setColor(_GROUP.Disabled, _ROLE.HighlightedText, t.disabled)
    return palette


_theme = Theme()
_loaded: dict[str, int] = {}
"""Qt's number of every font file loaded, −1 where it could not be read."""


def theme() -> Theme:
    """The one theme of this application."""
    return _theme


def px(length: float) -> int:
    """`length` of the design in pixels of the current zoom."""
    return _theme.px(length)


def font(role: TypeRole, weight: int = 0) -> QFont:
    """The font of a type role at the current zoom."""
    return _theme.font(role, weight)


def tokens() -> Tokens:
    """The colours of the current theme."""
    return _theme.tokens


def choice_of(text: str) -> Choice:
    """A theme choice as the preferences keep it; anything else follows the system."""
    return text if text in ("light", "dark", "high-contrast") else "system"  # type: ignore[return-value]


def load_fonts() -> None:
    """Make the shipped family known to Qt; the system's fonts are never asked for it."""
    for weight in ("Regular", "Medium", "Bold"):
        path = str(assets.resource("fonts", f"NotoSansSC-{weight}.ttf"))
        if path not in _loaded:
            _loaded[path] = QFontDatabase.addApplicationFont(path)


def dress(
    app: QApplication,
    choice: Choice = "system",
    zoom: int = 100,
    language: str = "en",
    reduced_motion: bool = False,
    *,
    styled: bool = False,
    in_turns: bool = False,
) -> Theme:
    """Give `app` its style, fonts and theme, and keep following the system's.

    `styled`: it was started in `STYLE`, which is quicker than being given it. `in_turns`: later changes are
    put on in several turns of the event loop.
    """
    if not styled:
        app.setStyle(STYLE)
    load_fonts()
    _theme.zoom = min(ZOOM_RANGE[1], max(ZOOM_RANGE[0], zoom))
    _theme.reduced_motion = reduced_motion
    _theme.in_turns = in_turns
    _theme._proportional = not language.startswith(("zh", "ja"))
    hints = app.styleHints()
    kind = Qt.ConnectionType.UniqueConnection
    hints.colorSchemeChanged.connect(_theme.follow, kind)
    hints.accessibility().contrastPreferenceChanged.connect(_theme.follow, kind)
    _theme.choose(choice)
    return _theme
