import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.core.memo_text import NBSP, has_han
from assay.report.line_breaking import HALF, NO_END, NO_START, atoms, break_lines, may_break
from factories_memo import checklist

WIDTHS = (60, 90, 120, 200, 260, 345)


class Run:
    """Ideographs are 10 wide, everything else 5."""

    def width(self, text):
        return sum(10 if has_han(c) else 5 for c in text)


def lines(text, width):
    found = atoms([(text, Run())])
    spans = break_lines(found, width)
    return ["".join(a.text for a in found[first:end]) for first, end in spans]


def chinese_texts():
    listed = checklist()
    for domain in listed.domains:
        yield domain.title["zh-Hans"]
        yield domain.channel["zh-Hans"]
        for question in domain.questions:
            yield from (t["zh-Hans"] for t in (question.text, question.why, question.proof))
    yield from (flag.text["zh-Hans"] for flag in listed.flags)


@pytest.fixture(scope="module")
def broken():
    """(line, line that follows) at every break of the checklist's Chinese texts."""
    pairs = []
    for text in chinese_texts():
        for width in WIDTHS:
            found = lines(text, width)
            pairs += pairwise(found)
    return pairs


def test_there_is_enough_text_to_say_anything(broken):
    assert len(broken) > 1500


def test_no_line_begins_with_a_mark_that_closes(broken):
    assert [pair for pair in broken if pair[1][0] in "，。；：、！？）》」』】”%"] == []


def test_no_line_ends_with_a_mark_that_opens(broken):
    assert [pair for pair in broken if pair[0][-1] in "（《「『【“"] == []


def test_no_number_and_no_word_is_cut():
    whole = re.compile(r"[0-9A-Za-z]+$")
    cut = []
    for text in chinese_texts():
        for one, other in pairwise(lines(text, 200)):
            if re.match(r"[0-9A-Za-z]", other) and whole.search(one) and one + other in text:
                cut.append((one, other))
    assert cut == []


def test_no_line_is_longer_than_its_measure_by_more_than_half_a_mark():
    for text in chinese_texts():
        for width in WIDTHS:
            for line in lines(text, width):
                over = Run().width(line) - width
                assert over <= 0 or (over <= 5 and line[-1] in HALF)


def test_nothing_is_lost_between_the_lines():
    for text in chinese_texts():
        assert "".join(lines(text, 120)).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(
    ("before", "after", "allowed"),
    [
        ("稀", "土", True),
        ("稀", "，", False),
        ("（", "稀", False),
        ("2025", "年", True),
        ("word ", "next", True),
        ("word", " ", False),
        (NBSP, "a", False),
        ("state-", "owned", True),
        ("RF-", "AUD", False),
        ("and/", "or", True),
        ("2022–", "2024", False),
        ("稀", "“", True),
        ("a", "b", False),
    ],
)
def test_where_a_line_may_end(before, after, allowed):
    assert may_break(before, after) is allowed


def test_a_code_stays_whole_and_a_compound_does_not():
    assert lines("see RF-AUD-2", 45) == ["see", "RF-AUD-2"]
    assert lines("the state-owned firm", 60) == ["the state-", "owned firm"]
    assert lines("validity at cut-off", 85) == ["validity at", "cut-off"]
    assert lines("截至2027年11月23日", 85) == ["截至", "2027年11月23日"]
    assert lines("filing in zh-Hans", 65) == ["filing in", "zh-Hans"]


def test_a_word_longer_than_the_line_is_cut_and_goes_on():
    assert lines("x" * 30, 50) == ["x" * 10] * 3


def test_a_line_end_in_the_text_ends_the_line():
    assert lines("one\ntwo\n\nthree", 500) == ["one", "two", "", "three"]


def test_the_number_of_a_citation_stays_with_its_word():
    assert lines(f"some word{NBSP}[17]", 50) == ["some", f"word{NBSP}[17]"]


@given(st.text(alphabet="ab-/ 稀土，。（）“”12\u00a0\n", max_size=80), st.integers(12, 200))
def test_every_break_keeps_the_rules_and_every_character(text, width):
    found = atoms([(text, Run())])
    spans = break_lines(found, width)
    shown = [found[first:end] for first, end in spans]
    assert "".join(a.text for line in shown for a in line).replace(" ", "") == re.sub(
        "[ \n]", "", text
    )
    for line in shown:
        for one, other in pairwise(line):
            assert one.text != "\n"
            assert other.text != "\n"


@given(st.text(alphabet="稀土矿业，。（）", min_size=1, max_size=60))
def test_chinese_breaks_never_begin_or_end_wrongly_where_the_text_allows_it(text):
    wide = 100
    for one, other in pairwise(lines(text, wide)):
        bad = other[0] in NO_START or one[-1] in NO_END
        # A row of marks longer than the line leaves no choice.
        assert not bad or not re.search("[稀土矿业][稀土矿业]", one)
