"""Remembering, on this computer alone: where one left off in a project, and how its list was narrowed."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from assay import prefs
from assay.core.errors import InvalidInput
from assay.work.session import Session

NAME_LIMIT = 80
VIEWS_LIMIT = 40


class Narrowing(msgspec.Struct, frozen=True, omit_defaults=True):
    """How the list of questions is narrowed and ordered; under a name it is a saved view."""

    name: str = ""
    filters: tuple[str, ...] = ()
    text: str = ""
    order: str = ""
    """One of `assay.work.views.questions.ORDERS`; empty is the checklist's."""


class Draft(msgspec.Struct, frozen=True, omit_defaults=True):
    """A comment that was begun and not sent."""

    text: str
    to: str = ""
    """The comment that it answers."""
    private: bool = False


class Place(msgspec.Struct, omit_defaults=True):
    """What is remembered of one project."""

    assessment: str = ""
    questions: dict[str, str] = {}
    """Assessment → the question that was last shown."""
    page: str = ""
    panes: tuple[int, ...] = ()
    """Widths of list, question and evidence at 100 %."""
    narrowing: Narrowing = Narrowing()
    unfolded: tuple[str, ...] = ()
    """Domains whose questions are shown in the list."""
    scroll: int = 0
    views: tuple[Narrowing, ...] = ()
    drafts: dict[str, Draft] = {}
    """Assessment and question → the comment that was begun there."""


def recall(session: Session) -> Place:
    """What was kept; nothing where there is nothing, or what is there cannot be read."""
    try:
        return msgspec.json.decode(_path(session).read_bytes(), type=Place)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return Place()


def keep(session: Session, place: Place) -> None:
    """Keep it for the next time; where nothing can be written, it holds for this run."""
    path = _path(session)
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(".tmp")
        draft.write_bytes(msgspec.json.encode(place))
        draft.replace(path)


def _path(session: Session) -> Path:
    safe = "".join(c for c in session.store.project_id if c.isalnum() or c == "-")
    return prefs.data_dir() / "places" / f"{safe}.json"


def save_view(place: Place, name: str, shown: Narrowing) -> Narrowing:
    """Keep how the list is narrowed under a name; one of that name gives way."""
    name = " ".join(name.split())[:NAME_LIMIT]
    if not name:
        raise InvalidInput("view_without_name")
    saved = Narrowing(name, shown.filters, shown.text, shown.order)
    others = [view for view in place.views if view.name.casefold() != name.casefold()]
    if len(others) >= VIEWS_LIMIT:
        raise InvalidInput("too_many_views", limit=VIEWS_LIMIT)
    place.views = (*others, saved)
    return saved


def forget_view(place: Place, name: str) -> None:
    """Let go of a saved view."""
    place.views = tuple(view for view in place.views if view.name != name)


def named(views: Sequence[Narrowing], shown: Narrowing) -> str:
    """The name of the saved view that is shown, or empty."""
    same = (shown.filters, shown.text, shown.order)
    return next((v.name for v in views if (v.filters, v.text, v.order) == same), "")
