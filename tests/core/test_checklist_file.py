"""The shape of a checklist file: unknown and missing keys, wrong kinds, each named with line and path."""

import pytest

from assay import words
from assay.core import checklist_format
from assay.core.checklist_file import misfits
from assay.core.checklist_yaml import compose
from factories_checklist import SMALL, edited, found, line_of

A1 = "domains[AAA].questions[AAA-01]"

MISFITS = {
    "a key is misspelt": (
        "tags: [S01]", "tgas: [S01]", "checklist_unknown_key", "tgas", f"{A1}.tgas"),
    "a key belongs elsewhere": (
        "license: CC-BY-4.0", "license: CC-BY-4.0\nweight: 3",
        "checklist_unknown_key", "weight: 3", "weight"),
    "a key is missing": (
        "        weight: 3\n", "", "checklist_missing_key", "- id: AAA-01", f"{A1}.weight"),
    "a key of the file is missing": (
        "license: CC-BY-4.0\n", "", "checklist_missing_key", "assay_checklist", "license"),
    "a text is no map of languages": (
        "title: {en: Small, zh-Hans: 小型}", "title: Small",
        "checklist_expected_texts", "title: Small", "title"),
    "a text is a list": (
        "short: {en: Chair, zh-Hans: 董事长}", "short: {en: [Chair]}",
        "checklist_expected_text", "[Chair]", f"{A1}.short.en"),
    "a text is nothing": (
        "short: {en: Chair, zh-Hans: 董事长}", "short: {en: }",
        "checklist_expected_text", "short: {en: }", f"{A1}.short.en"),
    "a number is a word": (
        "weight: 3", "weight: heavy", "checklist_expected_number", "heavy", f"{A1}.weight"),
    "a number is nothing": (
        "weight: 3", "weight:", "checklist_expected_number", "weight:\n", f"{A1}.weight"),
    "a whole number has a fraction": (
        "half_life_days: 400", "half_life_days: 400.5",
        "checklist_expected_whole_number", "400.5", f"{A1}.ages.half_life_days"),
    "a type is unknown": (
        "type: choice\n          options", "type: chioce\n          options",
        "checklist_not_one_of", "chioce", f"{A1}.answer.type"),
    "a list is a word": (
        "sources: [CODE art. 1]", "sources: CODE art. 1",
        "checklist_expected_list", "sources: CODE art. 1", f"{A1}.sources"),
    "a map is a list": (
        "answer:\n          type: number\n          unit: days\n          bands:\n",
        "answer:\n",
        "checklist_expected_map", ("answer:", 2), "domains[AAA].questions[AAA-02].answer"),
    "a band has one number": (
        "- [10, 2]", "- [10]", "checklist_expected_pair", "- [10]",
        "domains[AAA].questions[AAA-02].answer.bands[2]"),
    "a band is a number": (
        "- [10, 2]", "- 10", "checklist_expected_pair", "- 10",
        "domains[AAA].questions[AAA-02].answer.bands[2]"),
    "a weight of a profile is a word": (
        "AAA: 60", "AAA: sixty", "checklist_expected_number", "sixty",
        "profiles[default].weights.AAA"),
}  # fmt: skip


@pytest.mark.parametrize("case", MISFITS)
def test_each_misfit_is_named_with_its_line_and_path(case: str) -> None:
    old, new, message, fragment, path = MISFITS[case]
    body = edited(old, new)
    where = (fragment, 1) if isinstance(fragment, str) else fragment
    assert found(body) == [(message, line_of(body, *where), path)]


def test_all_misfits_are_reported_at_once() -> None:
    text = SMALL.replace("weight: 3", "wieght: heavy").replace("AAA: 60", "AAA: sixty")
    assert [message for message, _, _ in found(text.encode())] == [
        "checklist_expected_number",
        "checklist_missing_key",
        "checklist_unknown_key",
    ]


def test_a_misspelt_key_is_answered_with_the_key_that_was_meant() -> None:
    (problem,) = checklist_format.problems(edited("tags: [S01]", "tgas: [S01]"), "small.yaml")
    assert words.sentence(problem).endswith("there is no key tgas here; did you mean tags?")


def test_a_sound_file_has_no_misfits() -> None:
    assert list(misfits(compose(SMALL.encode()).root)) == []


def test_optional_parts_may_be_left_out() -> None:
    text = SMALL
    for part in ("flags:\n", "facts:\n"):
        start = text.index(part)
        end = text.index("\nprofiles:" if part == "facts:\n" else "\nsources:") + 1
        text = text[:start] + text[end:]
    assert found(text.encode()) == []
