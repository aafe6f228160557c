"""Reviewing flags: a reviewer's word on a rule that fired, and the rule itself in words."""

from __future__ import annotations

import re

from assay.core.assessment import FlagReview
from assay.core.change import Step, inserted, removed, step, updated
from assay.core.checklist import Checklist, Flag, say
from assay.core.errors import InvalidInput, NotFound
from assay.core.records import to_row
from assay.words import tr
from assay.words.terms import STATUS
from assay.work.answering import bounded
from assay.work.citing import parse_date
from assay.work.session import Session
from assay.work.starting import today

STATES = ("confirmed", "cleared")
CLEARABLE = frozenset({"binding", "pending", "fired", "cleared"})
"""A rule that did not fire has nothing to clear, and an open one wants an answer, not a word."""


def flag_of(session: Session, assessment: str, flag: str) -> Flag:
    """The flag with this id; raises `NotFound`."""
    flags = session.checklist(assessment).flags
    found = next((f for f in flags if f.id == flag), None)
    if found is None:
        raise NotFound("unknown_flag", flag=flag, known=[f.id for f in flags])
    return found


def review(
    session: Session,
    assessment: str,
    flag: str,
    state: str,
    *,
    reviewer: str,
    reason: str,
    date: str = "",
) -> Step:
    """Confirm a flag, or clear one that fired; both need a name and a reason.

    Raises `InvalidInput` for what a reviewer cannot say: a knock-out that is open for want of an
    answer is settled by the answer alone.
    """
    about = flag_of(session, assessment, flag)
    if state not in STATES:
        raise InvalidInput("unknown_review", value=state, known=STATES)
    reviewer, reason = bounded(reviewer.strip()), bounded(reason.strip())
    if not reviewer:
        raise InvalidInput("review_without_reviewer", flag=about.id)
    if not reason:
        raise InvalidInput("review_without_reason", flag=about.id)
    now = next(f for f in session.scorecard(assessment).rating.flags if f.id == about.id)
    if state == "cleared" and now.state not in CLEARABLE:
        raise InvalidInput("nothing_to_clear", flag=about.id)
    key = f"{assessment}/{about.id}"
    day = parse_date(date, "date") or today()
    said = FlagReview(key, assessment, about.id, state, reviewer, day, reason)
    row = session.state.get("flag_review", {}).get(key)
    message = "confirm_flag" if state == "confirmed" else "clear_flag"
    fields = to_row(said)
    change = (
        inserted("flag_review", fields) if row is None else updated("flag_review", row, **fields)
    )
    return step(message, [change], flag=about.id)


def withdraw(session: Session, assessment: str, flag: str) -> Step:
    """Take a reviewer's word on a flag away: it stands as the answers have it."""
    about = flag_of(session, assessment, flag)
    row = session.state.get("flag_review", {}).get(f"{assessment}/{about.id}")
    changes = [] if row is None else [removed("flag_review", row)]
    return step("withdraw_review", changes, flag=about.id)


# -- rules in words -------------------------------------------------------------------------------

_FUNCTION = re.compile(
    r"""(?P<name>status|option|points|value|confidence)\("(?P<question>[^"]+)"\)
        \s*(?P<sign>==|!=|>=|<=|>|<)\s*(?:"(?P<text>[^"]*)"|(?P<number>[\d.]+))""",
    re.VERBOSE,
)
_CHOSEN = re.compile(r'(?P<no>!?)chosen\("(?P<question>[^"]+)",\s*"(?P<option>[^"]+)"\)')
_FACT = re.compile(
    r'(?P<no>!?)facts\.(?P<name>\w+)(?:\s*(?P<sign>==|!=)\s*(?:"(?P<text>[^"]*)"|(?P<yes>true|false)))?'
)
_COUNT = re.compile(
    r"""(?P<sum>(?:\(\s*status\("[^"]+"\)\s*==\s*"answered"\s*\?\s*0\s*:\s*1\s*\)\s*\+?\s*)+)
        >=\s*(?P<number>\d+)""",
    re.VERBOSE,
)
"""How a rule counts the questions without an answer."""
_LONGEST_OPTION = 80


