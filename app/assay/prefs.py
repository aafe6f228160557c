"""The person's preferences: who they are, how the window looks, which files were open."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

NAME = "prefs.json"
RECENT_LIMIT = 20
ZOOM = (80, 200)
"""The smallest and the largest zoom, in percent."""
THEMES = ("system", "light", "dark", "high-contrast")
PAPERS = ("a4", "letter")
SORTS = ("opened", "name", "answered")
"""How the start page sorts recent projects."""


@dataclass
class Prefs:
    """Preferences, kept as JSON in the configuration folder; unknown keys are left alone."""

    author: str = ""
    device: str = field(default_factory=lambda: os.urandom(16).hex())
    language: str = ""
    """`en`, `zh_Hans`, or empty: the system's."""
    theme: str = "system"
    """One of `THEMES`."""
    zoom: int = 100
    reduced_motion: bool = False
    recent: list[str] = field(default_factory=list)
    paper: str = "a4"
    house_logo: str = ""
    """Path of a PNG that memos carry."""
    house_accent: str = ""
    """Colour of a memo's links, like `#1D4B73`; empty: ours."""
    house_disclaimer: str = ""
    """Joins the disclosures of every memo."""
    geometry: str = ""
    reopen: bool = False
    """Open the last project again at the start."""
    recent_sort: str = "opened"
    """One of `SORTS`."""

    def remember(self, path: Path) -> None:
        """Put `path` first among the recent files."""
        text = str(path.absolute())
        self.recent = [text, *(p for p in self.recent if p != text)][:RECENT_LIMIT]


def data_dir() -> Path:
    """Per-user local data: working copies, generations, indexes. `ASSAY_HOME` moves it."""
    home = os.environ.get("ASSAY_HOME")
    if home:
        return Path(home) / "data"
    from platformdirs import user_data_path

    return user_data_path("assay", appauthor=False, roaming=False)


def config_dir() -> Path:
    """Per-user configuration. `ASSAY_HOME` moves it."""
    home = os.environ.get("ASSAY_HOME")
    if home:
        return Path(home) / "config"
    from platformdirs import user_config_path

    return user_config_path("assay", appauthor=False, roaming=False)


def load() -> Prefs:
    """The preferences as they were saved; where something of them is damaged, its default.

    A file that is no JSON is kept beside. On the first run they are saved at once, so that the
    device keeps its name; where nothing can be written, it has one for this run.
    """
    saved = _read()
    prefs = _checked(saved)
    if prefs.device != saved.get("device"):
        with suppress(OSError):
            save(prefs)
    return prefs


def _read() -> dict[str, object]:
    path = config_dir() / NAME
    try:
        saved = json.loads(path.read_bytes())
    except OSError:
        return {}
    except (ValueError, RecursionError):
        saved = None
    if isinstance(saved, dict):
        return saved
    with suppress(OSError):
        path.replace(path.with_suffix(".damaged.json"))
    return {}


def _checked(saved: dict[str, object]) -> Prefs:
    """The saved values that are of the right kind; a hand-edited file cannot break the window."""
    defaults = asdict(Prefs())
    known = {n: v for n, v in saved.items() if n in defaults and type(v) is type(defaults[n])}
    prefs = Prefs(**known)  # type: ignore[arg-type]
    prefs.zoom = min(max(prefs.zoom, ZOOM[0]), ZOOM[1])
    prefs.recent = [path for path in prefs.recent if isinstance(path, str)][:RECENT_LIMIT]
    if prefs.theme not in THEMES:
        prefs.theme = THEMES[0]
    if prefs.paper not in PAPERS:
        prefs.paper = PAPERS[0]
    if prefs.recent_sort not in SORTS:
        prefs.recent_sort = SORTS[0]
    if not prefs.device:
        prefs.device = defaults["device"]
    return prefs


def save(prefs: Prefs) -> None:
    """Write the preferences, replacing the file in one go; keys of a newer Assay stay as they are.

    Raises `OSError` where nothing can be written.
    """
    folder = config_dir()
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / f"prefs.{os.getpid()}.tmp"
    # ASCII escapes carry file names that are not UTF-8, too.
    draft.write_text(json.dumps(_read() | asdict(prefs), indent=1), "ascii")
    draft.replace(folder / NAME)
