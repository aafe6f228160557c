"""The rules of the house, each a generator of `place: what is wrong there`."""

import ast
import re
import sys
import tomllib
from collections.abc import Callable, Iterator
from importlib.metadata import packages_distributions
from string import Formatter

import grimp
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from assay.words.errors import ERRORS
from assay.words.labels import LABELS
from house import (
    FOLDERS,
    ROOT,
    Function,
    error_kinds,
    files,
    keywords,
    literal,
    modules,
    outside,
    words_in,
)

Rule = Callable[[], Iterator[str]]
RULES: list[Rule] = []

MODULE_LINES, FUNCTION_LINES, CLASS_METHODS = 400, 40, 25
NO_NAMES = {"utils", "util", "helper", "helpers", "manager", "common", "base"}
NO_VERBS = {"handle", "process"}
# The words are put together here, so that this list does not break the rule itself.
UNFINISHED = re.compile(
    "|".join(
        [
            rf"\b({'TO' + 'DO'}|{'FIX' + 'ME'}|{'XX' + 'X'})\b",
            r"\braise NotImplemented" + "Error",
            rf"\b(mark|pytest)\.({'sk' + 'ip'}|{'xf' + 'ail'})",
            "pragma: no" + " cover",
        ]
    )
)
SQL = re.compile(
    r"\s*("
    r"SELECT\b|PRAGMA\b|VACUUM\b|ATTACH\b|SAVEPOINT\b|BEGIN\b|INSERT\b.*\bINTO\b|UPDATE\b.*\bSET\b"
    r"|DELETE\s+FROM\b|(CREATE|DROP|ALTER)\s+(TABLE|INDEX|VIEW|TRIGGER|VIRTUAL)\b"
    r"|select\s.*\sfrom\s|insert\s.*into\s|update\s.*\sset\s|delete\s+from\s|pragma\s"
    r")",
    re.DOTALL,
)
COLOUR = re.compile(r"#([0-9a-fA-F]{3}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})\b")
THREE_WORDS = re.compile(r"[^\W\d_]{2,}[,;:]?\s+[^\W\d_]+[,;:]?\s+[^\W\d_]+")


def rule(check: Rule) -> Rule:
    RULES.append(check)
    return check


# -- sizes ----------------------------------------------------------------------------------------


@rule
def modules_are_short() -> Iterator[str]:
    for module in modules():
        lines = module.text.count("\n")
        if lines > MODULE_LINES:
            yield f"{module.name}: {lines} lines"


@rule
def functions_are_short() -> Iterator[str]:
    for module in modules():
        for name, function in module.functions():
            lines = (function.end_lineno or 0) - function.lineno + 1
            if lines > FUNCTION_LINES:
                yield f"{module.name}::{name}: {lines} lines"


@rule
def classes_have_few_methods() -> Iterator[str]:
    for module in modules():
        for cls in module.classes():
            methods = sum(isinstance(node, ast.FunctionDef) for node in cls.body)
            if methods > CLASS_METHODS:
                yield f"{module.name}::{cls.name}: {methods} methods"


@rule
def imports_run_in_no_circle() -> Iterator[str]:
    graph = grimp.build_graph("assay", cache_dir=None)
    for module in sorted(graph.modules):
        for imported in graph.find_modules_directly_imported_by(module):
            chain = graph.find_shortest_chain(importer=imported, imported=module)
            if chain:
                yield f"{module}: imports itself by way of {' -> '.join(chain)}"


# -- manners --------------------------------------------------------------------------------------


@rule
def modules_say_what_they_are_for() -> Iterator[str]:
    for module in modules():
        sentence = (ast.get_docstring(module.tree) or "").partition("\n\n")[0]
        if not sentence.endswith("."):
            yield f"{module.name}: it opens with no sentence"


@rule
def definitions_are_typed() -> Iterator[str]:
    for module in modules():
        for name, function in module.functions():
            every = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
            bare = [a.arg for a in every if a.annotation is None and a.arg not in {"self", "cls"}]
            if bare or function.returns is None:
                yield f"{module.name}::{name}: no type for {bare or 'what it returns'}"


@rule
def names_say_what_a_thing_is() -> Iterator[str]:
    for module in modules():
        for part in module.name.removesuffix(".py").split("/"):
            if words_in(part) & NO_NAMES:
                yield f"{module.name}: {part} says nothing"
        named = [(name, name.rpartition(".")[2]) for name, _ in module.functions()]
        nouns = {name for name, function in module.functions() if _is_property(function)}
        for path, name in [*named, *((cls.name, cls.name) for cls in module.classes())]:
            first = name.lstrip("_").lower().split("_")[0]
            verb = first in NO_VERBS and path not in nouns
            if words_in(name) & NO_NAMES or verb:
                yield f"{module.name}::{path}: it says nothing"


def _is_property(function: Function) -> bool:
    return any(isinstance(d, ast.Name) and "property" in d.id for d in function.decorator_list)


@rule
def signals_reach_named_slots() -> Iterator[str]:
    for module in modules():
        for called, call in module.calls():
            if called == "connect" and any(isinstance(a, ast.Lambda) for a in call.args):
                yield f"{module.name}: line {call.lineno} connects a lambda"


@rule
def message_boxes_stand_in_one_place() -> Iterator[str]:
    for module in outside("ui/trouble.py"):
        if "QMessageBox" in module.text or "QErrorMessage" in module.text:
            yield f"{module.name}: a message box"


