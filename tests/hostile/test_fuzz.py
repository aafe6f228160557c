"""Any bytes and any rows: refused, opened with the damage named, or what they were."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from assay.core.errors import NotAProject, NotFound
from assay.core.revision import replay
from assay.store import schema, verify, working
from assay.store.salvage import salvage
from factories_faults import memory_disk
from factories_hostile import loosened
from factories_store import AUTHOR, DEVICE, full

TABLES = schema.tables(schema.FORMATS[schema.CURRENT])
COLUMNS = [(table, c.name) for table, columns in TABLES.items() for c in columns]


class Sound:
    """A plain class: Hypothesis would write out every field of a data class."""

    def __init__(self, folder: Path, data: bytes, content: object) -> None:
        self.folder, self.data, self.content = folder, data, content

    def __repr__(self) -> str:
        return f"Sound({len(self.data)} bytes)"


@pytest.fixture(scope="module")
def sound() -> Iterator[Sound]:
    with tempfile.TemporaryDirectory(dir=memory_disk()) as base, pytest.MonkeyPatch.context() as p:
        p.setenv("ASSAY_HOME", f"{base}/sender")
        store = full(Path(base) / "sound.assay")
        content = (store.state(), store.revisions())
        store.close()
        yield Sound(Path(base), (Path(base) / "sound.assay").read_bytes(), content)


def meet(sound: Sound, path: Path) -> None:
    """Open the file as a stranger's; only what may happen happens."""
    before = os.environ["ASSAY_HOME"]
    os.environ["ASSAY_HOME"] = f"{sound.folder}/stranger"
    try:
        store = working.open_project(path)
    except NotAProject as error:
        event(error.message)
    else:
        try:
            problems = verify.verify(store)
            state, revisions = store.state(), store.revisions()
            event("named" if store.problems else "opened")
            if not store.problems:
                assert problems == []
                assert state == replay(revisions)
                assert (state, revisions) == sound.content
        finally:
            store.close()
    finally:
        os.environ["ASSAY_HOME"] = before
        shutil.rmtree(f"{sound.folder}/stranger", ignore_errors=True)


PLACES = st.integers(0, 1 << 30)
EDITS = st.lists(
    st.one_of(
        st.tuples(st.just("write"), PLACES, st.binary(min_size=1, max_size=64)),
        st.tuples(st.just("swap"), PLACES, PLACES),
        st.tuples(st.just("repeat"), PLACES, PLACES),
        st.tuples(st.just("cut"), PLACES, st.just(b"")),
    ),
    min_size=1,
    max_size=4,
)


def edited(data: bytes, edits: list[tuple[str, int, object]]) -> bytes:
    spoiled, page = bytearray(data), schema.PAGE_SIZE
    pages = len(data) // page
    for kind, place, more in edits:
        if kind == "write":
            assert isinstance(more, bytes)
            start = place % len(data)
            spoiled[start : start + len(more)] = more[: len(data) - start]
        elif kind == "cut":
            del spoiled[place % len(data) :]
            spoiled.extend(bytes(len(data) - len(spoiled)))
        else:
            assert isinstance(more, int)
            a, b = place % pages * page, more % pages * page
            first, second = bytes(spoiled[a : a + page]), bytes(spoiled[b : b + page])
            spoiled[b : b + page] = first
            if kind == "swap":
                spoiled[a : a + page] = second
    return bytes(spoiled)


@given(EDITS)
def test_spoiled_bytes(sound: Sound, edits: list[tuple[str, int, object]]) -> None:
    path = sound.folder / "spoiled.assay"
    path.write_bytes(edited(sound.data, edits))
    meet(sound, path)


@given(EDITS)
def test_spoiled_bytes_are_salvaged_or_refused(
    sound: Sound, edits: list[tuple[str, int, object]]
) -> None:
    path, out = sound.folder / "spoiled.assay", sound.folder / "mended.assay"
    path.write_bytes(edited(sound.data, edits))
    try:
        salvage(path, out, author=AUTHOR, device=DEVICE)
        store = working.open_project(out)
        assert {problem.what for problem in verify.verify(store)} <= {"blob_missing"}
        store.close()
    except (NotAProject, NotFound):
        pass
    finally:
        out.unlink(missing_ok=True)


VALUES = st.one_of(
    st.none(),
    st.integers(-(1 << 63), (1 << 63) - 1),
    st.floats(allow_nan=False),
    st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=200),
    st.binary(max_size=200),
)


@given(st.lists(st.tuples(st.sampled_from(COLUMNS), VALUES), min_size=1, max_size=3))
def test_spoiled_rows(sound: Sound, changes: list[tuple[tuple[str, str], object]]) -> None:
    path = sound.folder / "rows.assay"
    path.write_bytes(sound.data)
    for (table, column), value in changes:
        key = TABLES[table][0].name
        statement = (
            f"UPDATE {table} SET {column} = ? WHERE {key} = (SELECT min({key}) FROM {table})"
        )
        try:
            loosened(path, table, (statement, (value,)))
        except sqlite3.Error:  # SQLite itself refuses it even so: nothing to open then
            event("not built")
            return
    meet(sound, path)


@given(st.binary(max_size=3000))
def test_any_bytes_at_all(sound: Sound, data: bytes) -> None:
    path = sound.folder / "any.assay"
    path.write_bytes(data)
    for act in (
        lambda: working.open_project(path),
        lambda: salvage(path, sound.folder / "out.assay", author=AUTHOR, device=DEVICE),
    ):
        with pytest.raises(NotAProject):
            act()
    assert not (sound.folder / "out.assay").exists()
