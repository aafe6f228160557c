"""Files cut short and bits flipped: refused, or opened with the damage named, or the very same."""

import os
import random
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from assay.core.errors import NotAProject
from assay.store import schema, verify, working
from factories_faults import memory_disk
from factories_store import full


@pytest.fixture(scope="module")
def whole() -> Iterator[tuple[bytes, object, Path]]:
    with (
        tempfile.TemporaryDirectory(dir=memory_disk()) as folder,
        pytest.MonkeyPatch.context() as p,
    ):
        p.setenv("ASSAY_HOME", f"{folder}/sender")
        store = full(Path(folder) / "whole.assay")
        content = (store.state(), store.revisions())
        store.close()
        yield (Path(folder) / "whole.assay").read_bytes(), content, Path(folder)


def outcome(data: bytes, content: object, folder: Path) -> str:
    """How a stranger's file with these bytes is met."""
    path = folder / "damaged.assay"
    path.write_bytes(data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ASSAY_HOME", f"{folder}/stranger")
        try:
            store = working.open_project(path)
        except NotAProject as error:
            return error.message
        try:
            if store.problems:
                return "named"
            assert (store.state(), store.revisions()) == content
            assert verify.verify(store) == []
            return "same"
        finally:
            store.close()
            shutil.rmtree(f"{folder}/stranger")


@pytest.mark.parametrize("size", [0, 1, 15, 16, 99, 100, 101, 511, 512, 513])
def test_a_file_with_hardly_a_beginning_is_refused(
    whole: tuple[bytes, object, Path], size: int
) -> None:
    data, content, folder = whole
    expected = "project_empty" if size == 0 else "project_cut_short"
    assert outcome(data[:size], content, folder) == expected


def test_a_file_cut_at_any_page_is_refused(whole: tuple[bytes, object, Path]) -> None:
    data, content, folder = whole
    for size in range(schema.PAGE_SIZE, len(data), schema.PAGE_SIZE):
        for cut in (size - 1, size, size + 1):
            assert outcome(data[:cut], content, folder) == "project_cut_short"


def test_a_file_that_goes_on_behind_its_end_is_refused(whole: tuple[bytes, object, Path]) -> None:
    data, content, folder = whole
    for more in (b"\0", bytes(schema.PAGE_SIZE), data):
        assert outcome(data + more, content, folder) == "project_damaged"


def flip(data: bytes, bit: int) -> bytes:
    spoiled = bytearray(data)
    spoiled[bit // 8] ^= 1 << bit % 8
    return bytes(spoiled)


def bits(data: bytes, each_page: int, chance: random.Random) -> Iterator[int]:
    """Every byte of the header, and in each page places where something is and where nothing is."""
    yield from (offset * 8 + chance.randrange(8) for offset in range(100))
    for start in range(0, len(data), schema.PAGE_SIZE):
        page = data[start : start + schema.PAGE_SIZE]
        told = [n for n, byte in enumerate(page) if byte]
        places = chance.choices(told, k=each_page - 1) if told else []
        for offset in [*places, chance.randrange(len(page))]:
            yield (start + offset) * 8 + chance.randrange(8)


def check(whole: tuple[bytes, object, Path], each_page: int, seed: int) -> Counter[str]:
    data, content, folder = whole
    found: Counter[str] = Counter()
    for bit in bits(data, each_page, random.Random(seed)):
        found[outcome(flip(data, bit), content, folder)] += 1
    return found


def test_a_flipped_bit_is_never_silent(
    whole: tuple[bytes, object, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    found = check(whole, 12, seed=20261123)
    assert found["named"]
    assert found["same"]
    with capsys.disabled():
        print(f"\nbits flipped {found.total()}: {dict(found)}; silently different 0")


@pytest.mark.soak
def test_thousands_of_flipped_bits_are_never_silent(
    whole: tuple[bytes, object, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    found = check(whole, 800, seed=random.SystemRandom().randrange(1 << 30))
    with capsys.disabled():
        print(f"\nbits flipped {found.total()}: {dict(found)}; silently different 0")


def test_a_cloud_placeholder_says_what_it_may_be(tmp_path: Path) -> None:
    from assay.words import sentence

    (tmp_path / "placeholder.assay").touch()
    with pytest.raises(NotAProject) as caught:
        working.open_project(tmp_path / "placeholder.assay")
    assert "synced folder" in sentence(caught.value)
    assert os.path.getsize(tmp_path / "placeholder.assay") == 0