def rule_words(checklist: Checklist, flag: Flag, language: str = "en") -> str:
    """The rule of a flag as a person reads it: *PTY-03 scores at least 3 and SAN-01 is not answered*.

    What cannot be put into words stands as it is written.
    """

    def function(found: re.Match[str]) -> str:
        return _function_words(checklist, found, language)

    def chosen(found: re.Match[str]) -> str:
        option = _option(checklist, found["question"], found["option"], language)
        said = tr("{question} includes {option}", question=found["question"], option=option)
        return tr("not: {rule}", rule=said) if found["no"] else said

    def fact(found: re.Match[str]) -> str:
        return _fact_words(checklist, found, language)

    text = _COUNT.sub(_count_words, " ".join(flag.when.split()))
    text = _FACT.sub(fact, _CHOSEN.sub(chosen, _FUNCTION.sub(function, text)))
    return text.replace("&&", tr("and")).replace("||", tr("or"))


def _count_words(found: re.Match[str]) -> str:
    questions = ", ".join(re.findall(r'status\("([^"]+)"\)', found["sum"]))
    return tr(
        "at least {number} of {questions} are not answered",
        number=found["number"],
        questions=questions,
    )


_SIGNS = {
    "points": {
        ">=": "{question} scores at least {number} points",
        ">": "{question} scores more than {number} points",
        "<=": "{question} scores at most {number} points",
        "<": "{question} scores fewer than {number} points",
    },
    "value": {
        ">=": "{question} is {number} or more",
        ">": "{question} is more than {number}",
        "<=": "{question} is {number} or less",
        "<": "{question} is less than {number}",
    },
    "confidence": {
        ">=": "the evidence for {question} has a confidence of {number} or more",
        ">": "the evidence for {question} has a confidence above {number}",
        "<=": "the evidence for {question} has a confidence of {number} or less",
        "<": "the evidence for {question} has a confidence below {number}",
    },
}


def _function_words(checklist: Checklist, found: re.Match[str], language: str) -> str:
    question, sign, name = found["question"], found["sign"], found["name"]
    if name == "status" and found["text"] is not None:
        state = tr(STATUS.get(found["text"], found["text"])).lower()
        pattern = "{question} is {state}" if sign == "==" else "{question} is not {state}"
        return tr(pattern, question=question, state=state)
    if name == "option" and found["text"] is not None:
        option = _option(checklist, question, found["text"], language)
        pattern = "{question} says {option}" if sign == "==" else "{question} says not {option}"
        return tr(pattern, question=question, option=option)
    pattern = _SIGNS.get(name, {}).get(sign, "")
    if not pattern or found["number"] is None:
        return found.group()
    return tr(pattern, question=question, number=f"{float(found['number']):g}")


def _option(checklist: Checklist, question: str, option: str, language: str) -> str:
    asked = checklist.questions.get(question)
    options = asked.answer.options if asked is not None else ()
    text = next((say(o.text, language) for o in options if o.id == option), option)
    cut = text if len(text) <= _LONGEST_OPTION else text[:_LONGEST_OPTION].rstrip() + "…"
    return f'"{cut}"'


def _fact_words(checklist: Checklist, found: re.Match[str], language: str) -> str:
    asked = next((f for f in checklist.facts if f.id == found["name"]), None)
    about = say(asked.text, language).rstrip("?.？。") if asked is not None else found["name"]
    wanted = found["text"]
    if wanted is not None:
        options = asked.options if asked is not None else ()
        wanted = next((say(o.text, language) for o in options if o.id == wanted), wanted)
        pattern = "{fact}: {value}" if found["sign"] == "==" else "{fact}: not {value}"
        return tr(pattern, fact=about, value=wanted)
    negative = bool(found["no"]) != (found["yes"] == "false") != (found["sign"] == "!=")
    return tr("{fact}: no", fact=about) if negative else tr("{fact}: yes", fact=about)
