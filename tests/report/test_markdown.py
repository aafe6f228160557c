"""The memo as Markdown: a parser reads back what was typed, and finds no markup in it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assay.core.memo_text import clean
from assay.report.markdown import escaped, markdown
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

OURS = re.compile(r'<a id="x[\w-]+">|</a>|<br>')


def parse(content: bytes):
    return MarkdownIt("commonmark").enable("table").parse(content.decode())


def inline(tokens):
    for token in tokens:
        yield token
        yield from inline(token.children or ())


def shown(content: bytes) -> str:
    texts = (t.content for t in inline(parse(content)) if t.type in {"text", "text_special"})
    return "".join(texts)


@pytest.fixture(scope="module")
def example() -> bytes:
    return markdown(cnre())


def test_sections_are_headings_and_tables_are_tables(example) -> None:
    tokens = list(parse(example))
    heads = [tokens[n + 1].content for n, t in enumerate(tokens) if t.type == "heading_open"]
    assert any(head.endswith("Heat map") for head in heads)
    assert sum(t.type == "table_open" for t in tokens) > 20
    assert not any(t.type in {"code_block", "fence", "html_block"} for t in tokens)


def test_every_citation_leads_to_its_entry(example) -> None:
    text = example.decode()
    targets = set(re.findall(r"\]\(#(x[\w-]+)\)", text))
    places = re.findall(r'<a id="(x[\w-]+)">', text)
    assert len(targets) > 100
    assert targets <= set(places)
    assert len(places) == len(set(places))


@pytest.mark.parametrize("name", FIXTURES)
def test_every_project_gives_a_file(name) -> None:
    assert "Coverage" in shown(markdown(fixture_memo(name)))


@pytest.mark.parametrize("text", HOSTILE, ids=[repr(text[:16]) for text in HOSTILE])
def test_what_a_person_typed_is_text(text) -> None:
    content = markdown(memo_of(hostile_state(text), listed=short_checklist()))
    for token in inline(parse(content)):
        if token.type.startswith("html"):
            assert OURS.fullmatch(token.content)
        assert token.type != "image"
        if token.type == "link_open":
            assert token.attrs["href"].startswith("#x")
    assert squeezed(clean(text))[:40] in squeezed(shown(content))


@settings(max_examples=200)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
def test_any_line_reads_back_as_it_was(text) -> None:
    line = clean(text).replace("\n", " ").strip()
    tokens = MarkdownIt("commonmark").enable("table").parse("x" + escaped(text))
    assert [t.type for t in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    children = tokens[1].children or []
    assert {t.type for t in children} <= {"text", "text_special"}
    assert "".join(t.content for t in children) == f"x{line}"


@settings(max_examples=200)
@given(st.text(alphabet="-+=*#>123456789.) ab|`~_[]()!<&:/w@", max_size=12))
def test_no_line_begins_something(text) -> None:
    line = escaped(text)
    tokens = MarkdownIt("commonmark").enable("table").parse(line)
    kinds = [t.type for t in tokens]
    assert kinds in ([], ["paragraph_open", "inline", "paragraph_close"])
