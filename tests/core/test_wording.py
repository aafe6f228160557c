"""What is new in a text is found word by word, in any script, and never more than is there."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from assay.core import wording
from assay.core.wording import new_in

BASE = "The 2022 notice names an Inner Mongolia SASAC notice among its reasons."


def said(text: str, before: str) -> list[str]:
    return [text[a:b] for a, b in new_in(text, before)]


def test_words_that_came_are_found_and_words_that_stayed_are_not():
    mine = (
        "The 2022 notice names an Inner Mongolia SASAC notice and Baogang rules among its reasons."
    )
    assert said(mine, BASE) == ["and Baogang rules"]


def test_a_changed_word_is_marked_whole():
    assert said(BASE.replace("reasons", "grounds"), BASE) == ["grounds"]


def test_chinese_is_compared_letter_by_letter():
    assert said("党组织讨论是重要前置程序。", "党组织讨论是前置程序。") == ["重要"]


def test_nothing_is_new_in_the_same_text_or_in_a_shorter_one():
    assert new_in(BASE, BASE) == ()
    assert new_in("The 2022 notice", BASE) == ()
    assert new_in("", BASE) == ()


def test_all_is_new_where_there_was_nothing():
    assert said(BASE, "") == [BASE]


def test_a_very_long_text_is_compared_by_sentences(monkeypatch):
    monkeypatch.setattr(wording, "MOST", 5)
    before = "One stands here. Two stands here. Three stands here."
    assert said(before.replace("Two", "Both"), before) == ["Both stands here."]


@given(st.text(max_size=60), st.text(max_size=60))
def test_what_is_left_without_the_new_was_there_before(text, before):
    ranges = new_in(text, before)
    assert all(0 <= a < b <= len(text) for a, b in ranges)
    assert all(one[1] < two[0] for one, two in pairwise(ranges))
    kept = "".join(c for n, c in enumerate(text) if not any(a <= n < b for a, b in ranges))
    letters = iter(before)
    assert all(c.isspace() or c in letters for c in kept)
