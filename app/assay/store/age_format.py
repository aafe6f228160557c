"""The age format (age-encryption.org/v1): its header read within bounds, its payload as a stream.

pyrage has streams for keys, but for passphrases only whole files in memory; these streams are here.
"""

from __future__ import annotations

import binascii
import hashlib
import hmac
import os
import re
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from assay.core.change import plain

MAGIC = b"age-encryption.org/v1\n"
HEADER_LIMIT = 64 << 10
"""Bytes of a header: several hundred recipients."""
WORK = 18
"""Binary logarithm of the cost of one try at a passphrase: a quarter of a GiB, about a second."""
WORK_LIMIT = 20
CHUNK = 64 << 10
TAG = 16
NONCE = 16
_LABEL = b"age-encryption.org/v1/scrypt"
_B64 = rb"[A-Za-z0-9+/]+"
_SCRYPT = re.compile(MAGIC + rb"-> scrypt (" + _B64 + rb") ([1-9][0-9]?)\n(" + _B64 + rb")\n---")


class Source(Protocol):
    """What is read from; less than asked for only at the end."""

    def read(self, size: int, /) -> bytes: ...


class NotSealed(ValueError):
    """The bytes are no sealed file, or are cut short or changed."""


class WrongKey(ValueError):
    """The passphrase or key does not open it."""


class TooCostly(ValueError):
    """Trying a passphrase would take more memory than it may."""


@dataclass(frozen=True, slots=True)
class Head:
    """The header of a sealed file: `text` up to and with `---`, and its check value."""

    text: bytes
    mac: bytes

    @property
    def by_passphrase(self) -> bool:
        """It is opened by a passphrase; else by a key."""
        return self.text.startswith(MAGIC + b"-> scrypt ")

    def __len__(self) -> int:
        return len(self.text) + 1 + len(_b64(self.mac)) + 1


def read_head(source: Source) -> Head:
    """Read a header, which leaves `source` behind it; raises `NotSealed`."""
    first = source.read(len(MAGIC))
    if first != MAGIC:
        raise NotSealed
    lines = [first]
    for line in _lines(source):
        if line.startswith(b"--- "):
            return Head(b"".join([*lines, b"---"]), _unb64(line[4:-1]))
        lines.append(line)
    raise NotSealed


def _lines(source: Source) -> Iterator[bytes]:
    line = bytearray()
    for _ in range(HEADER_LIMIT):
        byte = source.read(1)
        if not byte:
            return
        line += byte
        if byte == b"\n":
            yield bytes(line)
            line.clear()


def passphrase_head(passphrase: str, work: int = WORK) -> tuple[bytes, bytes]:
    """A new header that this passphrase opens, and the file's key."""
    key, salt = os.urandom(16), os.urandom(16)
    wrapped = _cipher(_stretched(passphrase, salt, work)).encrypt(bytes(12), key, None)
    text = b"%s-> scrypt %s %d\n%s\n---" % (MAGIC, _b64(salt), work, _b64(wrapped))
    return text + b" " + _b64(_mac(key, text)) + b"\n", key


def passphrase_key(head: Head, passphrase: str) -> bytes:
    """The key of a file that a passphrase seals.

    Raises `WrongKey` when it is another passphrase, `TooCostly` or `NotSealed`.
    """
    from cryptography.exceptions import InvalidTag

    found = _SCRYPT.fullmatch(head.text)  # one stanza and no other, as the format demands
    if found is None:
        raise NotSealed
    salt, work, wrapped = _unb64(found[1]), int(found[2]), _unb64(found[3])
    if len(salt) != 16 or len(wrapped) != 16 + TAG:
        raise NotSealed
    if work > WORK_LIMIT:
        raise TooCostly
    try:
        key = bytes(_cipher(_stretched(passphrase, salt, work)).decrypt(bytes(12), wrapped, None))
    except InvalidTag:
        raise WrongKey from None
    if not hmac.compare_digest(_mac(key, head.text), head.mac):
        raise NotSealed
    return key


def encrypted(key: bytes, source: Source) -> Iterator[bytes]:
    """The payload that seals what `source` gives until its end, piece by piece."""
    nonce = os.urandom(NONCE)
    cipher, counter = _cipher(_derived(key, nonce, b"payload")), _counter()
    yield nonce
    piece = source.read(CHUNK)
    while True:
        following = source.read(CHUNK) if len(piece) == CHUNK else b""
        yield cipher.encrypt(counter(not following), piece, None)
        if not following:
            return
        piece = following


def decrypted(key: bytes, source: Source) -> Iterator[bytes]:
    """What the payload seals, piece by piece; raises `NotSealed` where it is cut short or changed."""
    from cryptography.exceptions import InvalidTag

    nonce = source.read(NONCE)
    if len(nonce) != NONCE:
        raise NotSealed
    cipher, counter = _cipher(_derived(key, nonce, b"payload")), _counter()
    piece, first = source.read(CHUNK + TAG), True
    while True:
        following = source.read(CHUNK + TAG) if len(piece) == CHUNK + TAG else b""
        try:
            opened = bytes(cipher.decrypt(counter(not following), piece, None))
        except (InvalidTag, ValueError):
            raise NotSealed from None
        if not opened and not first:
            raise NotSealed  # the last piece is empty only when all of it is
        yield opened
        if not following:
            return
        piece, first = following, False


def _counter() -> Callable[[bool], bytes]:
    number = -1

    def after(last: bool) -> bytes:
        nonlocal number
        number += 1
        return number.to_bytes(11, "big") + bytes([last])

    return after


def _stretched(passphrase: str, salt: bytes, work: int) -> bytes:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    stretch = Scrypt(salt=_LABEL + salt, length=32, n=1 << work, r=8, p=1)
    return bytes(stretch.derive(plain(passphrase).encode()))


def _cipher(key: bytes) -> Any:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    return ChaCha20Poly1305(key)


def _mac(key: bytes, text: bytes) -> bytes:
    return hmac.digest(_derived(key, b"", b"header"), text, hashlib.sha256)


def _derived(key: bytes, salt: bytes, info: bytes) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return bytes(HKDF(SHA256(), 32, salt, info).derive(key))


def _b64(data: bytes) -> bytes:
    return b64encode(data).rstrip(b"=")


def _unb64(text: bytes) -> bytes:
    """The bytes of canonical base64: age allows no second spelling of the same bytes."""
    try:
        data = b64decode(text + b"=" * (-len(text) % 4), validate=True)
    except (binascii.Error, ValueError):
        raise NotSealed from None
    if _b64(data) != text:
        raise NotSealed
    return data
