"""The last step of a memo: a signature in the reader's panel, and a time that an authority vouches for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from assay.core.errors import CannotWrite, InvalidInput
from assay.work.timestamping import authority
from assay.work.writing import read_bounded

KEY_LIMIT = 1 << 20
_VERSION = b"\x02\x01\x03"
SIGNATURE, TIMESTAMP = "Signature", "Timestamp"
Ask = Callable[[bytes], bytes]
"""Sends a request to a time-stamping authority (RFC 3161) and gives back its answer."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key file (PKCS#12) and its passphrase; neither is kept."""

    content: bytes
    passphrase: str = ""

    def check(self) -> None:
        """Raises `InvalidInput` where it cannot be opened, so that nothing is begun in vain."""
        _signer(self)

    @property
    def locked(self) -> bool:
        """Its passphrase does not open it, or it has none and needs one."""
        try:
            self.check()
        except InvalidInput as error:
            if error.message != "key_passphrase_wrong":
                raise
            return True
        return False


def signed(pdf: bytes, key: Key | None = None, ask: Ask | None = None) -> bytes:
    """`pdf` with a signature, a timestamp, or a signature with a timestamp inside; nothing of it moves.

    Raises `InvalidInput` for a key that cannot be used, `CannotWrite` where the authority gave no time.
    """
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign.general import SigningError
    from pyhanko.sign.timestamps.common_utils import TimestampRequestError

    if key is None and ask is None:
        return pdf
    signer = None if key is None else _signer(key)
    stamper = None if ask is None else _stamper(ask)
    writer = IncrementalPdfFileWriter(BytesIO(pdf), strict=False)
    try:
        made = _stamp(writer, stamper) if signer is None else _sign(writer, signer, stamper)
    except (TimestampRequestError, ValueError) as error:
        if ask is None:
            raise InvalidInput("key_cannot_sign", why=str(error)[:200]) from error
        raise CannotWrite("timestamp_refused", why=str(error)[:200]) from error
    except (SigningError, PdfError) as error:
        raise InvalidInput("key_cannot_sign", why=str(error)[:200]) from error
    return bytes(made.getvalue())


def _sign(writer: Any, signer: Any, stamper: Any) -> Any:
    from pyhanko.sign.fields import SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

    about = PdfSignatureMetadata(
        field_name=SIGNATURE, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES
    )
    return PdfSigner(about, signer=signer, timestamper=stamper).sign_pdf(writer)


def _stamp(writer: Any, stamper: Any) -> Any:
    from pyhanko.sign.signers import PdfTimeStamper

    return PdfTimeStamper(stamper, field_name=TIMESTAMP).timestamp_pdf(writer, "sha256")


def _signer(key: Key) -> Any:
    """The key ready to sign; says whether the file or the passphrase is wrong."""
    import logging

    from pyhanko.sign.signers import SimpleSigner

    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
    # A sequence that begins with the number 3: that it is a key file can be told without a passphrase.
    is_key = key.content[:1] == b"\x30" and _VERSION in key.content[:10]
    if len(key.content) > KEY_LIMIT or not is_key:
        raise InvalidInput("key_unreadable")
    try:
        passphrase = key.passphrase.encode() if key.passphrase else None
        signer = SimpleSigner.load_pkcs12_data(key.content, other_certs=[], passphrase=passphrase)
    except (ValueError, TypeError) as error:
        raise InvalidInput("key_passphrase_wrong") from error
    if signer.signing_cert is None:
        raise InvalidInput("key_without_certificate")
    return signer


def _stamper(ask: Ask) -> Any:
    from pyhanko.sign.timestamps import TimeStamper
    from pyhanko.sign.timestamps.api import tsp

    class Stamper(TimeStamper):
        """Asks the authority that the person named."""

        async def async_request_tsa_response(self, req: Any) -> Any:
            return tsp.TimeStampResp.load(ask(req.dump()))

    return Stamper()


@dataclass(frozen=True, slots=True)
class Seal:
    """What is put on a memo at the end: a signature, a time, both or neither."""

    key: Key | None = None
    ask: Ask | None = None

    def on(self, pdf: bytes) -> bytes:
        """`pdf` with it."""
        return signed(pdf, self.key, self.ask)


UNSEALED = Seal()


def seal_of(key: Path | None, passphrase: str, address: str) -> Seal:
    """The seal by a key file and an authority's address; nothing given is none.

    Raises `NotFound` for a key file that is not there, `InvalidInput` for what is no address.
    """
    ask = authority(address) if address else None
    return Seal(None if key is None else Key(read_bounded(key, KEY_LIMIT), passphrase), ask)
