import re
from io import BytesIO

import pikepdf  # noqa: TID253 - the file is what is tested here
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assay.core.errors import InvalidInput
from assay.core.memo_text import clean
from assay.report.memo_data import state_of as state_in
from assay.report.pdf import pdf
from assay.work.jobs import Cancelled, heeding
from factories_memo import (
    FIXTURES,
    HOSTILE,
    STATE_ID,
    answer,
    cnre,
    cnre_state,
    evidence,
    fixture_memo,
    hostile_state,
    item,
    memo_of,
    page_texts,
    short_checklist,
    squeezed,
    state_of,
)

PAPERS = ("a4", "letter")


@pytest.fixture(scope="module")
def example():
    return pdf(cnre())


@pytest.fixture(scope="module")
def pages(example):
    return page_texts(example)


@pytest.fixture(scope="module")
def document(example):
    with pikepdf.open(BytesIO(example)) as opened:
        yield opened


# -- text -----------------------------------------------------------------------------------------


def test_page_one_says_what_is_decided(pages):
    first = squeezed(pages[0])
    for words in (
        "China Northern Rare Earth (Group) High-Tech Co., Ltd.",
        "Hold. The file cannot support a rating",
        "Not ratable",
        "provisional",
        "23 November 2026",
        "21 February 2027",
        "中国北方稀土（集团）高科技股份有限公司",
        "See page",
    ):
        assert squeezed(words) in first


def test_chinese_text_comes_out_as_it_went_in(pages):
    whole = squeezed("".join(pages))
    state, _ = cnre_state()
    for row in state["evidence"].values():
        assert squeezed(clean(row["title"])) in whole
    for row in state["citation"].values():
        assert squeezed(clean(row["quote"])) in whole


def test_nothing_that_was_entered_is_missing(pages):
    furniture = r"(?m)^(China Northern Rare Earth ·.*|Draft ·.*|Page \d+ of \d+)$"
    whole = squeezed("".join(re.sub(furniture, "", page) for page in pages))
    whole = re.sub(r"\[[0-9,;a-z]*\]", "", whole)
    state, _ = cnre_state()
    texts = [
        row[name]
        for row in state["answer"].values()
        for name in ("reason", "rationale", "against", "would_change")
    ]
    texts += [row["locator"] for row in state["citation"].values()]
    items = state["memo_item"].values()
    texts += [row["text"].rstrip(".") for row in items if row["part"] != "recommendation"]
    texts += [row["note"] for row in state["evidence"].values()]
    texts += [row["value"] for row in state["statement"].values()]
    missing = [text for text in texts if text and squeezed(clean(text)) not in whole]
    # A text that runs over a page is cut in two by head and foot of the page.
    assert len(missing) <= len(pages)
    for text in missing:
        plain = squeezed(clean(text))
        assert any(plain[:n] in whole and plain[n:] in whole for n in range(len(plain))), text


def test_no_character_is_lost_on_the_way_to_paper(pages):
    whole = "".join(pages)
    assert "\x00" not in whole
    assert "\ufffd" not in whole


def test_every_answer_and_every_item_is_in_the_appendices(pages):
    whole = "".join(pages)
    state, _ = cnre_state()
    for question in {row["question"] for row in state["answer"].values()}:
        assert question in whole
    squeezed_whole = squeezed(whole)
    for row in state["evidence"].values():
        assert squeezed(row["blob"]) in squeezed_whole


# -- page 1 ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", FIXTURES)
def test_page_one_is_one_page_whatever_is_entered(name, paper, language):
    memo = fixture_memo(name, language)
    texts = [squeezed(text) for text in page_texts(pdf(memo, paper=paper))]
    for page in (1, 2):
        numbered = memo.meta.page.format(page=page, pages=len(texts))
        assert squeezed(numbered) in texts[page - 1]
    assert squeezed(memo.decision.gaps[0]) in texts[0]
    assert squeezed(memo.decision.path[0]) in texts[0]
    assert squeezed(memo.decision.path[0]) not in texts[1]


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", FIXTURES)
def test_no_text_leaves_the_page(name, paper):
    import pypdfium2

    opened = pypdfium2.PdfDocument(BytesIO(pdf(fixture_memo(name), paper=paper)))
    for page in opened:
        width, height = page.get_size()
        text = page.get_textpage()
        for n in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(n)
            assert left >= 50
            assert right <= width - 48
            assert bottom >= 25
            assert top <= height - 15
        text.close()
        page.close()
    opened.close()


