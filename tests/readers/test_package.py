"""Zip packages: what comes out is bounded by what really comes out."""

import zipfile

import pytest

from assay.readers.document import Unreadable
from assay.readers.limits import MIB, Budget, Limits
from assay.readers.package import Package
from assay.readers.reading import read_document
from factories_documents import docx_like, package


def test_a_part_is_read_and_a_missing_one_is_empty():
    opened = Package(package({"a.xml": "<a/>"}), Budget())
    assert opened.part("a.xml") == b"<a/>"
    assert opened.part("b.xml") == b""


def test_two_hundred_megabytes_of_zeros_are_not_unpacked():
    bomb = package({"word/document.xml": bytes(200 * MIB)})
    assert len(bomb) < MIB
    with pytest.raises(Unreadable, match="unreadable_bomb"):
        read_document(bomb, file_name="bomb.docx")


def test_a_lying_size_does_not_get_more_out():
    data = bytearray(package({"word/document.xml": bytes(4 * MIB)}))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.index(signature) + offset
        data[at : at + 4] = (1000).to_bytes(4, "little")
    with pytest.raises(Unreadable, match="unreadable_"):
        Package(bytes(data), Budget()).part("word/document.xml")


def test_many_parts_share_one_allowance():
    opened = Package(package({"a": bytes(600), "b": bytes(600)}), Budget(Limits(zip_bytes=1_000)))
    opened.part("a")
    with pytest.raises(Unreadable, match="unreadable_bomb"):
        opened.part("b")


def test_twenty_thousand_entries_are_refused():
    many = package({f"word/{number}.xml": b"" for number in range(20_000)}, zipfile.ZIP_STORED)
    with pytest.raises(Unreadable, match="unreadable_bomb"):
        Package(many, Budget())


def test_a_part_that_needs_a_password_says_so():
    data = bytearray(package({"word/document.xml": "<words/>"}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(signature) + offset
        data[at] |= 1
    with pytest.raises(Unreadable, match="unreadable_password"):
        read_document(bytes(data))


@pytest.mark.parametrize("cut", [4, 40, 200])
def test_a_cut_package_says_it_is_damaged(cut):
    with pytest.raises(Unreadable, match="unreadable_broken"):
        read_document(docx_like("words")[:-cut])


def test_a_directory_that_lies_about_its_place_says_it_is_damaged():
    data = bytearray(docx_like("words"))
    place = len(data) - 22 + 16  # where the end record says that the directory starts
    said = int.from_bytes(data[place : place + 4], "little")
    data[place : place + 4] = (said + 9_999).to_bytes(4, "little")
    with pytest.raises(Unreadable, match="unreadable_broken"):
        read_document(bytes(data))
