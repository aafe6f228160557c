import re
import shutil
import subprocess
from io import BytesIO

import pikepdf  # noqa: TID253 - the file is what is tested here
import pytest

from assay.core.memo import (
    Box,
    Cite,
    Entry,
    Figure,
    Group,
    Heading,
    Numbered,
    Paragraph,
    Table,
)
from assay.core.memo_drawing import Label
from assay.core.memo_figures import draw
from assay.core.memo_spoken import PLAIN
from assay.core.memo_text import clean, typeset
from assay.report.pdf import pdf
from factories_memo import (
    FIXTURES,
    HOSTILE,
    cnre,
    fixture_memo,
    hostile_state,
    item,
    memo_of,
    page_texts,
    short_checklist,
    squeezed,
    state_of,
)
from factories_memo import evidence as document
from factories_tags import Tagged


@pytest.fixture(scope="module")
def example():
    return pdf(cnre())


@pytest.fixture(scope="module")
def read(example):
    return Tagged(example)


# -- the whole ------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_nothing_is_wrong_with_the_tags_of_the_worked_example(language, paper):
    assert Tagged(pdf(cnre(language), paper=paper)).problems() == []


@pytest.mark.parametrize("name", FIXTURES)
def test_nothing_is_wrong_with_the_tags_whatever_is_entered(name):
    assert Tagged(pdf(fixture_memo(name))).problems() == []


@pytest.mark.parametrize("text", HOSTILE, ids=[repr(text[:16]) for text in HOSTILE])
def test_nothing_is_wrong_with_the_tags_whatever_a_person_types(text):
    memo = memo_of(hostile_state(text), listed=short_checklist())
    assert Tagged(pdf(memo)).problems() == []


def test_a_screen_reader_reads_the_blocks_in_their_order(read):
    sections = [node for node in read.root.kids if node.kind == "Sect"][1:]
    memo = cnre()
    assert len(sections) == len(memo.sections)
    for node, section in zip(sections, memo.sections, strict=True):
        said = squeezed(node.text(without=frozenset({"Note", "Figure"})))
        assert said == squeezed(section.title + text_of(section.intro) + blocks(section.blocks))


def blocks(given):
    return "".join(_SAID[type(block)](block) for block in given)


def text_of(text):
    return "".join(
        _cite(run) if isinstance(run, Cite) else typeset(clean(run.text)) for run in text
    )


def _cite(run):
    numbers = ", ".join(map(str, run.numbers))
    if run.bare:
        return numbers
    label = f"{'; ' if numbers else ''}{run.label}" if run.label else ""
    return f"[{numbers}{label}]"


def line(given):
    if isinstance(given, tuple):
        return text_of(given)
    if isinstance(given, PLAIN):
        return "".join(i.text for i in draw(given, 200).items if isinstance(i, Label))
    return ""


def table(block):
    heads = "".join(c.head if isinstance(c.head, str) else line(c.head) for c in block.columns)
    cells = "".join(line(one) for row in block.rows for cell in row.cells for one in cell)
    legend = "".join(word for _mark, word in block.legend)
    return block.title + block.subtitle + heads + cells + legend + block.note


def entry(block):
    marks = "".join(line(mark) + word for mark, word in block.marks)
    lines = "".join(map(text_of, block.lines))
    return block.code + typeset(block.title) + block.question + lines + marks + "".join(block.facts)


_SAID = {
    Heading: lambda block: block.text,
    Paragraph: lambda block: text_of(block.text) + block.head,
    Numbered: lambda block: "".join(f"{n}{text_of(one)}" for n, one in enumerate(block.items, 1)),
    Box: lambda block: block.title + "".join(map(text_of, (*block.paragraphs, block.settle))),
    Figure: lambda block: block.title + block.subtitle + "".join(map(text_of, block.beside)),
    Table: table,
    Entry: entry,
    Group: lambda block: blocks(block.blocks),
}


def test_page_one_is_read_before_everything_else(read):
    first = read.root.kids[0]
    assert {page for node in first.walk() for page, _mark in node.marks} == {0}
    headings = [node.text() for node in first.walk() if node.kind == "H2"]
    assert headings[:2] == ["Decision asked", "Recommendation"]


def test_another_reader_finds_the_same_structure(example, read, tmp_path):
    path = tmp_path / "memo.pdf"
    path.write_bytes(example)
    tool = shutil.which("pdfinfo")
    said = subprocess.run(
        [tool, "-struct-text", path], capture_output=True, text=True, check=True
    ).stdout
    kinds = re.findall(
        r"^ *(Document|Sect|Div|TOCI?|H[123]|P|Note|Table|TR|TH|TD|L|LI|Figure)\b", said, re.M
    )
    ours = [
        n.kind
        for n in read.root.walk()
        if n.kind not in {"Link", "Span", "Caption", "THead", "TBody"}
    ]
    assert kinds == [kind for kind in ours if kind not in {"Lbl", "LBody"}]
    words = "".join(re.findall(r'^ *"(.*)"$', said, re.M))
    assert squeezed(words) == squeezed(read.root.text())


