"""Redacting: the history as a copy tells it, with stand-ins for what is taken out, and what that is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from assay.core.change import Change, Label, Step, body, step
from assay.core.errors import InvalidInput
from assay.core.merge import (
    REDACT,
    REDACTION,
    is_redaction,
    names_only,
    redaction,
    stand_ins,
)
from assay.core.revision import Revision, without_author, without_body
from assay.work.jobs import Progress, Silent
from assay.work.masking import Mask, Redaction
from assay.work.session import Session

_PART = 8 << 20
"""Characters of stand-ins in one revision; more are said in several."""
_NAMED = 4
"""A text of fewer characters in a label proves nothing by being there."""


@dataclass(frozen=True, slots=True)
class Redacted:
    """A history of which nothing that was to be taken out is left."""

    revisions: tuple[Revision, ...]
    steps: tuple[Step, ...]
    """What follows it: the revisions that say what stands in."""
    blobs: frozenset[str]
    """The bytes that evidence of this history names."""
    counts: Mapping[str, int]
    """Rows that lost something, by kind."""
    author: str
    """The name under which the copy says that it was redacted."""
    removed: frozenset[str] = frozenset()

    @property
    def changed(self) -> bool:
        """Something was taken out; else the copy can be the project as it is."""
        return bool(self.steps)


@dataclass
class _Telling:
    """The history while it is told anew."""

    mask: Mask
    whole: frozenset[str]
    """The revisions whose own bodies are in this project."""
    revisions: list[Revision] = field(default_factory=list)
    instead: dict[str, str] = field(default_factory=dict)
    blobs: set[str] = field(default_factory=set)
    stuck: int = 0
    """Revisions of the first form, whose ids cover what was to be taken out."""

    def take(self, revision: Revision, content: str | None) -> None:
        """The next revision; `content` is its body or what stands in for it so far."""
        if content is None:
            self._keep(revision)
            return
        done = replace(revision, body=content).step()
        own = tuple(c for c in done.changes if c.table != REDACTION)
        told = self.mask.changes(own)
        self._note_blobs(told)
        told = (*told, *self._names(revision, done))
        again = revision.body is None or len(own) != len(done.changes)
        if told == own and not again and self.mask.removed.isdisjoint(_texts(done.label)):
            self._keep(revision)
            return
        self.instead[revision.id] = body(Step(done.label, told))
        if not revision.label_sha256 and self._says_more(done.label):
            self.stuck += 1
        self._keep(without_body(revision))

    def _names(self, revision: Revision, done: Step) -> list[Change]:
        """What an earlier redaction took out, where that is whole here: its copy was written in unseeing."""
        if not is_redaction(revision):
            return []
        names = {change.key for change in done.changes if change.table == REDACTION}
        return names_only(names) if revision.body is None or names & self.whole else []

    def _keep(self, revision: Revision) -> None:
        if not self.mask.redaction.authors:
            self.revisions.append(revision)
        elif not revision.label_sha256:
            self.stuck += 1
        else:
            self.revisions.append(without_author(revision))

    def _says_more(self, label: Label) -> bool:
        """A label that cannot be taken out says what its body no longer does."""
        long = [text for text in self.mask.removed if len(text) >= _NAMED]
        return any(one in text or text in one for text in _texts(label) for one in long)

    def _note_blobs(self, changes: Iterable[Change]) -> None:
        for change in changes:
            if change.table == "evidence":
                rows = filter(None, (change.before, change.after))
                self.blobs.update(str(row["blob"]) for row in rows if row.get("blob"))


def _texts(label: Label) -> set[str]:
    return {f for f in label.facts.values() if isinstance(f, str) and len(f) >= _NAMED}


def redacted(session: Session, wish: Redaction, progress: Progress | None = None) -> Redacted:
    """The history of a project without what `wish` names, and without what never leaves: private
    comments, and the folders that linked files lie in.

    Raises `InvalidInput` where old revisions cover it with their ids, and what `progress` raises.
    """
    progress = progress or Silent()
    history = session.store.revisions()
    bodies = _bodies(history)
    comments = session.state.get("comment", {})
    mask = Mask(wish, public=frozenset(id for id, row in comments.items() if not row["private"]))
    mask.learn(_changes(history, bodies))
    telling = _Telling(mask, frozenset(r.id for r in history if r.body is not None))
    for n, revision in enumerate(history):
        if n % 64 == 0:
            progress.step(n, len(history), "")
        telling.take(revision, bodies[revision.id])
    if telling.stuck:
        raise InvalidInput("redaction_in_old_headers", count=telling.stuck)
    author = mask.alias(session.person.author) if wish.authors else session.person.author
    return Redacted(
        tuple(telling.revisions),
        tuple(_steps(telling.instead, author, _kinds(mask))) if mask.counts or wish.authors else (),
        frozenset(telling.blobs),
        {kind: len(keys) for kind, keys in mask.counts.items()},
        author,
        frozenset(mask.removed),
    )


def _kinds(mask: Mask) -> str:
    """The kinds that were taken out, as the label of the redaction names them."""
    kinds = set(mask.counts) | ({"authors"} if mask.redaction.authors else set())
    return ", ".join(sorted(kinds))


def _bodies(history: Sequence[Revision]) -> dict[str, str | None]:
    """Each revision's own body, else the stand-in of an earlier redaction."""
    instead: dict[str, str] = {}
    for revision in history:
        if is_redaction(revision):
            instead |= stand_ins(revision)
    return {r.id: instead.get(r.id) if r.body is None else r.body for r in history}


def _changes(history: Sequence[Revision], bodies: Mapping[str, str | None]) -> Iterator[Change]:
    for revision in history:
        content = bodies[revision.id]
        if content is not None:
            yield from replace(revision, body=content).step().changes


def _steps(instead: Mapping[str, str], author: str, kinds: str) -> Iterator[Step]:
    part: dict[str, str] = {}
    for id, content in instead.items():
        if part and sum(map(len, part.values())) + len(content) > _PART:
            yield step(REDACT, redaction(part), by=author, kinds=kinds)
            part = {}
        part[id] = content
    yield step(REDACT, redaction(part), by=author, kinds=kinds)
