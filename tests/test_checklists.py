"""What ships: all nine checklists load, are complete in their languages, and say no word of alarm."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from assay import assets, words
from assay.core import checklist_format
from assay.core.checklist import Checklist

FILES = sorted(assets.checklists().glob("*.yaml"))
ALARM = re.compile(
    r"puppet|weapon|\bmask(?!\w)|sinister|evil|sham\b|fake|communis[mt]|infiltrat|hostile"
    r"|傀儡|武器化|面具|渗透|邪恶",
    re.IGNORECASE,
)
PRINTED_FACTS = {"eu_person", "uk_person", "group_has_china_presence", "sector"}
"""Facts of state-control that the memo prints and no rule uses."""


def checklist(path: Path) -> Checklist:
    """The checklist in `path`."""
    return checklist_format.read(path.read_bytes(), path.name)


def texts(node: object) -> Iterator[Mapping[str, str]]:
    """Every text of a checklist."""
    if isinstance(node, dict):
        if node and all(isinstance(key, str) and isinstance(v, str) for key, v in node.items()):
            yield node
        for item in node.values():
            yield from texts(item)
    elif isinstance(node, (list, tuple)):
        for item in node:
            yield from texts(item)
    elif hasattr(node, "__dataclass_fields__"):
        yield from texts([getattr(node, name) for name in node.__dataclass_fields__])


def test_nine_ship() -> None:
    assert [path.stem for path in FILES] == [
        "critical-minerals",
        "dual-class",
        "esg-credibility",
        "foreign-issuer-vie",
        "jv-state-partner",
        "quick-screen",
        "sanctions-exposure",
        "soe-governance",
        "state-control",
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_loads_without_a_problem_under_its_own_name(path: Path) -> None:
    problems = checklist_format.problems(path.read_bytes(), path.name)
    assert [words.sentence(problem) for problem in problems] == []
    assert checklist(path).id == path.stem


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_leaves_nothing_to_advise(path: Path) -> None:
    body = path.read_bytes()
    advice = checklist_format.advice(checklist_format.read(body, path.name), body, path.name)
    left = [a for a in advice if a.facts.get("fact") not in PRINTED_FACTS]
    assert [words.sentence(each) for each in left] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_describes_and_does_not_alarm(path: Path) -> None:
    said = [word for text in texts(checklist(path)) for word in text.values()]
    assert len(said) > 50
    assert [text for text in said if ALARM.search(text)] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_is_tidy(path: Path) -> None:
    found = checklist(path)
    for text in texts(found):
        english, chinese = text.get("en", ""), text.get("zh-Hans", "")
        assert not re.search(r"  | [,.;:?!](\s|$)|\b(\w+) \2\b", english), english
        assert not re.search(r"[\u4e00-\u9fff][,;:?!]|[\u4e00-\u9fff] [\u4e00-\u9fff]", chinese), (
            chinese
        )
    for question in found.questions.values():
        assert question.text["en"].rstrip(")").endswith(("?", ".")), question.text["en"]
        assert question.why["en"].endswith("."), question.why["en"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_reads_back_from_its_fast_form(path: Path) -> None:
    found = checklist(path)
    assert checklist_format.decode(checklist_format.encode(found)) == found


def test_the_example_for_authors_is_complete_and_sound() -> None:
    page = (assets.checklists() / "README.md").read_text("utf-8")
    (body,) = re.findall(r"^```yaml\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    assert checklist_format.problems(body.encode(), "README.md") == []
    example = checklist_format.read(body.encode(), "README.md")
    assert {flag.kind for flag in example.flags} == {"floor", "knockout", "gate"}
    assert {fact.type for fact in example.facts} == {"boolean", "choice"}
    assert [a.message for a in checklist_format.advice(example)] == ["advice_not_translated"]


def test_the_page_for_authors_names_every_key_of_the_format() -> None:
    from msgspec.structs import fields

    from assay.core import checklist_file

    page = (assets.checklists() / "README.md").read_text("utf-8")
    rows = [getattr(checklist_file, name) for name in dir(checklist_file) if name.endswith("Row")]
    keys = {f.name for row in rows if hasattr(row, "__struct_fields__") for f in fields(row)}
    assert {key for key in keys if not re.search(rf"\b{key}\b", page)} == set()
