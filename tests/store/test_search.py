"""The search index: agrees with a plain look into every text, keeps up, and can always be made again."""

import random
import re
import sqlite3
import threading

import pytest

from assay.store import search
from assay.store.search import Entry, SearchIndex
from assay.store.search_words import query
from factories_vault import FIELD_EN, FIELD_ZH, corpus


@pytest.fixture
def index(tmp_path):
    made = SearchIndex(tmp_path / "index.db")
    yield made
    made.close()


def entry(id, body, title="", kind="text", page=1, stamp="1"):
    return Entry(kind, id, page, title, body, stamp)


def found(index, asked):
    return [hit.id for hit in index.search(query(asked))]


def put(index, **bodies):
    index.update(entry(id, body) for id, body in bodies.items())


def test_only_what_holds_every_word_is_found(index):
    put(index, a="控股股东 governance", b="控股股东", c="governance")
    assert found(index, "股东 governance") == ["a"]
    assert sorted(found(index, "股东")) == ["a", "b"]
    assert found(index, "股份") == []


def test_a_title_counts_for_more_than_a_text(index):
    filler = " 其他内容" * 20
    index.update([entry("text", f"稀土{filler}"), entry("title", f"别的{filler}", title="稀土")])
    assert found(index, "稀土") == ["title", "text"]


def test_neighbours_across_a_comma_are_no_word(index):
    put(index, a="股，权", b="股权")
    assert found(index, "股权") == ["b"]


def test_words_cut_at_the_end_of_a_line_are_found_both_ways(index):
    put(index, a="the gover-\nnance of state-\nowned firms")
    for asked in ("governance", '"state owned"', "owned"):
        assert found(index, asked) == ["a"], asked


def test_an_entry_put_again_replaces_its_like_and_a_dropped_one_is_gone(index):
    put(index, a="旧的内容", b="旧的内容")
    index.update([entry("a", "新的内容", stamp="2")])
    assert (found(index, "旧的"), found(index, "新的")) == (["b"], ["a"])
    index.update((), [("text", "b")])
    assert found(index, "旧的") == []
    assert index.stamps(["text"]) == {("text", "a", 1): "2"}


def test_what_is_taken_out_leaves_nothing_in_the_index(index):
    for text in ("混合ABC文字 gover-\nnance", "ﬁne ㈱ 한국어", "𠮷野家，稀\n土"):
        put(index, a=text)
        index.update((), [("text", "a")])
    assert list(index._db.execute("SELECT * FROM words WHERE words MATCH '\"稀土\"'")) == []
    index._db.execute("INSERT INTO words (words) VALUES ('integrity-check')")


def test_an_update_that_fails_changes_nothing(index):
    put(index, a="before")

    def broken():
        yield entry("b", "during")
        raise ValueError

    with pytest.raises(ValueError):
        index.update(broken(), [("text", "a")])
    assert found(index, "before") == ["a"]
    assert found(index, "during") == []


def test_more_than_the_first_hits_come_all_and_once(index):
    index.update(entry(f"d{n}", f"稀土 number{n}") for n in range(search._FIRST * 2 + 7))
    every = found(index, "稀土")
    assert len(every) == len(set(every)) == search._FIRST * 2 + 7


@pytest.mark.parametrize(
    "damage", [b"", b"no database at all" * 100, b"SQLite format 3\0" + b"\0" * 4000]
)
def test_a_damaged_index_is_made_anew(tmp_path, damage):
    path = tmp_path / "index.db"
    path.write_bytes(damage)
    index = SearchIndex(path)
    put(index, a="稀土")
    assert found(index, "稀土") == ["a"]
    index.close()


def test_an_index_of_another_format_is_made_anew(tmp_path):
    path = tmp_path / "index.db"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE words (x)")
        db.execute("PRAGMA user_version = 99")
    db.close()
    index = SearchIndex(path)
    assert found(index, "x") == []
    put(index, a="x1")
    index.close()


def test_where_nothing_can_be_written_the_index_lives_in_memory(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    index = SearchIndex(blocked / "index.db")
    put(index, a="稀土")
    assert found(index, "稀土") == ["a"]
    index.close()


def test_two_windows_may_share_one_index(tmp_path):
    one, other = SearchIndex(tmp_path / "index.db"), SearchIndex(tmp_path / "index.db")
    put(one, a="稀土")
    assert found(other, "稀土") == ["a"]
    put(other, b="稀土")
    assert sorted(found(one, "稀土")) == ["a", "b"]
    one.close(), other.close()


def test_searching_goes_on_while_another_thread_adds(index):
    put(index, **{f"d{n}": "稀土" for n in range(50)})
    seen = []
    adding = threading.Thread(
        target=lambda: [put(index, **{f"n{n}": "稀土 new"}) for n in range(50)]
    )
    adding.start()
    while adding.is_alive():
        seen.append(len(found(index, "稀土")))
    adding.join()
    assert seen == sorted(seen)
    assert len(found(index, "稀土")) == 100


# -- the oracle -----------------------------------------------------------------------------------


def agreement(tmp_path, documents):
    """How many of the queries find exactly the documents that hold their words."""
    texts = corpus(documents)
    index = SearchIndex(tmp_path / "corpus.db")
    index.update(entry(str(n), text.came) for n, text in enumerate(texts))
    queries = _queries(texts)
    right = 0
    for asked, holds in queries:
        meant = {str(n) for n, text in enumerate(texts) if holds(text.meant)}
        right += set(found(index, asked)) == meant
    index.close()
    return right / len(queries), len(queries)


def _queries(texts):
    rng = random.Random(11)
    chinese = list(FIELD_ZH)
    for _ in range(220):
        text = rng.choice(texts[1::2]).meant
        start = rng.randrange(len(text) - 4)
        chinese.append(text[start : start + rng.choice((1, 2, 2, 2, 3, 4))])
    found = [(word, _holds(word)) for word in chinese if word.isalpha() and not word.isascii()]
    words = [*FIELD_EN, *(rng.choice(rng.choice(texts[0::2]).meant.split()) for _ in range(100))]
    for word in (word.strip(",") for word in words):
        if len(word) > 2:
            found.append((word, _matches(rf"(?<![a-z]){word}")))
        found.append((f'"{word}"', _matches(rf"(?<![a-z]){word}(?![a-z])")))
    for _ in range(30):
        pair = rng.choice(texts[0::2]).meant.replace(",", "").split()[:2]
        found.append(
            (f'"{" ".join(pair)}"', _matches(rf"(?<![a-z]){pair[0]},? {pair[1]}(?![a-z])"))
        )
    mixed = [match for text in texts[1::2] for match in re.findall(r"..ETF\d+", text.meant)]
    found += [(word, _matches(re.escape(word))) for word in mixed[:30]]
    return found


def _holds(word):
    return lambda text: word in text


def _matches(pattern):
    compiled = re.compile(pattern)
    return lambda text: compiled.search(text) is not None


def test_the_index_agrees_with_looking_into_every_text(tmp_path):
    share, count = agreement(tmp_path, 500)
    assert count > 400
    assert share >= 0.99


@pytest.mark.soak
def test_the_index_agrees_with_looking_into_ten_thousand_texts(tmp_path):
    share, count = agreement(tmp_path, 10_000)
    assert count > 400
    assert share >= 0.99