def test_what_page_one_cuts_stands_whole_behind_it():
    memo = fixture_memo("longest")
    texts = page_texts(pdf(memo))
    assert "The decision in full" in texts[1]
    assert "…" in texts[0]
    assert squeezed("A reason that goes on") in squeezed(texts[1])


def test_a_verdict_of_the_rating_stands_in_for_one_that_nobody_wrote():
    first = page_texts(pdf(fixture_memo("empty")))[0]
    assert "The rating is Not ratable." in first
    assert "None has been made." in first


# -- the file -------------------------------------------------------------------------------------


def fonts(document):
    for entry in document.objects:
        if isinstance(entry, pikepdf.Dictionary) and entry.get("/Type") == "/Font":
            yield entry


def test_every_font_is_embedded(document):
    found = list(fonts(document))
    assert len(found) >= 6
    for font in found:
        assert "/FontFile2" in font["/FontDescriptor"], font["/BaseFont"]


def sizes(content):
    with pikepdf.open(BytesIO(content)) as opened:
        for page in opened.pages:
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "Tf":
                    yield float(operands[1])


@pytest.mark.parametrize("name", FIXTURES)
def test_nothing_is_set_smaller_than_eight_points(name):
    assert min(sizes(pdf(fixture_memo(name)))) >= 8


def test_the_fullest_decision_page_in_chinese_is_not_set_smaller_either():
    assert min(sizes(pdf(fixture_memo("longest", "zh-Hans")))) >= 8


def test_chinese_in_the_margin_is_not_set_smaller_either():
    state = state_of(
        evidence(1, short_name="证券日报"), item("highlight", "So.", evidence=("evidence-1",))
    )
    assert min(sizes(pdf(memo_of(state)))) >= 8


@pytest.fixture(scope="module")
def followed(example):
    """(what a link says, what stands where it leads) for every link inside the memo."""
    import pypdfium2

    found = []
    opened = pypdfium2.PdfDocument(BytesIO(example))
    texts = [page.get_textpage() for page in opened]
    with pikepdf.open(BytesIO(example)) as document:
        numbers = {page.obj.objgen: n for n, page in enumerate(document.pages)}
        for n, page in enumerate(document.pages):
            for note in page.get("/Annots", ()):
                if "/Dest" not in note:
                    assert str(note["/A"]["/URI"]).startswith(("http://", "https://"))
                    continue
                left, bottom, right, top = map(float, note["/Rect"])
                said = texts[n].get_text_bounded(left, bottom, right, top).strip()
                target, _fit, x, y, _zoom = note["/Dest"]
                x, y = float(x), float(y)
                there = texts[numbers[target.objgen]].get_text_bounded(
                    x - 2, y - 34, x + 250, y + 2
                )
                found.append((said, there))
    for text in texts:
        text.close()
    opened.close()
    return found


def test_every_number_leads_to_its_entry_in_the_register(followed):
    numbers = [(said, there) for said, there in followed if said.isdigit()]
    assert len(numbers) > 300
    assert [pair for pair in numbers if pair[0] not in pair[1].split()] == []


def test_every_question_leads_to_its_answer_or_domain(followed):
    codes = [(said, there) for said, there in followed if re.fullmatch("[A-Z]{3}-[0-9]{2}", said)]
    assert len(codes) > 200
    assert [pair for pair in codes if pair[0] not in pair[1]] == []


def test_every_item_that_is_cited_is_led_to_and_leads_back(followed):
    said = {said for said, _there in followed}
    state, _ = cnre_state()
    cited = {row["evidence"] for row in state["citation"].values()}
    assert {str(row["number"]) for id, row in state["evidence"].items() if id in cited} <= said
    assert {row["question"] for row in state["citation"].values()} <= said


def test_the_outline_names_every_section(document):
    with document.open_outline() as outline:
        titles = [entry.title for entry in outline.root]
    assert titles[0] == "Decision"
    assert titles[1:] == [section.title for section in cnre().sections]


def test_the_file_says_what_it_is(document):
    assert document.docinfo["/Title"] == cnre().meta.title
    assert str(document.Root["/Lang"]) == "en"
    assert "/CreationDate" not in document.docinfo
    assert "/Helvetica" not in {str(font["/BaseFont"]) for font in fonts(document)}


def test_the_same_state_gives_the_same_bytes(example):
    assert pdf(cnre()) == example


