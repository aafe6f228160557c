"""Two analysts and a reviewer over one synced folder, each thing in a process of its own: nothing is lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from assay.store import verify, working
from assay.work import reviewing
from assay.work.session import Person, open_session
from factories_store import computer
from factories_window import every_kind_file

TESTS = Path(__file__).parents[1]
NAME = "CNRE.assay"
PEOPLE = ("Ada", "Bo", "Rita")
NEEDS_DECISION = 7

STORY = """
Ada answer AAA-01 some --note Ada-on-the-clause
Ada attach {notice} --question AAA-01 --title Notice-2022
Ada assign Bo BBB-01 BBB-02 BBB-03
Ada sync
Bo sync
Bo answer BBB-01 2024-05-01 --note Bo-on-the-day
Bo attach {register} --question BBB-01 --title Register
Bo sync
Rita sync
Rita comment AAA-01 Which-article-is-it
Ada answer AAA-02 red,blue --note Ada-on-the-kinds
Ada answer AAA-03 40 --note Ada-on-the-share
Ada sync
Rita sync
Rita merge
Rita sync
Ada sync
Bo sync
Bo answer BBB-02 yes --note Bo-on-the-boolean
Ada reply Article-six
Ada answer AAA-01 full --note Ada-read-article-six
Bo answer AAA-01 none --note Bo-found-no-clause
Bo attach {notice} --question BBB-02 --title Notice-once-more
Bo sync
Ada sync
Ada merge
Ada sync
Bo sync
Rita sync
Ada take theirs AAA-01
Ada submit AAA-01 AAA-02 AAA-03
Ada sync
Rita sync
Rita accept AAA-01 AAA-02
Rita return AAA-03 Name-the-table
Bo sync
Bo answer BBB-03 7 --note Bo-counted-seven
Bo answer AAA-03 45 --note Bo-on-the-share
Bo undo
Rita sync
Bo sync
Bo merge
Bo sync
Ada sync
Ada answer AAA-03 42 --note Table-four
Ada answer BBB-04 --note Ada-against-the-rating
Bo answer BBB-04 The-case-against
Bo submit BBB-01 BBB-02 BBB-03
Rita sync
Rita comment BBB-03 Seven-of-how-many
Rita accept BBB-02
Rita sync
Ada sync
Bo sync
Ada merge
Ada sync
Bo sync
Bo merge
Bo sync
Rita sync
Rita answer BBB-03 9 --note Rita-counted-nine
Rita sync
Ada sync
Bo sync
""".strip().splitlines()
"""Who does what; `sync` is what their computer does when it meets the others'."""


@dataclass
class Synced:
    """One folder on three computers: where both sides changed, the later one's becomes a conflict copy."""

    base: Path
    server: dict[str, bytes] = field(default_factory=dict)
    seen: dict[str, dict[str, str]] = field(default_factory=dict)
    conflicts: int = 0

    def folder(self, who: str) -> Path:
        place = self.base / who / "synced"
        place.mkdir(parents=True, exist_ok=True)
        return place

    def sync(self, who: str) -> None:
        folder, seen = self.folder(who), self.seen.setdefault(who, {})
        for name in sorted({*self.server, *(f.name for f in folder.glob("*.assay")), *seen}):
            path = folder / name
            here = path.read_bytes() if path.exists() else None
            there = self.server.get(name)
            if _hash(here) not in (seen.get(name, ""), _hash(there)):
                if _hash(there) != seen.get(name, ""):
                    self._keep_both(who, path)
                else:
                    there = here
            self._put(path, there)
            seen[name] = _hash(there)

    def _put(self, path: Path, data: bytes | None) -> None:
        if data is None:
            self.server.pop(path.name, None)
            path.unlink(missing_ok=True)
        else:
            self.server[path.name] = data
            if not path.exists() or path.read_bytes() != data:
                path.write_bytes(data)

    def _keep_both(self, who: str, path: Path) -> None:
        self.conflicts += 1
        copy = path.with_name(f"{path.stem} ({who}'s conflicted copy {self.conflicts}).assay")
        path.rename(copy)
        self.server[copy.name] = copy.read_bytes()
        self.seen[who][copy.name] = _hash(copy.read_bytes())


def _hash(data: bytes | None) -> str:
    return "" if data is None else sha256(data).hexdigest()


