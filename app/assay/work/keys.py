"""The keys of this device: one signs what is recorded here, one opens what was sealed for it."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from assay import prefs
from assay.core.errors import CannotWrite, InvalidInput
from assay.store import signatures
from assay.words.fingerprints import fingerprint

NAME = "keys.json"


@dataclass(frozen=True, slots=True)
class Keys:
    """The private keys, kept in the person's configuration and nowhere else, and the public ones."""

    signing: str
    """Private, Ed25519, hexadecimal."""
    public: str
    """Of `signing`: what a project is told."""
    identity: str
    """Private, `AGE-SECRET-KEY-1…`."""
    recipient: str
    """Of `identity`: what others seal for, `age1…`."""

    @property
    def words(self) -> tuple[str, ...]:
        """The public key as words that can be read to somebody."""
        return fingerprint(self.public)


class Signer:
    """Signs ids of revisions; made once for a session, as loading the key takes a moment."""

    def __init__(self, keys: Keys) -> None:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        self.key = keys.public
        self._private: Any = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(keys.signing))

    def __call__(self, revision: str) -> str:
        """The signature under the id of a revision, hexadecimal."""
        return str(self._private.sign(signatures.message(revision)).hex())


def path() -> Path:
    """Where the keys are kept."""
    return prefs.config_dir() / NAME


def own() -> Keys | None:
    """The keys of this device, None when none were made; raises `InvalidInput` when damaged."""
    place = path()
    try:
        with suppress(OSError):
            os.chmod(place, 0o600)  # a restored backup may have let others read it
        found = json.loads(place.read_bytes())
        keys = Keys(**{name: str(found[name]) for name in Keys.__slots__})
        bytes.fromhex(keys.signing + keys.public)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InvalidInput("keys_damaged", path=str(place)) from error
    return keys


def signer() -> Signer | None:
    """What signs here, None when there is no key."""
    keys = own()
    return None if keys is None else Signer(keys)


def make() -> Keys:
    """Make keys for this device and keep them, readable by their owner only.

    Raises `InvalidInput` when there are some: what was sealed for them would never open again.
    """
    import pyrage
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    if path().exists():
        raise InvalidInput("keys_there", path=str(path()))
    private = Ed25519PrivateKey.generate()
    identity = pyrage.x25519.Identity.generate()
    keys = Keys(
        private.private_bytes_raw().hex(),
        private.public_key().public_bytes_raw().hex(),
        str(identity),
        str(identity.to_public()),
    )
    _keep(keys)
    return keys


def _keep(keys: Keys) -> None:
    place = path()
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            json.dump(asdict(keys), file, indent=1)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise CannotWrite("cannot_write", path=str(place), why=error.strerror or "") from None
