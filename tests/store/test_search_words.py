"""Folding for search: what looks alike is alike, and every hit leads back to the original."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.store import search_words
from assay.store.search_words import folded, original_spans, query, rejoined, tokens


def hits(text: str, asked: str) -> list[str]:
    """The stretches of `text` that a query marks, by its patterns alone."""
    found = folded(text)
    spans = [span for term in query(asked).terms for span in term.spans(found.text, 100)]
    return [text[a:b] for a, b in original_spans(text, found.places, spans)]


@pytest.mark.parametrize(
    ("text", "asked", "marked"),
    [
        ("控股股东持有股份", "股东", ["股东"]),
        ("控股股东", "股", ["股", "股"]),
        ("漢語後面發行", "汉语", ["漢語"]),
        ("汉语后面发行", "後面", ["后面"]),
        ("稀\n土出口", "稀土", ["稀\n土"]),
        ("股、权", "股权", []),
        ("股、权", "股、权", ["股、权"]),
        ("股权Ltd的", "股权ltd", ["股权Ltd"]),
        ("𠮷野家", "𠮷野", ["𠮷野"]),
        ("㈱東京", "株", ["㈱"]),
        ("2024年度", "2024年", ["2024年"]),
        ("12024年", "2024年", []),
        ("ＡＢＣ公司", "abc", ["ＡＢＣ"]),
        ("Café au lait", "cafe", ["Café"]),
        ("the ﬁnance company", "finance", ["ﬁnance"]),
        ("STRASSE Straße", "straße", ["STRASSE", "Straße"]),
        ("governance and misgovernance", "govern", ["govern"]),
        ("govern governance", '"govern"', ["govern"]),
        ("the EU and Europe", "eu", ["EU"]),
        ("Europe", "eu*", ["Eu"]),
        ("state-owned, State owned", '"state owned"', ["state-owned", "State owned"]),
        ("38.03% of capital", "38.03", ["38.03"]),
        ("soft\u00adhyphen", "softhyphen", ["soft\u00adhyphen"]),
        ("한국어로", "한국", ["한국"]),
        ("“党组织”", "“党组织”", ["党组织"]),
    ],
)
def test_a_query_marks_what_a_person_means(text, asked, marked):
    assert hits(text, asked) == marked


def test_two_characters_are_one_token_and_one_begins_tokens():
    assert tokens("控股 a 东").split() == ["控股", "股", "a", "东"]
    assert query("控股").match == '"控股"'
    assert query("股").match == '"股" *'


@pytest.mark.parametrize("asked", ["", "   ", '"', "、。", "*", "%_", "\x00", "-", '""'])
def test_what_has_no_words_asks_nothing(asked):
    assert not query(asked)


@pytest.mark.parametrize(
    "asked", ['a" OR "b', "a NEAR(b)", "title:x", "a AND NOT b", "^a", "a + b", "{x}:y"]
)
def test_the_language_of_the_index_is_no_language_here(asked):
    words = [term.match for term in query(asked).terms]
    assert all(word.startswith('"') and word.count('"') == 2 for word in words)


def test_a_query_is_cut_before_it_gets_expensive():
    assert len(query(" ".join(f"word{n}" for n in range(500))).terms) == 16
    assert len(query("长" * 10_000).match) < 3 * search_words.QUERY_LIMIT


def test_words_cut_by_the_end_of_a_line_are_whole_again():
    text = "good gover-\n  nance of state-\nowned firms"
    assert [(word, text[a:b]) for word, (a, b) in rejoined(text)] == [
        ("governance", "gover-\n  nance"),
        ("stateowned", "state-\nowned"),
    ]


TEXTS = st.text(
    st.one_of(
        st.characters(codec="utf-8"),
        st.sampled_from("股权股东漢語後發ＡＢéﬁß㈱𠮷\u00ad\n -、ab1"),
    ),
    max_size=700,
)


@given(TEXTS, st.data())
def test_spans_lead_back_to_the_characters_they_came_from(text, data):
    found = folded(text)
    if not found.text:
        return
    first = data.draw(st.integers(0, len(found.text) - 1))
    last = data.draw(st.integers(first + 1, len(found.text)))
    ((a, b),) = original_spans(text, found.places, [(first, last)])
    assert 0 <= a < b <= len(text)
    assert found.text[first:last] in folded(text[a:b]).text


@given(TEXTS)
def test_folding_twice_changes_nothing_more(text):
    once = folded(text).text
    assert folded(once).text == once


@given(TEXTS)
def test_no_query_raises(text):
    query(text)
    query(f'"{text}"')
