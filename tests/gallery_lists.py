"""The lists, the answer group, the cards and the score strip with the CNRE example's words."""

from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from assay.ui.theme import px, tokens
from assay.ui.widgets.answer_box import AnswerBox
from assay.ui.widgets.buttons import Button, IconButton
from assay.ui.widgets.chips import FilterChip
from assay.ui.widgets.choices import ChoiceList, Option
from assay.ui.widgets.domain_rows import TaskHead, TaskList, TaskRow
from assay.ui.widgets.evidence_card import CardList, CardRow
from assay.ui.widgets.fields import FindField, SearchField, TextBox
from assay.ui.widgets.flow import Flow
from assay.ui.widgets.frame_bar import FrameTabs, Mark
from assay.ui.widgets.labels import Card, Column, Fact, FactLine, Row, Rule, SectionHeading, Words
from assay.ui.widgets.meters import BulletMeter, Counts, ShareBar
from assay.ui.widgets.notices import DropZone
from assay.ui.widgets.publish import PublishSentence, PublishState
from assay.ui.widgets.question_rows import DomainRow, FoldRow, QuestionList, QuestionRow
from assay.ui.widgets.ranges import Range, RangeStrip
from assay.ui.widgets.recent_rows import RecentList, RecentRow
from assay.ui.widgets.score_strip import Move, NextGap, ScoreStrip, ScoreView

QUESTIONS = (
    DomainRow("PTY", "PTY", "Party organisation in governance", 4, 10, True),
    QuestionRow(
        "PTY-01",
        "01",
        "Do the articles of association contain a Party-organisation chapter, and where does it sit "
        "relative to the board chapter?",
        "answered",
        3,
    ),
    QuestionRow(
        "PTY-02",
        "02",
        "Which of the three clause families identified in published research does it use?",
        "unknown",
        2,
    ),
    QuestionRow(
        "PTY-08",
        "08",
        "In the last 24 months, was any disclosed board item withdrawn or deferred?",
        "not_assessed",
    ),
    QuestionRow(
        "PTY-09",
        "09",
        "Is the Party organisation's budget and staffing charged to the company?",
        "restricted",
        1,
        flagged=True,
    ),
    FoldRow("AUD.skip", "2 not asked: not an SEC registrant", True),
    QuestionRow("AUD-02", "02", "For an SEC registrant, is it Commission-Identified?", "not_asked"),
    DomainRow("OWN", "OWN", "State ownership and control chain", 5, 9),
    DomainRow("BRD", "BRD", "Board independence and minority rights", 6, 10),
)
TASKS = (
    TaskRow(
        "PTY",
        "PTY",
        "Party organisation in governance",
        "in_progress",
        Counts(answered=4, unknown=5, open=1),
        Range(29, 58, 97),
    ),
    TaskRow(
        "JVS",
        "JVS",
        "Hybrid and mixed-ownership subsidiaries, foreign joint ventures and control",
        "in_progress",
        Counts(1, 6, open=1),
        Range(12, 52, 98),
    ),
    TaskRow(
        "AUD",
        "AUD",
        "Audit access, secrecy law and lawful diligence",
        "all_asked",
        Counts(6, 2, not_asked=2),
        Range(10, 40, 74),
    ),
    TaskRow(
        "SUP",
        "SUP",
        "National-security mission, dual use, quotas and export control",
        "complete",
        Counts(6, 3, 1, not_asked=3),
        Range(42, 63, 95, hatched=True),
    ),
    TaskRow("XIT", "XIT", "Index, liquidity, recourse and exit", "not_started", Counts(open=9)),
)
CARDS = (
    CardRow(
        "1",
        "A3",
        "supports",
        "北方稀土章程（2024年1月修订）",
        "Articles of association, January 2024, contents page",
        "CNRE · 2024-01-03 · contents page, chapters 5 and 6",
        "第五章 党的组织 …… 26　第六章 董事会 …… 30",
        "Chapter 5, Party organisation, p. 26; chapter 6, board of directors, p. 30.",
        0.36,
        "2 y 11 m",
    ),
    CardRow(
        "2",
        "C2",
        "contradicts",
        "北方稀土关于修订公司《章程》的公告",
        "Notice on revising the articles",
        "CNRE · 2023-12-16 · preamble and article 1",
        "根据《中国共产党章程》等规定，拟对《章程》第五章“党的组织”部分条款表述进行修订",
        "Under the CPC constitution and other provisions, wording in chapter 5 is to be revised.",
        0.2,
        "expired 10 Nov 2026",
        True,
    ),
)
RECENT = (
    RecentRow(
        "/r/CNRE review.assay",
        "北方稀土",
        "China Northern Rare Earth",
        "600111 SSE",
        "~/Reviews/CNRE review.assay",
        "State control",
        39,
        110,
        "Today, 14:02",
        "Not ratable, provisional",
        True,
    ),
    RecentRow(
        "/r/c.assay",
        "中国稀土",
        "China Rare Earth Resources",
        "000831 SZSE",
        "//fund/shared/CRE 2026.assay",
        "Quick screen",
        18,
        18,
        "18 Nov",
        "Ready for review",
    ),
    RecentRow(
        "/x",
        "厦门钨业",
        "Xiamen Tungsten",
        "600549 SSE",
        "E:/usb/Xiamen Tungsten.assay",
        "State control",
        when="2 Sep",
        missing=True,
    ),
)
OPTIONS = (
    Option("a", "No Party clause", 0),
    Option("b", "One generic clause tracking article 18 of the Company Law", 1),
    Option("c", "Separate chapter giving the Party committee a role in company decisions", 2.5),
)
VIEW = ScoreView(
    Range(23, 53, 94, before=(23, 95)),
    "Not ratable yet",
    "coverage 25 of 60 %",
    True,
    "This answer narrowed",
    (Move("PTY", 75, 68), Move("overall", 72, 71)),
    gaps=(NextGap("SUP-06", 1.6), NextGap("SUP-05", 1.6), NextGap("RPT-01", 1.5)),
)


