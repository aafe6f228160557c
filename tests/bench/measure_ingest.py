"""A gigabyte of evidence in, against the slower of hashing and copying the same bytes."""

import hashlib
import os
import resource
import shutil
import tempfile
from pathlib import Path
from time import perf_counter

from measuring import Figures, Milliseconds, Ratio, alternating, measurement, repeated, timed

from assay.core.change import inserted
from assay.core.change import step as a_step
from assay.core.evidence import Evidence
from assay.core.records import to_row
from assay.work import ingest
from assay.work.views.library import library_view
from factories import a_session

MIB = 1 << 20
FILES, EACH = 2, 512 * MIB


def files(folder: Path) -> list[Path]:
    """Bytes that nothing can compress and no reader reads."""
    made = []
    for number in range(FILES):
        path = folder / f"{number}.bin"
        with path.open("wb") as file:
            for _ in range(EACH // (8 * MIB)):
                file.write(os.urandom(8 * MIB))
        made.append(path)
    return made


def hashed(paths: list[Path]) -> float:
    start = perf_counter()
    for path in paths:
        with path.open("rb") as file:
            hashlib.file_digest(file, "sha256")
    return perf_counter() - start


def copied(paths: list[Path], folder: Path) -> float:
    """Byte by byte: the shortcuts that a file system has for whole files are not open to anybody
    who puts them into another file."""
    start = perf_counter()
    for path in paths:
        out = folder / f"{path.name}.copy"
        with path.open("rb") as source, out.open("wb") as target:
            shutil.copyfileobj(source, target, 4 * MIB)
            target.flush()
            os.fsync(target.fileno())
        out.unlink()
    taken = perf_counter() - start
    os.sync()
    return taken


@measurement(
    "evidence attached, 1 GiB", against="the slower of SHA-256 and cp + fsync", budget=Ratio(3)
)
def evidence_attached() -> Figures:
    with tempfile.TemporaryDirectory(prefix="assay-bench-") as name:
        folder = Path(name)
        os.environ["ASSAY_HOME"] = str(folder / "home")
        paths = files(folder)
        grown: list[int] = []
        figures = alternating(
            lambda: attached(folder, paths, grown),
            lambda: max(hashed(paths), copied(paths, folder)),
            rounds=2,
        )
    return Figures(figures.ours, figures.reference, f"memory grew by {max(grown)} MiB at most")


def attached(folder: Path, paths: list[Path], grown: list[int]) -> float:
    session = a_session(folder, f"{len(grown)}.assay")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = perf_counter()
    session.do(ingest.attach(session, paths, allow_large=True))
    taken = perf_counter() - start
    grown.append((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
    working_copy = session.store.folder
    session.close()
    shutil.rmtree(working_copy)
    os.sync()
    return taken


@measurement("the library of 5,000 items", budget=Milliseconds(200))
def library_of_many() -> Figures:
    with tempfile.TemporaryDirectory(prefix="assay-bench-") as name:
        os.environ["ASSAY_HOME"] = str(Path(name) / "home")
        session = a_session(Path(name))
        rows = [
            to_row(
                Evidence(
                    id=f"e{n}", number=n, key=f"k{n}", title=f"题目 {n} — Title {n}",
                    publisher=f"Publisher {n % 40}", kind="press", date=f"20{n % 26:02}-01-01",
                    reliability="B", credibility="3", origin=f"o{n % 300}",
                )
            )
            for n in range(1, 5001)
        ]  # fmt: skip
        session.do(
            a_step("attach", [inserted("evidence", row) for row in rows], count=5000, name="x")
        )
        figures = repeated(timed(lambda: library_view(session, sort="title")), rounds=10)
        session.close()
    return figures
