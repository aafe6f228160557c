"""Keys for signing that tests make themselves, and a time-stamping authority on this computer."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from http.server import BaseHTTPRequestHandler, HTTPServer

PASSPHRASE = "correct horse"


@cache
def _pair(name: str, usage: str = ""):
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import rsa
    from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

    key = rsa.generate_private_key(65537, 2048)
    called = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    made = (
        x509.CertificateBuilder()
        .subject_name(called)
        .issuer_name(called)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(datetime(2020, 1, 1))
        .not_valid_after(datetime(2045, 1, 1))
    )
    if usage:
        stamps = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        made = made.add_extension(stamps, critical=True)
    return key, made.sign(key, hashes.SHA256())


@cache
def key_file(name: str = "Ada Reviewer", passphrase: str = PASSPHRASE) -> bytes:
    """A PKCS#12 file with a key and its own certificate."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.serialization import pkcs12

    key, certificate = _pair(name)
    locked = (
        serialization.BestAvailableEncryption(passphrase.encode())
        if passphrase
        else serialization.NoEncryption()
    )
    return pkcs12.serialize_key_and_certificates(b"key", key, certificate, None, locked)


def stamp(request: bytes) -> bytes:
    """The answer of an authority of our own to a request for a time."""
    from asn1crypto.keys import PrivateKeyInfo
    from asn1crypto.tsp import TimeStampReq
    from asn1crypto.x509 import Certificate
    from cryptography.hazmat.primitives import serialization
    from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper

    key, certificate = _pair("Local Time Authority", "stamps")
    held = key.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    own = Certificate.load(certificate.public_bytes(serialization.Encoding.DER))
    authority = DummyTimeStamper(own, PrivateKeyInfo.load(held))
    return authority.request_tsa_response(TimeStampReq.load(request)).dump()


@contextmanager
def time_authority(answer=stamp) -> Iterator[tuple[str, list[bytes]]]:
    """An address that answers with a time, and what it was asked."""
    asked: list[bytes] = []

    class Desk(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(self.rfile.read(int(self.headers["Content-Length"])))
            said = answer(asked[-1])
            self.send_response(200 if said else 500)
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Desk)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
