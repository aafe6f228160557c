"""The manners of the house, its pinned requirements, and the wheel it is installed from.

`EXCEPTIONS` names for a rule the places that still break it. It may only shrink: a place that keeps
the rule again has to leave the list.
"""

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from house import ROOT, files
from house_rules import RULES, Rule, declared

EXCEPTIONS: dict[str, set[str]] = {}

INSTALLER = ROOT / "packaging/requirements-pip.txt"
RUNTIME = ROOT / "packaging/requirements.txt"
DEVELOPMENT = ROOT / "packaging/requirements-dev.txt"


@pytest.mark.parametrize("check", RULES, ids=lambda check: check.__name__)
def test_the_rule_is_kept(check: Rule) -> None:
    excused = EXCEPTIONS.get(check.__name__, set())
    broken = list(check())
    places = {each.partition(": ")[0] for each in broken}
    assert not [each for each in broken if each.partition(": ")[0] not in excused]
    assert not excused - places, "these keep the rule again and leave the list"


def test_exceptions_are_of_rules_that_there_are() -> None:
    assert EXCEPTIONS.keys() <= {check.__name__ for check in RULES}


# -- requirements ---------------------------------------------------------------------------------


def pins(path: Path) -> dict[str, str]:
    """name and marker -> version, of a locked file."""
    found = re.findall(r"^([\w.-]+)==([^\s;]+)( ; .+?)? \\$", path.read_text(), re.MULTILINE)
    return {name + marker: version for name, version, marker in found}


@pytest.mark.parametrize("path", [INSTALLER, RUNTIME, DEVELOPMENT], ids=lambda path: path.name)
def test_requirements_are_pinned_with_hashes_and_name_no_place(path: Path) -> None:
    for line in path.read_text().splitlines():
        pin = re.fullmatch(r"[a-z0-9-]+==[\w.]+( ; [\w. <>='\"!]+)? \\", line)
        assert pin or re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}( \\)?", line), line


@pytest.mark.parametrize(("path", "groups"), [(RUNTIME, ()), (DEVELOPMENT, ("dev",))])
def test_every_dependency_is_pinned(path: Path, groups: tuple[str, ...]) -> None:
    pinned = {pin.partition(" ")[0] for pin in pins(path)}
    assert declared(*groups) | {"hatchling", "editables"} <= pinned, "make lock"


def test_the_tests_run_on_what_people_run() -> None:
    tested = pins(DEVELOPMENT)
    for pin, version in pins(RUNTIME).items():
        # A tool may need on more platforms what people need on some: the marker differs then.
        name = pin.partition(" ")[0]
        same = {tested[each] for each in tested if each.partition(" ")[0] == name}
        assert {tested.get(pin, version)} == {version} <= same, pin


def test_qt_is_of_the_line_that_works_and_without_its_gpl_parts() -> None:
    qt = {name: version for name, version in pins(DEVELOPMENT).items() if "pyside" in name}
    assert list(qt) == ["pyside6-essentials"]
    assert qt["pyside6-essentials"].startswith("6.11.")


def test_every_tool_the_tests_call_is_installed_by_make() -> None:
    script = ROOT.joinpath("packaging/system-libraries.sh").read_text()
    source = "\n".join(p.read_text() for p in files() if p.suffix == ".py" and "tests" in p.parts)
    tools = set(re.findall(r"\"(pdf(?:totext|toppm|fonts|info|images)|qpdf|Xvfb|xauth)\"", source))
    packages = {"qpdf": "qpdf", "Xvfb": "xvfb", "xauth": "xauth"}
    for tool in tools:
        assert f":{packages.get(tool, 'poppler-utils')}" in script


@pytest.mark.parametrize("page", sorted(ROOT.glob("*.md")), ids=lambda page: page.name)
def test_what_a_page_links_to_is_there(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text("utf-8"))
    assert [link for link in links if not ROOT.joinpath(link).exists()] == []


# -- the wheel ------------------------------------------------------------------------------------


def test_an_installed_wheel_finds_its_data(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True, timeout=300)
    (wheel,) = tmp_path.glob("*.whl")
    installed = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)
    tell = "from assay import assets; print(assets.resource()); print(assets.checklists())"
    # -I: neither the folder nor the environment may lead back to the source.
    code = f"import sys; sys.path.insert(0, {str(installed)!r}); {tell}"
    run = [sys.executable, "-I", "-S", "-c", code]
    said = subprocess.run(run, cwd=tmp_path, check=True, capture_output=True, text=True, timeout=60)
    resources, checklists = (Path(line) for line in said.stdout.splitlines())
    assert resources.is_relative_to(installed)
    for shipped, source in ((resources, ROOT / "resources"), (checklists, ROOT / "checklists")):
        assert _tree(shipped) == _tree(source)
        assert _tree(shipped)


def _tree(folder: Path) -> dict[str, int]:
    return {
        path.relative_to(folder).as_posix(): path.stat().st_size
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