def test_the_contents_name_every_section_with_the_page_that_it_begins_on(example, read):
    pages = page_texts(example)
    entries = [node.text() for node in read.nodes("TOCI")]
    titles = [section.title for section in cnre().sections]
    assert len(entries) == len(titles)
    for entry, title in zip(entries, titles, strict=True):
        name, _, page = " ".join(entry.split()).rpartition(" ")
        assert name == title
        assert squeezed(title) in squeezed(pages[int(page) - 1])


def test_words_at_the_end_of_a_line_stay_apart_for_readers(read):
    said = " ".join(read.root.text().split())
    assert "the export rules in force since 10 November 2026 are not known." in said


# -- kinds ----------------------------------------------------------------------------------------


def test_the_head_of_a_table_is_said_once_though_it_is_drawn_on_every_page(read):
    register = max(read.nodes("Table"), key=lambda node: len(node.kids[-1].kids))
    heads = [node for node in register.walk() if node.kind == "TH"]
    assert {page for node in register.walk() for page, _ in node.marks} > {
        page for head in heads for node in head.walk() for page, _ in node.marks
    }
    assert all(len(head.marks) <= 1 for head in heads)


def test_a_paragraph_over_two_pages_is_one_paragraph(read):
    assert any(len({page for page, _ in node.marks}) == 2 for node in read.nodes("P", "TD"))


def test_ranges_and_points_are_said_in_words(read):
    said = {str(node.dictionary["/Alt"]) for node in read.nodes("Figure")}
    assert "scale from 0 to 100" in said
    assert "4 of 4 points" in {text.replace(".0", "") for text in said}
    assert any(re.fullmatch(r"\d+ to \d+, point \d+, as answered \d+", text) for text in said)
    assert any("the range reaches from" in text for text in said)


def test_the_recommendation_that_was_chosen_is_said(read):
    said = [str(node.dictionary["/Alt"]) for node in read.nodes("Figure")]
    assert any(text.startswith("Chosen: Hold. Not chosen: Proceed,") for text in said)


def test_chinese_in_an_english_memo_says_that_it_is_chinese(read):
    spans = read.nodes("Span")
    assert "北方稀土" in spans[0].text()
    assert {str(node.dictionary["/Lang"]) for node in spans} == {"zh-Hans"}
    assert Tagged(pdf(cnre("zh"))).nodes("Span") == []


def test_a_link_says_where_it_leads_and_stands_in_its_sentence():
    state = state_of(document(1), item("highlight", "So it is.", evidence=("evidence-1",)))
    read = Tagged(pdf(memo_of(state)))
    sentence = next(n for n in read.nodes("P") if n.text().startswith("So it is"))
    assert [kid if isinstance(kid, str) else kid.kind for kid in sentence.kids][1] == "Link"
    assert " ".join(sentence.text().split()) == "So it is [1]."


# -- the checker itself ---------------------------------------------------------------------------


def spoilt(content, change):
    """`content` with its first page's operators or its structure changed."""
    out = BytesIO()
    with pikepdf.open(BytesIO(content)) as document:
        change(document)
        document.save(out)
    return Tagged(out.getvalue()).problems()


DECORATION = re.compile(rb"/Artifact BMC(.*?)EMC", re.DOTALL)


def operators(change):
    def rewrite(document):
        page = document.pages[1]
        code = b"\n".join(page.Contents.read_bytes().split(b"\n"))
        page.Contents = document.make_stream(change(code))

    return rewrite


def first(kind):
    def find(node):
        if node.get("/S") == kind:
            return node
        kids = node.get("/K")
        for kid in list(kids) if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                found = find(kid)
                if found is not None:
                    return found
        return None

    return lambda document: find(document.Root["/StructTreeRoot"]["/K"][0])


def renamed(kind, other):
    def change(document):
        first(kind)(document)["/S"] = pikepdf.Name(other)

    return change


def without(kind, key):
    def change(document):
        del first(kind)(document)[key]

    return change


def unlabelled(document):
    del document.Root["/MarkInfo"]


def unordered(document):
    del document.pages[0].obj["/Tabs"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (operators(lambda code: DECORATION.sub(rb"\1", code, 1)), "outside"),
        (operators(lambda code: code.replace(b"EMC", b"", 1)), "left open"),
        (operators(lambda code: code.replace(b"/MCID 0>>", b"/MCID 900>>", 1)), "numbered through"),
        (operators(lambda code: code.replace(b"/P <<", b"/H1 <<", 1)), "its element"),
        (renamed("/H1", "/H3"), "of level 3 after one of level 0"),
        (renamed("/TH", "/P"), "P inside TR"),
        (renamed("/LI", "/Bullet"), "no known kind"),
        (renamed("/Lbl", "/LBody"), "list item"),
        (without("/Figure", "/Alt"), "without words"),
        (without("/TH", "/A"), "does not say what it heads"),
        (without("/TD", "/S"), ""),
        (without("/Note", "/ID"), "notes whose names"),
        (without("/Link", "/K"), "link"),
        (unlabelled, "does not say that it is tagged"),
        (unordered, "not in reading order"),
    ],
)  # fmt: skip
def test_the_checker_sees_what_is_wrong(example, change, said):
    try:
        found = spoilt(example, change)
    except KeyError as missing:
        found = [str(missing)]
    assert found
    assert any(said in problem for problem in found), found[:4]
