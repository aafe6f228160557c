import re
from html import escape
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assay.core.memo import Table
from assay.core.memo_text import clean
from assay.report.html import html
from factories_memo import (
    FIXTURES,
    HOSTILE,
    cnre,
    fixture_memo,
    hostile_state,
    memo_of,
    short_checklist,
    squeezed,
)


class Seen(HTMLParser):
    """What a page holds: tags in order, ids, targets, text."""

    VOID = frozenset({"meta", "br", "col"})

    def __init__(self):
        super().__init__()
        self.open, self.tags, self.ids, self.targets, self.text = [], set(), [], set(), []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value)
            if name == "href":
                self.targets.add(value)
            assert not name.startswith("on")
            assert name not in {"src", "srcset", "action"}
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in self.VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open[-1:] != ["style"]:
            self.text.append(data)


def seen(page):
    parser = Seen()
    parser.feed(page)
    parser.close()
    assert parser.open == []
    return parser


@pytest.fixture(scope="module")
def example():
    return seen(html(cnre()))


def test_every_link_stays_on_the_page_and_finds_its_place(example):
    assert len(example.targets) > 150
    assert {target[1:] for target in example.targets} <= set(example.ids)
    assert all(target.startswith("#") for target in example.targets)


def test_no_place_has_two_names_alike(example):
    assert len(example.ids) == len(set(example.ids))


def test_the_page_needs_nothing_but_itself():
    page = html(cnre())
    assert not re.search(r"<(script|img|link|iframe|object|base)\b", page)
    assert "url(" not in page
    assert "@import" not in page


def test_the_page_says_what_the_paper_says(example):
    text = squeezed("".join(example.text))
    for words in (
        "Not ratable",
        "Against our view",
        "中国北方稀土（集团）高科技股份有限公司",
        "Right of reply",
    ):
        assert squeezed(words) in text
    for section in cnre().sections:
        assert squeezed(section.title) in text


@pytest.mark.parametrize("name", FIXTURES)
def test_every_project_gives_a_whole_page(name):
    assert "Coverage" in "".join(seen(html(fixture_memo(name))).text)


@pytest.mark.parametrize("text", HOSTILE[:8], ids=[repr(text[:16]) for text in HOSTILE[:8]])
def test_what_a_person_typed_is_text_and_never_markup(text):
    page = seen(html(memo_of(hostile_state(text), listed=short_checklist())))
    assert "img" not in page.tags
    assert squeezed(clean(text))[:40] in squeezed("".join(page.text))


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=120))
def test_any_text_keeps_the_page_whole(text):
    page = seen(html(memo_of(hostile_state(text), listed=short_checklist())))
    assert {target[1:] for target in page.targets} <= set(page.ids)


def test_the_contents_lead_to_every_section() -> None:
    page = html(cnre())
    nav = page.partition("<nav>")[2].partition("</nav>")[0]
    places = re.findall(r'href="#([^"]+)"', nav)
    assert len(places) == len(cnre().sections)
    assert [place for place in places if page.count(f'<section id="{place}"') != 1] == []


def test_samples_of_the_marks_stand_under_their_table() -> None:
    page = html(cnre())
    legends = [
        block.legend for s in cnre().sections for block in s.blocks if isinstance(block, Table)
    ]
    told = [word for legend in legends for _, word in legend]
    assert told
    assert [word for word in told if f"</svg> {escape(word)}</span>" not in page] == []
