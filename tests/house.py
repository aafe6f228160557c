"""The project's source as trees, and the questions that the rules of the house ask of it."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "app" / "assay"
FOLDERS = ("app", "tests", "packaging", "resources", "checklists")

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One module: its path inside the package, its text and its tree."""

    name: str
    text: str
    tree: ast.Module

    def functions(self) -> Iterator[tuple[str, Function]]:
        """Every function with the name a person would look for: `Class.method`."""
        yield from _functions(self.tree, "")

    def classes(self) -> Iterator[ast.ClassDef]:
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.ClassDef))

    def calls(self) -> Iterator[tuple[str, ast.Call]]:
        """Every call with the last part of what is called: `connect` of `button.clicked.connect`."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call):
                called = node.func
                if isinstance(called, ast.Attribute):
                    yield called.attr, node
                elif isinstance(called, ast.Name):
                    yield called.id, node

    def strings(self) -> Iterator[ast.Constant]:
        """Every literal text that is no docstring."""
        docs = {
            id(node.value)
            for node in ast.walk(self.tree)
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        }
        for node in ast.walk(self.tree):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and id(node) not in docs
            ):
                yield node


def _functions(node: ast.AST, prefix: str) -> Iterator[tuple[str, Function]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, Function):
            yield prefix + child.name, child
            yield from _functions(child, f"{prefix}{child.name}.")
        elif isinstance(child, ast.ClassDef):
            yield from _functions(child, f"{prefix}{child.name}.")
        else:
            yield from _functions(child, prefix)


@cache
def modules(under: str = "") -> tuple[Module, ...]:
    """The package's modules below `under`, sorted by name."""
    found = []
    for path in sorted(PACKAGE.joinpath(under).rglob("*.py")):
        text = path.read_text("utf-8")
        found.append(Module(path.relative_to(PACKAGE).as_posix(), text, ast.parse(text)))
    return tuple(found)


def outside(*floors: str) -> Iterator[Module]:
    """The modules that lie on none of `floors` (folders or single modules)."""
    return (
        module
        for module in modules()
        if not any(module.name == floor or module.name.startswith(f"{floor}/") for floor in floors)
    )


def files() -> Iterator[Path]:
    """Every file of the project that people wrote, generated and fetched ones left out."""
    yield from (path for path in ROOT.iterdir() if path.is_file())
    yield from ROOT.joinpath(".ci").iterdir()
    for folder in FOLDERS:
        for path in sorted(ROOT.joinpath(folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path


def error_kinds() -> set[str]:
    """The names of `UserError` and of every class made from it, wherever it is defined."""
    kinds = {"UserError"}
    while True:
        more = {
            node.name
            for module in modules()
            for node in module.classes()
            if kinds & {base.id for base in node.bases if isinstance(base, ast.Name)}
        }
        if more <= kinds:
            return kinds
        kinds |= more


def keywords(call: ast.Call) -> set[str] | None:
    """The names of the keyword arguments; None when some of them come from a mapping."""
    names = {keyword.arg for keyword in call.keywords}
    return None if None in names else {name for name in names if name}


def literal(call: ast.Call, at: int = 0) -> str | None:
    """The literal text of a positional argument, where it is one."""
    if len(call.args) <= at:
        return None
    argument = call.args[at]
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return argument.value
    return None


def words_in(name: str) -> set[str]:
    """The words of a name in either spelling: `_handle_drop`, `HandleDrop` -> handle, drop."""
    return {word.lower() for word in re.findall(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])", name)}
