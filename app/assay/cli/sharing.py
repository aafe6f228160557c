"""Verbs that hand a project on and open what was handed on sealed: share, unseal."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

import typer

from assay.cli.opening import opened, passphrase, print_json, say
from assay.cli.progress import TextBar
from assay.core.errors import InvalidInput
from assay.core.memo_profile import Profile
from assay.words import tr, trn
from assay.words.passphrases import remark, remarks
from assay.words.sharing import going_line, taken_out
from assay.work import drafts, sealing
from assay.work.departing import Departure, departure
from assay.work.jobs import Progress, Silent
from assay.work.masking import Redaction
from assay.work.sealing import Passphrase, Recipients
from assay.work.session import Session
from assay.work.sharing import Form, Shared, Wish, share

KINDS = ("quotes", "notes", "comments", "authors")
_FILE = typer.Argument(..., help="The project file.")
_PASSPHRASE_FILE = typer.Option(
    None, "--passphrase-file", help="Read the passphrase from the first line of this file."
)


def register(app: typer.Typer) -> None:
    """Add the verbs of this group."""
    app.command("share")(share_project)
    app.command("unseal")(unseal)


def share_project(
    file: Path = _FILE,
    out: Path | None = typer.Option(None, "-o", "--out", help="The file to write."),
    summary: bool = typer.Option(False, "--summary", help="The memo alone, as .pdf or .html."),
    pack: bool = typer.Option(False, "--pack", help="Memo, register and originals in a zip."),
    redact: list[str] = typer.Option(
        [],
        "--redact",
        metavar="WHAT",
        help="Leave out evidence:NUMBER, file:NUMBER, quotes, notes, comments or authors.",
    ),
    seal: bool = typer.Option(False, "--seal", help="Seal it with a passphrase, as an age file."),
    recipient: list[str] = typer.Option([], "--recipient", help="Seal it for a key, age1…."),
    passphrase_file: Path | None = _PASSPHRASE_FILE,
    plan: bool = typer.Option(False, "--plan", help="Say what would leave; write nothing."),
    replace: bool = typer.Option(False, "--replace", help="Replace a file that is there."),
    lang: str = typer.Option("en", "--lang", help="Language of a memo: en or zh-Hans."),
    as_json: bool = typer.Option(False, "--json", help="With --plan: as JSON."),
) -> None:
    """Hand on a copy, whole or redacted, a checkable pack, or a summary; sealed where wanted."""
    if summary and pack:
        raise InvalidInput("share_one_form")
    form = Form.SUMMARY if summary else Form.PACK if pack else Form.COPY
    with opened(file, read_only=True) as session:
        redaction = _redaction(session, redact)
        if plan or out is None:
            _print_plan(departure(session, form, redaction), as_json=as_json)
            return
        key = _key(session, seal or passphrase_file is not None, recipient, passphrase_file)
        wish = Wish(form, out, redaction, key, replace)

        def memos() -> Mapping[str, bytes]:
            return _memos(session, form, out, lang, names=not redaction.authors)

        _say_done(share(session, wish, memos, _bar()))
    typer.echo(out)


def _bar() -> Progress:
    return TextBar() if sys.stderr.isatty() else Silent()


def _redaction(session: Session, words: list[str]) -> Redaction:
    items, files, kinds = set[str](), set[str](), set[str]()
    for word in words:
        kind, _, what = word.partition(":")
        if kind in ("evidence", "file") and what:
            (items if kind == "evidence" else files).add(session.evidence(what).id)
        elif word in KINDS:
            kinds.add(word)
        else:
            known = ("evidence:NUMBER", "file:NUMBER", *KINDS)
            raise InvalidInput("unknown_redaction", value=word, known=known)
    return Redaction(frozenset(items), frozenset(files), **dict.fromkeys(kinds, True))


def _key(
    session: Session, by_words: bool, recipients: list[str], file: Path | None
) -> Passphrase | Recipients | None:
    if by_words and recipients:
        raise InvalidInput("seal_one_way")
    if recipients:
        return sealing.check_recipients(recipients)
    if not by_words:
        return None
    text = passphrase(file, twice=True)
    for message in remarks(text, sealing.known_words(session)):
        say(tr("About the passphrase: {remark}", remark=remark(message)))
    return Passphrase(text)


def _memos(
    session: Session, form: Form, out: Path, language: str, *, names: bool
) -> Mapping[str, bytes]:
    profile = Profile(external=True, names=names)
    found = {}
    every = session.assessments()
    for n, assessment in enumerate(every if form is Form.PACK else every[-1:], 1):
        memo = drafts.take(session, assessment.id).memo(language=language, profile=profile)
        if form is Form.SUMMARY and ".html" in out.suffixes:
            from assay.report.html import html

            found["memo.html"] = html(memo).encode()
        else:
            from assay.report.pdf import pdf

            found["memo.pdf" if len(every) == 1 else f"memo-{n}.pdf"] = pdf(memo)
    return found


def _print_plan(found: Departure, *, as_json: bool) -> None:
    if as_json:
        print_json(asdict(found))
        return
    for title, list_ in (
        (tr("This leaves:"), found.leaves),
        (tr("This stays here:"), found.stays),
    ):
        typer.echo(title)
        for each in list_:
            typer.echo(f"  {going_line(each.kind, each.count, each.names, each.size)}")
    if not found.stays:
        typer.echo("  –")


def _say_done(done: Shared) -> None:
    if done.taken_out:
        say(tr("Taken out: {what}.", what=taken_out(done.taken_out)))
    if done.repeated:
        say(
            trn(
                "{count} text that stays repeats something that was taken out.",
                "{count} texts that stay repeat something that was taken out.",
                done.repeated,
            )
        )
    for number, why in done.left_out:
        say(tr("Evidence {number} is not in the pack: {why}.", number=number, why=why))


def unseal(
    file: Path = typer.Argument(..., help="The sealed file."),
    out: Path = typer.Option(..., "-o", "--out", help="The file to write."),
    passphrase_file: Path | None = _PASSPHRASE_FILE,
    identity: list[Path] = typer.Option(
        [], "--identity", help="A file with a private key, AGE-SECRET-KEY-1…."
    ),
) -> None:
    """Open a sealed file into a file that is plain to read."""
    how = sealing.sealed_by(file)
    if how == "passphrase":
        key = Passphrase(passphrase(passphrase_file))
        sealing.unseal(file, out, key, _bar())
    else:
        sealing.unseal(file, out, sealing.identities(identity), _bar())
    typer.echo(out)
