"""What a desktop is told of Assay: what it opens, how a project is recognised, which icon it has."""

from __future__ import annotations

import configparser
from pathlib import Path
from xml.etree import ElementTree

from factories_window import a_project
from house import ROOT

PACKAGING = ROOT / "packaging"
KNOWN = frozenset(
    {
        *("Type", "Version", "Name", "GenericName", "Comment", "Icon", "Exec", "TryExec", "Path"),
        *("Terminal", "Categories", "Keywords", "MimeType", "StartupNotify", "StartupWMClass"),
    }
)
"""Keys of version 1.4 of the specification that an application may have; validators refuse others."""
MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"


def the_type() -> ElementTree.Element:
    tree = ElementTree.parse(PACKAGING / "assay-mime.xml")
    (found,) = tree.getroot().findall(f"{MIME}mime-type")
    return found


def test_the_desktop_entry_opens_files_of_the_type_that_is_declared():
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str
    entry.read(PACKAGING / "assay.desktop", "utf-8")
    told = entry["Desktop Entry"]
    assert told["Exec"] == "assay open %F"
    assert told["MimeType"] == f"{the_type().get('type')};"
    assert told["Icon"] == "assay"
    assert (PACKAGING / f"{told['Icon']}.svg").is_file()
    assert told["Terminal"] == "false"


def test_the_desktop_entry_holds_only_what_older_desktops_know():
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str
    entry.read(PACKAGING / "assay.desktop", "utf-8")
    told = entry["Desktop Entry"]
    assert told["Version"] == "1.4"
    assert {key.partition("[")[0] for key in told} <= KNOWN
    for key in ("Categories", "Keywords", "MimeType"):
        assert told[key].endswith(";")


def test_a_project_is_recognised_by_its_name_and_by_its_bytes(tmp_path: Path):
    found = the_type()
    (glob,) = found.findall(f"{MIME}glob")
    assert glob.get("pattern") == "*.assay"
    (outer,) = found.findall(f"{MIME}magic/{MIME}match")
    (inner,) = outer.findall(f"{MIME}match")
    data = a_project(tmp_path).read_bytes()
    for match in (outer, inner):
        at = int(match.get("offset", ""))
        value = match.get("value", "").encode().decode("unicode_escape").encode("latin-1")
        assert data[at : at + len(value)] == value


def test_the_icon_is_a_drawing_without_anything_from_elsewhere():
    icon = ElementTree.parse(PACKAGING / "assay.svg").getroot()
    assert icon.tag.endswith("svg")
    assert not [e for e in icon.iter() if "href" in "".join(e.attrib)]
