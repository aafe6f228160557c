"""Passphrases: what everybody would try is named, and no number is made up for the rest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.words.fingerprints import COUNT, fingerprint, new_passphrase
from assay.words.passphrases import remarks


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "passphrase_short"),
        ("Tr0ub4dor&3", "passphrase_short"),
        ("稀土公司", "passphrase_short"),
        ("P@ssw0rd2026!!!", "passphrase_common"),
        ("passwordpassword", "passphrase_common"),
        ("correct horse battery staple", "passphrase_common"),
        ("aaaaaaaaaaaaaaaa", "passphrase_pattern"),
        ("abcabcabcabcabc", "passphrase_pattern"),
        ("1234567890123456", "passphrase_pattern"),
        ("qwertyuiop[]asdf", "passphrase_pattern"),
        ("Northern-Rare-Earth-1", "passphrase_known"),
        ("China Northern Rare Earths", "passphrase_known"),
    ],
)
def test_what_guessers_try_first_is_named(text, expected):
    assert expected in remarks(text, ["China Northern Rare Earth", "Northern Rare Earth", ""])


@pytest.mark.parametrize(
    "text",
    [
        "violet kettle under seven stairs",
        "北京的秋天总是很短但很美",
        "gW7#tq!mZp04&xe",
        "12 men rode to Ürümqi",
    ],
)
def test_nothing_is_said_where_nothing_was_noticed(text):
    assert remarks(text, ["China Northern Rare Earth"]) == ()


@given(st.text(max_size=80), st.lists(st.text(max_size=20), max_size=3))
def test_any_text_can_be_looked_at(text, known):
    assert isinstance(remarks(text, known), tuple)


def test_what_is_suggested_has_eight_words_and_no_remark():
    made = [new_passphrase() for _ in range(50)]
    assert len(set(made)) == 50
    assert all(len(text.split("-")) == COUNT and remarks(text) == () for text in made)


def test_a_fingerprint_is_eight_words_that_differ_with_the_key():
    assert fingerprint("a") == fingerprint("a") != fingerprint("b")
    assert len(fingerprint("a")) == COUNT
    # Written down once: two people on two versions must read the same words.
    assert " ".join(fingerprint("a")) == "rocket museum lagoon bench rocket brush prairie rocket"