class Desks:
    """The three computers, and what must be found again on each of them in the end."""

    def __init__(self, base: Path) -> None:
        search = os.pathsep.join([str(TESTS), str(TESTS.parent / "app")])
        self.base, self.synced = base, Synced(base)
        self.counts: Counter[str] = Counter()
        self.known: set[str] = set()
        """Ids of every revision that a process said was kept."""
        self._process = subprocess.Popen(
            [sys.executable, str(TESTS / "journeys" / "desks.py")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": search},
        )

    def file(self, who: str) -> Path:
        return self.synced.folder(who) / NAME

    def run(self, who: str, *words: str, code: int = 0) -> str:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        how = {"who": who, "home": str(self.base / who / "home"), "words": words}
        self._process.stdin.write(json.dumps(how) + "\n")
        self._process.stdin.flush()
        ended: dict[str, Any] = json.loads(self._process.stdout.readline())
        assert ended["code"] == code, (who, words, ended["said"])
        self.counts["processes"] += 1
        return str(ended["said"])

    def step(self, who: str, what: str, *rest: str) -> None:
        self.counts["steps"] += 1
        if what == "sync":
            self.synced.sync(who)
        elif what == "merge":
            self.merge_copies(who)
        elif what == "take":
            self.decide(who, *rest)
        else:
            before = self.kept(who)
            self.run(who, what, str(self.file(who)), *rest)
            after = self.kept(who)
            assert before < after
            self.counts["edits"] += len(after - before)
            self.known |= after

    def copies(self, who: str) -> list[Path]:
        return sorted(self.synced.folder(who).glob("*conflicted copy*"))

    def merge_copies(self, who: str) -> None:
        """Merge every conflict copy into the file, and take it away once nothing of it is missing."""
        found = self.copies(who)
        assert found
        for copy in found:
            plan = self.run(who, "merge", str(self.file(who)), str(copy), "--plan", "--json")
            left = len(json.loads(plan)["conflicts"])
            self.counts["conflicts"] += sum(c["new"] for c in json.loads(plan)["conflicts"])
            words = ("merge", str(self.file(who)), str(copy), "-o", str(self.file(who)))
            self.run(who, *words, code=NEEDS_DECISION if left else 0)
            assert ids(copy, self.base) <= self.kept(who)
            self.known |= self.kept(who)
            copy.unlink()
            self.counts["copies merged"] += 1

    def decide(self, who: str, side: str, question: str) -> None:
        """Decide what an earlier merge left open, in a process of its own."""
        self.run(who, "settle", str(self.file(who)), side, question)
        self.known |= self.kept(who)
        self.counts["decided"] += 1

    def kept(self, who: str) -> set[str]:
        return ids(self.file(who), self.base)

    def close(self) -> None:
        self._process.communicate()


def ids(path: Path, base: Path) -> set[str]:
    """The revisions in a file, as somebody reads it who has no part in this."""
    with computer("stranger", base):
        store = working.open_project(path, read_only=True)
        try:
            return {revision.id for revision in store.revisions()}
        finally:
            store.close()


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[Desks]:
    running = Desks(tmp_path)
    yield running
    running.close()


def test_fifty_steps_of_three_people_lose_nothing(
    desks: Desks, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {"notice": tmp_path / "notice.txt", "register": tmp_path / "register.txt"}
    for name, path in files.items():
        path.write_text(f"The {name} of 2022, article six.\n", "utf-8")
    asked = str(every_kind_file(tmp_path))
    desks.run("Ada", "new", str(desks.file("Ada")), "--checklist", asked)
    assert len(STORY) >= 50
    for line in STORY:
        who, *words = line.format(**files).split()
        desks.step(who, *words)
    judge(desks, tmp_path)
    with capsys.disabled():
        counts = dict(desks.counts) | {"conflict copies": desks.synced.conflicts}
        said = ", ".join(f"{name} {count}" for name, count in counts.items())
        print(f"\n{said}; revisions kept {len(desks.known)}, lost 0")


def judge(desks: Desks, base: Path) -> None:
    """Everyone has the same file, and in it is all that anyone was told is kept."""
    assert len({desks.file(who).read_bytes() for who in PEOPLE}) == 1
    assert desks.synced.conflicts == desks.counts["copies merged"] >= 3
    assert desks.copies("Rita") == []
    for who in PEOPLE:
        desks.run(who, "verify", str(desks.file(who)))
    assert desks.known <= desks.kept("Rita")
    session = open_session(desks.file("Rita"), Person("Eve", "eve"), read_only=True)
    try:
        assert verify.verify(session.store) == []
        here = session.assessment().id
        rows = {str(row["question"]): row for row in session.state["answer"].values()}
        assert {id: (row["value"], row["rationale"]) for id, row in rows.items()} == {
            "AAA-01": ("none", "Bo-found-no-clause"),
            "AAA-02": ('["red", "blue"]', "Ada-on-the-kinds"),
            "AAA-03": ("42", "Table-four"),
            "BBB-01": ("2024-05-01", "Bo-on-the-day"),
            "BBB-02": ("yes", "Bo-on-the-boolean"),
            "BBB-03": ("9", "Rita-counted-nine"),
            "BBB-04": ("The-case-against", "Ada-against-the-rating"),
        }
        assert len(session.state["evidence"]) == 3
        assert len(session.state["citation"]) == 3
        said = {str(row["text"]) for row in session.state["comment"].values()}
        assert said == {"Which-article-is-it", "Article-six", "Seven-of-how-many"}
        stages = {id: str(reviewing.review_of(session, here, id).stage) for id in rows}
        assert stages["AAA-02"] == stages["BBB-02"] == "accepted"
    finally:
        session.close()
