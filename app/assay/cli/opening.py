"""What every verb shares: who runs it, opening a project for the length of a verb, printing JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from getpass import getpass
from pathlib import Path
from typing import Any

import typer

from assay import prefs
from assay.core.change import Step
from assay.core.errors import InvalidInput, NotAProject, NotFound, UserError
from assay.words import label, sentence, tr
from assay.work.keys import signer
from assay.work.people import login_name
from assay.work.sealing import Identities, Passphrase, identities, open_sealed, sealed_by
from assay.work.session import Person, Session, open_session


def person() -> Person:
    """Who runs the command: the name in the preferences, else the login name."""
    saved = prefs.load()
    if not saved.author:
        saved.author = login_name()
        prefs.save(saved)
    sign = None
    try:
        sign = signer()
    except UserError as error:  # no reason not to work: the step is then not signed
        say(sentence(error))
    return Person(saved.author, saved.device, sign)


@contextmanager
def opened(path: Path, *, read_only: bool = False, publish: bool = False) -> Iterator[Session]:
    """The project at `path` for the length of a verb, published at the end when asked."""
    session = _session(path, read_only)
    try:
        yield session
        if publish:
            session.publish()
    finally:
        session.close()


def _session(path: Path, read_only: bool) -> Session:
    """The project; a sealed one is opened for reading with what opens it."""
    try:
        return open_session(path, person(), read_only=read_only)
    except NotAProject as error:
        if error.message != "project_sealed" or not read_only:
            raise
        return open_sealed(path, opener(path), person())


def opener(path: Path, passphrase_file: Path | None = None) -> Passphrase | Identities:
    """What opens a sealed file: a passphrase from a file or the terminal, or this device's key."""
    if sealed_by(path) == "passphrase":
        return Passphrase(passphrase(passphrase_file))
    return identities()


def passphrase(file: Path | None, *, twice: bool = False) -> str:
    """The passphrase in a file, else asked for on a terminal; raises `InvalidInput` without one."""
    if file is not None:
        try:
            with file.open(encoding="utf-8") as lines:
                text = lines.readline(4096).rstrip("\r\n")
        except (OSError, UnicodeDecodeError) as error:
            why = getattr(error, "strerror", None) or "UTF-8"
            raise NotFound("file_unreadable", path=str(file), why=why) from None
    elif sys.stdin.isatty():
        text = getpass(tr("Passphrase: "))
        if twice and text != getpass(tr("Once more: ")):
            raise InvalidInput("passphrases_differ")
    else:
        raise InvalidInput("passphrase_needed")
    if not text:
        raise InvalidInput("passphrase_needed")
    return text


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
