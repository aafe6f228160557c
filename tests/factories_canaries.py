"""A project in which every text is a marked one, so that a test can say of each whether it left."""

from __future__ import annotations

from dataclasses import dataclass, field

from assay.core.answers import Status
from assay.core.assessment import Assessment, Fact, FlagReview, MemoItem, Project, Statement
from assay.core.change import State, canonical
from assay.core.evidence import Citation, Kind, Stance
from assay.core.review import (
    Adjudication,
    Assignment,
    Comment,
    Consistency,
    Hypothesis,
    Resolution,
    Translation,
    Weighting,
    WhatIf,
)
from factories_memo import ASSESSMENT, answer, assessment, evidence, short_checklist, state_of

QUESTION, OTHER = "QS-PTY", "QS-SAN"


@dataclass
class Canaries:
    """Marks by what they stand in."""

    state: State = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)

    def mark(self, place: str) -> str:
        """A text of its own for `place`."""
        text = f"Qz{len(self.marks):03d}vx"
        self.marks[place] = text
        return text


def project() -> Canaries:
    """Every kind of record, each text marked; questions of the short checklist."""
    found = Canaries()
    m = found.mark
    records: list[object] = [
        Project("project", m("project.title"), note=m("project.note")),
        assessment(
            **{
                name: m(f"assessment.{name}")
                for name in (
                    *("analyst", "second_analyst", "reviewer", "instrument", "channel", "mandate"),
                    *("position_current", "position_proposed", "collection", "conflicts"),
                    "trigger",
                )
            }
        ),
        Statement(
            "s1",
            "issuer",
            "name",
            m("statement.value"),
            status="verified",
            note=m("statement.note"),
        ),
        Fact(f"{ASSESSMENT}/f", ASSESSMENT, "unasked", "true", m("fact.note")),
        *_answers(m),
        *_evidence(m),
        FlagReview(
            f"{ASSESSMENT}/QS-F1",
            ASSESSMENT,
            next(flag.id for flag in short_checklist().flags),
            "cleared",
            m("flag_review.reviewer"),
            "2026-11-20",
            m("flag_review.reason"),
        ),
        *_items(m),
        *_talk(m),
        *_plans(m),
    ]
    found.state = state_of(*records)
    return found


def _answers(m):
    texts = ("rationale", "against", "would_change")
    yield answer(QUESTION, value="none", **{name: m(f"answer.{name}") for name in texts})
    yield answer(OTHER, Status.RESTRICTED, reason=m("answer.reason"))
    yield answer("GONE-1", value=m("answer.orphan"), rationale=m("answer.orphan.rationale"))


def _evidence(m):
    names = ("title", "publisher", "grade_reason", "origin", "note")
    yield evidence(
        1,
        **{name: m(f"evidence.{name}") for name in names},
        url=f"https://example.org/{m('evidence.url')}",
        blob="",
        link=f"/home/{m('evidence.folder')}/{m('evidence.file')}.pdf",
    )
    told = {name: m(f"search.{name}") for name in ("where", "terms", "result", "by")}
    yield evidence(2, kind=Kind.SEARCH, details=canonical(told))
    parts = ("locator", "quote", "translation", "note")
    for question in (QUESTION, "GONE-1"):
        said = {name: m(f"citation.{name}.{question}") for name in parts}
        id = f"citation-1-{question}"
        yield Citation(id, ASSESSMENT, question, "evidence-1", Stance.SUPPORTS, **said)


def _items(m):
    fields = {
        "scenario": ("name", "impact", "confidence_why", "confidence"),
        "next_step": ("owner", "method"),
        "exit_trigger": ("decides",),
        "reply": ("party", "reply"),
        "claim": ("claim", "treatment"),
        "condition": ("owner",),
    }
    from assay.core.assessment import PARTS

    for part in (*PARTS, "of_a_later_version"):
        details = {name: m(f"memo.{part}.{name}") for name in fields.get(part, ())}
        if part == "scenario":
            details["likelihood"] = "likely"
        if part == "reply":
            details["asked"] = "1"
        yield MemoItem(
            f"{part}-1",
            ASSESSMENT,
            part,
            m("memo.section") if part == "review" else "",
            1,
            m(f"memo.{part}"),
            evidence=canonical(["evidence-1"]),
            details=canonical(details),
        )


def _talk(m):
    when = "2026-11-20T10:00:00+00:00"

    def said(id: str, question: str, parent: str = "", *, private: bool = False) -> Comment:
        author, text = m(f"comment.{id}.author"), m(f"comment.{id}.text")
        return Comment(id, ASSESSMENT, question, author, when, text, parent, private=private)

    yield said("open", QUESTION)
    yield said("reply", QUESTION, "open")
    yield said("secret", QUESTION, private=True)
    yield said("below", QUESTION, "secret")
    yield said("nowhere", "")


def _plans(m):
    yield Assignment(f"{ASSESSMENT}/{QUESTION}", ASSESSMENT, QUESTION, m("assignment.person"))
    yield Weighting("w1", "x", m("weighting.title"), "{}", "default", m("weighting.reason"))
    yield WhatIf("if1", ASSESSMENT, m("what_if.title"), "{}", m("what_if.note"))
    other = Assessment("assessment-0", 0, m("other.title"), "x", "default", "2025-11-23")
    yield other
    yield Adjudication(
        *("adj1", QUESTION, ASSESSMENT, other.id, "answered", "none"),
        by=m("adjudication.by"),
        date="2026-11-20",
        reason=m("adjudication.reason"),
    )
    yield Hypothesis("h1", ASSESSMENT, 1, m("hypothesis.text"), m("hypothesis.note"))
    yield Consistency("h1/evidence-1", "h1", "evidence-1", "consistent", m("consistency.note"))
    yield Resolution(
        "r1", "scenario-1", "happened", "2026-11-20", m("resolution.by"), m("resolution.note")
    )
    yield Translation(
        *("t1", "citation-1-QS-PTY", "en", m("translation.text"), m("translation.translator")),
        by_machine=False,
        checked=True,
        time="2026-11-20",
    )


INSIDE = (
    *("project.note", "statement.note", "fact.note", "evidence.note", "evidence.folder"),
    *("citation.note.QS-PTY", "citation.note.GONE-1"),
    *("assessment.position_current", "assessment.position_proposed"),
    *("comment.secret.text", "comment.below.text", "comment.secret.author", "comment.below.author"),
)
"""What an external memo leaves at home."""
NAMES = (
    *("assessment.analyst", "assessment.second_analyst", "assessment.reviewer"),
    *("comment.open.author", "comment.reply.author", "comment.nowhere.author"),
    *("flag_review.reviewer", "search.by", "resolution.by", "translation.translator"),
)
"""Who worked on it."""
