import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontInfo, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication

import assay.ui
from assay.ui import theme
from assay.ui.tokens import THEMES
from assay.ui.widgets.buttons import Button

SURFACES = ("window", "sunken", "base", "hover", "select")
TINTED = ("support", "against", "warn", "danger")
ALL = [pytest.param(tokens, id=name) for name, tokens in THEMES.items()]


def luminance(colour):
    channels = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def floor_of(t):
    return 7.0 if t.high_contrast else 4.5


@pytest.mark.parametrize("t", ALL)
@pytest.mark.parametrize("role", ["text", "text2", "text3", "accent", *TINTED])
def test_words_are_legible_on_every_surface(t, role):
    for surface in SURFACES:
        assert contrast(getattr(t, role), getattr(t, surface)) >= floor_of(t), surface


@pytest.mark.parametrize("t", ALL)
def test_words_are_legible_on_tints_marks_and_buttons(t):
    pairs = [(getattr(t, role), getattr(t, f"{role}_tint")) for role in (*TINTED, "accent")]
    pairs += [(t.text2, getattr(t, f"{role}_tint")) for role in (*TINTED, "accent")]
    pairs += [(t.on_accent, t.accent), (t.on_accent, t.accent_hover)]
    pairs += [(t.text, t.mark), (t.base, t.text)]
    pairs += [(band.ink, band.fill) for band in t.ramp]
    for ink, ground in pairs:
        assert contrast(ink, ground) >= floor_of(t), (ink.name(), ground.name())


@pytest.mark.parametrize("t", ALL)
@pytest.mark.parametrize("role", ["border", "focus", "ramp_edge"])
def test_lines_that_carry_meaning_stand_out(t, role):
    for surface in SURFACES:
        assert contrast(getattr(t, role), getattr(t, surface)) >= 3, surface


@pytest.mark.parametrize("t", ALL)
def test_the_ramp_leaves_the_surface_step_by_step(t):
    away = [contrast(band.fill, t.base) for band in t.ramp]
    assert away == sorted(away)
    for one, other in zip(t.ramp, t.ramp[1:], strict=False):
        assert contrast(one.fill, other.fill) >= 1.25
    assert "".join(band.letter for band in t.ramp) == "LMEHS"


@pytest.mark.parametrize("t", ALL)
def test_the_tick_or_its_halo_shows_on_every_band(t):
    for band in t.ramp:
        best = max(contrast(t.text, band.fill), contrast(t.base, band.fill))
        assert round(best, 1) >= 4.2


@pytest.mark.parametrize(
    ("points", "band"), [(0, 0), (19.99, 0), (20, 1), (40, 2), (60, 3), (80, 4), (100, 4), (-1, 0)]
)
def test_points_fall_into_their_band(points, band):
    assert THEMES["light"].band_of(points) == band


def test_no_other_module_of_the_window_holds_a_colour():
    root = Path(assay.ui.__file__).parent
    for path in root.rglob("*.py"):
        if path.name != "tokens.py":
            assert not re.search(r"#[0-9A-Fa-f]{6}\b", path.read_text("utf-8")), path


def test_lengths_follow_the_zoom_and_never_vanish(dressed):
    dressed.set_zoom(150)
    assert theme.px(10) == 15
    assert dressed.logical(theme.px(1240)) == pytest.approx(1240)
    dressed.set_zoom(80)
    assert theme.px(1) == 1
    assert theme.px(0) == 0
    assert theme.px(-0.4) == -1


@pytest.mark.parametrize(("asked", "given"), [(10, 80), (80, 80), (133, 133), (999, 200)])
def test_zoom_stays_between_80_and_200(dressed, asked, given):
    dressed.set_zoom(asked)
    assert dressed.zoom == given


def test_zoom_moves_along_its_steps_and_stops_at_the_ends(dressed):
    dressed.zoom_by(1)
    assert dressed.zoom == 110
    dressed.zoom_by(-2)
    assert dressed.zoom == 90
    dressed.zoom_by(-9)
    assert dressed.zoom == 80


@pytest.mark.parametrize(("role", "weight"), [("body", 400), ("title", 500), ("heading", 700)])
def test_the_shipped_font_is_used_in_all_its_weights(role, weight):
    info = QFontInfo(theme.font(role))
    assert info.family() == theme.FAMILY
    assert info.weight() == weight


def test_every_font_file_is_found_and_readable():
    assert len(theme._loaded) == 3
    assert all(number >= 0 for number in theme._loaded.values())


def test_figures_are_of_one_width():
    metrics = QFontMetricsF(theme.font("body"))
    assert len({round(metrics.horizontalAdvance(figure), 3) for figure in "0123456789"}) == 1


