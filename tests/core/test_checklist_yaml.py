"""Hostile and careless YAML: each is refused in one sentence with its line, in bounded time and memory."""

import subprocess
import sys
import unicodedata

import pytest

from assay.core import checklist_format
from assay.core.checklist_yaml import (
    DEPTH_LIMIT,
    PART_LIMIT,
    SIZE_LIMIT,
    Unreadable,
    compose,
    normal,
)
from assay.core.errors import ChecklistError
from factories_checklist import SMALL, edited, found

LAUGHS = """\
assay_checklist: 1
a: &a [lol, lol, lol, lol, lol, lol, lol, lol, lol]
b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]
c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]
d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c]
"""

HOSTILE = {
    "nothing": (b"", "checklist_not_one", 1),
    "white space": (b"\n \n", "checklist_not_one", 1),
    "a list": (b"- 1\n", "checklist_not_one", 1),
    "a word": (b"hello", "checklist_not_one", 1),
    "another format's number": (b"assay_checklist: 2\n", "checklist_newer", 1),
    "a number of many digits": (b"# x\nassay_checklist: " + b"9" * 5000, "checklist_newer", 2),
    "format zero": (b"assay_checklist: 0", "checklist_not_one", 1),
    "a negative format": (b"assay_checklist: -1", "checklist_not_one", 1),
    "a format in other digits": ("assay_checklist: ١".encode(), "checklist_not_one", 1),
    "a format that is a list": (b"assay_checklist: [1]", "checklist_not_one", 1),
    "no UTF-8": (b"assay_checklist: 1\nid: \xff\xfe\n", "checklist_not_utf8", 2),
    "UTF-16": ("assay_checklist: 1".encode("utf-16"), "checklist_not_utf8", 1),
    "a null character": (b"assay_checklist: 1\n\nid: a\0b", "checklist_control_character", 3),
    "an escape sequence": (b"assay_checklist: 1\nid: \x1b[2J", "checklist_control_character", 2),
    "an escaped null": (b'assay_checklist: 1\nid: "a\\0b"', "checklist_control_character", 2),
    "text that runs backwards": (
        "assay_checklist: 1\nid: \u202egniht\n".encode(),
        "checklist_control_character",
        2,
    ),
    "an escaped override": (b'assay_checklist: 1\nid: "\\u202e"', "checklist_control_character", 2),
    "an escaped override in a key": (
        b'assay_checklist: 1\n"\\u202e": 1',
        "checklist_control_character",
        2,
    ),
    "an escaped surrogate": (b'assay_checklist: 1\nid: "\\ud800"', "checklist_yaml", 2),
    "a tab as indentation": (b"assay_checklist: 1\nfacts:\n\t- a", "checklist_yaml", 3),
    "an open bracket": (b"assay_checklist: 1\nlanguages: [en", "checklist_yaml", 3),
    "an open quotation mark": (b'assay_checklist: 1\nid: "en', "checklist_yaml", 2),
    "two colons": (b"assay_checklist: 1\nid: a: b", "checklist_yaml", 2),
    "bad indentation": (b"assay_checklist: 1\n  id: a", "checklist_yaml", 2),
    "a directive": (b"%YAML 9.9\n---\nassay_checklist: 1", "checklist_yaml", 1),
    "a billion laughs": (LAUGHS.encode(), "checklist_alias", 2),
    "an alias of itself": (b"assay_checklist: 1\nid: &a [*a]", "checklist_alias", 2),
    "an alias without anchor": (b"assay_checklist: 1\nid: *a", "checklist_alias", 2),
    "an alias as key": (b"assay_checklist: &a 1\n*a : 2", "checklist_alias", 1),
    "an anchor nobody uses": (b"assay_checklist: 1\nid: &a b", "checklist_alias", 2),
    "a merge key": (b"assay_checklist: 1\n<<: {id: a}\n", "checklist_unknown_key", 2),
    "a Python object": (
        b"assay_checklist: 1\nid: !!python/object/apply:os.system [id]",
        "checklist_tag",
        2,
    ),
    "a tag": (b"assay_checklist: 1\nid: !!str a", "checklist_tag", 2),
    "a private tag": (b"assay_checklist: 1\nid: !x a", "checklist_tag", 2),
    "a tag without name": (b"assay_checklist: 1\nid: ! a", "checklist_tag", 2),
    "a binary tag": (b"assay_checklist: 1\nid: !!binary AAAA", "checklist_tag", 2),
    "a key twice": (b"assay_checklist: 1\nid: a\nid: b", "checklist_duplicate_key", 3),
    "a key twice in another dress": (
        b'assay_checklist: 1\nid: a\n"id": b',
        "checklist_duplicate_key",
        3,
    ),
    "a list as key": (b"assay_checklist: 1\n? [a]\n: b", "checklist_key_not_text", 2),
    "a map as key": (b"assay_checklist: 1\n? {a: b}\n: b", "checklist_key_not_text", 2),
    "two documents": (
        b"assay_checklist: 1\n---\nassay_checklist: 1",
        "checklist_several_documents",
        2,
    ),
    "deep lists": (b"assay_checklist: 1\nid: " + b"[" * 100_000, "checklist_too_deep", 2),
    "deep maps": (b"assay_checklist: 1\nid: " + b"{a: " * 50_000, "checklist_too_deep", 2),
    "deep dashes": (b"assay_checklist: 1\nid:\n" + b"- " * 50_000, "checklist_too_deep", 3),
    "deep closed lists": (
        b"assay_checklist: 1\nid: " + b"[" * 100_000 + b"]" * 100_000,
        "checklist_too_deep",
        2,
    ),
    "too many bytes": (b"#" * (SIZE_LIMIT + 1), "checklist_too_large", 1),
    "too many parts": (b"[" + b"a," * (PART_LIMIT + 1) + b"]", "checklist_too_many_parts", 1),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_text_is_refused_with_its_line(case: str) -> None:
    body, message, line = HOSTILE[case]
    problems = found(body)
    assert (message, line) in {(m, at) for m, at, _ in problems}
    with pytest.raises(ChecklistError):
        checklist_format.read(body, "small.yaml")


def test_deep_nesting_does_not_end_the_program() -> None:
    # The composer of libyaml's binding recurses in C and takes the interpreter with it.
    code = (
        "from assay.core.checklist_format import problems\n"
        "print(problems(b'assay_checklist: 1\\nid: ' + b'[' * 1_000_000, 'x')[0].message)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False
    )
    assert (done.returncode, done.stdout.strip()) == (0, "checklist_too_deep")


def test_a_map_of_the_deepest_allowed_level_is_read() -> None:
    body = b"a: " + b"[" * (DEPTH_LIMIT - 1) + b"]" * (DEPTH_LIMIT - 1)
    assert isinstance(compose(body).root, dict)
    with pytest.raises(Unreadable):
        compose(b"a: " + b"[" * DEPTH_LIMIT + b"]" * DEPTH_LIMIT)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("no", "no"),
        ("yes", "yes"),
        ("true", "true"),
        ("2026.10", "2026.10"),
        ("2026-11-23", "2026-11-23"),
        ("12:30", "12:30"),
        ("010", "010"),
        ("1_000", "1_000"),
        ("null", None),
        ("~", None),
        ("", None),
        ('"null"', "null"),
        ("' a '", "a"),
    ],
)
def test_a_plain_word_stays_the_text_it_is(written: str, meant: str | None) -> None:
    assert compose(f"a: {written}".encode()).root == {"a": meant}


