"""What every verb shares: who runs it, opening a project for the length of a verb, printing JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import typer

from assay import prefs
from assay.core.change import Step
from assay.words import label, tr
from assay.work.people import login_name
from assay.work.session import Person, Session, open_session


def person() -> Person:
    """Who runs the command: the name in the preferences, else the login name."""
    saved = prefs.load()
    if not saved.author:
        saved.author = login_name()
        prefs.save(saved)
    return Person(saved.author, saved.device)


@contextmanager
def opened(path: Path, *, read_only: bool = False, publish: bool = False) -> Iterator[Session]:
    """The project at `path` for the length of a verb, published at the end when asked."""
    session = open_session(path, person(), read_only=read_only)
    try:
        yield session
        if publish:
            session.publish()
    finally:
        session.close()


def do(session: Session, step: Step) -> None:
    """Do a step and say what it was."""
    done = session.do(step)
    say(label(step.label) if done else tr("Nothing changed."))


def print_json(value: Any) -> None:
    """Print data as JSON on stdout."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=1))


def say(text: str) -> None:
    """Print a message on stderr: stdout is for data."""
    typer.echo(text, err=True)
