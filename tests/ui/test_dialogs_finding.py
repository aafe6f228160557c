from hypothesis import given
from hypothesis import strategies as st

from assay.ui.dialogs.finding import Entry, Finder, marks

PARTY = Entry("question", "PTY-01", "PTY-01", "Does a Party committee sit in the company?")
SEAT = Entry("question", "OWN-02", "OWN-02", "Who appoints the third-party auditor?")
CODE = Entry("question", "PAR-09", "PAR-09", "Anything else?")
PAPER = Entry("evidence", ":1", "party-regs-2019", "国有企业基层组织工作条例（试行）")
ADD = Entry("command", "add", "Add files…", "", "Evidence", keys="Ctrl E")
FINDER = Finder([SEAT, PARTY, CODE, PAPER, ADD])


def ids(query, room=10, finder=FINDER):
    return [entry.id for some in finder.find(query, room).shown.values() for entry in some]


def test_a_code_is_found_with_and_without_its_hyphen():
    assert ids("pty-01") == ids("PTY01") == ["PTY-01"]


def test_a_code_stands_before_a_text_that_names_it():
    other = Entry("question", "AAA-01", "AAA-01", "As asked in PTY-01?")
    assert ids("pty-01", finder=Finder([other, PARTY])) == ["PTY-01", "AAA-01"]


def test_codes_that_begin_so_stand_before_words_and_words_before_parts():
    hidden = Entry("question", "ZZZ-1", "ZZZ-1", "A compartment")
    finder = Finder([hidden, SEAT, PARTY, CODE])
    assert ids("par", finder=finder) == ["PAR-09", "OWN-02", "PTY-01", "ZZZ-1"]


def test_every_word_has_to_be_there_in_any_order():
    assert ids("company party") == ["PTY-01"]
    assert ids("company auditor") == []


def test_chinese_is_found_anywhere_in_a_title():
    assert ids("组织工作") == [":1"]


def test_a_prefix_keeps_to_one_kind():
    assert ids("# party") == ["OWN-02", "PTY-01"]
    assert ids("@party") == [":1"]
    assert ids("> party") == []
    assert ids(">") == ["add"]


def test_what_is_not_shown_is_looked_through_too():
    assert ids("> evidence") == ["add"]


def many(count):
    return [Entry("question", f"Q-{n}", f"Q-{n}", "risk") for n in range(count)]


def test_each_kind_keeps_its_share_of_the_rows():
    others = [Entry("evidence", f"e{n}", f"e{n}", "risk") for n in range(50)]
    commands = [Entry("command", f"c{n}", f"c{n}", "risk") for n in range(50)]
    found = Finder([*many(50), *others, *commands]).find("risk", 10)
    assert {kind: len(some) for kind, some in found.shown.items()} == {
        "question": 4,
        "evidence": 3,
        "command": 3,
    }
    assert found.total == 150


def test_what_one_kind_leaves_goes_to_the_others():
    found = Finder([*many(50), ADD]).find("", 10)
    assert {kind: len(some) for kind, some in found.shown.items()} == {"question": 9, "command": 1}


@given(st.text(max_size=30), st.integers(1, 12))
def test_no_query_breaks_it_or_shows_more_than_there_is_room_for(query, room):
    found = Finder([*many(20), SEAT, PARTY, PAPER, ADD]).find(query, room)
    shown = sum(len(some) for some in found.shown.values())
    assert shown <= min(room, found.total)
    assert shown == min(room, found.total)


@given(st.text(max_size=40), st.lists(st.text(min_size=1, max_size=5), max_size=3))
def test_marks_lie_in_the_text_in_order(text, terms):
    place = 0
    for start, end in marks(text, terms):
        assert place <= start < end <= len(text)
        place = end


def test_marks_ignore_case_and_take_signs_as_they_are():
    assert marks("Party (party)", ("PARTY", "(")) == [(0, 5), (6, 7), (7, 12)]