def test_a_version_that_looks_like_a_number_keeps_its_last_zero() -> None:
    body = edited('version: "2026.11"', "version: 2026.10")
    assert checklist_format.read(body, "small.yaml").version == "2026.10"


def test_several_refusals_are_reported_together() -> None:
    body = b"assay_checklist: 1\nid: &a b\nid: !!str c\nversion: *a\n"
    assert [message for message, _, _ in found(body)] == [
        "checklist_alias",
        "checklist_duplicate_key",
        "checklist_tag",
        "checklist_alias",
    ]


def test_windows_line_ends_and_a_byte_order_mark_are_no_problem() -> None:
    body = b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode()
    assert found(body) == []
    broken = body.replace(b"weight: 3\r\n", b"weight: 7\r\n")
    assert [line for _, line, _ in found(broken)] == [
        SMALL.splitlines().index("        weight: 3") + 1
    ]


def test_normal_text_is_composed_and_carries_no_mark() -> None:
    split = unicodedata.normalize("NFD", "Conseil d'État")
    assert normal(b"\xef\xbb\xbf" + split.encode()) == "Conseil d'État".encode()
    assert normal(b"\xff") == b"\xff"
    assert normal(SMALL.encode()) == SMALL.encode()


def test_a_path_names_parts_by_id_and_counts_those_without() -> None:
    tree = compose(b"a:\n- {id: x, b: [1, 2]}\n- {key: y}\n- z\n")
    assert tree.name(("a", 0, "b", 1)) == "a[x].b[2]"
    assert tree.name(("a", 1)) == "a[y]"
    assert tree.name(("a", 2, "q")) == "a[3].q"
    assert tree.name(()) == ""
    assert [tree.line(p) for p in [("a",), ("a", 1), ("a", 2), ("a", 2, "q"), ("no",)]] == [
        1,
        3,
        4,
        4,
        1,
    ]
