"""Collects every text that the program says in other languages into the template and the catalogues.

Babel reads what is written inside `tr(…)`; here the texts that reach it by way of a name, a table or a
parameter are followed too, so that nobody has to keep a list. Run it with `make messages`.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "app" / "assay"
LOCALE = ROOT / "resources" / "locale"
TEMPLATE = LOCALE / "assay.pot"
SINGULAR = {"tr": 0, "voice": 0, "translated": 1, "N_": 0}
"""Functions that speak, and which argument is the English text."""
PLURAL = {"trn": (0, 1), "count": (0, 1), "translated_plural": (1, 2)}
TABLES = {
    "core/rating.py": ("NOT_RATABLE", "PROHIBITED"),
}
"""Texts of the core that reach a reader as they are."""
FIELDS = {"Action": (1, 2)}
"""Values whose fields are said by whoever shows them."""
WORDS = "words"
"""Each table of this floor is said by one of its functions."""

EACH, KEY, VALUE = "each", "key", "value"
Step = str | int
Path_ = tuple[Step, ...]
"""How to get from a value to the text: each of its elements, its values, its third part."""
Bound = tuple[ast.AST, Path_]
Texts = Iterator[str]
Message = str | tuple[str, str]
ABOUT = "The texts of Assay. Written by make messages; only the translations are edited by hand."
UNSTABLE = re.compile(
    r'#|"(Project-Id-Version|Report-Msgid|POT-|PO-|Last-Translator|Language-Team|Generated-By)'
)
"""What in a header says nothing about the texts: dates, versions, names to be filled in."""


class Module:
    """One source file, and what its names stand for."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = path.relative_to(SOURCE).as_posix()
        self.tree = ast.parse(path.read_text("utf-8"))
        self.inside: dict[ast.AST, ast.FunctionDef | None] = {}
        self._enclose(self.tree, None)
        self.classes = {
            function: node.name
            for node in ast.walk(self.tree)
            if isinstance(node, ast.ClassDef)
            for function in node.body
            if isinstance(function, ast.FunctionDef) and function.name == "__init__"
        }
        """Constructors, which are called by the name of their class."""
        self.tables = dict(_assigned(self.tree.body))

    def _enclose(self, node: ast.AST, function: ast.FunctionDef | None) -> None:
        for child in ast.iter_child_nodes(node):
            self.inside[child] = function
            self._enclose(child, child if isinstance(child, ast.FunctionDef) else function)

    def calls(self) -> Iterator[ast.Call]:
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.Call))

    def texts(self, node: ast.AST, path: Path_ = (), seen: frozenset[str] = frozenset()) -> Texts:
        """Every text that `node`, followed along `path`, can stand for, as far as this file tells."""
        onward = _chosen(node, path) or _looked_up(node, path)
        match node:
            case _ if onward:
                yield from self._all(onward, seen)
            case ast.Name(id=name):
                if name not in seen:
                    given = [(v, (*more, *path)) for v, more in self._values(node, name)]
                    yield from self._all(given, seen | {name})
            case _ if path:
                yield from self._all([(p, path[1:]) for p in _along(node, path[0])], seen)
            case ast.Constant(value=str() as text):
                yield text
            case ast.Tuple(elts=parts) | ast.List(elts=parts) | ast.Dict(values=parts):
                yield from self._all([(part, path) for part in parts], seen)

    def _all(self, bound: Iterable[Bound], seen: frozenset[str]) -> Texts:
        for node, path in bound:
            yield from self.texts(node, path, seen)

    def _values(self, node: ast.AST, name: str) -> Iterator[Bound]:
        """What was given to `name` where `node` stands: here, by a caller, or for the whole file."""
        function = self.inside.get(node)
        while function is not None:
            given = [(value, path) for n, value, path in _bound(function) if n == name]
            if given:
                yield from given
                return
            arguments = [a.arg for a in (*function.args.posonlyargs, *function.args.args)]
            if name in arguments or name in [a.arg for a in function.args.kwonlyargs]:
                yield from ((value, ()) for value in self._passed(function, name, arguments))
                return
            function = self.inside.get(function)
        if name in self.tables:
            yield self.tables[name], ()

    def _passed(self, to: ast.FunctionDef, name: str, arguments: list[str]) -> Iterator[ast.AST]:
        names = [n for n in arguments if n not in ("self", "cls")]
        called = self.classes.get(to, to.name)
        for call in self.calls():
            if _called(call) == called:
                yield from (k.value for k in call.keywords if k.arg == name)
                place = names.index(name) if name in names else len(call.args)
                yield from call.args[place : place + 1]


def _chosen(node: ast.AST, path: Path_) -> list[Bound]:
    """What an expression that chooses between others can be."""
    match node:
        case ast.IfExp(body=one, orelse=other):
            return [(one, path), (other, path)]
        case ast.BoolOp(values=parts):
            return [(part, path) for part in parts]
        case ast.Starred(value=table):
            return [(table, (EACH, *path))]
    return []


