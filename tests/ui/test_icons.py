import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter

from assay.ui import icons
from assay.ui.icon_engine import icon as qicon
from assay.ui.tokens import THEMES
from assay.ui.widgets.domain_rows import STATE_ICONS
from assay.ui.widgets.strip import STATUS_ICONS


def drawn(name, size=64, ink=None):
    image = QImage(size + 8, size + 8, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    icons.paint_icon(painter, 4, 4, size, name, ink or QColor("black"))
    painter.end()
    return image


def inked(image):
    return [
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() > 128
    ]


@pytest.mark.parametrize("name", icons.names())
def test_every_icon_is_drawn_inside_its_square(name):
    points = inked(drawn(name))
    assert len(points) > 20
    assert all(2 <= x <= 70 and 2 <= y <= 70 for x, y in points)


def test_every_state_has_an_icon_of_its_own():
    states = {k: v for k, v in STATUS_ICONS.items() if k != "not_asked"}
    assert len(set(states.values())) == len(states)
    assert len(set(STATE_ICONS.values())) == len(STATE_ICONS)
    assert {*STATUS_ICONS.values(), *STATE_ICONS.values()} <= set(icons.names())


def test_an_icon_takes_the_ink_of_the_theme_at_the_time(dressed):
    icon = qicon("circle-fill", "text")
    light = icon.pixmap(32).toImage().pixelColor(16, 16)
    dressed.choose("dark")
    dark = icon.pixmap(32).toImage().pixelColor(16, 16)
    assert light == THEMES["light"].text
    assert dark == THEMES["dark"].text


def test_an_unknown_name_is_noticed_where_it_is_asked_for():
    with pytest.raises(KeyError):
        qicon("no-such-icon")
