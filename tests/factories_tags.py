"""Reads the tags of a PDF as a screen reader would, and lists what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

import pikepdf  # noqa: TID253 - the file is what is tested here

GROUPS = {"Document", "Sect", "Div", "Caption", "L", "LI", "LBody", "Table", "THead", "TBody", "TR"}
LEAVES = {"H1", "H2", "H3", "P", "Note", "Lbl", "TH", "TD", "Figure", "Link", "Span", "TOC", "TOCI"}
INSIDE = {
    "Table": {"Caption", "THead", "TBody"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TR": {"TH", "TD"},
    "L": {"LI"},
    "LI": {"Lbl", "LBody"},
    "TOC": {"TOCI"},
}
PAINTS = {
    "Tj",
    "TJ",
    "'",
    '"',
    "S",
    "s",
    "f",
    "F",
    "f*",
    "B",
    "B*",
    "b",
    "b*",
    "sh",
    "Do",
    "INLINE",
}


@dataclass
class Node:
    """One element of the structure with what stands in it, in reading order."""

    kind: str
    dictionary: pikepdf.Dictionary
    kids: list[Node | str] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)
    notes: list[tuple[int, int]] = field(default_factory=list)
    """Annotations that it stands for."""

    def text(self, *, without: frozenset[str] = frozenset()) -> str:
        """The text inside; kinds in `without` are passed over."""
        return "".join(
            kid if isinstance(kid, str) else kid.text(without=without)
            for kid in self.kids
            if isinstance(kid, str) or kid.kind not in without
        )

    def walk(self) -> Iterator[Node]:
        """It and every element inside, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.walk()

    def attribute(self, name: str) -> object:
        """The value of an attribute, None where no attribute object has it."""
        for one in _several(self.dictionary.get("/A")):
            if name in one:
                return one[name]
        return None


def _several(given: object) -> list[object]:
    """What may stand alone or in an array."""
    if given is None:
        return []
    return list(given) if isinstance(given, pikepdf.Array) else [given]