def _looked_up(node: ast.AST, path: Path_) -> list[Bound]:
    """What an expression that looks something up in a table can find."""
    match node:
        case ast.Subscript(value=table, slice=ast.Constant(value=int() as place)):
            return [(table, (place, *path))]
        case ast.Subscript(value=table):
            return [(table, (VALUE, *path))]
        case ast.Call(func=ast.Attribute(value=table, attr="get"), args=[_, *rest]):
            return [(table, (VALUE, *path)), *((other, path) for other in rest)]
        case ast.Call(func=ast.Attribute(value=table, attr="items")) if len(path) > 1:
            return [(table, ((KEY, VALUE)[int(path[1])], *path[2:]))]
        case ast.Call(func=ast.Attribute(value=table, attr="values")) if path:
            return [(table, (VALUE, *path[1:]))]
    return []


def _along(node: ast.AST, step: Step) -> list[ast.AST]:
    """The parts of a literal that one step leads to."""
    match node:
        case ast.Dict(keys=keys, values=values):
            return list(values if step == VALUE else filter(None, keys))
        case ast.Tuple(elts=parts) | ast.List(elts=parts) | ast.Set(elts=parts):
            return [parts[step]] if isinstance(step, int) and step < len(parts) else list(parts)
    return []


def _assigned(body: list[ast.stmt]) -> Iterator[tuple[str, ast.AST]]:
    for statement in body:
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                yield name, value
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                yield name, value


def _bound(function: ast.FunctionDef) -> Iterator[tuple[str, ast.AST, Path_]]:
    """Names given a value inside a function: assigned, walked through, unpacked."""
    for node in ast.walk(function):
        match node:
            case ast.Assign(targets=[target], value=value):
                yield from _unpacked(target, value, ())
            case ast.AnnAssign(target=target, value=ast.expr() as value):
                yield from _unpacked(target, value, ())
            case ast.For(target=target, iter=value) | ast.comprehension(target=target, iter=value):
                yield from _unpacked(target, value, (EACH,))


def _unpacked(target: ast.AST, value: ast.AST, path: Path_) -> Iterator[tuple[str, ast.AST, Path_]]:
    if isinstance(target, ast.Name):
        yield target.id, value, path
    elif isinstance(target, ast.Tuple):
        for place, element in enumerate(target.elts):
            yield from _unpacked(element, value, (*path, place))


def _called(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) if name != "count":
            return name
        case ast.Attribute(value=ast.Attribute(attr="voice") | ast.Name(id="voice"), attr="count"):
            return "count"
        case ast.Attribute(attr=name) if name != "count":
            return name
    return ""


def messages() -> dict[Message, set[str]]:
    """Each text that is said, and the files that say it."""
    found: dict[Message, set[str]] = {}
    for path in sorted(SOURCE.rglob("*.py")):
        module = Module(path)
        for message in _said(module):
            found.setdefault(message, set()).add(module.name)
    plural = {one for message in found if isinstance(message, tuple) for one in message[:1]}
    return {message: where for message, where in found.items() if message not in plural}


def _said(module: Module) -> Iterator[Message]:
    for call in module.calls():
        name = _called(call)
        if name in PLURAL and len(call.args) > max(PLURAL[name]):
            one, many = (list(module.texts(call.args[i])) for i in PLURAL[name])
            yield from zip(one, many, strict=True)
        places = FIELDS.get(name) or ((SINGULAR[name],) if name in SINGULAR else ())
        for place in places:
            if place < len(call.args):
                yield from filter(None, module.texts(call.args[place]))
    speaks = module.name.startswith(f"{WORDS}/")
    for name, value in module.tables.items():
        table = speaks and isinstance(value, ast.Dict | ast.Tuple) and not name.startswith("_")
        if table or name in TABLES.get(module.name, ()):
            yield from filter(None, module.texts(value))


def template() -> Catalog:
    """The catalogue without translations."""
    made = Catalog(project="Assay", charset="utf-8", fuzzy=False)
    found = sorted(messages().items(), key=lambda item: _strings(item[0]))
    for message, where in found:
        made.add(message, locations=[(name, None) for name in sorted(where)])
    return made


def catalogue(path: Path, new: Catalog) -> Catalog:
    """The catalogue at `path` with the messages of `new`; what is said no more is dropped."""
    with path.open("rb") as file:
        kept = read_po(file)
    kept.update(new, no_fuzzy_matching=True)
    kept.obsolete.clear()
    return kept


def written(made: Catalog) -> bytes:
    """A catalogue as a file; the same messages give the same bytes, wherever they are said."""
    out = BytesIO()
    write_po(out, made, width=100, no_location=True, sort_output=True, ignore_obsolete=True)
    lines = out.getvalue().decode("utf-8").split("\n")
    head = lines.index("") + 1
    kept = [line for line in lines[:head] if not UNSTABLE.match(line)]
    return "\n".join([f"# {ABOUT}", *kept, *lines[head:]]).encode("utf-8")


def main() -> int:
    new = template()
    TEMPLATE.write_bytes(written(new))
    missing = 0
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        made = catalogue(path, new)
        path.write_bytes(written(made))
        without = [m for m in made if m.id and not all(_strings(m.string))]
        for message in without:
            where = ", ".join(name for name, _ in message.locations)
            print(f"{path.parts[-3]}: no translation of {message.id!r} ({where})")
        missing += len(without)
    print(f"{len(new)} messages, {missing} without a translation")
    return 1 if missing else 0


def _strings(string: object) -> tuple[str, ...]:
    return string if isinstance(string, tuple) else (str(string or ""),)


if __name__ == "__main__":
    sys.exit(main())
