"""Capture: bytes on their way into the register, with what they and the person say of them."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from pathlib import PurePath
from threading import Lock
from typing import IO
from weakref import WeakKeyDictionary

from assay.core.change import Cell, Change, Step, canonical, inserted, step
from assay.core.errors import InvalidInput
from assay.core.evidence import Evidence
from assay.core.identity import new_id
from assay.core.records import to_row
from assay.work import citing, extract, guesses, quoting
from assay.work.answering import bounded
from assay.work.citing import Citing
from assay.work.jobs import Progress, Silent
from assay.work.linked import content
from assay.work.session import Session

PASTE_LIMIT = 64 << 20
"""Bytes of a picture or page from the clipboard."""


@dataclass(frozen=True, slots=True)
class Coming:
    """Something to be kept: where its bytes come from, and what is known of it already."""

    source: IO[bytes] | None
    """None for what is not held: an address alone, or a file that is linked."""
    file_name: str
    title: str = ""
    """Stands until the document says another; empty: the file's name."""
    media_type: str = ""
    url: str = ""
    link: str = ""
    size: int = 0
    details: str = "{}"
    opened: Callable[[], IO[bytes]] | None = None
    """Opens the bytes when their turn comes, for many files."""


def now() -> str:
    """The moment of capture: local time with its zone, to the second."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


_turns: WeakKeyDictionary[Session, Lock] = WeakKeyDictionary()


def register(
    session: Session,
    coming: Sequence[Coming],
    said: Mapping[str, Cell],
    cited: Citing | None = None,
    progress: Progress | None = None,
) -> Step:
    """Store what comes and make the step that registers it; `said` holds for all of it.

    Each document is read for its title, date, publisher and language, which stand as guesses where
    the person said nothing. When it is cancelled or fails, none of the bytes stay.
    """
    new: list[str] = []
    # One at a time: what one capture stored, another must not take for its own and then lose.
    with _turns.setdefault(session, Lock()):
        try:
            items = _taken(session, coming, said, progress or Silent(), new)
            return _step(session, items, said, cited)
        except BaseException:
            for sha256 in new:
                session.store.forget_blob(sha256)
            raise


def _taken(
    session: Session,
    coming: Sequence[Coming],
    said: Mapping[str, Cell],
    progress: Progress,
    new: list[str],
) -> list[Evidence]:
    total = sum(one.size for one in coming)
    items: list[Evidence] = []
    done = 0
    for one in coming:
        watched = _Watched(progress, done, total, one.file_name)
        item = _held(session, one, watched, new)
        done += item.size
        items.append(_read(session, item, said, watched))
    return items


@dataclass(frozen=True, slots=True)
class _Watched:
    """The progress of one of many."""

    progress: Progress
    before: int
    total: int
    name: str

    def stored(self, done: int) -> None:
        self.progress.step(self.before + done, max(self.total, self.before + done), self.name)

    def step(self, done: int, total: int, what: str) -> None:
        """While it is read, its bytes are all there."""
        self.progress.step(self.before, max(self.total, 1), self.name)


def _held(session: Session, one: Coming, watched: _Watched, new: list[str]) -> Evidence:
    item = Evidence(
        id=new_id(),
        number=0,
        key="",
        title=one.title or PurePath(one.file_name).stem or one.file_name,
        retrieved=now(),
        url=one.url,
        file_name=one.file_name,
        media_type=one.media_type or mimetypes.guess_type(one.file_name)[0] or "",
        link=one.link,
        size=one.size,
        details=one.details,
    )
    source = one.opened() if one.opened else one.source
    if source is None:
        return item
    try:
        blob = session.store.put_blob(source, watched.stored)
    finally:
        if one.opened:
            source.close()
    if not blob.existed:
        new.append(blob.sha256)
    return replace(
        item,
        blob=blob.sha256,
        size=blob.size,
        media_type=item.media_type or "application/octet-stream",
    )


def _read(
    session: Session, item: Evidence, said: Mapping[str, Cell], watched: _Watched
) -> Evidence:
    if not content(item):
        return item
    found = extract.read(session, item, watched)
    known = {**said, **({"url": item.url} if item.url else {})}
    supposed = guesses.supposed(item, found.guesses, known)
    return replace(supposed, media_type=found.media_type or item.media_type)


def _step(
    session: Session, items: Sequence[Evidence], said: Mapping[str, Cell], cited: Citing | None
) -> Step:
    number, taken, changes = citing.next_number(session), set[str](), list[Change | None]()
    for place, item in enumerate(items):
        key = citing.free_key(session, _wish(item), taken)
        taken.add(key)
        row = {**to_row(replace(item, number=number + place, key=key)), **said}
        citing.check_grade(row)
        changes.append(inserted("evidence", row))
        if cited is not None:
            citation = cited.citation(item.id)
            anchor = quoting.anchor(session, item, citation.quote, citation.page, measured=True)
            changes.append(inserted("citation", to_row(replace(citation, anchor=anchor))))
    return step("attach", changes, count=len(items), name=items[0].file_name or items[0].title)


def _wish(item: Evidence) -> str:
    return PurePath(item.file_name).stem if item.file_name else item.title


# -- from the clipboard ---------------------------------------------------------------------------


def image(
    session: Session,
    data: bytes,
    title: str = "",
    *,
    media_type: str = "image/png",
    cited: Citing | None = None,
    **fields: Cell,
) -> Step:
    """Take a picture from the clipboard into the register, its bytes as they came."""
    ending = mimetypes.guess_extension(media_type) or ".png"
    one = _pasted(data, f"picture{ending}", title, media_type)
    return register(session, [one], citing.checked(dict(fields)), cited)


def html(
    session: Session,
    markup: str,
    address: str = "",
    title: str = "",
    *,
    cited: Citing | None = None,
    **fields: Cell,
) -> Step:
    """Take a piece of a web page from the clipboard, with the address that it names as its source."""
    one = _pasted(markup.encode("utf-8", "replace"), "clipping.html", title, "text/html")
    if address and not fields.get("url"):
        seen = canonical({"capture": "clipboard", "guesses": {"url": "clipboard"}})
        one = replace(one, url=address.strip(), details=seen)
    return register(session, [one], citing.checked(dict(fields)), cited)


def text(
    session: Session, passage: str, title: str = "", *, cited: Citing | None = None, **fields: Cell
) -> Step:
    """Take a pasted passage into the register as a text file of its own."""
    passage = bounded(passage)
    if not passage.strip():
        raise InvalidInput("empty_text", question=title)
    name = title.strip() or passage.strip().splitlines()[0][:80]
    one = _pasted(passage.encode("utf-8", "replace"), "quotation.txt", name, "text/plain")
    return register(session, [one], {**citing.checked(dict(fields)), "title": name}, cited)


def address(
    session: Session, url: str, title: str = "", *, cited: Citing | None = None, **fields: Cell
) -> Step:
    """Note an address that the person vouches for; nothing is fetched and nothing is held."""
    fields["url"] = url.strip()
    said = citing.checked(dict(fields))
    one = Coming(None, "", title.strip() or url.strip()[:200], details=_how("address"))
    return register(session, [one], said, cited)


def _pasted(data: bytes, name: str, title: str, media_type: str) -> Coming:
    if not data:
        raise InvalidInput("empty_text", question=title or name)
    if len(data) > PASTE_LIMIT:
        raise InvalidInput("paste_too_large", mib=len(data) >> 20, limit=PASTE_LIMIT >> 20)
    return Coming(
        BytesIO(data), name, title.strip(), media_type, size=len(data), details=_how("clipboard")
    )


def _how(capture: str) -> str:
    return canonical({"capture": capture})


def source_of_clipping(windows: bytes) -> str:
    """The address in the header that Windows puts before HTML on the clipboard (`SourceURL:`)."""
    for line in windows[:4096].decode("utf-8", "replace").splitlines():
        if line.startswith("SourceURL:"):
            return line.partition(":")[2].strip()[:4000]
    return ""
