"""Two copies of a project made one: the union of their revisions, adopted whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial

from assay.core.change import Change, State, Step, apply_step
from assay.core.errors import CannotWrite, Conflict, InvalidInput, NotFound
from assay.core.merge import Replay, beginning, resolve
from assay.core.merge_disputes import Disputes
from assay.core.merge_graph import TooTangled
from assay.core.revision import Revision, completed, heads
from assay.store import blobs, chain, place, revisions, signatures
from assay.store.project import Adopted, ProjectStore
from assay.store.trouble import told

Watcher = Callable[[int, int], None]
"""Told how much is done and how much there is; stops everything by raising."""


@dataclass(frozen=True, slots=True)
class Union:
    """What two copies come to together; nothing of it is written yet."""

    fresh: tuple[Revision, ...]
    """The revisions that only the other copy has, parents first."""
    restored: tuple[Revision, ...]
    """Revisions whose body was redacted here and is whole there."""
    replay: Replay
    heads: tuple[str, ...]
    mine: tuple[str, ...]
    """The heads of our copy when this was worked out."""
    latest: str
    """The latest clock of either."""
    known: frozenset[str]
    """The ids of our own revisions."""
    theirs: frozenset[str]
    """The ids of the other copy's."""
    signed: tuple[signatures.Signed, ...] = ()
    """The signatures that ours lacks, each of which fits its revision."""
    unsound: tuple[str, ...] = ()
    """Revisions whose signature there fits nothing; they come without it."""

    @property
    def is_news(self) -> bool:
        """True when the other copy has anything that ours lacks."""
        return bool(self.fresh or self.restored)


def unite(mine: ProjectStore, theirs: ProjectStore, watch: Watcher) -> Union:
    """Work out what two copies of one project come to.

    Raises `InvalidInput` when they are no copies of one project, or cannot be followed together.
    """
    if mine.project_id != theirs.project_id:
        raise InvalidInput("other_project", path=theirs.target, other=mine.target.name)
    ours = {revision.id: revision for revision in mine.revisions()}
    other = theirs.revisions()
    shared = [revision for revision in other if revision.id in ours]
    if ours and other and not shared:
        raise InvalidInput("histories_unrelated", path=theirs.target, other=mine.target.name)
    try:
        whole = {revision.id: completed(ours[revision.id], revision) for revision in shared}
    except ValueError as error:
        raise InvalidInput("merge_ids_differ", path=theirs.target) from error
    restored = tuple(revision for id, revision in whole.items() if revision != ours[id])
    fresh = tuple(revision for revision in other if revision.id not in ours)
    every = [*(whole.get(id, revision) for id, revision in ours.items()), *fresh]
    replay = _followed(every, theirs, watch)
    signed, unsound = _signed(mine, theirs, {revision.id for revision in every}, watch)
    return Union(
        fresh,
        restored,
        replay,
        heads(every),
        mine.heads(),
        max((revision.time for revision in every), default=""),
        frozenset(ours),
        frozenset(revision.id for revision in other),
        signed,
        unsound,
    )


def _signed(
    mine: ProjectStore, theirs: ProjectStore, every: set[str], watch: Watcher
) -> tuple[tuple[signatures.Signed, ...], tuple[str, ...]]:
    """The signatures that only the other copy has, and the revisions under which one does not fit."""
    with mine.file.lock:
        known = {signed[0] for signed in signatures.every(mine.file.db)}
    with theirs.file.lock:
        found = [s for s in signatures.every(theirs.file.db) if s[0] in every - known]
    sound, unsound = [], []
    for done, signed in enumerate(found):
        if done % 64 == 0:
            watch(done, len(found))
        if signatures.holds(*signed):
            sound.append(signed)
        else:
            unsound.append(signed[0])
    return tuple(sound), tuple(unsound)


def _followed(every: list[Revision], theirs: ProjectStore, watch: Watcher) -> Replay:
    weight = 0
    try:
        replay = beginning(every)
        for done, revision in enumerate(every):
            if done % 64 == 0:
                watch(done, len(every))
            body = revision.body or replay.outline.stand_ins.get(revision.id)
            if body is None:
                raise InvalidInput("redacted_without_stand_in", path=theirs.target)
            held = replace(revision, body=body)
            step, grown = revisions.step_within(held, chain.WEIGHT_LIMIT - weight)
            weight += grown
            replay.take(revision, step)
        replay.finish()
    except revisions.TooHeavy as error:
        limit = chain.WEIGHT_LIMIT >> 20
        raise InvalidInput("merge_too_large", path=theirs.target, limit=limit) from error
    except TooTangled as error:
        raise InvalidInput("merge_too_tangled", path=theirs.target) from error
    except (ValueError, TypeError, Conflict) as error:
        raise InvalidInput("merge_does_not_fit", path=theirs.target) from error
    return replay


@dataclass(frozen=True, slots=True)
class Joined:
    """What a merge wrote."""

    revision: Revision | None
    """None when the other copy's last revision goes on by itself."""
    changes: tuple[Change, ...]
    """What became of our rows."""
    missing: tuple[str, ...]
    """Hashes of bytes that the other copy names and does not hold."""


