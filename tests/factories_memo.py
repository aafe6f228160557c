"""Projects for the memo's tests: the worked example, an empty one, and one with the longest texts."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path

from assay.core.answers import Answer, Status, answer_key
from assay.core.assessment import Assessment, FlagReview, MemoItem, Project, Statement
from assay.core.change import Row, State, canonical
from assay.core.checklist import Checklist
from assay.core.evidence import Citation, Evidence, Stance
from assay.core.memo import Memo
from assay.core.records import TABLES, to_row
from assay.core.scorecard import Scorecard
from assay.work import example, library, memo_writing
from assay.work.session import Person

STATE_ID = "7df69ea7bb1f" + "0" * 52
ASSESSMENT = "assessment-1"


@cache
def checklist() -> Checklist:
    return library.find("state-control")[0]


@cache
def cnre_state() -> tuple[State, str]:
    """The worked example's rows and the id of its assessment."""
    with tempfile.TemporaryDirectory() as folder:
        session = example.build(Path(folder) / "cnre.assay", Person("Example analyst", "device"))
        state = {table: dict(rows) for table, rows in session.state.items()}
        session.close()
    return state, next(iter(state["assessment"]))


@cache
def cnre(language: str = "en") -> Memo:
    state, assessment = cnre_state()
    return memo_of(state, assessment, language)


def memo_of(
    state: State,
    assessment: str = ASSESSMENT,
    language: str = "en",
    listed: Checklist | None = None,
    *,
    final: bool = False,
) -> Memo:
    listed = listed or checklist()
    return memo_writing.write(
        state,
        listed,
        assessment,
        Scorecard(listed, state, assessment),
        state_id=STATE_ID,
        app_version="0.1.0",
        language=language,
        final=final,
    )


@cache
def short_checklist() -> Checklist:
    """Twelve questions and no rating."""
    return library.find("quick-screen")[0]


def state_of(*records: object) -> State:
    """A state that holds these records, and a project and assessment where they are none of them."""
    state: State = {table: {} for table in TABLES}
    kinds = {cls: table for table, cls in TABLES.items()}
    given = {type(record) for record in records}
    base = [Project("project", "A project"), assessment()]
    for record in (*(r for r in base if type(r) not in given), *records):
        state[kinds[type(record)]][record.id] = to_row(record)  # type: ignore[attr-defined]
    return state


def assessment(**more: str) -> Assessment:
    given = {"profile": "default", "cut_off": "2026-11-23", "title": "A review", **more}
    return Assessment(ASSESSMENT, 1, checklist=checklist().hash, **given)  # type: ignore[arg-type]


def answer(
    question: str, status: Status = Status.ANSWERED, value: str | None = None, **more: str
) -> Answer:
    return Answer(answer_key(ASSESSMENT, question), ASSESSMENT, question, status, value, **more)  # type: ignore[arg-type]


def item(
    part: str, text: str, n: int = 1, *, evidence: tuple[str, ...] = (), **details: object
) -> MemoItem:
    return MemoItem(
        id=f"{part}-{n}",
        assessment=ASSESSMENT,
        part=part,
        section="",
        position=n,
        text=text,
        evidence=canonical(list(evidence)),
        details=canonical(details),
    )


def evidence(number: int, **more: object) -> Evidence:
    given: dict[str, object] = {
        "key": f"item-{number}",
        "title": f"Document {number}",
        "publisher": "Publisher",
        "date": "2026-01-01",
        "retrieved": "2026-11-01",
        "reliability": "B",
        "credibility": "2",
        "blob": f"{number:064x}",
        **more,
    }
    return Evidence(f"evidence-{number}", number, **given)  # type: ignore[arg-type]


def citation(number: int, question: str, stance: Stance = Stance.SUPPORTS, **more: str) -> Citation:
    id = f"citation-{number}-{question}"
    return Citation(id, ASSESSMENT, question, f"evidence-{number}", stance, **more)  # type: ignore[arg-type]


def ready_rows(assessment_id: str) -> list[tuple[str, Row]]:
    """Rows with which nothing but a reviewer is missing for a final memo of the short checklist."""
    listed = short_checklist()
    found: list[object] = [evidence(1, blob="")]
    for id, q in listed.questions.items():
        if q.answer.options:
            best = min(q.answer.options, key=lambda option: option.points)
            found.append(answer(id, value=best.id))
        else:
            found.append(answer(id, Status.NOT_APPLICABLE, reason="-"))
    found += [
        FlagReview(f"{ASSESSMENT}/{f.id}", ASSESSMENT, f.id, "cleared", "R", "2026-11-20", "-")
        for f in listed.flags
    ]
    found += [
        item("verdict", "Nothing stands against it."),
        item("asked", "Approve the purchase."),
        item("recommendation", "Proceed.", choice="proceed"),
        *(
            replace(item(part, "It was screened.", evidence=("evidence-1",)), label="fact")
            for part in ("reason_for", "reason_against")
        ),
    ]
    kinds = {cls: table for table, cls in TABLES.items()}
    rows = [(kinds[type(one)], to_row(one)) for one in found]
    return [(table, _of(row, assessment_id)) for table, row in rows]


