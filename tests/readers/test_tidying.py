"""Page text has one form, and composing keeps track of where each character came from."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from assay.readers.tidying import composed, is_kept, squeezed, tidy

TRICKY = "ae\u0301\u0323\uf900\r\n\x00\ud800\u1100\u1161稀𠮷 "
ANY = st.text(alphabet=TRICKY, max_size=20) | st.text(alphabet=st.characters(), max_size=100)


@given(ANY)
def test_tidy_text_is_nfc_storable_and_stays_as_it_is(raw):
    text = tidy(raw)
    assert text == unicodedata.normalize("NFC", text) == tidy(text)
    text.encode("utf-8")
    assert "\0" not in text
    assert "\r" not in text


@given(st.text(alphabet="ae\u0301\u0323\u1100\u1161\u11a8稀𠮷\uf900", max_size=30))
def test_composing_run_by_run_equals_composing_the_whole(raw):
    text, origin = composed([(char, index) for index, char in enumerate(raw)])
    assert text == unicodedata.normalize("NFC", raw)
    assert origin == sorted(origin)
    assert len(origin) == len(text)


def test_control_characters_are_dropped_and_lone_surrogates_marked():
    assert tidy("a\x00b\x1bc\ud800d") == "abc\ufffdd"
    assert not is_kept("\x07")


def test_squeezing_leaves_one_empty_line():
    assert squeezed("a  \n\n\n\nb\n") == "a\n\nb"
