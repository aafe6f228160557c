"""The verbs on the keys of this device: key show, key make."""

from __future__ import annotations

import typer

from assay.cli.opening import print_json, say
from assay.core.errors import NotFound
from assay.words import tr
from assay.work import keys

app = typer.Typer(no_args_is_help=True, help="The keys of this device: show, make.")
JSON = typer.Option(False, "--json", help="Print JSON.")


@app.command()
def show(as_json: bool = JSON) -> None:
    """Show the public keys: in words to read to somebody, and to seal files for."""
    found = keys.own()
    if found is None:
        raise NotFound("no_keys")
    _print(found, as_json=as_json)


@app.command()
def make(as_json: bool = JSON) -> None:
    """Make keys for this device; what is recorded here from now on is signed."""
    _print(keys.make(), as_json=as_json)
    say(tr("The private keys stay in {path}; no project holds them.", path=keys.path()))


def _print(found: keys.Keys, *, as_json: bool) -> None:
    words = " ".join(found.words)
    if as_json:
        print_json({"words": words, "signing": found.public, "recipient": found.recipient})
        return
    typer.echo(tr("Signs as: {words}", words=words))
    typer.echo(tr("Seal for: {key}", key=found.recipient))
