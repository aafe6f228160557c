"""What the start page says of recent projects without opening them: noted when they were last open."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from assay import prefs

if TYPE_CHECKING:
    from assay.work.session import Session

KEPT = 20


@dataclass(frozen=True, slots=True)
class Recent:
    """One project as it was when it was last open on this computer."""

    path: str
    name: str = ""
    latin: str = ""
    ticker: str = ""
    checklist: str = ""
    answered: int = 0
    asked: int = 0
    rating: str = ""
    provisional: bool = False
    when: str = ""
    """Local date and time, ISO."""


def _file() -> Path:
    return prefs.data_dir() / "recent.json"


def load() -> list[Recent]:
    """The recent projects, last opened first; a damaged list counts as none."""
    try:
        saved = json.loads(_file().read_text("utf-8"))
        names = {f.name for f in fields(Recent)}
        return [Recent(**{k: v for k, v in item.items() if k in names}) for item in saved][:KEPT]
    except (OSError, ValueError, TypeError, AttributeError):
        return []


def in_order(found: list[Recent], sort: str) -> list[Recent]:
    """The same projects by `name`, by how far they are (`answered`), or as they were last opened."""
    if sort == "name":
        return sorted(found, key=lambda r: (r.latin or r.name).casefold())
    if sort == "answered":
        return sorted(found, key=lambda r: r.answered / r.asked if r.asked else 0.0, reverse=True)
    return found


def note(session: Session) -> None:
    """Remember what this project is about and how far it is."""
    from assay.work.views.home import home_view

    path = str(session.path)
    found = session.assessments()
    if not found:
        return
    view = home_view(session, found[-1].id)
    recent = Recent(
        path=path,
        name=view.issuer.name,
        latin=view.issuer.latin,
        ticker=" ".join(part for part in (view.issuer.ticker, view.issuer.mic) if part),
        checklist=view.checklist,
        answered=view.totals.get("answered", 0),
        asked=view.asked,
        rating=view.score.rating,
        provisional=view.score.provisional,
        when=datetime.now().isoformat(timespec="seconds"),
    )
    _save([recent, *(other for other in load() if other.path != path)][:KEPT])


def forget(path: str) -> None:
    """Take a project off the list; its file is not touched."""
    _save([other for other in load() if other.path != path])


def _save(recents: list[Recent]) -> None:
    target = _file()
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f"recent.{os.getpid()}.tmp")
    draft.write_text(
        json.dumps([asdict(r) for r in recents], ensure_ascii=False, indent=1), "utf-8"
    )
    draft.replace(target)
