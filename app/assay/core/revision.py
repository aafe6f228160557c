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


def record(
    done: Step,
    *,
    parents: Sequence[str],
    project: str,
    device: str,
    author: str,
    time: str,
    salt: str,
) -> Revision:
    """The revision that records `done`; `salt` is 32 hexadecimal digits of randomness."""
    content = body(done)
    label = canonical({"facts": done.label.facts, "message": done.label.message})
    draft = Revision(
        id="",
        parents=tuple(sorted(parents)),
        project=project,
        device=device,
        author=plain(author),
        time=time,
        label=label,
        body_sha256=body_digest(salt, content),
        salt=salt,
        body=content,
    )
    return replace(draft, id=_sha256(header(draft)))


def body_digest(salt: str, content: str) -> str:
    """SHA-256(salt ‖ canonical body): salted, so that a short redacted text cannot be guessed."""
    return _sha256(salt + content)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def faults(revision: Revision) -> list[str]:
    """What does not hold in one revision by itself: message ids, empty when it is sound."""
    found = []
    if _sha256(header(revision)) != revision.id:
        found.append("revision_header_differs")
    if not _body_holds(revision):
        found.append("revision_body_differs")
    return found


def _body_holds(revision: Revision) -> bool:
    salt, content = revision.salt, revision.body
    if salt is None or content is None:
        return salt is content  # a redaction takes both
    # A salt of any length could take over the first characters of the body unnoticed.
    return len(salt) == SALT_DIGITS and body_digest(salt, content) == revision.body_sha256


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
