"""Folding: two typesettings of one sentence are the same, and spans lead back to the original."""

from hypothesis import given
from hypothesis import strategies as st

from assay.readers.folding import fold, skeleton

TEXT = st.text(max_size=120)


@given(TEXT)
def test_every_folded_character_knows_the_span_it_stands_for(text):
    folded = fold(text)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    assert all(0 <= a < b <= len(text) for a, b in zip(folded.starts, folded.ends, strict=True))
    assert list(folded.starts) == sorted(folded.starts)


@given(TEXT, TEXT, TEXT)
def test_the_skeleton_never_rules_out_a_match(before, quote, after):
    page = before + quote + after
    if fold(quote).text and fold(quote).text in fold(page).text:
        assert skeleton(quote) in skeleton(page)


def test_powers_and_fractions_stay_what_they_are():
    assert fold("10² ½ ①").text == "10² ½ ①"


def test_korean_keeps_the_spaces_that_chinese_loses():
    assert (
        fold("주식회사 이사회").text == fold("주식회사\n이사회").text != fold("주식회사이사회").text
    )
    assert fold("北方 稀土").text == "北方稀土"
