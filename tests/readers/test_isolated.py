"""The reading process: many documents, one process, and whatever goes wrong costs one reason."""

import os
import resource
import signal
import sys
import threading

import pytest

from assay.readers import isolated
from assay.readers.document import Cancelled, Unreadable
from assay.readers.isolated import Reader, source_of
from assay.readers.limits import LIMITS, MIB, Limits
from assay.readers.quotation import check
from assay.readers.reading import read_document
from assay.words import sentence
from factories_documents import DOCUMENTS, edited_pdf, pdf, raw_pdf


@pytest.fixture(scope="module")
def reader():
    with Reader() as made:
        yield made


def endless_pdf():
    """A small file whose page draws the same form in itself many times over: hours of work."""
    names = [f"/X{depth}" for depth in range(12)]
    bodies = [" ".join(f"{name} Do" for _ in range(20)) for name in names]
    forms = [
        "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] "
        f"/Resources << /XObject << {name} {5 + n} 0 R >> >> "
        f"/Length {len(body)} >>\nstream\n{body}\nendstream"
        for n, (name, body) in enumerate(zip(names, bodies, strict=True))
    ]
    last = "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 11 >>\nstream\n0 0 1 1 re f\nendstream"
    return raw_pdf(
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R "
        "/Resources << /XObject << /X0 5 0 R >> >> >>",
        f"<< /Length {len(bodies[0])} >>\nstream\n{bodies[0]}\nendstream",
        *forms[1:],
        last,
    )


def test_it_reads_what_reading_here_reads(reader):
    for name in ("form_dd0293.pdf", "message.eml", "cjk-gb18030.txt"):
        assert reader.read(DOCUMENTS / name) == read_document(DOCUMENTS / name)


def test_bytes_are_read_like_a_file(reader):
    data = (DOCUMENTS / "multilang.pdf").read_bytes()
    assert reader.read(data, "multilang.pdf") == reader.read(DOCUMENTS / "multilang.pdf")


def test_a_page_is_shown_and_a_quotation_marked_on_it(reader):
    source = source_of(pdf(["The first line", "and the second"]), "a.pdf")
    (text,) = reader.read(source).texts
    shown = reader.picture(source, 1, 1.0)
    assert len(shown.rgb) == shown.stride * shown.height
    found = check("line and the", [text])
    marks = reader.marks(source, 1, found.start, found.end)
    assert len(marks) == 2
    assert marks == reader.find_text(source, 1, "line and the")
    assert len(reader.char_boxes(source, 1)) == len(text)
    width, height = reader.page_size(source, 1)
    assert marks[0].right < width
    assert marks[1].bottom < height


def test_one_process_serves_many_documents_and_a_reason_does_not_end_it(reader):
    reader.read(b"words")
    first = reader.process_id
    with pytest.raises(Unreadable) as caught:
        reader.read(b"%PDF-1.4 broken", "annual.pdf")
    assert sentence(caught.value).startswith("annual.pdf is damaged")
    for number in range(5):
        assert reader.read(f"words {number}".encode()).texts == (f"words {number}",)
    assert reader.process_id == first


def test_only_pdfs_have_pictures(reader):
    with pytest.raises(Unreadable, match="unreadable_no_picture"):
        reader.picture(source_of(b"words"), 1, 1.0)


def test_a_document_that_takes_too_long_is_given_up_and_the_next_is_read():
    with Reader(Limits(seconds=1.0)) as hasty:
        source = source_of(endless_pdf(), "endless.pdf")
        with pytest.raises(Unreadable, match="unreadable_slow") as caught:
            hasty.picture(source, 1, 40.0)
        assert caught.value.facts["file"] == "endless.pdf"
        assert hasty.read(b"words").texts == ("words",)


def test_a_document_that_takes_too_much_memory_is_given_up_and_the_next_is_read():
    with Reader(Limits(memory_bytes=300 * MIB)) as small:
        for pages in (b"<p>" * 6_000_000, b"<p>" * 110_000_000):
            with pytest.raises(Unreadable, match="unreadable_memory"):
                small.read(pages)
        assert small.read(b"words").texts == ("words",)


def test_a_process_that_dies_costs_one_document(reader):
    reader.read(b"words")
    os.kill(reader.process_id, signal.SIGKILL)
    assert reader.read(b"other words").texts == ("other words",)


def test_reading_can_be_cancelled_from_another_thread():
    with Reader() as cancelled:
        caught = []

        def show():
            try:
                cancelled.picture(source_of(endless_pdf()), 1, 40.0)
            except Cancelled as error:
                caught.append(error)

        thread = threading.Thread(target=show)
        thread.start()
        while thread.is_alive():
            cancelled.cancel()
            thread.join(0.01)
        assert len(caught) == 1
        assert cancelled.read(b"words").texts == ("words",)


def test_cancelling_in_between_does_nothing(reader):
    reader.cancel()
    assert reader.read(b"words").texts == ("words",)


def test_the_process_is_held_to_its_memory_and_cannot_write_files(reader):
    reader.read(b"words")
    assert resource.prlimit(reader.process_id, resource.RLIMIT_FSIZE) == (0, 0)
    soft, _ = resource.prlimit(reader.process_id, resource.RLIMIT_AS)
    assert soft == LIMITS.memory_bytes


def test_a_module_in_the_current_folder_is_not_taken(tmp_path, monkeypatch):
    (tmp_path / "lxml.py").write_text("raise SystemExit")
    (tmp_path / "assay").mkdir()
    (tmp_path / "assay" / "__init__.py").write_text("raise SystemExit")
    monkeypatch.chdir(tmp_path)
    with Reader() as fresh:
        assert fresh.read(b"<!DOCTYPE html><p>words").texts == ("words",)


def test_a_changed_file_is_another_document(reader, tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"before")
    assert reader.read(path).texts == ("before",)
    path.write_bytes(b"afterwards")
    assert reader.read(path).texts == ("afterwards",)


def test_a_missing_file_says_so(reader, tmp_path):
    with pytest.raises(Unreadable, match="unreadable_missing"):
        reader.read(tmp_path / "gone.pdf")


def test_a_frozen_program_starts_itself_as_the_reading_process(monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert isolated.command() == [sys.executable, isolated.WORKER_FLAG]


def test_scripts_in_a_pdf_do_not_run(reader):
    def arm(opened):
        import pikepdf

        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="while (true) {}")
        launch = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="/bin/sh", Next=script)
        opened.Root.OpenAction = launch
        opened.Root.Names = pikepdf.Dictionary(
            JavaScript=pikepdf.Dictionary(Names=[pikepdf.String("a"), script])
        )

    document = reader.read(edited_pdf(pdf(["words"]), arm))
    assert document.texts == ("words",)
    assert [warning.message for warning in document.warnings] == ["contains_scripts"]
