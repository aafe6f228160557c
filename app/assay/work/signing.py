"""Signing: which device recorded a step, and how far that can be said on this computer."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from assay import prefs
from assay.core.revision import Revision
from assay.store import signatures
from assay.store.files import write_durably
from assay.words.fingerprints import fingerprint
from assay.work.session import Session

TRUSTED = "devices.json"


class Kind(StrEnum):
    """How far it can be said who recorded a step."""

    SELF_DECLARED = "self_declared"
    """Not signed: the name is what somebody typed."""
    OWN = "own"
    KNOWN = "known"
    """By the key that this device had when this computer first saw it in this project."""
    CHANGED = "changed"
    """By another key than that."""
    DOES_NOT_FIT = "does_not_fit"


@dataclass(frozen=True, slots=True)
class Standing:
    """What the signature under a step says."""

    kind: Kind
    words: tuple[str, ...] = ()
    """The key as words."""
    since: str = ""
    """ISO date on which this computer first saw the key."""
    key: str = ""
    """The key itself, which can be accepted."""


def standing(session: Session, revision: Revision) -> Standing:
    """Who signed a revision, as far as this computer can tell."""
    return standing_of(session, revision.id, revision.device)


def standing_of(session: Session, id: str, device: str) -> Standing:
    """Who signed the revision with this id, recorded on this device."""
    with session.store.file.lock:
        found = signatures.find(session.store.file.db, id)
    if found is None:
        return Standing(Kind.SELF_DECLARED)
    key, signature = found
    if not signatures.holds(id, key, signature):
        return Standing(Kind.DOES_NOT_FIT, fingerprint(key))
    signer = session.person.signer
    if signer is not None and key == signer.key:
        return Standing(Kind.OWN, fingerprint(key))
    trusted, since = trust(session.store.project_id, device, key)
    kind = Kind.KNOWN if trusted == key else Kind.CHANGED
    return Standing(kind, fingerprint(key), since, key)


# -- trust on first use ---------------------------------------------------------------------------


def trust(project: str, device: str, key: str) -> tuple[str, str]:
    """The key that this computer knows a device by in a project, and since when.

    A device that was never seen here is known by `key` from now on.
    """
    known = _known()
    devices = known.setdefault(project, {})
    if device not in devices:
        devices[device] = {"key": key, "since": datetime.now(UTC).date().isoformat()}
        _keep(known)
    found = devices[device]
    return found["key"], found["since"]


def accept(project: str, device: str, key: str) -> None:
    """Know a device by another key from now on: its owner said that it is theirs."""
    known = _known()
    today = datetime.now(UTC).date().isoformat()
    known.setdefault(project, {})[device] = {"key": key, "since": today}
    _keep(known)


@dataclass(frozen=True, slots=True)
class Changed:
    """A device that announces another key than this computer knows it by."""

    device: str
    name: str
    key: str
    words: tuple[str, ...]
    since: str
    """ISO date since which this computer knows the key before."""


def changed(session: Session) -> tuple[Changed, ...]:
    """The other devices of a project whose key is another than this computer knows."""
    known = _known().get(session.store.project_id, {})
    found = []
    for device, row in session.state.get("device", {}).items():
        seen, key = known.get(device), str(row["key"])
        if seen is not None and seen["key"] != key and device != session.person.device:
            name = str(row["name"])
            found.append(Changed(device, name, key, fingerprint(key), seen["since"]))
    return tuple(found)


def accept_signer(session: Session, id: str, device: str) -> None:
    """Know a device by the key that signed the revision with this id."""
    found = standing_of(session, id, device)
    if found.kind is Kind.CHANGED:
        accept(session.store.project_id, device, found.key)


def _place() -> Path:
    return prefs.config_dir() / TRUSTED


def _known() -> dict[str, dict[str, dict[str, str]]]:
    try:
        found = json.loads(_place().read_bytes())
        return {
            str(project): {
                str(device): {"key": str(seen["key"]), "since": str(seen["since"])}
                for device, seen in devices.items()
            }
            for project, devices in found.items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _keep(known: dict[str, dict[str, dict[str, str]]]) -> None:
    """Where it cannot be kept, the device is as new again the next time."""
    with suppress(OSError):
        _place().parent.mkdir(parents=True, exist_ok=True)
        write_durably(_place(), json.dumps(known, indent=1).encode())
