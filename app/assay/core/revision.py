"""Revisions: recorded steps, content-addressed and linked to their parents as commits are in Git."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from assay.core.change import Change, Label, State, Step, apply_step, body, canonical, plain

CLOCK_DIGITS = 4
SALT_DIGITS = 32


@dataclass(frozen=True, slots=True)
class Revision:
    """One recorded step.

    `time` is a hybrid logical clock, `2026-11-23T14:02:11.345Z/0000`: it never runs backwards along
    a chain. `body` and `salt` are None where a redaction removed them; the chain still verifies,
    because `id` covers only the header and the header only `body_sha256`.

    The header has two forms. In the first it holds author and label as they are, so these can never
    be redacted. In the second it holds salted hashes of the author's name and of the label's facts;
    `author` is empty and `author_salt` None where a redaction removed the name, and the label has
    lost its facts where the body is gone.
    """

    id: str
    parents: tuple[str, ...]
    project: str
    device: str
    author: str
    time: str
    label: str
    body_sha256: str
    salt: str | None
    body: str | None
    author_sha256: str = ""
    """SHA-256(salt ‖ name), salted for this name in this project; empty in the first form."""
    author_salt: str | None = None
    label_sha256: str = ""
    """SHA-256 of the label's facts under a salt that follows from `salt`; empty in the first form."""

    def step(self) -> Step:
        """The step as it was done. Raises `ValueError` where the body was redacted or is malformed."""
        if self.body is None:
            raise ValueError("the body of this revision was redacted")
        try:
            return _step(json.loads(self.label), json.loads(self.body))
        except (KeyError, TypeError, AttributeError, RecursionError) as wrong:
            raise ValueError("the body of this revision is malformed") from wrong


def _step(label: Any, content: Any) -> Step:
    changes = (Change(c["table"], c["key"], c["before"], c["after"]) for c in content["changes"])
    return Step(Label(label["message"], label["facts"]), tuple(changes))


def header(revision: Revision) -> str:
    """The canonical header: what the id is the SHA-256 of."""
    if revision.label_sha256:
        return _second_form(revision)
    return canonical(
        {
            "author": revision.author,
            "body_sha256": revision.body_sha256,
            "device": revision.device,
            "label": revision.label,
            "parents": list(revision.parents),
            "project": revision.project,
            "time": revision.time,
        }
    )


def _second_form(revision: Revision) -> str:
    return canonical(
        {
            "author_sha256": revision.author_sha256,
            "body_sha256": revision.body_sha256,
            "device": revision.device,
            "form": 2,
            "label": json.loads(revision.label)["message"],
            "label_sha256": revision.label_sha256,
            "parents": list(revision.parents),
            "project": revision.project,
            "time": revision.time,
        }
    )


def record(
    done: Step,
    *,
    parents: Sequence[str],
    project: str,
    device: str,
    author: str,
    time: str,
    salt: str,
    author_salt: str | None = None,
) -> Revision:
    """The revision that records `done`; `salt` is 32 hexadecimal digits of randomness.

    So is `author_salt`, the same for all revisions by one name; without it the first form is made.
    """
    content = body(done)
    label = canonical({"facts": done.label.facts, "message": done.label.message})
    name = plain(author)
    sealed = author_salt is not None
    draft = Revision(
        id="",
        parents=tuple(sorted(parents)),
        project=project,
        device=device,
        author=name,
        time=time,
        label=label,
        body_sha256=body_digest(salt, content),
        salt=salt,
        body=content,
        author_sha256=_sha256(f"{author_salt}{name}") if sealed else "",
        author_salt=author_salt,
        label_sha256=_label_digest(salt, label) if sealed else "",
    )
    return replace(draft, id=_sha256(header(draft)))


def body_digest(salt: str, content: str) -> str:
    """SHA-256(salt ‖ canonical body): salted, so that a short redacted text cannot be guessed."""
    return _sha256(salt + content)


