"""Recognised pages: kept page by page, apart from documents' own texts, and made anew if lost."""

from assay.store.search_recognised import RecognisedCache, RecognisedText

PAGE = RecognisedText("稀土配额", b"boxes", "tesseract 5.3.0", "chi_sim+eng", 91)


def cache(tmp_path):
    return RecognisedCache(tmp_path / "cache" / "recognised.db")


def test_a_page_comes_back_as_it_was_kept(tmp_path):
    kept = cache(tmp_path)
    kept.keep("a", 2, PAGE)
    assert kept.page("a", 2) == PAGE
    assert kept.page("a", 1) is None
    assert kept.texts("a") == {2: "稀土配额"}
    assert kept.told("a") == {2: ("tesseract 5.3.0", "chi_sim+eng", 91)}
    kept.close()
    again = cache(tmp_path)
    assert again.page("a", 2) == PAGE
    again.close()


def test_a_stamp_changes_with_the_pages(tmp_path):
    kept = cache(tmp_path)
    kept.keep("a", 1, PAGE)
    first = kept.stamps(["a", "b"])
    kept.keep("a", 2, PAGE)
    second = kept.stamps(["a", "b"])
    assert set(first) == set(second) == {"a"}
    assert first != second
    kept.forget("a")
    assert kept.stamps(["a"]) == {}
    kept.close()


def test_another_window_is_noticed(tmp_path):
    one, other = cache(tmp_path), cache(tmp_path)
    before = one.generation()
    other.keep("a", 1, PAGE)
    assert one.generation() != before
    assert one.page("a", 1) == PAGE
    one.close()
    other.close()


def test_a_damaged_cache_is_made_anew(tmp_path):
    path = tmp_path / "cache" / "recognised.db"
    path.parent.mkdir()
    path.write_bytes(b"no database at all" * 100)
    kept = cache(tmp_path)
    kept.keep("a", 1, PAGE)
    assert kept.page("a", 1) == PAGE
    kept.close()
