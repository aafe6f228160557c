"""Signed and stamped memos: nothing of the file moves, and what is changed afterwards is told."""

from __future__ import annotations

from functools import cache
from io import BytesIO

import pytest

from assay.core.errors import CannotWrite, InvalidInput
from assay.readers.document import Unreadable
from assay.readers.isolated import Reader, source_of
from assay.readers.memo_pdf import Proof, proof
from assay.report.pdf import pdf
from assay.report.signing import Key, signed
from assay.words.errors import ERRORS
from assay.work.timestamping import authority
from factories_memo import STATE_ID, empty, memo_of, page_texts
from factories_signing import PASSPHRASE, key_file, stamp, time_authority


@cache
def plain() -> bytes:
    return pdf(memo_of(empty()), made='{"app":"x"}', data=b'{"assay_memo":1}')


@cache
def with_signature() -> bytes:
    return signed(plain(), Key(key_file(), PASSPHRASE))


def test_a_signature_is_added_behind_the_file_and_not_a_page_changes() -> None:
    made = with_signature()
    assert made.startswith(plain())
    assert page_texts(made) == page_texts(plain())


def test_the_signature_names_who_signed_and_covers_everything() -> None:
    (one,) = proof(with_signature()).signatures
    assert (one.kind, one.name) == ("signature", "Ada Reviewer")
    assert one.intact
    assert one.whole
    assert one.time
    assert one.stamped == ""


def first_broken(content: bytes) -> bytes:
    """The file with one byte changed, at the first place where that leaves nothing to read."""
    start = content.index(b"/ObjStm")
    for place in range(start, start + 400):
        changed = content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]
        try:
            proof(changed)
        except Unreadable:
            return changed
    raise AssertionError("every change leaves it readable")


def test_a_byte_that_breaks_a_signed_memo_is_named_as_a_change_after_it_was_signed() -> None:
    with Reader() as reader, pytest.raises(Unreadable) as told:
        reader.proof(source_of(first_broken(with_signature()), "memo.pdf"))
    assert told.value.message == "unreadable_since_signed"
    assert "memo.pdf was changed after Ada Reviewer signed it" in ERRORS[told.value.message].format(
        **told.value.facts
    )


def test_a_byte_that_breaks_a_memo_without_a_signature_is_damage() -> None:
    with pytest.raises(Unreadable) as told:
        proof(first_broken(plain()))
    assert told.value.message == "unreadable_broken"


@pytest.mark.parametrize("part", range(8))
def test_no_byte_changed_before_the_signature_goes_unnoticed(part: int) -> None:
    made = with_signature()
    place = len(plain()) * part // 8 + 40
    assert noticed(made[:place] + bytes([made[place] ^ 4]) + made[place + 1 :])


def noticed(content: bytes) -> bool:
    try:
        return not all(one.readable and one.intact for one in proof(content).signatures)
    except Unreadable as error:
        return error.message.startswith("unreadable_")


def test_it_stands_in_the_panel_and_nowhere_on_a_page() -> None:
    import pikepdf

    with pikepdf.open(BytesIO(with_signature())) as document:
        (field,) = document.Root.AcroForm.Fields
        assert [float(x) for x in field.Rect] == [0, 0, 0, 0]
        assert str(field.V.SubFilter) == "/ETSI.CAdES.detached"


def test_state_and_data_are_read_beside_the_signature() -> None:
    found = proof(with_signature())
    assert found.state == STATE_ID
    assert found.made == '{"app":"x"}'
    assert found.data == '{"assay_memo":1}'


def test_a_byte_changed_under_the_signature_is_told() -> None:
    changed = bytearray(with_signature())
    place = changed.index(b"/AssayState") if b"/AssayState" in changed else 3000
    changed[place + 200] ^= 1
    (one,) = proof(bytes(changed)).signatures
    assert not one.intact


def test_what_is_added_behind_the_signature_is_told() -> None:
    import pikepdf
    from pyhanko.pdf_utils.generic import NameObject, pdf_string
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(BytesIO(with_signature()), strict=False)
    writer.root[NameObject("/Lang")] = pdf_string("fr")
    writer.update_root()
    out = BytesIO()
    writer.write(out)
    with pikepdf.open(BytesIO(out.getvalue())) as document:
        assert str(document.Root.Lang) == "fr"
    (one,) = proof(out.getvalue()).signatures
    assert not one.whole