@dataclass
class Page:
    """The marks of one page and what is painted outside of them."""

    texts: dict[int, str] = field(default_factory=dict)
    kinds: dict[int, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


class Tagged:
    """A tagged PDF, read."""

    def __init__(self, content: bytes) -> None:
        self.document = pikepdf.open(BytesIO(content))
        self.pages = [_page(page) for page in self.document.pages]
        self.numbers = {page.obj.objgen: n for n, page in enumerate(self.document.pages)}
        self.root = self._node(self.document.Root["/StructTreeRoot"]["/K"][0])

    def _node(self, dictionary: pikepdf.Dictionary) -> Node:
        node = Node(str(dictionary["/S"])[1:], dictionary)
        for kid in _several(dictionary.get("/K")):
            self._kid(node, kid)
        return node

    def _kid(self, node: Node, kid: object) -> None:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            node.kids.append(self._node(kid))
            return
        if isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid:
            node.notes.append(kid["/Obj"].objgen)
            return
        where, number = node.dictionary, kid
        if isinstance(kid, pikepdf.Dictionary):
            where, number = kid, kid["/MCID"]
        page = self.numbers[where["/Pg"].objgen]
        node.marks.append((page, int(number)))  # type: ignore[call-overload]
        node.kids.append(self.pages[page].texts.get(int(number), ""))  # type: ignore[call-overload]

    def problems(self) -> list[str]:
        """Everything that is wrong, in words."""
        found = [f"page {n}: {p}" for n, page in enumerate(self.pages, 1) for p in page.problems]
        for check in (
            _marks,
            _kinds,
            _headings,
            _figures,
            _tables,
            _lists,
            _links,
            _ids,
            _catalogue,
        ):
            found += check(self)
        return found

    def nodes(self, *kinds: str) -> list[Node]:
        """The elements of some kinds, in reading order."""
        return [node for node in self.root.walk() if node.kind in kinds]


class _Walk:
    """A walk over the operators of a page: what paints stands in a piece of an element or an artifact."""

    def __init__(self, fonts: dict[str, dict[int, str]]) -> None:
        self.found, self.fonts = Page(), fonts
        self.stack: list[tuple[str, int | None]] = []
        self.font: dict[int, str] = {}

    def begin(self, kind: str, mark: int | None) -> None:
        if self.stack and (kind == "Artifact" or mark is not None):
            self.found.problems.append(f"{kind} inside {self.stack[-1][0]}")
        if mark is not None:
            if mark in self.found.kinds:
                self.found.problems.append(f"mark {mark} twice")
            self.found.kinds[mark], self.found.texts[mark] = kind, ""
        self.stack.append((kind, mark))

    def end(self) -> None:
        if self.stack:
            self.stack.pop()
        else:
            self.found.problems.append("EMC too many")

    def paint(self, name: str, operands: list[object]) -> None:
        if not self.stack:
            self.found.problems.append(f"{name} outside of any mark")
        elif name == "Tj":
            self.say(bytes(operands[0]))  # type: ignore[call-overload]

    def say(self, codes: bytes) -> None:
        text = "".join(self.font.get(code, "\0") for code in codes)
        if "\0" in text or "\ufffd" in text:
            self.found.problems.append(f"a character without text in {text!r}")
        said = next((mark for _kind, mark in self.stack if mark is not None), None)
        if said is not None:
            self.found.texts[said] += text


def _page(page: pikepdf.Page) -> Page:
    fonts = {name: _characters(font) for name, font in page.Resources.get("/Font", {}).items()}
    walk = _Walk(fonts)
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in {"BDC", "BMC"}:
            given = operands[1] if len(operands) > 1 else {}
            mark = int(given["/MCID"]) if "/MCID" in given else None
            walk.begin(str(operands[0])[1:], mark)
        elif name == "EMC":
            walk.end()
        elif name == "Tf":
            walk.font = fonts[str(operands[0])]
        elif name in PAINTS:
            walk.paint(name, list(operands))
    if walk.stack:
        walk.found.problems.append(f"{len(walk.stack)} marks left open")
    return walk.found


def _characters(font: pikepdf.Dictionary) -> dict[int, str]:
    """Code → character, as the font says it."""
    text = font["/ToUnicode"].read_bytes().decode("latin-1")
    found = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", text, re.DOTALL):
        for code, value in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            found[int(code, 16)] = bytes.fromhex(value.zfill(4)).decode("utf-16-be", "replace")
    return found


def _marks(read: Tagged) -> Iterator[str]:
    """Each mark belongs to one element, and the way back leads to that element."""
    owners: dict[tuple[int, int], Node] = {}
    for node in read.root.walk():
        for mark in node.marks:
            if mark in owners:
                yield f"mark {mark} in two elements"
            owners[mark] = node
    back = _numbers(read.document.Root["/StructTreeRoot"]["/ParentTree"])
    for n, page in enumerate(read.document.pages):
        known = read.pages[n]
        listed = list(back[int(page.obj["/StructParents"])]) if known.kinds else []
        if sorted(known.kinds) != list(range(len(known.kinds))) or len(listed) != len(known.kinds):
            yield f"page {n + 1}: marks are not numbered through"
        for mark, kind in known.kinds.items():
            owner = owners.get((n, mark))
            if owner is None:
                yield f"page {n + 1}: mark {mark} belongs to nothing"
            elif owner.kind != kind:
                yield f"page {n + 1}: mark {mark} says {kind}, its element {owner.kind}"
            elif listed[mark].objgen != owner.dictionary.objgen:
                yield f"page {n + 1}: mark {mark} leads back to another element"


def _numbers(tree: pikepdf.Dictionary) -> dict[int, pikepdf.Object]:
    pairs = list(tree["/Nums"])
    return {int(key): value for key, value in zip(pairs[::2], pairs[1::2], strict=True)}


def _kinds(read: Tagged) -> Iterator[str]:
    for node in read.root.walk():
        if node.kind not in GROUPS | LEAVES:
            yield f"{node.kind} is no known kind"
        if node.kind in GROUPS - {"LBody"} and node.marks:
            yield f"{node.kind} holds text of its own"
        if not node.kids and node.kind not in {"TD", "TH"}:
            yield f"an empty {node.kind}"
        for kid in node.kids:
            if isinstance(kid, Node):
                if kid.dictionary["/P"].objgen != node.dictionary.objgen:
                    yield f"{kid.kind} has another parent than {node.kind}"
                if kid.kind not in INSIDE.get(node.kind, GROUPS | LEAVES):
                    yield f"{kid.kind} inside {node.kind}"


def _headings(read: Tagged) -> Iterator[str]:
    level = 0
    for node in read.nodes("H1", "H2", "H3"):
        own = int(node.kind[1])
        if own > level + 1:
            yield f"heading {node.text()!r} of level {own} after one of level {level}"
        level = own
        if not node.text().strip():
            yield "a heading without text"


def _figures(read: Tagged) -> Iterator[str]:
    for node in read.nodes("Figure"):
        if not str(node.dictionary.get("/Alt", "")).strip():
            yield f"a figure without words: {node.text()!r}"
        if node.attribute("/BBox") is None and node.attribute("/O") is not None:
            yield "a figure without its place"


def _tables(read: Tagged) -> Iterator[str]:
    for table in read.nodes("Table"):
        rows = [node for node in table.walk() if node.kind == "TR"]
        widths = {
            sum(int(_span(cell)) for cell in row.kids if isinstance(cell, Node)) for row in rows
        }
        if len(widths) != 1:
            yield f"a table with rows of {sorted(widths)} columns"
        heads = [node for node in table.walk() if node.kind == "TH"]
        if not heads:
            yield "a table without head cells"
        if any(head.attribute("/Scope") not in {"/Column", "/Row"} for head in heads):
            yield "a head cell that does not say what it heads"


def _span(cell: Node) -> object:
    return cell.attribute("/ColSpan") or 1


def _lists(read: Tagged) -> Iterator[str]:
    for item in read.nodes("LI"):
        kinds = [kid.kind for kid in item.kids if isinstance(kid, Node)]
        if kinds != ["Lbl", "LBody"]:
            yield f"a list item of {kinds}"


def _links(read: Tagged) -> Iterator[str]:
    """Each link of a page stands in the structure as one, and the other way round."""
    back = _numbers(read.document.Root["/StructTreeRoot"]["/ParentTree"])
    told = {note: node for node in read.nodes("Link") for note in node.notes}
    for node in read.nodes("Link"):
        if not node.notes or not node.text().strip():
            yield f"a link element without link or text: {node.text()!r}"
    for n, page in enumerate(read.document.pages, 1):
        for note in page.get("/Annots", ()):
            node = told.get(note.objgen)
            if node is None:
                yield f"page {n}: a link that the structure does not know"
            elif back[int(note["/StructParent"])].objgen != node.dictionary.objgen:
                yield f"page {n}: a link that leads back to another element"
            if not str(note.get("/Contents", "")).strip():
                yield f"page {n}: a link without words"


def _ids(read: Tagged) -> Iterator[str]:
    given = [str(node.dictionary.get("/ID", "")) for node in read.nodes("Note")]
    if len(set(given)) != len(given) or "" in given:
        yield "notes whose names are missing or not their own"
    tree = read.document.Root["/StructTreeRoot"].get("/IDTree")
    names = [str(name) for kid in tree["/Kids"] for name in kid["/Names"][::2]] if tree else []
    if names != sorted(given):
        yield "the tree of names is not that of the notes"


def _catalogue(read: Tagged) -> Iterator[str]:
    root = read.document.Root
    if not root.get("/MarkInfo", {}).get("/Marked"):
        yield "the file does not say that it is tagged"
    if not str(root.get("/Lang", "")):
        yield "no language"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "the title is not to be shown"
    if "/PageLabels" not in root:
        yield "no labels of pages"
    if any(page.obj.get("/Tabs") != "/S" for page in read.document.pages):
        yield "a page whose links are not in reading order"
    described = root["/Metadata"].read_bytes().decode("utf-8")
    for wanted in ("<dc:title>", "<dc:language>"):
        if wanted not in described:
            yield f"no {wanted} in the description"
