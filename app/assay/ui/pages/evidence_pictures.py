"""Pictures that are evidence, unpacked within limits: for the viewer whole, for a list small."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QFile, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from assay.readers.document import Unreadable
from assay.readers.limits import LIMITS
from assay.readers.reading import Source, named

SHOWN_AS_PICTURE = frozenset(
    {"image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp", "image/tiff"}
)
NOT_SHOWN = frozenset({"unreadable_too_many_pixels", "unreadable_broken"})
"""Refusals of pictures whose bytes were read and are what they were."""


def unpacked(source: Source, within: QSize | None = None) -> QImage:
    """The picture, unless it is broken or has more pixels than are shown; `within` a size, smaller."""
    device = _device(source)
    reader = QImageReader(device)
    try:
        reader.setAutoTransform(True)
        size = reader.size()
        if size.width() * size.height() > LIMITS.pixels:
            pixels = {"width": size.width(), "height": size.height()}
            raise named(Unreadable("unreadable_too_many_pixels", **pixels), source)
        if within is not None and size.isValid():
            # A JPEG need not even be unpacked whole for it.
            fitting = size.scaled(within, Qt.AspectRatioMode.KeepAspectRatio)
            reader.setScaledSize(fitting.expandedTo(QSize(1, 1)))
        image = reader.read()
        if image.isNull():
            raise named(Unreadable("unreadable_broken"), source)
        return image
    finally:
        del reader  # before its device goes: that of TIFF still reads when it ends


def _device(source: Source) -> QIODevice:
    """The bytes where they lie: a large picture is never held twice."""
    device: QBuffer | QFile
    if isinstance(source.data, bytes):
        device = QBuffer()
        device.setData(QByteArray(source.data))
    else:
        device = QFile(source.data)
    if not device.open(QIODevice.OpenModeFlag.ReadOnly):
        raise named(Unreadable("unreadable_missing"), source)
    if device.size() > LIMITS.file_bytes:
        sizes = {"size": device.size(), "limit": LIMITS.file_bytes}
        raise named(Unreadable("unreadable_too_large", **sizes), source)
    return device