@rule
def only_the_store_speaks_sql() -> Iterator[str]:
    for module in outside("store"):
        for text in module.strings():
            if SQL.match(text.value):
                yield f"{module.name}: line {text.lineno} looks like SQL: {text.value[:40]!r}"
        for called, call in module.calls():
            executes = called.startswith("execute") and isinstance(call.func, ast.Attribute)
            if executes and ast.unparse(call.func.value).endswith(("db", "connection", "cursor")):
                yield f"{module.name}: line {call.lineno} executes"


@rule
def colours_are_tokens() -> Iterator[str]:
    for module in outside(*(m.name for m in modules() if not m.name.startswith("ui/"))):
        if module.name == "ui/tokens.py":
            continue
        for text in module.strings():
            if COLOUR.search(text.value):
                yield f"{module.name}: line {text.lineno} has a colour of its own: {text.value!r}"


@rule
def the_core_speaks_to_nobody() -> Iterator[str]:
    for module in modules("core"):
        # What is raised as a ValueError and the like is read by developers.
        bugs = {
            id(text)
            for node in ast.walk(module.tree)
            if isinstance(node, ast.Raise)
            for text in ast.walk(node)
        }
        for text in module.strings():
            if THREE_WORDS.search(text.value) and id(text) not in bugs:
                yield f"{module.name}: line {text.lineno} has words: {text.value[:60]!r}"


@rule
def nothing_is_left_unfinished() -> Iterator[str]:
    for path in files():
        if path.suffix in {".py", ".sh", ".toml", ".md"} or path.name == "Makefile":
            for found in UNFINISHED.finditer(path.read_text("utf-8")):
                yield f"{path.relative_to(ROOT)}: {found.group()}"


@rule
def data_folders_are_no_packages() -> Iterator[str]:
    for folder in FOLDERS[1:]:
        for path in ROOT.joinpath(folder).rglob("__init__.py"):
            yield f"{path.relative_to(ROOT)}: only app/ holds packages"


@rule
def no_code_is_generated() -> Iterator[str]:
    for path in files():
        if path.suffix in {".ui", ".qrc"} or path.name.startswith(("ui_", "rc_", "qrc_")):
            yield f"{path.relative_to(ROOT)}: windows are written, data is read as files"


@rule
def no_file_names_this_machine() -> Iterator[str]:
    for path in files():
        if f"{ROOT}/".encode() in path.read_bytes():
            yield f"{path.relative_to(ROOT)}: a path of this machine"


# -- words ----------------------------------------------------------------------------------------


# Added where it is known: the place in a checklist by its loader, a document's name by `named`.
GIVEN_LATER = {"ChecklistError": {"file", "line", "path"}, "Unreadable": {"file"}}


def _places(sentence: str) -> set[str]:
    named = (name for _, name, _, _ in Formatter().parse(sentence) if name)
    return {re.split(r"[.\[]", name)[0] for name in named}


@rule
def every_error_has_its_sentence() -> Iterator[str]:
    kinds = error_kinds()
    for module in modules():
        for called, call in module.calls():
            message = literal(call) if called in kinds else None
            if message is None:
                continue
            facts = keywords(call)
            if message not in ERRORS:
                yield f"{module.name}: line {call.lineno}, no sentence for {message}"
                continue
            places = _places(ERRORS[message]) - GIVEN_LATER.get(called, set())
            if facts is not None and (empty := places - facts):
                yield f"{module.name}: line {call.lineno}, {message} lacks {sorted(empty)}"


@rule
def every_step_has_its_label() -> Iterator[str]:
    for module in modules():
        if "assay.core.change import" not in module.text:
            continue
        for called, call in module.calls():
            message = literal(call) if called == "step" else None
            if message is None or message in {"undo", "redo"}:
                continue
            facts = keywords(call)
            if message not in LABELS:
                yield f"{module.name}: line {call.lineno}, no words for the step {message}"
            elif facts is not None and (empty := _places(LABELS[message]) - facts):
                yield f"{module.name}: line {call.lineno}, {message} lacks {sorted(empty)}"


@rule
def no_sentence_is_left_over() -> Iterator[str]:
    said = {text.value for module in outside("words") for text in module.strings()}
    for table, messages in (("ERRORS", ERRORS), ("LABELS", LABELS)):
        for message in messages.keys() - said:
            yield f"{table}: nothing says {message}"


# -- dependencies ---------------------------------------------------------------------------------


# Half of a binding that is always installed with its other half.
COMES_WITH = {"shiboken6": "pyside6-essentials"}


def declared(*groups: str) -> set[str]:
    """The distributions that `pyproject.toml` asks for, and those of the dependency groups named."""
    project = tomllib.loads(ROOT.joinpath("pyproject.toml").read_text("utf-8"))
    lines = list(project["project"]["dependencies"])
    lines += project["project"]["optional-dependencies"]["gui"]
    for group in groups:
        lines += project["dependency-groups"][group]
    return {canonicalize_name(Requirement(line).name) for line in lines}


@rule
def what_is_imported_is_declared() -> Iterator[str]:
    makers = packages_distributions()
    ours = declared()
    for module in modules():
        for name in sorted(set(_imported(module.tree))):
            found = {canonicalize_name(maker) for maker in makers.get(name, [name])}
            found |= {COMES_WITH.get(maker, maker) for maker in found}
            if name not in sys.stdlib_module_names | {"assay"} and not found & ours:
                yield f"{module.name}: {name} is in no dependency of pyproject.toml"


def _imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


STRANGERS = {"nextInFocusChain", "previousInFocusChain", "buddy"}
"""Calls of the Qt binding that give a widget and take it for a child of the one that was asked."""


@rule
def no_widget_gets_a_strange_parent() -> Iterator[str]:
    """Where the one that was asked goes, so does what it gave: menus were gone after a list was filled."""
    for module in modules():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Attribute) and node.attr in STRANGERS:
                yield f"{module.name}: {node.attr}"
