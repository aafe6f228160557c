"""Signing: which device recorded a step, and how far that can be said on this computer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

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
    EARLIER = "earlier"
    """By a key that this computer knew the device by before another was accepted."""
    CHANGED = "changed"
    """By another key than those."""
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
    kind, since = trust(session.store.project_id, device, key)
    return Standing(kind, fingerprint(key), since, key)


# -- trust on first use ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Seen:
    """A key of a device, and since when this computer knows it by that."""

    key: str
    since: str
    """ISO date."""


def trust(project: str, device: str, key: str) -> tuple[Kind, str]:
    """What a key is to this computer in a project, and the day from which it was, or its known one is.

    A device that was never seen here is known by `key` from now on.
    """
    known = _known()
    devices = known.setdefault(project, {})
    if device not in devices:
        devices[device] = (Seen(key, _today()),)
        _keep(known)
    now, *before = devices[device]
    if now.key == key:
        return Kind.KNOWN, now.since
    earlier = next((seen for seen in before if seen.key == key), None)
    return (Kind.CHANGED, now.since) if earlier is None else (Kind.EARLIER, earlier.since)


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


def accept(project: str, device: str, key: str) -> None:
    """Know a device by another key from now on: its owner said that it is theirs.

    What it signed with the keys before stays known as signed by it.
    """
    known = _known()
    devices = known.setdefault(project, {})
    before = [seen for seen in devices.get(device, ()) if seen.key != key]
    devices[device] = (Seen(key, _today()), *before)
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
        keys, key = known.get(device, ()), str(row["key"])
        if keys and key not in {seen.key for seen in keys} and device != session.person.device:
            name = str(row["name"])
            found.append(Changed(device, name, key, fingerprint(key), keys[0].since))
    return tuple(found)


def accept_signer(session: Session, id: str, device: str) -> None:
    """Know a device by the key that signed the revision with this id."""
    found = standing_of(session, id, device)
    if found.kind is Kind.CHANGED:
        accept(session.store.project_id, device, found.key)


def _place() -> Path:
    return prefs.config_dir() / TRUSTED


_Known = dict[str, dict[str, tuple[Seen, ...]]]
"""Project -> device -> its keys, the one it is known by first, then the earlier ones."""


def _known() -> _Known:
    try:
        found = json.loads(_place().read_bytes())
        return {
            str(project): {str(device): tuple(_keys(seen)) for device, seen in devices.items()}
            for project, devices in found.items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _keys(seen: dict[str, Any]) -> Iterator[Seen]:
    yield Seen(str(seen["key"]), str(seen["since"]))
    for before in seen.get("before", ()):
        yield Seen(str(before["key"]), str(before["since"]))


def _keep(known: _Known) -> None:
    """Where it cannot be kept, the device is as new again the next time."""
    plain = {
        project: {
            device: asdict(now) | ({"before": [asdict(seen) for seen in before]} if before else {})
            for device, (now, *before) in devices.items()
        }
        for project, devices in known.items()
    }
    with suppress(OSError):
        _place().parent.mkdir(parents=True, exist_ok=True)
        write_durably(_place(), json.dumps(plain, indent=1).encode())