def test_chinese_glyphs_are_in_the_font():
    metrics = QFontMetricsF(theme.font("body"))
    assert all(metrics.inFontUcs4(ord(c)) for c in "中国北方稀土（集团）…·—“”")


def test_dots_are_half_width_in_english_and_full_in_chinese(dressed):
    english = QFontMetricsF(theme.font("body")).horizontalAdvance("·")
    dressed.speak("zh_Hans")
    chinese = QFontMetricsF(theme.font("body")).horizontalAdvance("·")
    dressed.speak("en")
    assert english < 0.7 * chinese


def test_the_type_grows_with_the_zoom(dressed):
    before = QFontMetricsF(theme.font("body")).height()
    dressed.set_zoom(200)
    assert QFontMetricsF(theme.font("body")).height() == pytest.approx(2 * before, rel=0.02)


def test_a_change_of_theme_reaches_palette_widgets_and_listeners(dressed, qtbot):
    button = Button("Add evidence")
    qtbot.addWidget(button)
    light = button.grab().toImage()
    with qtbot.waitSignal(dressed.changed):
        dressed.choose("dark")
    assert QApplication.palette().color(QPalette.ColorRole.Window) == THEMES["dark"].window
    assert button.grab().toImage() != light


def test_following_the_system_listens_to_it(dressed, qtbot):
    dressed.choose("system")
    hints = QApplication.styleHints()
    with qtbot.waitSignal(dressed.changed):
        hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    with qtbot.waitSignal(dressed.changed):
        hints.accessibility().contrastPreferenceChanged.emit(Qt.ContrastPreference.HighContrast)
    assert dressed.tokens.name in THEMES


@pytest.mark.parametrize("name", list(THEMES))
def test_the_style_sheet_is_complete(dressed, qapp, name):
    dressed.choose(name)
    sheet = qapp.styleSheet()
    assert "@" not in sheet
    assert "px(" not in sheet
    assert len(sheet.splitlines()) <= 25


@pytest.mark.parametrize(
    ("kept", "choice"), [("dark", "dark"), ("system", "system"), ("", "system"), ("x", "system")]
)
def test_an_unknown_choice_follows_the_system(kept, choice):
    assert theme.choice_of(kept) == choice


def test_reduced_motion_takes_the_time_out_of_every_animation(dressed):
    assert dressed.motion(160) == 0
    dressed.reduced_motion = False
    assert dressed.motion(160) == 160


# -- in turns --------------------------------------------------------------------------------------


@pytest.fixture
def in_turns(qapp):
    """Later changes are put on as in the program."""
    theme.dress(qapp, "light", in_turns=True)
    button = Button("Export draft", "primary")
    button.resize(200, 40)
    button.show()
    heard = []
    theme.theme().changed.connect(lambda: heard.append(theme.theme().tokens))
    yield button, heard
    button.deleteLater()
    theme.dress(qapp, "light")


def test_nothing_is_painted_before_the_last_turn(qtbot, in_turns):
    button, heard = in_turns
    theme.theme().choose("dark")
    assert heard == []
    assert not button.updatesEnabled()
    qtbot.waitUntil(button.updatesEnabled)
    assert heard == [THEMES["dark"]]


def test_it_looks_in_the_end_as_if_it_were_done_at_once(qtbot, qapp, in_turns):
    button, _ = in_turns
    theme.theme().set_zoom(150)
    theme.theme().choose("dark")
    qtbot.waitUntil(button.updatesEnabled)
    slowly, sheet = button.grab().toImage(), qapp.styleSheet()
    theme.theme().in_turns = False
    theme.theme().apply()
    assert button.grab().toImage() == slowly
    assert qapp.styleSheet() == sheet
    theme.theme().set_zoom(100)


def test_a_change_that_comes_meanwhile_does_it_all_once(qtbot, in_turns):
    button, heard = in_turns
    theme.theme().choose("dark")
    theme.theme().choose("high-contrast")
    qtbot.waitUntil(button.updatesEnabled)
    assert heard == [THEMES["high-contrast"]]


def test_what_is_wrong_in_a_turn_leaves_nothing_unpainted(qtbot, in_turns, monkeypatch):
    button, _ = in_turns
    monkeypatch.setattr(theme.theme(), "_style_sheet", lambda: 1 / 0)
    with qtbot.captureExceptions() as caught:
        theme.theme().choose("dark")
        qtbot.waitUntil(lambda: bool(caught))
        assert button.updatesEnabled()
        monkeypatch.undo()
        theme.theme().apply()
        qtbot.waitUntil(button.updatesEnabled)
