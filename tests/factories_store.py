"""Projects for tests of the store: made through its own functions, on real disks."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from assay.core.answers import Answer, Status, answer_key
from assay.core.assessment import Project
from assay.core.change import Change, Step, inserted, removed, step, updated
from assay.core.evidence import Evidence
from assay.core.records import TABLES, to_row
from assay.core.revision import Revision
from assay.store import working
from assay.store.project import ProjectStore

AUTHOR, DEVICE = "Ada", "desk"


def title_step(title: str = "Northern Rare Earth") -> Step:
    return step("create_project", [inserted("project", to_row(Project("project", title)))])


def answer_row(number: int, rationale: str = "") -> dict[str, str | int | None]:
    question = f"Q-{number:03d}"
    return to_row(
        Answer(
            answer_key("a", question),
            "a",
            question,
            Status.ANSWERED,
            "yes",
            rationale=rationale or f"As the annual report says on page {number}.",
        )
    )


def answer_step(number: int, rationale: str = "") -> Step:
    return step("answer", [inserted("answer", answer_row(number, rationale))], question=str(number))


def evidence_row(number: int, sha256: str = "", size: int = 0) -> dict[str, str | int | None]:
    return to_row(
        Evidence(f"e-{number}", number, f"key-{number}", "Report", blob=sha256, size=size)
    )


def evidence_step(number: int, sha256: str = "", size: int = 0) -> Step:
    return step("attach", [inserted("evidence", evidence_row(number, sha256, size))], count=1)


def retitle(store: ProjectStore, title: str) -> Step:
    change = updated("project", store.state()["project"]["project"], title=title)
    return step("rename", [change])


def remove_answer(store: ProjectStore, number: int) -> Step:
    return step("clear", [removed("answer", store.state()["answer"][f"a/Q-{number:03d}"])])


def do(store: ProjectStore, *steps: Step) -> list[Revision]:
    return [store.commit(each, author=AUTHOR, device=DEVICE) for each in steps]


def attach(store: ProjectStore, number: int, data: bytes) -> str:
    info = store.put_blob(BytesIO(data))
    do(store, evidence_step(number, info.sha256, info.size))
    return info.sha256


def project(path: Path, answers: int = 3, blob: bytes = b"") -> ProjectStore:
    """An open, published project with a title, some answers and perhaps an attachment."""
    store = working.create(path)
    do(store, title_step(), *(answer_step(number) for number in range(answers)))
    if blob:
        attach(store, 1, blob)
    store.publish()
    return store


def published(path: Path, answers: int = 3, blob: bytes = b"") -> Path:
    """The file of such a project, closed."""
    project(path, answers, blob).close()
    return path


@contextmanager
def computer(name: str, base: Path) -> Iterator[None]:
    """Be another computer for a while: one with its own working copies."""
    before = os.environ["ASSAY_HOME"]
    os.environ["ASSAY_HOME"] = str(base / name)
    try:
        yield
    finally:
        os.environ["ASSAY_HOME"] = before


def change_of(key: str, title: str) -> Change:
    return inserted("project", to_row(Project(key, title)))


def full(path: Path) -> ProjectStore:
    """An open, published project with something in every table: the file of a format is made so."""
    from dataclasses import MISSING, fields
    from typing import get_type_hints

    store = project(path, answers=4, blob="年度报告 annual report".encode() * 2000)
    changes = []
    for table, cls in TABLES.items():
        if table in ("project", "answer", "evidence"):
            continue
        hints = get_type_hints(cls)
        given = {
            f.name: 1 if hints[f.name] in (int, bool) else f"{table} {f.name} 北方稀土"
            for f in fields(cls)
            if f.default is MISSING
        }
        changes.append(inserted(table, to_row(cls(**given))))
    do(store, step("build_example", changes, name="golden"))
    do(store, remove_answer(store, 2), retitle(store, "Northern Rare Earth 北方稀土"))
    store.publish()
    return store