class Lists(QWidget):
    """One window with the frame, the three panes, Home's list, recent projects and the strip."""

    def __init__(self):
        super().__init__()
        self.resize(px(1440), px(1180))
        page = Column(0, parent=self)
        page.addLayout(self._frame())
        page.addWidget(Rule())
        panes = Row(16, (0, 0, 16, 0))
        panes.addLayout(self._questions(), 316)
        panes.addLayout(self._question(), 724)
        panes.addLayout(self._evidence(), 356)
        page.addLayout(panes, 1)
        self.strip = ScoreStrip()
        self.strip.set_view(VIEW)
        page.addWidget(self.strip)
        lower = Row(36, (36, 12, 36, 12))
        lower.addLayout(self._tasks(), 972)
        lower.addWidget(self._rating(), 360)
        page.addLayout(lower)

    def paintEvent(self, event):
        QPainter(self).fillRect(self.rect(), tokens().window)

    def _frame(self):
        bar = Row(12, (16, 0, 16, 0))
        bar.addWidget(Mark())
        bar.addWidget(Words("北方稀土", "heading"))
        bar.addWidget(Words("600111", "body", "text3"))
        self.tabs = FrameTabs()
        self.tabs.set_tabs([(n.lower(), n) for n in ("Home", "Workspace", "Evidence", "Memo")])
        self.tabs.show_id("workspace")
        bar.addWidget(self.tabs)
        bar.addStretch(1)
        sentence = PublishSentence()
        sentence.set_state(PublishState("pending", changes=1))
        bar.addWidget(sentence)
        bar.addWidget(FindField("Find or run anything"))
        return bar

    def _questions(self):
        column = Column(8, (0, 12, 0, 0))
        head = SectionHeading("Questions", "116", pane=True)
        head.row.addWidget(IconButton("funnel", "Filter"))
        inner = Column(8, (14, 0, 14, 0))
        inner.addWidget(head)
        inner.addWidget(SearchField("Filter questions"))
        chips = QWidget()
        flow = Flow(8, chips)
        for text, count, icon in (
            ("Open", 23, "circle-dashed"),
            ("Unknown", 45, "question"),
            ("No evidence", 25, ""),
            ("Flagged", 9, "flag"),
        ):
            flow.addWidget(FilterChip(text, count, icon))
        inner.addWidget(chips)
        column.addLayout(inner)
        self.questions = QuestionList("Questions")
        self.questions.set_rows(QUESTIONS)
        self.questions.show_row("PTY-01")
        column.addWidget(self.questions, 1)
        return column

    def _question(self):
        column = Column(6, (12, 12, 12, 12))
        title = (
            "Do the articles of association contain a Party-organisation chapter, and where does "
        )
        column.addWidget(Words(title + "it sit relative to the board chapter?", "title", wrap=True))
        column.addWidget(
            FactLine("Why", "Position and length show whether the provision is a courtesy clause.")
        )
        self.options = ChoiceList(OPTIONS, name="Options")
        self.options.set_chosen(("c",))
        self.answer = AnswerBox(self.options)
        column.addWidget(self.answer)
        self.rationale = TextBox("Rationale")
        self.rationale.set_text("The articles of January 2024 have a Party chapter of four pages.")
        self.rationale.set_note("Saved 14:02")
        column.addWidget(self.rationale)
        column.addStretch(1)
        return column

    def _evidence(self):
        column = Column(8, (0, 12, 0, 12))
        head = SectionHeading("Evidence", "3", pane=True)
        head.row.addWidget(Button("Add", icon="plus", dense=True))
        column.addWidget(head)
        self.cards = CardList("Evidence")
        self.cards.set_rows(CARDS)
        column.addWidget(self.cards, 1)
        column.addWidget(
            DropZone("Drop files, or paste a page, link or screenshot", "Ctrl V  ·  search Ctrl E")
        )
        return column

    def _tasks(self):
        column = Column(4)
        column.addWidget(SectionHeading("Twelve domains", "39 of 110 asked questions answered"))
        column.addWidget(TaskHead())
        self.tasks = TaskList("Domains")
        self.tasks.set_rows(TASKS)
        column.addWidget(self.tasks)
        self.recent = RecentList("Recent projects")
        self.recent.set_rows(RECENT)
        column.addWidget(self.recent)
        return column

    def _rating(self):
        card = Card()
        column = Column(4, (20, 14, 20, 14), card)
        column.addWidget(Words("Overall governance risk", "body", "text2"))
        column.addWidget(Words("Not ratable yet", "display"))
        column.addWidget(Words("Provisional: 53, range 23 to 94", "body", "text2"))
        strip = RangeStrip(18)
        strip.set_range(Range(23, 53, 94, as_answered=59))
        column.addWidget(strip)
        for label, share, needed, text in (
            ("Coverage", 0.25, 0.6, "25 %  of 60 % needed"),
            ("Evidence index", 0.18, 0.35, "0.18  of 0.35 needed"),
        ):
            meter = BulletMeter(label)
            meter.set_value(share, needed, text)
            column.addWidget(meter)
        bar = ShareBar()
        bar.set_counts(Counts(answered=39, unknown=45, open=23))
        column.addWidget(bar)
        facts = Row(24)
        facts.addWidget(Fact("Cut-off", "23 Nov 2026"))
        facts.addWidget(Fact("Memo expires", "21 Feb 2027", "90 days"))
        column.addLayout(facts)
        column.addStretch(1)
        return card
