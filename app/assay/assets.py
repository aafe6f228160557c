"""Where shipped data lives: the only module that knows."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_ROOT = _PACKAGE / "_data" if (_PACKAGE / "_data").is_dir() else _PACKAGE.parents[1]


def resource(*parts: str) -> Path:
    """A path under `resources/`."""
    return _ROOT.joinpath("resources", *parts)


def checklists() -> Path:
    """The folder of shipped checklists."""
    return _ROOT / "checklists"
