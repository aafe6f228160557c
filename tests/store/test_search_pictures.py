"""Small pictures: kept by the bytes they are of, bounded, and made anew if lost."""

from assay.store.search_pictures import PictureCache


def path(tmp_path):
    return tmp_path / "cache" / "pictures.db"


def test_a_picture_comes_back_and_so_does_that_there_is_none(tmp_path):
    kept = PictureCache(path(tmp_path))
    kept.keep("a", b"picture")
    kept.keep("b", b"")
    kept.close()
    again = PictureCache(path(tmp_path))
    assert [again.picture(key) for key in "abc"] == [b"picture", b"", None]
    again.close()


def test_what_was_made_first_goes_when_there_is_no_room(tmp_path):
    kept = PictureCache(path(tmp_path), room=1_000)
    for key in "abcd":
        kept.keep(key, bytes(400))
    assert [kept.picture(key) is not None for key in "abcd"] == [False, False, True, True]
    kept.keep("large", bytes(5_000))
    assert kept.picture("large") == bytes(5_000)
    kept.close()


def test_a_damaged_file_is_made_anew(tmp_path):
    path(tmp_path).parent.mkdir()
    path(tmp_path).write_bytes(b"no database " * 100)
    kept = PictureCache(path(tmp_path))
    assert kept.picture("a") is None
    kept.keep("a", b"picture")
    assert kept.picture("a") == b"picture"
    kept.close()
