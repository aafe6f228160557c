"""What Word and Excel files share: core properties, relations, names without their name space."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any

from assay.readers import guessing
from assay.readers.document import Field, Guess
from assay.readers.markup import xml_tree
from assay.readers.package import Package


def local(tag: Any) -> str:
    """`{name space}name` without its name space; empty for comments."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Any, name: str) -> str:
    """An attribute by its local name: strict and transitional files use different name spaces."""
    return next((value for key, value in element.attrib.items() if local(key) == name), "")


def guesses(package: Package) -> Iterator[Guess]:
    """Title, date, author and language as the file's properties say them."""
    data = package.part("docProps/core.xml")
    core = {local(e.tag): (e.text or "")[:2000] for e in xml_tree(data)} if data else {}
    yield from guessing.title(core.get("title", ""), "file properties")
    for name in ("created", "modified"):
        yield from guessing.dated(core.get(name, ""), f"file properties ({name})")
    data = package.part("docProps/app.xml")
    app = {local(e.tag): (e.text or "")[:2000] for e in xml_tree(data)} if data else {}
    yield from guessing.named(Field.PUBLISHER, app.get("Company", ""), "file properties")
    yield from guessing.named(Field.PUBLISHER, core.get("creator", ""), "file properties (author)")
    yield from guessing.named(Field.LANGUAGE, core.get("language", ""), "file properties")


def relations(package: Package, part: str) -> dict[str, str]:
    """Relation id to the package part it points to; links to the outside are left out."""
    folder, _, name = part.rpartition("/")
    data = package.part(f"{folder}/_rels/{name}.rels")
    found: dict[str, str] = {}
    for relation in xml_tree(data) if data else ():
        if attribute(relation, "TargetMode") != "External":
            target = attribute(relation, "Target")
            path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            found[attribute(relation, "Id")] = posixpath.normpath(path)
    return found
