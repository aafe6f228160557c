"""A gigabyte of evidence in, against the slower of hashing and copying the same bytes."""

import hashlib
import os
import resource
import shutil
import tempfile
from pathlib import Path
from time import perf_counter

from measuring import Figures, Milliseconds, Ratio, measurement, repeated, timed

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
    start = perf_counter()
    for path in paths:
        shutil.copyfile(path, folder / f"{path.name}.copy")
        handle = os.open(folder / f"{path.name}.copy", os.O_RDWR)
        os.fsync(handle)
        os.close(handle)
    return perf_counter() - start


@measurement("evidence in, 1 GiB", against="the slower of SHA-256 and cp + fsync", budget=Ratio(3))
def evidence_in() -> Figures:
    with tempfile.TemporaryDirectory(prefix="assay-bench-") as name:
        folder = Path(name)
        os.environ["ASSAY_HOME"] = str(folder / "home")
        paths = files(folder)
        reference = max(hashed(paths), copied(paths, folder))
        session = a_session(folder)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        start = perf_counter()
        session.do(ingest.attach(session, paths, allow_large=True))
        taken = perf_counter() - start
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024
        session.close()
    return Figures([taken], [reference], f"memory grew by {grown} MiB")


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
