from hypothesis import given
from hypothesis import strategies as st

from assay.core.memo_text import NBSP, bind_last, clean, cut, has_han, typeset


def test_apostrophes_and_quotes_turn():
    assert typeset("the parent's 'joint office' is the holders' own") == (
        "the parent’s ‘joint office’ is the holders’ own"
    )


def test_a_quoted_word_at_the_start_turns_both_ways():
    assert typeset("'All' does not hold") == "‘All’ does not hold"


def test_a_date_a_sum_and_an_article_stay_together():
    assert typeset("10 November 2026") == f"10{NBSP}November 2026"
    assert typeset("CNY 2.176 billion") == f"CNY{NBSP}2.176{NBSP}billion"
    assert typeset("see article 13") == f"see article{NBSP}13"


def test_a_short_last_word_is_bound_to_the_one_before_it():
    assert bind_last("the rule that was used") == f"the rule that was{NBSP}used"
    assert bind_last("the word administration") == "the word administration"


def test_controls_and_turners_of_direction_go():
    assert clean("a\u202eb\u0000c\u200bd\u2066e") == "abcde"


def test_line_ends_of_every_kind_are_one_line_end():
    assert clean("a\r\nb\u2028c\n\n  d") == "a\nb\nc\nd"


def test_the_pieces_of_a_cut_text_say_that_it_was_cut():
    assert cut("abcdef", 3, "(cut)") == "abc (cut)"
    assert cut("abc", 3, "(cut)") == "abc"


@given(st.text())
def test_clean_text_is_clean_for_good(text):
    once = clean(text)
    assert clean(once) == once
    assert not any(ord(c) < 32 and c != "\n" for c in once)


@given(st.text(alphabet="ab 'xyz\n稀土", max_size=60))
def test_typesetting_only_changes_apostrophes_and_blanks(text):
    def back(value):
        return value.replace("’", "'").replace("‘", "'").replace(NBSP, " ")

    assert back(typeset(text)) == text


def test_full_width_marks_count_as_ideographs():
    assert has_han("，")
    assert has_han("稀")
    assert not has_han("é—’")