def _of(row: Row, assessment_id: str) -> Row:
    if "assessment" not in row:
        return row
    id = str(row["id"]).replace(ASSESSMENT, assessment_id)
    return {**row, "assessment": assessment_id, "id": id}


def empty() -> State:
    """An assessment in which nobody has entered anything."""
    return state_of()


def all_unknown() -> State:
    return state_of(*(answer(id, Status.UNKNOWN) for id in checklist().questions))


def longest() -> State:
    """Names of 200 characters, five long reasons a side, long conditions, in two scripts."""
    words = "Extraordinarily prolonged nomenclature of an administrative conglomerate "
    han = "中国北方超长名称控股集团高科技股份有限公司" * 9
    sentence = (
        "A reason that goes on about what was found and what was not found, " * 8
    ).strip() + "."
    texts = [
        item(
            part,
            sentence,
            n,
            closes=["SAN-01"],
            owner="Deputy head of regional compliance",
            due="2026-12-01",
        )
        for part in ("reason_for", "reason_against", "condition", "next_step")
        for n in range(1, 8)
    ]
    one = [
        item(part, sentence) for part in ("verdict", "asked", "change_less", "change_more", "scope")
    ]
    return state_of(
        assessment(analyst=words * 3, instrument=words * 2, channel=words, mandate=words * 4),
        Statement("s1", "issuer", "name", words * 3, 1, language="en"),
        Statement("s2", "issuer", "name", han, 2, language="zh-Hans"),
        Statement("s3", "issuer", "isin", "CNE000000T18" * 12, 3),
        item("recommendation", sentence, choice="proceed_with_conditions"),
        *one,
        *texts,
    )


def many_items() -> State:
    """Four hundred evidence items, each cited."""
    questions = list(checklist().questions)
    records: list[object] = []
    for number in range(1, 401):
        records.append(evidence(number, title=f"Notice {number} 公告第{number}号"))
        records.append(
            citation(number, questions[number % len(questions)], locator=f"page {number}")
        )
    return state_of(*records)


FIXTURES = {
    "empty": empty,
    "all unknown": all_unknown,
    "longest": longest,
    "400 items": many_items,
    "worked example": lambda: cnre_state()[0],
}


def fixture_memo(name: str, language: str = "en") -> Memo:
    state = FIXTURES[name]()
    return memo_of(state, next(iter(state["assessment"])), language)


def page_texts(content: bytes) -> list[str]:
    """The text of every page, as a reader extracts it."""
    import pypdfium2

    document = pypdfium2.PdfDocument(BytesIO(content))
    try:
        found = []
        for page in document:
            text = page.get_textpage()
            found.append(text.get_text_range().replace("\r\n", "\n"))
            text.close()
            page.close()
        return found
    finally:
        document.close()


def squeezed(text: str) -> str:
    """`text` without blanks and with plain apostrophes: what line breaks and typography change."""
    return "".join(text.split()).translate(
        {0x2018: "'", 0x2019: "'", 0xA0: "", 0xFFFE: "-", 2: "-"}
    )


HOSTILE = (
    "<b>unclosed",
    '<img src="/etc/passwd" width="10"/>',
    "<a href='file:///etc/passwd'>x</a> &amp; &#65; &lt;",
    "</para><para>",
    "{format} {0} %s %(x)s \\N{BULLET}",
    "=1+1; @SUM(A1)",
    "(unbalanced ) paren ( \\ backslash",
    "a\u202eb\u2066c\u200fd\u0000e\u0007",
    "line\none\r\ntwo\u2028three",
    "x" * 3000,
    "稀土" * 2000,
    "word " * 4000,
)


def hostile_state(text):
    return state_of(
        item("verdict", text),
        item("asked", text),
        item("reason_for", text, evidence=("evidence-1",)),
        item("highlight", text),
        item("review", text),
        item("against", text),
        item("scenario", text, name=text, likelihood="likely", impact=text),
        item("next_step", text, owner=text, due=text, method=text, closes=["QS-SAN", text]),
        item("reply", text, party=text, asked=1, date=text, reply=text),
        item("claim", text, claim=text, treatment=text, questions=[text]),
        item("of_a_later_version", text),
        answer("QS-PTY", value=text, rationale=text, against=text, would_change=text),
        evidence(1, title=text, publisher=text, url=text, note=text, origin=text, language=text),
        citation(1, "QS-PTY", locator=text, quote=text, translation=text, note=text),
        citation(1, "GONE-99", locator=text),
        answer("GONE-99", value=text),
    )