def join(
    mine: ProjectStore,
    theirs: ProjectStore,
    union: Union,
    step: Step,
    *,
    author: str,
    device: str,
    watch: Watcher,
) -> Joined:
    """Adopt a union, with `step` on top of it, in one transaction; the other copy's bytes first.

    Raises `CannotWrite`, or `Conflict` when our copy moved since `unite`; nothing is changed then,
    nor when `watch` raises.
    """
    if mine.read_only:
        raise CannotWrite("opened_read_only", path=mine.target)
    after = _after(union, step)
    news = tuple(difference(mine.state(), after))
    wanted = {str(row["blob"]) for row in after.get("evidence", {}).values()} - {""}
    stored: list[str] = []
    try:
        _bring(mine, theirs, stored, watch)
        missing = tuple(sorted(sha256 for sha256 in wanted if not mine.has_blob(sha256)))
        revision = _recorded(mine, union, step, author, device, bool(news))
        made = (*union.fresh, *((revision,) if revision else ()))
        adopted = Adopted(made, news, _open(union, step, revision), union.restored)
        _adopt(mine, theirs, union, adopted)
    except BaseException:
        for sha256 in stored:
            mine.forget_blob(sha256)
        raise
    return Joined(revision, news, missing)


def _adopt(mine: ProjectStore, theirs: ProjectStore, union: Union, news: Adopted) -> None:
    # A publish that fails meanwhile writes down what it knew of the target before.
    with mine.publishing, mine.file.lock, told(mine.folder):
        if mine.heads() != union.mine:
            raise Conflict("row_moved", table="revision", key=mine.target.name)
        mine.adopt(replace(news, signatures=union.signed))
        if theirs.target == mine.target:
            _catch_up(mine, theirs)


def _catch_up(mine: ProjectStore, theirs: ProjectStore) -> None:
    """Know that the file at our own place is what was merged: the next publish may replace it."""
    mine.place.sha256, mine.place.revisions = theirs.place.sha256, theirs.place.revisions
    place.save(mine.folder, mine.place)


def _recorded(
    mine: ProjectStore, union: Union, step: Step, author: str, device: str, news: bool
) -> Revision | None:
    if len(union.heads) == 1 and not step and not news:
        return None
    return mine.recorded(step, author, device, union.heads, union.latest)


def _after(union: Union, step: Step) -> State:
    state = {table: dict(held) for table, held in union.replay.state.items()}
    apply_step(state, step)
    return state


def _open(union: Union, step: Step, revision: Revision | None) -> Disputes:
    found = union.replay.disputes
    if revision is not None:
        found.follow(_after(union, step), step.changes, revision.id, "")
    return found


def _bring(mine: ProjectStore, theirs: ProjectStore, stored: list[str], watch: Watcher) -> None:
    """Copy the bytes that only the other copy has, also those that just its history still names."""
    with theirs.file.lock:
        held = [row[0] for row in theirs.file.db.execute("SELECT sha256 FROM blob ORDER BY 1")]
    lacking = [sha256 for sha256 in held if not mine.has_blob(sha256)]
    for done, sha256 in enumerate(lacking):
        watch(done, len(lacking))
        told_ = partial(_tell, watch, done, len(lacking))
        with suppress(NotFound):  # damaged there: the register says so wherever it names them
            info = mine.put_blob(blobs.Pieces(theirs.read_blob(sha256)), told_)
            stored.append(info.sha256)


def _tell(watch: Watcher, done: int, total: int, _: int) -> None:
    watch(done, total)


def difference(before: State, after: State) -> Iterator[Change]:
    """The changes that lead from one state to another."""
    for table in dict.fromkeys((*before, *after)):
        old, new = before.get(table, {}), after.get(table, {})
        for key in sorted(old.keys() | new.keys()):
            was, now = old.get(key), new.get(key)
            if was is None or now is None:
                if was != now:
                    yield Change(table, key, was, now)
            elif was != now:
                moved = [name for name in now if was.get(name) != now[name]]
                yield Change(table, key, {n: was[n] for n in moved}, {n: now[n] for n in moved})


def net_changes(store: ProjectStore, revision: Revision, mine: str) -> tuple[Change, ...]:
    """What a merge changed in the copy whose last revision was `mine`."""
    every = store.revisions()
    before = resolve(_up_to(every, mine))
    after = resolve(_up_to(every, revision.id))
    if before is None or after is None:
        raise InvalidInput("redacted_without_stand_in", path=store.target)
    return tuple(difference(before.state, after.state))


def _up_to(every: list[Revision], last: str) -> list[Revision]:
    """A revision and all that it follows, parents first."""
    by_id: Mapping[str, Revision] = {revision.id: revision for revision in every}
    wanted, waiting = set[str](), [last]
    while waiting:
        id = waiting.pop()
        if id in by_id and id not in wanted:
            wanted.add(id)
            waiting.extend(by_id[id].parents)
    return [revision for revision in every if revision.id in wanted]
