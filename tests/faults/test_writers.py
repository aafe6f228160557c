"""Two people, one shared file, every order: nobody's work is overwritten."""

from itertools import combinations
from pathlib import Path

import pytest

from assay.core.errors import NeedsDecision
from assay.store import verify, working
from assay.store.project import ProjectStore
from factories_store import answer_step, computer, do, published

ACTS = ("open", "edit", "publish", "edit", "publish")
ORDERS = [
    "".join("A" if n in chosen else "B" for n in range(2 * len(ACTS)))
    for chosen in combinations(range(2 * len(ACTS)), len(ACTS))
]


class Person:
    """One person at a computer of their own."""

    def __init__(self, name: str, number: int, shared: Path) -> None:
        self.name, self.shared = name, shared
        self.left = list(ACTS)
        self.next = number
        self.store: ProjectStore | None = None
        self.made: list[str] = []

    def act(self) -> None:
        with computer(self.name, self.shared.parent):
            getattr(self, self.left.pop(0))()

    def open(self) -> None:
        self.store = working.open_project(self.shared)

    def edit(self) -> None:
        assert self.store is not None
        do(self.store, answer_step(self.next, f"by {self.name}"))
        self.made.append(f"a/Q-{self.next:03d}")
        self.next += 1

    def publish(self) -> None:
        assert self.store is not None
        try:
            self.store.publish()
        except NeedsDecision:
            self.store.publish_as(self.shared.with_name(f"{self.name}.assay"), replace=True)


def everything(folder: Path) -> set[str]:
    """The answers in all the files that lie in the folder, as a third person reads them."""
    found: set[str] = set()
    with computer("third", folder):
        for path in folder.glob("*.assay"):
            store = working.open_project(path)
            assert store.problems == ()
            assert verify.verify(store) == []
            found |= store.state()["answer"].keys()
            store.close()
    return found


@pytest.mark.parametrize("order", ORDERS[::9])
def test_in_this_order_nothing_is_overwritten(tmp_path: Path, order: str) -> None:
    play(tmp_path, order)


@pytest.mark.soak
@pytest.mark.parametrize("order", ORDERS)
def test_in_every_order_nothing_is_overwritten(tmp_path: Path, order: str) -> None:
    play(tmp_path, order)


def play(folder: Path, order: str) -> None:
    with computer("first", folder):
        shared = published(folder / "shared.assay", answers=1)
    people = {"A": Person("Ada", 100, shared), "B": Person("Bo", 200, shared)}
    for who in order:
        people[who].act()
    for person in people.values():
        assert person.store is not None
        person.store.close()
    made = {key for person in people.values() for key in person.made}
    assert made <= everything(folder)
    assert not list(folder.glob(".assay-*"))
