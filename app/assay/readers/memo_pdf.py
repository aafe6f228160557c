"""What a memo's PDF says of itself: its state, what was asked for, the data with it, its signatures."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import msgspec

from assay.readers.document import Unreadable
from assay.readers.limits import MIB

FILE_LIMIT = 256 * MIB
DATA_LIMIT = 64 * MIB
TEXT_LIMIT = 4_000
SIGNATURE_LIMIT = 20
"""Signatures that are looked at."""


class Signed(msgspec.Struct, frozen=True):
    """One signature or timestamp, as far as the file itself can tell; nobody was asked about the name."""

    kind: str
    """`signature` or `timestamp`."""
    name: str = ""
    time: str = ""
    """When: of a timestamp as its authority says, else as the signer's own clock said."""
    stamped: str = ""
    """When, as a timestamp inside the signature says."""
    intact: bool = False
    """What it covers has not been changed since."""
    whole: bool = False
    """It covers the file to its end, but for what later signatures added."""
    readable: bool = True


class Proof(msgspec.Struct, frozen=True):
    """What a memo says of itself; `state` is empty for a PDF that is no memo."""

    state: str = ""
    made: str = ""
    data: str = ""
    signatures: tuple[Signed, ...] = ()


def proof(content: bytes) -> Proof:
    """Read a memo; raises `Unreadable` for what is no PDF, and for one that asks for too much."""
    import pikepdf

    if len(content) > FILE_LIMIT:
        raise Unreadable("unreadable_too_large", size=len(content), limit=FILE_LIMIT)
    try:
        with pikepdf.open(BytesIO(content)) as document:
            state, made = (_text(document.docinfo, name) for name in ("/AssayState", "/AssayMade"))
            data = _data(document)
            signed = _is_signed(document)
    except pikepdf.PasswordError:
        raise Unreadable("unreadable_password") from None
    except (pikepdf.PdfError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise _broken(content) from error
    return Proof(state, made, data, tuple(_signatures(content)) if signed else ())


def _broken(content: bytes) -> Unreadable:
    """What is wrong with a file that cannot be read: one that was signed is not as it was signed."""
    found = _signatures(content) if b"/ByteRange" in content else ()
    changed = next((one for one in found if one.readable and not one.intact), None)
    if changed is None:
        return Unreadable("unreadable_broken")
    return Unreadable("unreadable_since_signed", name=changed.name)


def _is_signed(document: Any) -> bool:
    """A field for signatures that is filled in; whether it can be read is seen later."""
    form = document.Root.get("/AcroForm")
    fields = list(form.get("/Fields", ()))[:1000] if form is not None else []
    return any(str(field.get("/FT")) == "/Sig" and "/V" in field for field in fields)


def _text(about: Any, name: str) -> str:
    found = about.get(name)
    return "" if found is None else str(found)[:TEXT_LIMIT]


def _data(document: Any) -> str:
    """The attached data, unpacked within bounds; empty where there is none."""
    from pikepdf import Name

    files = document.Root.get("/AF")
    for file in list(files)[:8] if files is not None else ():
        if file.get("/AFRelationship") != Name.Data or str(file.get("/UF")) != "memo.json":
            continue
        stream = file.EF.F
        raw = stream.read_raw_bytes()
        packing = stream.get("/Filter")
        if packing is not None:
            if str(packing) != "/FlateDecode":
                raise Unreadable("unreadable_broken")
            raw = _unpacked(raw)
        if len(raw) > DATA_LIMIT:
            raise Unreadable("unreadable_too_large", size=len(raw), limit=DATA_LIMIT)
        return str(raw.decode("utf-8", "replace"))
    return ""


def _unpacked(raw: bytes) -> bytes:
    packer = zlib.decompressobj()
    try:
        found = packer.decompress(raw, DATA_LIMIT + 1)
    except zlib.error as error:
        raise Unreadable("unreadable_broken") from error
    return found


# -- signatures -----------------------------------------------------------------------------------


def _signatures(content: bytes) -> Iterator[Signed]:
    """Each signature, held against the bytes that it covers; no address is asked, no name is trusted."""
    import logging

    from pyhanko.pdf_utils.reader import PdfFileReader

    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
    logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)
    try:
        found = PdfFileReader(BytesIO(content), strict=False).embedded_signatures
    except Exception:  # noqa: BLE001 - whatever a damaged file makes of the library
        yield Signed("signature", readable=False)
        return
    if not found:
        yield Signed("signature", readable=False)
    for one in found[:SIGNATURE_LIMIT]:
        kind = "timestamp" if str(one.sig_object_type) == "/DocTimeStamp" else "signature"
        try:
            yield _signed(one, kind)
        except Exception:  # noqa: BLE001 - whatever a forged signature makes of the library
            yield Signed(kind, readable=False)


def _signed(one: Any, kind: str) -> Signed:
    from pyhanko.sign.validation import (
        ValidationContext,
        validate_pdf_signature,
        validate_pdf_timestamp,
    )
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    # The signer's own certificate stands for itself: whether the bytes hold is asked, not who it is.
    believed = ValidationContext(trust_roots=[one.signer_cert], allow_fetching=False)
    if kind == "timestamp":
        status = validate_pdf_timestamp(one, believed)
        time, stamped = str(status.timestamp.isoformat()), ""
    else:
        status = validate_pdf_signature(one, believed)
        said = status.signer_reported_dt
        time = "" if said is None else said.isoformat()
        inner = status.timestamp_validity
        held = inner is not None and inner.intact and inner.valid
        stamped = inner.timestamp.isoformat() if held else ""
    covered = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    return Signed(
        kind,
        _name(one.signer_cert),
        time,
        stamped,
        intact=bool(status.intact and status.valid),
        whole=covered or _only_signed_since(status),
    )


def _only_signed_since(status: Any) -> bool:
    """Later revisions of the file that only add signatures and timestamps."""
    from pyhanko.sign.diff_analysis import ModificationLevel
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    level = status.modification_level
    return bool(
        status.coverage == SignatureCoverageLevel.ENTIRE_REVISION
        and level is not None
        and level <= ModificationLevel.LTA_UPDATES
    )


def _name(certificate: Any) -> str:
    names = certificate.subject.native
    for key in ("common_name", "organization_name", "email_address"):
        found = names.get(key)
        if found:
            return str(found[0] if isinstance(found, list) else found)[:200]
    return str(certificate.subject.human_friendly)[:200]
