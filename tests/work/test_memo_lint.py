"""Remarks on a memo's sentences: each kind is found where it is, and nowhere else."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from assay.core.evidence import Evidence
from assay.core.records import records
from assay.core.scorecard import Scorecard
from assay.words.drafting import REMARK
from assay.work import memo_lint
from assay.work.memo_lint import blocking, findings
from factories_memo import ASSESSMENT, checklist, cnre_state, evidence, item, state_of

RATING = Scorecard(checklist(), state_of(), ASSESSMENT).rating
GOOD = evidence(1)


def sentence(text: str, label: str = "fact", part: str = "highlight", cited=("evidence-1",), n=1):
    return replace(item(part, text, n, evidence=cited), label=label)


def kinds(*items, sources: tuple[Evidence, ...] = (GOOD,)) -> list[str]:
    found = findings(items, {e.id: e for e in sources}, RATING)
    return [one.kind for one in found if one.kind != "missing"]


def test_a_fact_with_good_evidence_draws_no_remark():
    assert kinds(sentence("The vote was held on 10 November 2022.")) == []


@pytest.mark.parametrize(
    ("made", "kind"),
    [
        (sentence("It was held.", cited=()), "uncited"),
        (sentence("It was held.", cited=("gone",)), "uncited"),
        (sentence("It was held.", "inference", cited=()), "uncited"),
        (sentence("It was held.", ""), "unlabelled"),
        (sentence("  "), "empty"),
        (sentence("The article alleges 300 sessions."), "allegation_as_fact"),
        (sentence("据称共有三百次培训。"), "allegation_as_fact"),
        (sentence("A shocking vote was held."), "alarm"),
        (sentence("结果令人震惊。"), "alarm"),
        (sentence("It is very likely, with low confidence."), "mixed"),
        (sentence("很不可能发生，置信度低。"), "mixed"),
        (sentence("Coverage is 99%, and more.", cited=("evidence-1",)), "number"),
        (sentence("The range of 12 to 15 is narrow."), "number"),
        (sentence("We answered 77 of 116 questions."), "number"),
        (sentence("The rating is Severe."), "number"),
        (sentence("x" * 231, part="reason_for"), "too_long"),
        (sentence("x" * 191, "", "verdict", ()), "too_long"),
    ],
)
def test_a_remark_is_made(made, kind):
    assert kinds(made) == [kind]


def test_an_allegation_says_how_its_sources_are_graded():
    (found,) = findings([sentence("It is said.", "allegation")], {GOOD.id: GOOD}, RATING)[5:]
    assert (found.kind, found.severity) == ("reads_alleged", "good")
    assert dict(found.facts)["grades"] == "B2"


def test_every_kind_of_remark_is_worded():
    source = Path(memo_lint.__file__).read_text("utf-8")
    made = set(re.findall(r'(?:_said\(item, |Finding\()"(\w+)"', source))
    assert made == set(REMARK)


@pytest.mark.parametrize(
    "text",
    [
        "The article calls it “a shocking vote”.",
        "文章称“结果令人震惊”。",
        "Its export is likely to go on. Confidence is low.",
        "The range of 10 to 95 is wide: the issuer alone had 99% of votes.",
    ],
)
def test_quoted_words_and_separate_sentences_draw_none(text):
    low, high = round(RATING.interval.low), round(RATING.interval.high)
    assert kinds(sentence(text.replace("10 to 95", f"{low} to {high}"))) == []


def test_a_fact_may_not_rest_on_weak_evidence_alone():
    weak = replace(GOOD, id="evidence-2", key="contents", reliability="A", credibility="3")
    both = sentence("It is there.", cited=("evidence-1", "evidence-2"))
    alone = sentence("It is there.", cited=("evidence-2",))
    assert kinds(both, sources=(GOOD, weak)) == []
    (found,) = (f for f in findings([alone], {weak.id: weak}, RATING) if f.item)
    assert (found.kind, found.severity) == ("weak", "advice")
    assert dict(found.facts) == {"key": "contents", "grade": "A3", "count": 1}


def test_evidence_that_lapsed_or_is_old_is_said():
    lapsed = replace(GOOD, valid_until="2026-11-10")
    old = replace(GOOD, date="2020-11-23")
    assert kinds(sentence("It holds."), sources=(lapsed,)) == ["lapsed"]
    assert kinds(sentence("It holds."), sources=(old,)) == ["stale"]
    assert kinds(sentence("It holds."), sources=(replace(old, no_decay=True),)) == []
    assert kinds(sentence("It holds."), sources=(replace(GOOD, valid_until="2026-11-23"),)) == []


def test_an_empty_memo_lacks_what_page_one_has_headings_for():
    found = findings([], {}, RATING)
    assert [f.part for f in blocking(found)] == [
        "verdict",
        "asked",
        "recommendation",
        "reason_for",
        "reason_against",
    ]
    assert kinds(item("recommendation", "Wait.")) == ["no_choice"]
    assert kinds(item("recommendation", "Wait.", choice="hold")) == []


def test_a_fourth_reason_stands_behind_page_one():
    found = kinds(*(sentence(f"Reason {n}.", part="reason_for", n=n) for n in range(1, 5)))
    assert found == ["behind_page_one"]


def test_the_worked_example_is_clean_enough_to_be_final():
    state, assessment = cnre_state()
    items = list(records(state, "memo_item"))
    rating = Scorecard(checklist(), state, assessment).rating
    found = findings(items, {e.id: e for e in records(state, "evidence")}, rating)
    assert blocking(found) == ()
    weak = [dict(f.facts)["key"] for f in found if f.kind == "weak"]
    assert weak == ["charter-contents-2024", "soe-party-regs-2019", "reex-study-2025-07"]
