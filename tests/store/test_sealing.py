"""Sealed copies: any age tool opens what we seal, we open what any seals, and nothing half-open stays."""

import io
import os
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.core.errors import CannotWrite, InvalidInput, NotAProject
from assay.store import age_format, header, sealing
from assay.store.sealing import Identities, Passphrase, Recipients, check_recipients, seal, unseal
from factories_store import project

pyrage = import_module("pyrage")
CHUNK = age_format.CHUNK
EASY = 4
"""Work of one try in tests."""


class Stop(Exception):
    pass


def sealed(tmp_path, content, key, name="out.age"):
    source, out = tmp_path / "plain", tmp_path / name
    source.write_bytes(content)
    seal(source, out, key, work=EASY)
    return out


def opened(path, key, **how):
    out = path.with_suffix(".open")
    unseal(path, out, key, project=False, **how)
    return out.read_bytes()


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_another_age_tool_opens_what_a_passphrase_sealed(tmp_path, size):
    content = os.urandom(size)
    out = sealed(tmp_path, content, Passphrase("correct horse 正确"))
    assert pyrage.passphrase.decrypt(out.read_bytes(), "correct horse 正确") == content
    assert opened(out, Passphrase("correct horse 正确")) == content


@pytest.mark.parametrize("size", [0, CHUNK, CHUNK + 1])
def test_a_key_opens_what_was_sealed_for_it_here_and_elsewhere(tmp_path, size):
    content, mine, other = os.urandom(size), *(pyrage.x25519.Identity.generate() for _ in "ab")
    keys = check_recipients([str(other.to_public()), f" {mine.to_public()}\n"])
    out = sealed(tmp_path, content, keys)
    assert pyrage.decrypt(out.read_bytes(), [mine]) == content
    assert opened(out, Identities((str(pyrage.x25519.Identity.generate()), str(mine)))) == content


def test_what_another_tool_sealed_with_a_passphrase_opens_here(tmp_path):
    head, key = age_format.passphrase_head("with care", EASY)
    content = os.urandom(2 * CHUNK + 5)
    payload = b"".join(age_format.encrypted(key, io.BytesIO(content)))
    assert pyrage.passphrase.decrypt(head + payload, "with care") == content
    theirs = tmp_path / "theirs.age"
    theirs.write_bytes(pyrage.passphrase.encrypt(content, "with care"))
    assert opened(theirs, Passphrase("with care")) == content


def test_a_wrong_passphrase_and_a_wrong_key_say_so_and_leave_nothing(tmp_path):
    by_words = sealed(tmp_path, b"secret", Passphrase("right"))
    mine, other = (str(pyrage.x25519.Identity.generate()) for _ in "ab")
    public = str(pyrage.x25519.Identity.from_str(mine).to_public())
    by_key = sealed(tmp_path, b"secret", Recipients((public,)), "key.age")
    for path, key, message in [
        (by_words, Passphrase("wrong"), "wrong_passphrase"),
        (by_key, Identities((other,)), "wrong_key"),
        (by_words, Identities((mine,)), "wrong_key"),
        (by_key, Passphrase("right"), "wrong_passphrase"),
    ]:
        with pytest.raises(InvalidInput) as caught:
            opened(path, key)
        assert caught.value.message == message
        assert not path.with_suffix(".open").exists()


@pytest.mark.parametrize("by", ["passphrase", "key"])
def test_every_cut_and_every_flipped_bit_is_refused(tmp_path, by):
    identity = pyrage.x25519.Identity.generate()
    lock = Passphrase("pw") if by == "passphrase" else Recipients((str(identity.to_public()),))
    key = lock if by == "passphrase" else Identities((str(identity),))
    whole = sealed(tmp_path, b"x" * (CHUNK + 100), lock).read_bytes()
    bad = tmp_path / "bad.age"
    head = whole.index(b"\n", whole.index(b"\n--- ") + 1)
    places = [*range(0, head, 3), head - 1, 300, CHUNK, len(whole) - 120, len(whole) - 1]
    for place in places:
        flipped = bytearray(whole)
        flipped[place] ^= 1
        for content in (whole[:place], bytes(flipped)):
            bad.write_bytes(content)
            with pytest.raises((NotAProject, InvalidInput)):
                opened(bad, key)
            assert not bad.with_suffix(".open").exists()


