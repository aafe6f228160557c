import pytest

from assay import assets
from assay.report.pdf_style import _FILES, FULL, MM, PAPERS, face

FONTS = assets.resource("fonts")


def gbk():
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            try:
                yield bytes((lead, trail)).decode("gbk")
            except UnicodeDecodeError:
                continue


@pytest.mark.parametrize("name", ["han", "han-strong"])
def test_the_han_faces_have_every_character_of_gbk(name):
    missing = {
        c for c in gbk() if c not in face(name).characters and not 0xE000 <= ord(c) <= 0xF8FF
    }
    assert missing == {"≒"}  # which the family itself does not have


@pytest.mark.parametrize("name", _FILES)
def test_every_face_has_the_letters_and_signs_that_a_memo_uses(name):
    for character in "AZaz09 àéñöüßÅ–—‘’“”…·•§≥≤×[](){}&<>%¥€£":
        assert character in face(name).characters


@pytest.mark.parametrize("name", _FILES)
def test_figures_are_all_of_one_width_so_that_columns_stand(name):
    widths = [face(name).width(figure, 1000) for figure in "0123456789"]
    assert max(widths) - min(widths) <= 1


def test_the_fonts_come_with_their_licences_and_stay_small():
    for family in ("NotoSansSC", "SourceSerif4", "SourceSans3"):
        text = (FONTS / f"OFL-{family}.txt").read_text("utf-8")
        assert "SIL OPEN FONT LICENSE" in text.upper()
    assert sum(path.stat().st_size for path in FONTS.glob("*.ttf")) < 26_000_000


@pytest.mark.parametrize("paper", PAPERS.values(), ids=list(PAPERS))
def test_both_papers_hold_the_same_columns(paper):
    assert pytest.approx(170 * MM) == FULL
    assert paper.left + FULL <= paper.width - 19 * MM
