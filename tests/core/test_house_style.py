import pytest

from assay.core.errors import InvalidInput
from assay.core.house_style import CONTRAST, HouseStyle, checked_accent, contrast
from assay.core.memo_drawing import PALETTE


def test_contrast_is_that_of_the_standard():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#FFFFFF", "#FFFFFF") == 1
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_our_own_accent_could_be_chosen():
    assert checked_accent(PALETTE["accent"]) == PALETTE["accent"]
    assert HouseStyle().ink == PALETTE["accent"]


@pytest.mark.parametrize("given", ["", "  "])
def test_no_colour_is_ours(given):
    assert checked_accent(given) == ""


def test_a_colour_is_taken_however_it_is_written():
    assert checked_accent(" 7a1f1f ") == "#7A1F1F"


@pytest.mark.parametrize("given", ["red", "#12", "#12345G", "#1234567", "url(x)"])
def test_what_is_no_colour_is_refused(given):
    with pytest.raises(InvalidInput) as told:
        checked_accent(given)
    assert told.value.message == "not_a_colour"


def test_a_pale_colour_is_refused_with_its_contrast():
    with pytest.raises(InvalidInput) as told:
        checked_accent("#777777")
    assert told.value.message == "colour_too_pale"
    assert float(told.value.facts["ratio"]) < CONTRAST
