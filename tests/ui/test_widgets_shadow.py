import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from assay.ui.theme import tokens
from assay.ui.widgets import shadow


def painted(size, box, paint):
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint(painter, box)
    painter.fillRect(box, Qt.GlobalColor.white)
    painter.end()
    return image


@pytest.mark.parametrize("box", [QRectF(40, 40, 300, 200), QRectF(30, 30, 90, 400)])
def test_the_shadow_laid_round_a_box_is_the_one_painted_for_it(qapp, box):
    size = (400, 480)
    shade = tokens().shadow
    laid = painted(size, box, lambda p, b: shadow.paint_shadow(p, b, 0, 14))
    drawn = painted(size, box, lambda p, b: shadow._paint(p, b, 0, 14, shade))
    for x in range(0, size[0], 3):
        for y in range(0, size[1], 3):
            one, other = laid.pixelColor(x, y), drawn.pixelColor(x, y)
            assert abs(one.red() - other.red()) <= 3, (x, y)


def test_a_box_smaller_than_its_shadow_has_one_all_the_same(qapp):
    box = QRectF(40, 40, 20, 12)
    image = painted((100, 100), box, lambda p, b: shadow.paint_shadow(p, b, 4, 14))
    assert image.pixelColor(50, 55).red() < 255
