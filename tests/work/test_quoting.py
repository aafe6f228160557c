"""Quotations: checked against the text they cite, found again in order, and lost in plain sight."""

import json

import pytest

from assay.core.errors import NeedsDecision
from assay.core.evidence import Citation
from assay.core.records import from_row
from assay.readers.document import Rect
from assay.store.search_texts import KeptPage
from assay.work import capture, citing, drafts, extract, quoting, verifying
from factories import a_session
from factories_documents import pdf
from factories_vault import attached, cited

TEXT = (
    "第一章 总则\n控股股东持有公司股份36.84%。 The Party committee meets first, then the board.\n"
)


@pytest.fixture(scope="module")
def session(tmp_path_factory):
    """One project for all: every test has evidence of its own in it."""
    opened = a_session(tmp_path_factory.mktemp("quoting"))
    yield opened
    opened.close()


@pytest.fixture
def fresh(tmp_path):
    """A project in which nothing else is cited."""
    opened = a_session(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def evidence(session, tmp_path):
    # Bytes of its own: the text that is kept of them may be changed.
    return attached(session, tmp_path, "articles.txt", f"{TEXT}{tmp_path.name}")


def cite(session, evidence, quote, **how):
    step = citing.cite(session, session.assessment().id, "AAA-01", evidence, quote=quote, **how)
    session.do(step)
    return step.changes[0].key


def citation(session, id):
    return from_row(Citation, session.state["citation"][id])


def standing(session, id):
    found = citation(session, id)
    return quoting.standing(session, found, session.evidence(found.evidence))


def reread(session, evidence, *pages):
    """The document's text as another reader would have given it."""
    item = session.evidence(evidence)
    shelf = extract._shelf(session)
    facts = shelf.texts.facts(item.blob)
    shelf.texts.keep(item.blob, "ok", facts, [KeptPage(page, "", True) for page in pages])
    shelf._at_hand.clear()
    quoting._remembered.clear()


@pytest.mark.parametrize(
    ("quote", "state"),
    [
        ("控股股东持有公司股份36.84%", "verbatim"),
        ("The Party committee meets first", "verbatim"),
        ("控股股东 持有公司股份３６.８４%", "normalised"),
        ("the party", "not_found"),
        ("控股股东持有公司股份38.84%", "not_found"),
    ],
)
def test_a_quotation_is_checked_when_it_is_entered(session, evidence, quote, state):
    id = cite(session, evidence, quote)
    assert json.loads(citation(session, id).anchor)["state"] == state
    assert standing(session, id).state == state


def test_an_anchor_holds_what_is_needed_to_find_the_place_again(session, evidence):
    id = cite(session, evidence, "Party committee")
    kept = json.loads(citation(session, id).anchor)
    text = extract.page(session, session.evidence(evidence), 1)
    assert text.text[kept["start"] : kept["end"]] == "Party committee"
    assert kept["prefix"] == text.text[kept["start"] - len(kept["prefix"]) : kept["start"]]
    assert (len(kept["prefix"]), kept["suffix"]) == (29, text.text[kept["end"] :][:32])
    assert (kept["page"], kept["text"], kept["extractor"] != "") == (1, text.digest, True)


def test_a_quotation_across_a_page_break_is_said_to_be_one(session, tmp_path):
    id = attached(
        session, tmp_path, "r.pdf", pdf(["The board met and"], ["resolved to pay nothing."])
    )
    cut = cite(session, id, "met and resolved to pay")
    now = standing(session, cut)
    assert (now.state, now.page, now.end_page) == ("across_pages", 1, 2)


def test_a_citation_without_a_quotation_has_nothing_to_check(session, evidence):
    assert standing(session, cite(session, evidence, "")).state == "none"


def test_the_selected_twin_is_meant_not_the_first(session, tmp_path):
    id = attached(session, tmp_path, "twins.txt", "稀土 one 稀土 two 稀土 three")
    item = session.evidence(id)
    anchor = quoting.anchor(session, item, "稀土", 1, start=14, rects=[Rect(1, 2.5, 3, 4)])
    cut = cite(session, id, "稀土", page=1, anchor=anchor)
    now = standing(session, cut)
    assert (now.start, now.anchor, now.rects) == (14, "kept", (Rect(1, 2.5, 3, 4),))


def test_offsets_count_code_points_beyond_the_basic_plane_too(session, tmp_path):
    id = attached(session, tmp_path, "astral.txt", "𠮷𠮷𠮷野家 稀土")
    now = standing(session, cite(session, id, "稀土"))
    assert (now.start, now.end) == (6, 8)


def test_a_changed_quotation_is_checked_anew(session, evidence):
    id = cite(session, evidence, "Party committee")
    session.do(citing.recite(session, id, quote="Party secretary"))
    assert standing(session, id).state == "not_found"
    session.do(citing.recite(session, id, quote="the board"))
    assert (standing(session, id).state, standing(session, id).anchor) == ("verbatim", "kept")


# -- the text was read anew -----------------------------------------------------------------------


def test_words_at_the_same_place_of_another_text_are_kept(session, evidence):
    id = cite(session, evidence, "Party committee")
    reread(session, evidence, TEXT + "More at the end.")
    assert standing(session, id).anchor == "kept"


def test_words_that_moved_with_their_surroundings_are_found_again_and_said_to_be(session, evidence):
    id = cite(session, evidence, "Party committee")
    reread(session, evidence, "A running head.\n" + TEXT)
    now = standing(session, id)
    assert (now.state, now.anchor, now.rects) == ("verbatim", "found_again", ())
    session.do(quoting.reanchor(session, id))
    assert standing(session, id).anchor == "kept"


def test_of_several_places_the_one_with_the_same_surroundings_is_meant(session, tmp_path):
    text = "alpha beta gamma 稀土 delta epsilon. " * 1 + "other words 稀土 and others."
    id = attached(session, tmp_path, "t.txt", text)
    cut = cite(session, id, "稀土")
    reread(session, id, "稀土 here. " + text)
    now = standing(session, cut)
    assert (now.anchor, now.start) == ("found_again", text.index("稀土") + len("稀土 here. "))


def test_twins_among_other_words_are_not_the_passage(session, tmp_path):
    id = attached(session, tmp_path, "t.txt", "alpha beta gamma 稀土 delta epsilon.")
    cut = cite(session, id, "稀土")
    reread(session, id, "quite other 稀土 words, twice 稀土 here")
    now = standing(session, cut)
    assert (now.state, now.anchor, now.page) == ("not_found", "lost", None)


def test_words_that_are_gone_are_lost_and_the_record_is_not_touched(session, evidence):
    id = cite(session, evidence, "Party committee")
    before = citation(session, id).anchor
    reread(session, evidence, "Nothing of the kind.")
    assert standing(session, id).anchor == "lost"
    assert citation(session, id).anchor == before
    assert "quotation_lost" in {p.what for p in verifying.quotation_problems(session)}


def test_a_quotation_in_a_pdf_keeps_the_rectangles_behind_it(session, tmp_path):
    words = ["The Party committee meets first.", "Then the board decides."]
    said = cited(session, quote="the board decides")
    id = attached(session, tmp_path, "r.pdf", pdf(words), cited=said)
    item = session.evidence(id)
    (made,) = citing.citations_of(session, id)
    (rect,) = quoting.recorded(made).rects
    page = extract.texts(session, item.blob)[0]
    start = page.index("the board")
    (drawn,) = quoting.rectangles(session, item, 1, start, start + len("the board decides"))
    sides = (drawn.left, drawn.top, drawn.right, drawn.bottom)
    assert rect == pytest.approx([100 * side for side in sides], abs=1)
    assert standing(session, made.id).rects[0].left == pytest.approx(drawn.left, abs=0.01)


def test_where_words_and_surroundings_fail_the_rectangles_decide(session, tmp_path):
    words = ["First the board decides here.", "Then the board decides there."]
    id = attached(session, tmp_path, "r.pdf", pdf(words))
    item = session.evidence(id)
    page = extract.texts(session, item.blob)[0]
    second = page.rindex("the board")
    rects = quoting.rectangles(session, item, 1, second, second + len("the board decides"))
    kept = json.loads(quoting.anchor(session, item, "the board decides", 1, rects=rects))
    kept |= {"start": 700, "end": 717, "prefix": "quite", "suffix": "other", "text": "0" * 64}
    cut = cite(session, id, "the board decides", anchor=json.dumps(kept))
    assert standing(session, cut).anchor == "lost"
    (checked,) = [c for c in quoting.check(session) if c.citation.id == cut]
    assert (checked.standing.anchor, checked.standing.start) == ("kept", second)


@pytest.mark.parametrize(
    "anchor",
    [
        "no json",
        "[]",
        '{"state": 3}',
        '{"state": "verbatim", "page": 999, "start": 5, "end": 9}',
        '{"state": "verbatim", "page": -1, "start": -5, "end": -9, "rects": [[1,2,3,4]]}',
        '{"state": "made up", "page": 1}',
    ],
)
def test_a_strangers_anchor_is_never_taken_at_its_word(session, evidence, anchor):
    for quote, state in (("Party committee", "verbatim"), ("never said", "not_found")):
        id = cite(session, evidence, quote, anchor=anchor)
        assert standing(session, id).state == state


def test_an_anchor_that_claims_what_is_not_there_is_lost(session, evidence):
    page = extract.page(session, session.evidence(evidence), 1)
    claim = {"state": "verbatim", "page": 1, "start": 0, "end": 10, "text": page.digest}
    id = cite(session, evidence, "never said", anchor=json.dumps(claim))
    assert (standing(session, id).state, standing(session, id).anchor) == ("not_found", "lost")


# -- before a memo --------------------------------------------------------------------------------


def test_what_was_not_read_yet_is_unchecked_until_it_is(fresh, tmp_path):
    evidence = attached(fresh, tmp_path, "articles.txt", TEXT)
    extract._shelf(fresh).texts._drop("1")
    id = cite(fresh, evidence, "Party committee")
    assert (standing(fresh, id).state, citation(fresh, id).anchor) == ("unchecked", "")
    (checked,) = quoting.check(fresh)
    assert checked.standing.state == "verbatim"
    quoting.require_found(fresh, fresh.assessment().id)
    cite(fresh, evidence, "never said")
    with pytest.raises(NeedsDecision) as told:
        drafts.take(fresh, fresh.assessment().id, final=True)
    assert told.value.facts == {"count": 1, "places": ["AAA-01 [1]"]}
    drafts.take(fresh, fresh.assessment().id)


def test_a_quotation_of_what_is_not_held_is_not_found(session):
    step = capture.address(session, "https://example.org/")
    session.do(step)
    id = cite(session, step.changes[0].key, "words")
    assert standing(session, id).state == "not_found"
