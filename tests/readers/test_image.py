"""Pictures: their size by their head, and never a pixel unpacked."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from assay.readers.document import Unreadable
from assay.readers.image import size_of
from assay.readers.reading import read_document
from factories_documents import messages, png

KINDS = ["png", "gif", "bmp", "jpeg", "webp", "tiff"]


@pytest.mark.parametrize("kind", KINDS)
def test_the_size_is_what_another_program_wrote(kind):
    out = io.BytesIO()
    Image.new("RGB", (321, 123)).save(out, kind)
    assert size_of(out.getvalue(), f"image/{kind}") == (321, 123)
    document = read_document(out.getvalue())
    assert document.media_type == f"image/{kind}"
    assert document.scanned_pages == (1,)


@pytest.mark.parametrize(
    "mode", [{"lossless": True}, {"exif": b"Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x00"}]
)
def test_every_form_of_webp_tells_its_size(mode):
    out = io.BytesIO()
    Image.new("RGBA", (321, 123), (1, 2, 3, 4)).save(out, "webp", **mode)
    assert size_of(out.getvalue(), "image/webp") == (321, 123)


def test_a_picture_that_claims_four_thousand_million_pixels_is_said():
    assert "picture_too_large" in messages(read_document(png(65_535, 65_535)))


@given(st.sampled_from(KINDS), st.binary(max_size=60))
def test_any_bytes_give_a_size_or_a_reason(kind, data):
    try:
        width, height = size_of(data, f"image/{kind}")
    except Unreadable:
        return
    assert width >= 0
    assert height >= 0
