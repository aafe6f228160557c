"""The person's preferences: who they are, how the window looks, which files were open."""

from __future__ import annotations

import json
import os
import uuid
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path

RECENT_LIMIT = 20


@dataclass
class Prefs:
    """Preferences, kept as JSON in the configuration folder; unknown keys are left alone."""

    author: str = ""
    device: str = field(default_factory=lambda: uuid.uuid4().hex)
    language: str = ""
    """`en`, `zh_Hans`, or empty: the system's."""
    theme: str = "system"
    """`system`, `light`, `dark`, `high-contrast`"""
    zoom: int = 100
    reduced_motion: bool = False
    recent: list[str] = field(default_factory=list)
    paper: str = "a4"
    geometry: str = ""

    def remember(self, path: Path) -> None:
        """Put `path` first among the recent files."""
        text = str(path)
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
    """The preferences as they were saved; a damaged file counts as none and is kept beside."""
    path = config_dir() / "prefs.json"
    try:
        saved = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return Prefs()
    if not isinstance(saved, dict):
        return Prefs()
    defaults = asdict(Prefs())
    known = {f.name: saved[f.name] for f in fields(Prefs) if f.name in saved}
    return Prefs(**{n: v for n, v in known.items() if type(v) is type(defaults[n])})


def save(prefs: Prefs) -> None:
    """Write the preferences, replacing the file in one go."""
    folder = config_dir()
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / f"prefs.{os.getpid()}.tmp"
    draft.write_text(json.dumps(asdict(prefs), ensure_ascii=False, indent=1), "utf-8")
    draft.replace(folder / "prefs.json")