def test_a_memo_tells_its_state_and_a_stranger_tells_none(example):
    assert state_in(example) == STATE_ID
    assert state_in(b"no pdf") is None
    other = BytesIO()
    blank = pikepdf.new()
    blank.add_blank_page()
    blank.save(other)
    assert state_in(other.getvalue()) is None


def test_pages_are_of_the_paper_that_was_asked_for():
    for paper, size in (("a4", (595.3, 841.9)), ("letter", (612, 792))):
        with pikepdf.open(BytesIO(pdf(fixture_memo("empty"), paper=paper))) as opened:
            box = [float(value) for value in opened.pages[0].MediaBox]
            assert box[2:] == pytest.approx(size, abs=0.1)


def test_an_unknown_paper_is_refused():
    with pytest.raises(InvalidInput, match="unknown_paper"):
        pdf(fixture_memo("empty"), paper="folio")


def test_a_memo_that_is_set_can_be_stopped_anywhere():
    memo, heard = fixture_memo("empty"), []
    with heeding(lambda: heard.append(None)):
        whole = pdf(memo)
    assert len(heard) > len(page_texts(whole))
    for last in range(0, len(heard), max(1, len(heard) // 10)):
        left = iter(range(last))

        def stop(left=left):
            if next(left, None) is None:
                raise Cancelled

        with heeding(stop), pytest.raises(Cancelled):
            pdf(memo)
    assert pdf(memo) == whole


def test_a_memo_in_chinese_is_set_in_one_family():
    content = pdf(cnre("zh"))
    assert squeezed("中国北方稀土（集团）高科技股份有限公司") in squeezed(page_texts(content)[0])
    with pikepdf.open(BytesIO(content)) as opened:
        names = {str(font["/BaseFont"]) for font in fonts(opened)}
    assert any("NotoSansSC" in name for name in names)
    assert not any("Serif" in name for name in names)


# -- hostile texts --------------------------------------------------------------------------------


@pytest.mark.parametrize("text", HOSTILE, ids=[repr(text[:16]) for text in HOSTILE])
def test_whatever_a_person_types_is_printed_as_typed(text):
    whole = squeezed(
        "".join(page_texts(pdf(memo_of(hostile_state(text), listed=short_checklist()))))
    )
    assert squeezed(clean(text))[:40] in whole


PRINTABLE = st.characters(max_codepoint=0x24F, exclude_categories=("Cs", "Cn", "Co"))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(PRINTABLE, max_size=200) | st.text("稀土（）“”，。 ab", max_size=200))
def test_any_text_builds(text):
    try:
        built = pdf(memo_of(hostile_state(text), listed=short_checklist()))
    except InvalidInput as refused:
        built = refused.message.encode()
    assert built.startswith((b"%PDF-", b"memo_missing_glyphs"))


def test_a_text_of_ten_megabytes_is_cut_and_says_so():
    text = "A very long note. " * 600_000
    whole = squeezed("".join(page_texts(pdf(memo_of(state_of(answer("PTY-03", rationale=text)))))))
    assert squeezed("(… cut; the whole text is in the project)") in whole


def test_a_character_that_no_face_has_is_named():
    with pytest.raises(InvalidInput, match="memo_missing_glyphs") as refused:
        pdf(memo_of(state_of(item("highlight", "a 𠮷 b ᚠ c"))))
    assert refused.value.facts["characters"] == ["ᚠ (U+16A0)", "𠮷 (U+20BB7)"]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_letter_that_one_face_lacks_is_taken_from_another(language):
    state = state_of(item("highlight", "Łódź □ ① 稀土 ⟶".replace("⟶", "→")))
    whole = "".join(page_texts(pdf(memo_of(state, language=language))))
    for character in "Łź□①稀→":
        assert character in whole


@pytest.mark.parametrize("paper", PAPERS)
def test_the_body_of_either_paper_has_at_most_fourteen_pages(paper):
    found = page_texts(pdf(cnre(), paper=paper))
    assert next(n for n, text in enumerate(found) if n > 1 and "Appendix A:" in text) <= 14


def test_sentences_of_page_one_stand_apart(pages):
    assert re.search(r"44–80\.\s+See", pages[0])


def test_the_label_of_a_citation_is_not_cut_in_chinese():
    state = state_of(evidence(1), item("reason_for", "So it is, it seems, in the files that were read.",
                                       evidence=("evidence-1",)))  # fmt: skip
    for row in state["memo_item"].values():
        row["label"] = "inference"
    first = page_texts(pdf(memo_of(state, language="zh")))[0]
    assert "推断" in first
