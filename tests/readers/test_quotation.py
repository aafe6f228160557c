"""A quotation is found where it stands, in the mildest state that is true, or not at all."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.readers.quotation import CONTEXT, State, check
from assay.readers.tidying import tidy

PAGES = (
    "The exam-\nple ofﬁce said “yes” to a long-\nterm plan. 2023-\n2024 was ﬁne.\n12",
    "Running head\nand the sentence goes on here. 控股 股东\n为 包钢(集团)公司 café 10² x",
)
TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200).map(tidy)


@given(st.lists(TEXT, min_size=1, max_size=4), st.data())
def test_any_piece_of_a_page_is_verbatim_and_its_offsets_count_code_points(pages, data):
    page = data.draw(st.integers(0, len(pages) - 1))
    start = data.draw(st.integers(0, len(pages[page])))
    end = data.draw(st.integers(start, len(pages[page])))
    quote = pages[page][start:end]
    found = check(quote, pages)
    if not quote.strip():
        assert found.state is State.NOT_FOUND
        return
    assert found.state is State.VERBATIM
    text = pages[found.page - 1]
    assert text[found.start : found.end] == quote
    assert found.prefix == text[: found.start][-CONTEXT:]
    assert found.suffix == text[found.end :][:CONTEXT]


@given(TEXT, TEXT, st.text(alphabet="𠮷𝔊稀土ab", min_size=1, max_size=20))
def test_offsets_hold_beside_astral_characters(before, after, quote):
    page = tidy(before + quote + after)
    found = check(quote, [page])
    assert page[found.start : found.end] == quote


@given(TEXT, st.integers(0, 200), st.integers(1, 60))
def test_what_was_chosen_is_found_again_at_its_own_place(text, start, length):
    page = text * 3
    quote = page[start : start + length]
    if quote.strip():
        found = check(quote, ["", page], page=2, start=start)
        assert (found.page, found.start) == (2, start)
        assert page[found.start : found.end] == quote


@given(
    st.lists(st.sampled_from(["share", "holder", "of", "the", "稀土", "集团", "2024"]), min_size=2)
)
def test_other_line_breaks_and_widths_are_normalised_away(words):
    page = " ".join(words)
    typeset = "\n".join(words).translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789"})
    assert check(typeset, [page]).state in (State.VERBATIM, State.NORMALISED)
    assert check(page, [typeset]).state in (State.VERBATIM, State.NORMALISED)


@pytest.mark.parametrize(
    ("quote", "exact"),
    [
        ("example office", "exam-\nple ofﬁce"),
        ('said "yes" to a long-term plan', "said “yes” to a long-\nterm plan"),
        ("2023-2024 was fine", "2023-\n2024 was ﬁne"),
        ("控股股东为包钢（集团）公司", "控股 股东\n为 包钢(集团)公司"),
        (unicodedata.normalize("NFD", "café"), "café"),
    ],
)
def test_typesetting_does_not_hide_a_quotation(quote, exact):
    found = check(quote, PAGES)
    assert found.state is State.NORMALISED
    assert PAGES[found.page - 1][found.start : found.end] == exact


@pytest.mark.parametrize(
    "quote",
    [
        "20232024",
        "102",
        "cafe",
        "Example office",
        "re-sign",
        "controlling",
        "",
        " \n",
        "x" * 30_000,
    ],
)
def test_what_is_not_there_is_not_found(quote):
    assert check(quote, [*PAGES, "they resign"]).state is State.NOT_FOUND


def test_a_sentence_is_followed_over_the_page_break_past_footer_and_running_head():
    found = check("was fine. and the sentence goes on", PAGES)
    assert (found.state, found.page, found.end_page) == (State.ACROSS_PAGES, 1, 2)
    assert PAGES[0][found.start :].startswith("was ﬁne.")
    assert PAGES[1][: found.end].endswith("goes on")


def test_a_word_that_the_page_break_cuts_is_joined():
    pages = ["It is held by the share-", "holder named below."]
    found = check("held by the shareholder named", pages)
    assert found.state is State.ACROSS_PAGES
    assert pages[1][: found.end] == "holder named"


def test_an_address_broken_after_a_slash_is_joined():
    page = "see (https://www.example.org/-\ndoc/manuals) there"
    assert check("https://www.example.org/doc/manuals", [page]).state is State.NORMALISED


def test_two_unrelated_ends_of_pages_are_no_sentence():
    assert check("plan. x", PAGES).state is State.NOT_FOUND
    assert check("was fine here", PAGES).state is State.NOT_FOUND


def test_among_twins_the_surroundings_choose_then_the_page():
    pages = ["one stake here", "two stake there", "three stake here"]
    assert check("stake", pages, page=2).page == 2
    assert check("stake", pages, page=2, prefix="three ").page == 3
    assert check("stake", pages).occurrences == 3


def test_a_quotation_that_moved_is_reported_where_it_is_now():
    found = check("the plan", ["nothing", "now the plan is here"], page=1, start=4)
    assert (found.state, found.page, found.start) == (State.VERBATIM, 2, 4)


@given(TEXT, TEXT)
def test_any_two_texts_get_an_answer_whose_span_lies_on_its_page(quote, page):
    found = check(quote, [page, page])
    if found.page:
        assert 0 <= found.start <= len(page)
        assert 0 <= found.end <= len(page)
        assert found.state is not State.NOT_FOUND
