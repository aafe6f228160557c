"""YAML as far as a checklist needs it: bounded, without anchors, tags or guessed types, lines kept."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

SIZE_LIMIT = 4 * 1024 * 1024
DEPTH_LIMIT = 24
PART_LIMIT = 500_000
"""Scalars, lists and maps in one file; a checklist of a thousand questions has about 100,000."""

Path = tuple[str | int, ...]
"""Where something is in the file: keys of maps and positions in lists, from the root."""

# Controls and bidirectional overrides can make a text show something else than it says.
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]"
)
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True)
class Fault:
    """One broken rule: where, which, and the facts its sentence needs."""

    path: Path
    message: str
    facts: Mapping[str, object] = field(default_factory=dict)
    line: int | None = None
    """Known where the text itself is at fault; otherwise found from the path."""


class Unreadable(Exception):
    """The text is no YAML tree that a checklist could be; carries the fault that says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


@dataclass
class Tree:
    """What a file says, as maps, lists, text and None, with what was refused on the way."""

    root: object = None
    faults: list[Fault] = field(default_factory=list)
    lines: dict[Path, int] = field(default_factory=dict)

    def line(self, path: Path) -> int:
        """The line of `path`, or of the nearest part of the file around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def name(self, path: Path) -> str:
        """`path` for people: `domains[PTY].questions[PTY-01].weight`; a part without an id counts from 1."""
        words, node = "", self.root
        for step in path:
            if isinstance(step, str):
                words += f".{step}" if words else step
                node = node.get(step) if isinstance(node, dict) else None
            else:
                node = node[step] if isinstance(node, (list, tuple)) and step < len(node) else None
                words += f"[{_identity(node) or step + 1}]"
        return words


def _identity(node: object) -> str:
    found = (node.get("id") or node.get("key")) if isinstance(node, dict) else None
    return found if isinstance(found, str) and len(found) <= 60 else ""


@dataclass
class _Frame:
    container: dict[str, Any] | list[Any]
    path: Path
    key: str | None = None

    def place(self) -> Path:
        """The path of the child that comes next."""
        step = self.key if isinstance(self.container, dict) else len(self.container)
        return (*self.path, step if step is not None else "")


def normal(body: bytes) -> bytes:
    """`body` as records hold text: composed characters (NFC), no byte-order mark; else as it is."""
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return body
    return unicodedata.normalize("NFC", text).encode()


def compose(body: bytes) -> Tree:
    """Read `body` event by event: no recursion (deep nesting kills the C composer), no guessed types.

    Every plain scalar but null stays the text it is, so `2026.10`, `no` and `2023-12-29` mean what
    they say; numbers are made where the format asks for one.
    """
    builder = _Builder()
    for event in _events(_text(body)):
        builder.take(event)
    return builder.tree


def _text(body: bytes) -> str:
    if len(body) > SIZE_LIMIT:
        facts = {"size_mib": f"{len(body) / 2**20:.1f}", "limit_mib": SIZE_LIMIT // 2**20}
        raise Unreadable(Fault((), "checklist_too_large", facts, 1))
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        raise Unreadable(Fault((), "checklist_not_utf8", {}, line)) from None
    bad = _CONTROL.search(text)
    if bad:
        line = text.count("\n", 0, bad.start()) + 1
        facts = {"character": f"U+{ord(bad[0]):04X}"}
        raise Unreadable(Fault((), "checklist_control_character", facts, line))
    return text


def _events(text: str) -> Iterator[Any]:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        yield from yaml.parse(text, Loader=loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        problem = str(getattr(error, "problem", "") or getattr(error, "reason", "") or "unreadable")
        line = mark.line + 1 if mark else 1
        raise Unreadable(Fault((), "checklist_yaml", {"problem": problem[:200]}, line)) from None
    except RecursionError:  # the parser in Python, where the one in C is not built
        facts = {"limit": DEPTH_LIMIT}
        raise Unreadable(Fault((), "checklist_too_deep", facts, 1)) from None


class _Builder:
    """Makes the tree from YAML events with an explicit stack, refusing what a checklist never needs."""

    def __init__(self) -> None:
        self.tree = Tree()
        self._stack: list[_Frame] = []
        self._parts = 0
        self._documents = 0

    def take(self, event: Any) -> None:
        """One event of the parser."""
        kind = type(event).__name__
        if kind == "ScalarEvent":
            self._count(event)
            self._scalar(event)
        elif kind in ("MappingStartEvent", "SequenceStartEvent"):
            self._count(event)
            self._open(event, {} if kind == "MappingStartEvent" else [])
        elif kind in ("MappingEndEvent", "SequenceEndEvent"):
            self._stack.pop()
        elif kind == "AliasEvent":
            self._refuse(event, "checklist_alias", name=event.anchor)
            self._add(None, event)
        elif kind == "DocumentStartEvent":
            self._documents += 1
            if self._documents > 1:
                self._stop(event, "checklist_several_documents")

    def _count(self, event: Any) -> None:
        self._parts += 1
        if self._parts > PART_LIMIT:
            self._stop(event, "checklist_too_many_parts", limit=PART_LIMIT)
        if event.anchor is not None:
            self._refuse(event, "checklist_alias", name=event.anchor)
        if event.tag is not None:
            self._refuse(event, "checklist_tag", tag=event.tag[:80])

    def _scalar(self, event: Any) -> None:
        value: str = event.value
        frame = self._stack[-1] if self._stack else None
        bad = _CONTROL.search(value)
        if bad:
            character = f"U+{ord(bad[0]):04X}"
            self._refuse(event, "checklist_control_character", character=character)
        if frame and isinstance(frame.container, dict) and frame.key is None:
            if value in frame.container:
                self._refuse(event, "checklist_duplicate_key", key=value[:80])
            frame.key = value
            self.tree.lines.setdefault((*frame.path, value), event.start_mark.line + 1)
            return
        plain_null = event.implicit[0] and value in _NULLS
        self._add(None if plain_null else value.strip(), event)

    def _open(self, event: Any, container: dict[str, Any] | list[Any]) -> None:
        if len(self._stack) >= DEPTH_LIMIT:
            self._stop(event, "checklist_too_deep", limit=DEPTH_LIMIT)
        frame = self._stack[-1] if self._stack else None
        if frame and isinstance(frame.container, dict) and frame.key is None:
            self._stop(event, "checklist_key_not_text")
        path = frame.place() if frame else ()
        self._add(container, event)
        self._stack.append(_Frame(container, path))

    def _add(self, value: object, event: Any) -> None:
        if not self._stack:
            self.tree.root = value
            self.tree.lines[()] = event.start_mark.line + 1
            return
        frame = self._stack[-1]
        if isinstance(frame.container, list):
            self.tree.lines[frame.place()] = event.start_mark.line + 1
            frame.container.append(value)
        else:
            frame.container.setdefault(frame.key or "", value)
            frame.key = None

    def _refuse(self, event: Any, message: str, **facts: object) -> None:
        path = self._stack[-1].place() if self._stack else ()
        self.tree.faults.append(Fault(path, message, facts, event.start_mark.line + 1))

    def _stop(self, event: Any, message: str, **facts: object) -> None:
        self._refuse(event, message, **facts)
        raise Unreadable(self.tree.faults[-1])