@pytest.mark.parametrize(
    ("key", "message"),
    [
        (Key(key_file(), "wrong"), "key_passphrase_wrong"),
        (Key(key_file(), ""), "key_passphrase_wrong"),
        (Key(b"-----BEGIN PRIVATE KEY-----", ""), "key_unreadable"),
        (Key(b"", ""), "key_unreadable"),
        (Key(b"\x30" * (2 << 20), ""), "key_unreadable"),
    ],
    ids=["wrong", "none", "pem", "empty", "large"],
)
def test_a_key_that_cannot_be_used_is_refused_with_the_reason(key: Key, message: str) -> None:
    with pytest.raises(InvalidInput) as told:
        signed(plain(), key)
    assert told.value.message == message


def test_a_key_without_a_passphrase_signs() -> None:
    made = signed(plain(), Key(key_file("Bo", "")))
    assert proof(made).signatures[0].name == "Bo"


# -- timestamps -----------------------------------------------------------------------------------


def test_a_signature_takes_a_time_from_the_authority_and_tells_it_a_hash_only() -> None:
    with time_authority() as (address, asked):
        made = signed(plain(), Key(key_file(), PASSPHRASE), authority(address))
    (one,) = proof(made).signatures
    assert one.stamped
    assert one.intact
    assert asked
    assert all(len(request) < 200 for request in asked)


def test_a_time_alone_can_be_taken() -> None:
    with time_authority() as (address, _asked):
        made = signed(plain(), None, authority(address))
    assert made.startswith(plain())
    (one,) = proof(made).signatures
    assert (one.kind, one.name) == ("timestamp", "Local Time Authority")
    assert one.intact
    assert one.whole
    assert one.time


@pytest.mark.parametrize(
    "answer",
    [
        lambda _: b"",
        lambda _: b"<html>no</html>",
        lambda _: b"x" * (2 << 20),
        lambda q: stamp(q)[:-40],
    ],
    ids=["error", "page", "flood", "cut"],
)
def test_an_authority_that_gives_no_time_is_named(answer) -> None:
    with time_authority(answer) as (address, _), pytest.raises(CannotWrite) as told:
        signed(plain(), None, authority(address))
    assert told.value.message == "timestamp_refused"


def test_an_authority_that_is_not_there_is_named() -> None:
    with pytest.raises(CannotWrite) as told:
        signed(plain(), None, authority("http://127.0.0.1:9/"))
    assert told.value.message == "timestamp_refused"


@pytest.mark.parametrize("url", ["", "ftp://x", "file:///etc/passwd", "tsa.example.org"])
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(InvalidInput) as told:
        authority(url)
    assert told.value.message == "timestamp_address"


def test_nothing_is_sent_and_nothing_signed_unless_it_is_asked_for() -> None:
    assert signed(plain()) == plain()
    assert proof(plain()).signatures == ()


# -- whatever is handed in ------------------------------------------------------------------------


def bomb() -> bytes:
    """Data that unpacks to far more than a memo has."""
    import pikepdf

    from assay.report.pdf_extras import attach

    document = pikepdf.new()
    document.add_blank_page()
    document.docinfo["/AssayState"] = "x"
    attach(document, b"0" * (80 << 20))
    out = BytesIO()
    document.save(out, compress_streams=True)
    return out.getvalue()


def locked() -> bytes:
    import pikepdf

    document = pikepdf.new()
    document.add_blank_page()
    out = BytesIO()
    document.save(out, encryption=pikepdf.Encryption(user="a", owner="b"))
    return out.getvalue()


HOSTILE = {
    "text": b"no PDF",
    "empty": b"",
    "head only": b"%PDF-1.7\n%%EOF",
    "cut": plain()[: len(plain()) // 2],
    "locked": locked(),
    "bomb": bomb(),
    "circle": b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 1 0 R/AF 1 0 R>>endobj\n"
    b"trailer<</Root 1 0 R/Info 1 0 R>>\n%%EOF",
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_is_refused_with_a_sentence(content: bytes) -> None:
    with Reader() as reader, pytest.raises(Unreadable) as told:
        reader.proof(source_of(content, "x.pdf"))
    assert "x.pdf" in told.value.facts.values()


def test_a_pdf_that_is_no_memo_says_nothing() -> None:
    import pikepdf

    document, out = pikepdf.new(), BytesIO()
    document.add_blank_page()
    document.save(out)
    assert proof(out.getvalue()) == Proof()


def test_a_forged_signature_is_no_signature() -> None:
    made = with_signature()
    start = made.rindex(b"/Contents <") + len(b"/Contents <") if b"/Contents <" in made else -1
    assert start > 0
    forged = made[:start] + b"30" * 100 + made[start + 200 :]
    (one,) = proof(forged).signatures
    assert not (one.readable and one.intact)


def test_the_reading_process_gives_the_same_as_reading_here() -> None:
    with Reader() as reader:
        assert reader.proof(source_of(with_signature(), "x.pdf")) == proof(with_signature())