def _label_digest(salt: str, label: str) -> str:
    """Under a salt of its own: whoever learns it learns nothing about the body."""
    return _sha256(_sha256(f"label{salt}") + canonical(json.loads(label)["facts"]))


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def faults(revision: Revision) -> list[str]:
    """What does not hold in one revision by itself: message ids, empty when it is sound."""
    found = []
    try:
        sound = _sha256(header(revision)) == revision.id and _names_hold(revision)
    except (ValueError, KeyError, TypeError, RecursionError):  # a label that is none
        sound = False
    if not sound:
        found.append("revision_header_differs")
    if not _body_holds(revision):
        found.append("revision_body_differs")
    return found


def _names_hold(revision: Revision) -> bool:
    """Author and label are those that the second form's hashes are of, or were taken out."""
    if not revision.label_sha256:
        return not revision.author_sha256 and revision.author_salt is None
    salt = revision.author_salt
    if salt is None:
        name_holds = not revision.author
    else:
        digest = _sha256(salt + revision.author)
        name_holds = len(salt) == SALT_DIGITS and digest == revision.author_sha256
    if revision.salt is None:
        return name_holds and not json.loads(revision.label)["facts"]
    return name_holds and _label_digest(revision.salt, revision.label) == revision.label_sha256


def _body_holds(revision: Revision) -> bool:
    salt, content = revision.salt, revision.body
    if salt is None or content is None:
        return salt is content  # a redaction takes both
    # A salt of any length could take over the first characters of the body unnoticed.
    return len(salt) == SALT_DIGITS and body_digest(salt, content) == revision.body_sha256


def without_body(revision: Revision) -> Revision:
    """The revision as a redacted copy holds it: neither body nor, in the second form, label facts."""
    label = revision.label
    if revision.label_sha256:
        label = canonical({"facts": {}, "message": json.loads(label)["message"]})
    return replace(revision, salt=None, body=None, label=label)


def without_author(revision: Revision) -> Revision:
    """The revision without its author's name; raises `ValueError` in the first form, whose id covers it."""
    if not revision.label_sha256:
        raise ValueError("the id of this revision covers the name")
    return replace(revision, author="", author_salt=None)


def completed(one: Revision, other: Revision) -> Revision:
    """One revision from what two copies have of it; raises `ValueError` when they are not the same."""
    if header(one) != header(other):
        raise ValueError(one.id)
    if one.body is None and other.body is not None:
        one = replace(one, salt=other.salt, body=other.body, label=other.label)
    if one.author_salt is None and other.author_salt is not None:
        one = replace(one, author=other.author, author_salt=other.author_salt)
    if None not in (one.body, other.body) and one.body != other.body:
        raise ValueError(one.id)
    return one


def heads(revisions: Iterable[Revision]) -> tuple[str, ...]:
    """The ids that no revision has as a parent, sorted."""
    ids: set[str] = set()
    parents: set[str] = set()
    for revision in revisions:
        ids.add(revision.id)
        parents.update(revision.parents)
    return tuple(sorted(ids - parents))


def state_id(head_ids: Iterable[str]) -> str:
    """The state id of a project: SHA-256 of its sorted heads. The memo prints its first 12 digits."""
    return _sha256("\n".join(sorted(head_ids)))


def replay(revisions: Iterable[Revision]) -> State:
    """The state that a linear chain of revisions leads to; raises `Conflict` where it does not fit."""
    state: State = {}
    for revision in revisions:
        apply_step(state, revision.step())
    return state


def next_time(now_ms: int, last: str | None) -> str:
    """The hybrid logical clock after `last`, at wall time `now_ms` (milliseconds since 1970, UTC).

    Times compare as text. Raises `ValueError` when `last` is no such time.
    """
    wall = _stamp(datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=now_ms))
    if last is None:
        return _time(wall, 0)
    stamp, _, count = last.partition("/")
    moment = datetime.strptime(stamp, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
    if wall > stamp:
        return _time(wall, 0)
    if int(count) + 1 < 10**CLOCK_DIGITS:
        return _time(stamp, int(count) + 1)
    return _time(_stamp(moment + timedelta(milliseconds=1)), 0)


def _time(stamp: str, count: int) -> str:
    return f"{stamp}/{count:0{CLOCK_DIGITS}d}"


def _stamp(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03d}Z"
