"""The projects that are measured: the worked example, and a synthetic one of any size."""

import atexit
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path

from assay.core.answers import Answer, Status, answer_key
from assay.core.change import Change, inserted, step
from assay.core.evidence import Citation, Evidence, Stance
from assay.core.records import to_row
from assay.work import example, starting
from assay.work.session import Person, Session, open_session

PERSON = Person("Measurer", "bench")
CUT_OFF = "2026-11-23"
DOMAINS = 40
OPTIONS = ("no", "yes")
EVIDENCE = 2  # items for every question


@cache
def place() -> Path:
    """A folder for this run alone; what Assay keeps for a person lies in it, too."""
    folder = Path(tempfile.mkdtemp(prefix="assay-bench-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ["ASSAY_HOME"] = str(folder / "home")
    return folder


@cache
def cnre() -> Path:
    """The worked example, built once: 116 questions."""
    path = place() / "cnre.assay"
    example.build(path, PERSON).close()
    return path


@cache
def large(questions: int) -> Path:
    """A project with so many questions, most of them answered and cited, built once."""
    session = made(place(), questions)
    fill(session)
    session.publish()
    session.close()
    return session.path


def made(folder: Path, questions: int) -> Session:
    """A new project with so many questions and no answers, open."""
    body = folder / f"large-{questions}.yaml"
    body.write_text(_checklist(questions), "utf-8")
    path = folder / f"large-{questions}.assay"
    return starting.new_project(path, str(body), PERSON, issuer="Large", as_of=CUT_OFF)


def opened(path: Path) -> Session:
    """The project, open."""
    return open_session(path, PERSON)


def fill(session: Session) -> None:
    """Answer nine questions of ten and cite two items of evidence for each."""
    about = session.assessment()
    questions = list(session.checklist(about.id).questions)
    changes: list[Change] = []
    for number, question in enumerate(questions):
        if number % 10:
            changes.append(inserted("answer", to_row(_answer(about.id, question, number))))
        for which in range(EVIDENCE):
            item = number * EVIDENCE + which
            changes.append(inserted("evidence", to_row(_evidence(item))))
            cited = Citation(f"c{item}", about.id, question, f"e{item}", Stance.SUPPORTS)
            changes.append(inserted("citation", to_row(cited)))
    session.do(step("build_example", changes, name="large"))


def _answer(assessment: str, question: str, number: int) -> Answer:
    key, value = answer_key(assessment, question), OPTIONS[number % len(OPTIONS)]
    words = f"The annual report of the year says so on page {number % 300}."
    return Answer(key, assessment, question, Status.ANSWERED, value, rationale=words)


def _evidence(item: int) -> Evidence:
    return Evidence(
        id=f"e{item}",
        number=item + 1,
        key=f"item-{item}",
        title=f"Annual report {item}, section on governance",
        publisher=f"Publisher {item % 97}",
        kind="filing",
        date=f"{2024 + item % 2}-{item % 12 + 1:02}-{item % 28 + 1:02}",
        reliability="ABC"[item % 3],
        credibility="123"[item % 3],
        origin=f"o{item // 2}",
    )


def _checklist(questions: int) -> str:
    """The text of a checklist whose questions ask the same in different places."""
    each = -(-questions // DOMAINS)
    codes = [f"{chr(65 + n // 26)}{chr(65 + n % 26)}X" for n in range(DOMAINS)]
    lines = [_HEAD]
    lines += [f"      {code}: {100 / DOMAINS:g}" for code in codes]
    lines.append("domains:")
    asked = 0
    for code in codes:
        lines.append(_DOMAIN.format(code=code))
        for number in range(1, min(each, questions - asked) + 1):
            lines.append(_QUESTION.format(code=code, number=number, weight=number % 3 + 1))
            if number % 20 == 0:
                before = f"{code}-{number - 1:03}"
                lines.append(f'        skip_if: option("{before}") == "no"')
                lines.append("        skip_reason: {en: Settled by the one before.}")
        asked += min(each, questions - asked)
    lines.append("flags:")
    lines += [_FLAG.format(code=code, number=n) for n, code in enumerate(codes)]
    lines.append(_SOURCES)
    return "\n".join(lines)


_HEAD = """\
assay_checklist: 1
id: large
version: "2026.11"
title: {en: Large}
summary: {en: As large as is measured.}
languages: [en]
license: CC-BY-4.0
profiles:
  - id: default
    title: {en: Equity}
    weights:"""
_DOMAIN = """\
  - id: {code}
    title: {{en: Domain {code}}}
    channel: {{en: How it reaches the money.}}
    questions:"""
_QUESTION = """\
      - id: {code}-{number:03}
        short: {{en: Matter {number}}}
        text: {{en: "Is matter {number} of domain {code} decided by others than the board?"}}
        why: {{en: It decides who bears the loss when matter {number} goes wrong.}}
        answer:
          type: boolean
          options:
            - {{id: "no", text: {{en: "No"}}, points: 0}}
            - {{id: "yes", text: {{en: "Yes"}}, points: 4}}
        proof: {{en: Articles and minutes.}}
        sources: [CODE art. {number}]
        weight: {weight}
        ages: {{kind: state, half_life_days: 730}}"""
_FLAG = """\
  - id: F{number:02}
    kind: floor
    when: points("{code}-001") >= 3.0 && points("{code}-002") >= 3.0
    floor: {{domain: 80}}
    questions: [{code}-001, {code}-002]
    text: {{en: Domain {code} is decided elsewhere.}}"""
_SOURCES = """\
sources:
  - key: CODE
    title: The code
    publisher: Ministry
    date: "2024-01-01"
    url: https://example.org/code
    status: verified
    verified_on: "2026-01-01"
    note: Read."""
