"""Recognising: Tesseract's words become a page's text with a box for each letter, within limits."""

import io
import os
import threading
import time
from dataclasses import replace

import pytest

from assay.readers import recognising
from assay.readers.document import Cancelled, Picture, Unreadable
from assay.readers.isolated import Reader, source_of
from assay.readers.recognising import PAGE, Engine, Recogniser
from factories_documents import picture_of, png, scan_of

ENGLISH = "The quota for 2024 was raised to 135,000 tonnes."
CHINESE = "控股股东持有公司股份，党委会前置研究重大事项。"


@pytest.fixture(scope="module")
def page():
    """A scanned page in two languages, as it is given to the program."""
    with Reader() as reader:
        return reader.picture(source_of(scan_of((ENGLISH, CHINESE))), 1, 300 / 72)


def a_program(folder, monkeypatch, doing):
    """A program of that name that answers what it is asked about itself, then does something else."""
    path = folder / "tesseract"
    path.write_text(
        '#!/bin/sh\ncase "$1" in\n--version) echo "tesseract 9.9" ;;\n'
        f'--list-langs) printf "List:\\neng\\n" ;;\n*) {doing} ;;\nesac\n'
    )
    path.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}/usr/bin{os.pathsep}/bin")
    found = recognising.engine()
    assert found is not None
    assert found.version == "9.9"
    return found


def squeezed(text):
    return text.replace(" ", "")


def test_a_scan_in_two_languages_is_recognised(page):
    engine = recognising.engine()
    found = Recogniser(engine).page(page, ("chi_sim", "eng"))
    first, second = found.text.splitlines()
    assert first == ENGLISH
    assert squeezed(second) == CHINESE
    assert found.confidence > 70


def test_no_spaces_come_between_chinese_words(page):
    found = Recogniser(recognising.engine()).page(page, ("chi_sim", "eng"))
    assert CHINESE[:10] in found.text


def test_each_letter_has_its_box_where_it_stands_on_the_page(page):
    found = Recogniser(recognising.engine()).page(page, ("chi_sim", "eng"))
    assert len(found.boxes) == len(found.text)
    first = found.boxes[0]
    # The line was drawn 130 pixels from the left and about 150 from the top, at 150 to the inch.
    assert first.left == pytest.approx(130 * 72 / 150, abs=8)
    assert first.top == pytest.approx(155 * 72 / 150, abs=12)
    quota = found.text.index("quota")
    assert found.boxes[quota].left > found.boxes[0].right
    assert found.boxes[found.text.index(" ")] is None


def test_the_packs_follow_the_documents_language():
    engine = Engine("tesseract", "5", ("chi_sim", "eng", "osd"))
    assert recognising.choice("zh-Hans", engine).packs == ("chi_sim", "eng")
    assert recognising.choice("zh-CN", engine).packs == ("chi_sim", "eng")
    assert recognising.choice("", engine).packs == ("chi_sim", "eng")
    assert recognising.choice("en-GB", engine).packs == ("eng",)
    traditional = recognising.choice("zh-HK", engine)
    assert (traditional.packs, traditional.missing) == (("eng",), ("chi_tra",))
    japanese = recognising.choice("ja", engine)
    assert (japanese.packs, japanese.missing) == (("eng",), ("jpn",))


def test_what_it_can_read_is_asked_of_the_program():
    found = recognising.engine()
    assert {"eng", "chi_sim"} <= set(found.languages)
    assert found.name == f"tesseract {found.version}"


def test_a_computer_without_the_program_has_no_engine(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(recognising, "_USUAL_PLACES", ())
    assert recognising.engine() is None


def test_a_program_that_says_nothing_of_itself_is_no_engine(tmp_path, monkeypatch):
    (tmp_path / "tesseract").write_text("#!/bin/sh\nexit 3\n")
    (tmp_path / "tesseract").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert recognising.engine() is None


def test_a_page_that_takes_too_long_is_given_up(tmp_path, monkeypatch):
    engine = a_program(tmp_path, monkeypatch, "exec sleep 60")
    with pytest.raises(Unreadable, match="unrecognised_slow"):
        Recogniser(engine, replace(PAGE, seconds=0.3)).page(_white(), ("eng",))


def test_a_program_that_fails_costs_one_page(tmp_path, monkeypatch):
    engine = a_program(tmp_path, monkeypatch, "cat >/dev/null; exit 1")
    with pytest.raises(Unreadable, match="unrecognised"):
        Recogniser(engine).page(_white(), ("eng",))


def test_the_program_may_write_no_file_and_take_no_more_memory_than_is_given(tmp_path, monkeypatch):
    told = "cat >/dev/null; ulimit -f; ulimit -v"
    engine = a_program(tmp_path, monkeypatch, f"{{ {told}; }} | sed 's/^/limit /'; exit 1")
    recogniser = Recogniser(engine)
    process = recogniser._started(1.0, ("eng",))
    said, _ = process.communicate(b"")
    assert said.decode().splitlines() == ["limit 0", f"limit {PAGE.memory_bytes // 1024}"]


def test_what_is_under_way_can_be_cancelled(tmp_path, monkeypatch):
    engine = a_program(tmp_path, monkeypatch, "exec sleep 60")
    recogniser = Recogniser(engine)
    began = time.monotonic()
    threading.Timer(0.2, recogniser.cancel).start()
    with pytest.raises(Cancelled):
        recogniser.page(_white(), ("eng",))
    assert time.monotonic() - began < 30
    with pytest.raises(Cancelled):
        recogniser.page(_white(), ("eng",))


def test_rubbish_for_an_answer_is_an_empty_page(tmp_path, monkeypatch):
    rubbish = r"5\tx\ty\nlevel\n5\t1\t1\t1\t1\t1\t1\t1\t1\t1\tnone\tword\n\377\376"
    engine = a_program(tmp_path, monkeypatch, f"cat >/dev/null; printf '{rubbish}'")
    assert Recogniser(engine).page(_white(), ("eng",)).text == ""


def test_a_picture_of_too_many_pixels_is_not_unpacked():
    recogniser = Recogniser(recognising.engine())
    with pytest.raises(Unreadable, match="unreadable_too_many_pixels"):
        recogniser.image(png(60_000, 60_000), "image/png", ("eng",))


def test_a_broken_picture_costs_a_reason():
    recogniser = Recogniser(recognising.engine())
    with pytest.raises(Unreadable, match="unrecognised"):
        recogniser.image(png(60, 60), "image/png", ("eng",))


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF", "BMP", "GIF", "WEBP"])
def test_words_of_a_picture_are_recognised_in_every_form(form):
    out = io.BytesIO()
    picture_of(ENGLISH, size=(1000, 300)).save(out, form)
    engine = recognising.engine()
    found = Recogniser(engine).image(out.getvalue(), f"image/{form.lower()}", ("eng",))
    assert found.text == ENGLISH
    assert found.boxes[0].left == pytest.approx(130 * 72 / 96, abs=8)


def _white():
    return Picture(200, 100, 600, b"\xff" * 60_000, 1.0)