@given(junk=st.binary(max_size=400))
def test_junk_behind_the_first_line_never_breaks_it(tmp_path_factory, junk):
    path = tmp_path_factory.mktemp("junk") / "junk.age"
    path.write_bytes(age_format.MAGIC + junk)
    sealing.sealed_by(path)
    with pytest.raises((NotAProject, InvalidInput)):
        opened(path, Passphrase("pw"))


def test_a_header_without_end_and_a_ruinous_passphrase_are_refused(tmp_path):
    path = tmp_path / "endless.age"
    path.write_bytes(age_format.MAGIC + b"-> X25519 a\n" * 100_000)
    with pytest.raises(NotAProject, match="sealed_damaged"):
        opened(path, Identities(("AGE-SECRET-KEY-1",)))
    out = sealed(tmp_path, b"x", Passphrase("pw"))
    costly = out.read_bytes().replace(b" 4\n", b" 30\n", 1)
    path.write_bytes(costly)
    with pytest.raises(NotAProject, match="sealed_too_costly"):
        opened(path, Passphrase("pw"))


def test_a_sealed_file_that_holds_no_project_is_stopped_at_its_first_piece(tmp_path):
    out = sealed(tmp_path, b"MZ" + b"x" * (5 * CHUNK), Passphrase("pw"))
    told = []
    with pytest.raises(NotAProject, match="sealed_no_project"):
        unseal(out, tmp_path / "p", Passphrase("pw"), lambda done, total: told.append(done))
    assert told[-1] < 3 * CHUNK
    assert not (tmp_path / "p").exists()


def test_a_project_comes_back_byte_for_byte_readable_by_its_owner_only(tmp_path):
    with_closing = project(tmp_path / "p.assay", blob=os.urandom(200_000))
    with_closing.close()
    seal(tmp_path / "p.assay", tmp_path / "p.age", Passphrase("pw"), work=EASY)
    unseal(tmp_path / "p.age", tmp_path / "again", Passphrase("pw"))
    assert (tmp_path / "again").read_bytes() == (tmp_path / "p.assay").read_bytes()
    assert os.name == "nt" or (tmp_path / "again").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("by", ["passphrase", "key"])
def test_stopping_half_way_leaves_nothing(tmp_path, by):
    identity = pyrage.x25519.Identity.generate()
    lock = Passphrase("pw") if by == "passphrase" else Recipients((str(identity.to_public()),))
    key = lock if by == "passphrase" else Identities((str(identity),))
    out = sealed(tmp_path, b"x" * (4 * CHUNK), lock)

    def stop(done, total):
        if done > 2 * CHUNK:
            raise Stop

    with pytest.raises(Stop):
        opened(out, key, progress=stop)
    with pytest.raises(Stop):
        seal(out, tmp_path / "again.age", lock, stop, work=EASY)
    assert not out.with_suffix(".open").exists()
    assert not (tmp_path / "again.age").exists()


def test_nothing_that_is_there_is_written_over(tmp_path):
    out = sealed(tmp_path, b"x", Passphrase("pw"))
    before = out.read_bytes()
    with pytest.raises((CannotWrite, FileExistsError)):
        seal(tmp_path / "plain", out, Passphrase("pw"), work=EASY)
    assert out.read_bytes() == before


def test_what_is_no_public_key_is_named():
    with pytest.raises(InvalidInput, match="age1nonsense"):
        check_recipients(["age1nonsense"])


def test_what_opens_a_file_can_be_told_without_opening_it(tmp_path):
    identity = pyrage.x25519.Identity.generate()
    by_words = sealed(tmp_path, b"x", Passphrase("pw"))
    by_key = sealed(tmp_path, b"x", Recipients((str(identity.to_public()),)), "k.age")
    plain = tmp_path / "plain"
    assert [sealing.sealed_by(p) for p in (by_words, by_key, plain, tmp_path / "none")] == [
        "passphrase",
        "key",
        "",
        "",
    ]


def test_a_sealed_project_is_named_as_such(tmp_path):
    with pytest.raises(NotAProject, match="project_sealed"):
        header.read(sealed(tmp_path, b"x", Passphrase("pw")))
