import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QEnterEvent, QFocusEvent
from PySide6.QtWidgets import QApplication, QWidget

from assay.ui.widgets.buttons import Button, IconButton
from assay.ui.widgets.chips import CodeChip, FilterChip
from assay.ui.widgets.focus import FocusRing
from assay.ui.widgets.frame_bar import FrameTabs
from assay.ui.widgets.labels import Clipped, Fact, Words
from assay.ui.widgets.notices import Action, Banner, DropZone, EmptyState, Toast
from assay.ui.widgets.publish import PublishSentence, PublishState
from assay.ui.widgets.ranges import Range, RangeStrip, range_words
from assay.ui.widgets.score_strip import Move, NextGap, ScoreStrip, ScoreView

LEFT = Qt.MouseButton.LeftButton
STATES = (
    PublishState("published", "14:02"),
    PublishState("publishing"),
    PublishState("pending", changes=3),
    PublishState("changed", "13:40", name="Anna"),
    PublishState("failed", place="//fund/shared"),
)


def test_a_banner_says_which_action_was_taken(qtbot):
    banner = Banner("warning", "Six expired", "They count as unknown.", (Action("show", "Show"),))
    qtbot.addWidget(banner)
    with qtbot.waitSignal(banner.acted) as said:
        qtbot.mouseClick(banner.findChild(Button), LEFT)
    assert said.args == ["show"]
    assert banner.accessibleName() == "Six expired. They count as unknown."


def test_a_banner_offers_two_actions_at_most(qtbot):
    many = tuple(Action(str(n), str(n)) for n in range(5))
    banner = Banner("problem", "It", actions=many, below=True)
    qtbot.addWidget(banner)
    assert len(banner.findChildren(Button)) == 2


@pytest.fixture
def toast(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 600)
    window.show()
    yield Toast(window)
    window.close()


def test_a_toast_stands_at_the_bottom_centre_and_goes_by_itself(toast, qtbot):
    toast._timer.setInterval(1)
    toast.announce("3 sources added to PTY-03")
    middle = toast.geometry().center()
    assert abs(middle.x() - 450) <= 1
    assert 430 < middle.y() < 520
    qtbot.waitUntil(toast.isHidden)


def test_a_toast_leads_back_once(toast, qtbot):
    toast.announce("3 sources added")
    with qtbot.waitSignal(toast.undone):
        qtbot.mouseClick(toast.undo, LEFT)
    assert toast.isHidden()


def test_a_toast_without_a_way_back_offers_none(toast):
    toast.announce("Published", undo=False)
    assert not toast.undo.isVisible()
    assert toast.accessibleName() == "Published"


def test_a_toast_waits_while_it_is_pointed_at_or_has_the_keyboard(toast):
    toast.announce("3 sources added")
    assert toast._timer.isActive()
    where = QPointF(5, 5)
    QApplication.sendEvent(toast, QEnterEvent(where, where, where))
    assert not toast._timer.isActive()
    QApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))
    assert toast._timer.isActive()
    QApplication.sendEvent(toast.undo, QFocusEvent(QEvent.Type.FocusIn))
    assert not toast._timer.isActive()


def test_an_empty_state_offers_one_thing(qtbot):
    empty = EmptyState("files", "No evidence yet", "It counts as unknown.", "Add evidence")
    qtbot.addWidget(empty)
    with qtbot.waitSignal(empty.acted):
        qtbot.mouseClick(empty.findChild(Button), LEFT)


def dragged(kind, data):
    where = QPointF(5, 5) if kind is QDropEvent else QPoint(5, 5)
    buttons, keys = LEFT, Qt.KeyboardModifier.NoModifier
    return kind(where, Qt.DropAction.CopyAction, data, buttons, keys)


def test_what_is_dropped_arrives(qtbot):
    zone = DropZone("Drop files")
    qtbot.addWidget(zone)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/tmp/a.pdf")])
    enter = dragged(QDragEnterEvent, data)
    rested = zone.grab().toImage()
    QApplication.sendEvent(zone, enter)
    assert enter.isAccepted()
    assert zone.grab().toImage() != rested
    with qtbot.waitSignal(zone.dropped):
        QApplication.sendEvent(zone, dragged(QDropEvent, data))
    zone.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
    assert zone.grab().toImage() == rested


def test_nothing_useful_is_not_accepted(qtbot):
    zone = DropZone("Drop files")
    qtbot.addWidget(zone)
    empty = QMimeData()
    enter = dragged(QDragEnterEvent, empty)
    enter.ignore()
    QApplication.sendEvent(zone, enter)
    assert not enter.isAccepted()


def test_the_drop_zone_is_a_button_for_the_keyboard(qtbot):
    zone = DropZone("Drop files")
    qtbot.addWidget(zone)
    with qtbot.waitSignal(zone.clicked):
        qtbot.keyClick(zone, Qt.Key.Key_Space)
    zone.set_compact(True)
    assert zone.sizeHint().height() == 36


@pytest.mark.parametrize("state", STATES, ids=[s.kind for s in STATES])
def test_every_sentence_says_that_the_work_is_kept(qtbot, state):
    sentence = PublishSentence()
    qtbot.addWidget(sentence)
    sentence.set_state(state)
    assert "kept" in sentence.sentence.accessibleName().lower()
    with qtbot.waitSignal(sentence.details):
        qtbot.mouseClick(sentence.sentence, LEFT)


def test_a_sentence_offers_what_helps(qtbot):
    sentence = PublishSentence()
    qtbot.addWidget(sentence)
    sentence.set_state(STATES[3])
    assert "Anna at 13:40" in sentence.sentence.text()
    assert sentence.action.text() == "What now?"
    with qtbot.waitSignal(sentence.acted) as said:
        qtbot.mouseClick(sentence.action, LEFT)
    assert said.args == ["changed"]
    sentence.set_state(STATES[0])
    assert sentence.action.isHidden()


VIEW = ScoreView(
    Range(23, 53, 94, as_answered=59),
    "Not ratable yet",
    "coverage 25 of 60 %",
    True,
    "This answer narrowed",
    (Move("PTY", 75, 68),),
    gaps=(NextGap("SUP-06", 1.6, "Which controls?"), NextGap("SUP-05", 1.6), NextGap("RPT-01", 1)),
)


@pytest.fixture
def strip(qtbot):
    made = ScoreStrip()
    qtbot.addWidget(made)
    made.resize(1400, 64)
    made.show()
    made.set_view(VIEW)
    return made


def chips(strip):
    return [c for c in strip.findChildren(CodeChip) if c.isVisible()]


def test_the_score_strip_gives_the_numbers_in_words(strip):
    assert strip.number.text() == "53"
    assert strip.bounds.text() == "23–94"
    assert strip.moves.text() == "PTY  75 → 68"
    assert strip.strip.accessibleName() == "53, range 23 to 94, 59 as answered"


def test_a_gap_leads_to_its_question(strip, qtbot):
    with qtbot.waitSignal(strip.gap_chosen) as said:
        qtbot.mouseClick(chips(strip)[1], LEFT)
    assert said.args == ["SUP-05"]


def test_the_score_strip_keeps_its_height_and_lets_gaps_go_first(strip, qtbot):
    assert len(chips(strip)) == 3
    strip.resize(1000, 64)
    qtbot.waitUntil(lambda: len(chips(strip)) == 1)
    assert strip.height() == 64
    assert strip.headline.isVisible()


def test_a_skipped_question_says_that_it_does_not_count(strip):
    strip.set_view(ScoreView(None, "Not ratable yet", "", effect="This question", moved_words="no"))
    assert strip.moves.text() == "no"
    assert strip.number.text() == "–"
    assert not chips(strip)


def test_the_bar_travels_only_where_motion_is_wanted(qtbot, dressed):
    strip = RangeStrip()
    qtbot.addWidget(strip)
    strip.show()
    strip.set_range(Range(20, 50, 80))
    strip.set_range(Range(40, 50, 60), move=True)
    assert strip._shown() == Range(40, 50, 60)
    dressed.reduced_motion = False
    strip.set_range(Range(0, 10, 20), move=True)
    assert strip._shown() == Range(40, 50, 60)
    qtbot.waitUntil(lambda: strip._shown() == Range(0, 10, 20))


def test_a_range_is_spoken():
    assert range_words(Range(23.4, 52.6, 94)) == "53, range 23 to 94"


def test_a_filter_without_anything_left_is_off(qtbot):
    chip = FilterChip("Conflicted", 0)
    qtbot.addWidget(chip)
    assert not chip.isEnabled()
    chip.set_count(3)
    assert chip.isEnabled()
    assert chip.accessibleName() == "Conflicted 3"
    with qtbot.waitSignal(chip.toggled) as said:
        qtbot.keyClick(chip, Qt.Key.Key_Space)
    assert said.args == [True]
    chip.set_count(0)
    assert chip.isEnabled(), "a filter that is on can be taken off"


def test_tabs_change_by_key_and_by_name(qtbot):
    tabs = FrameTabs()
    qtbot.addWidget(tabs)
    tabs.set_tabs([("home", "Home"), ("workspace", "Workspace")])
    tabs.show_id("workspace")
    assert tabs.current_id() == "workspace"
    with qtbot.waitSignal(tabs.currentChanged):
        qtbot.keyClick(tabs, Qt.Key.Key_Left)
    assert tabs.current_id() == "home"
    assert tabs.tabRect(0).height() == 44


def test_a_button_shows_a_ring_for_the_keyboard_only(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    button = Button("Add evidence", parent=window)
    window.resize(300, 200)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)

    def rings():
        return [r for r in window.findChildren(FocusRing) if r.isVisible()]

    button.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not rings()
    button.clearFocus()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert rings()
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, Qt.Key.Key_Space)
    button.hide()
    assert not rings()


def test_an_icon_alone_has_a_name_and_a_tooltip(qtbot):
    button = IconButton("flag", "Flag", "F")
    qtbot.addWidget(button)
    assert button.accessibleName() == "Flag"
    assert button.toolTip() == "Flag (F)"


def test_labels_never_read_markup(qtbot):
    words = Words("<b>bold</b> & <a href='x'>link</a>")
    qtbot.addWidget(words)
    assert words.textFormat() == Qt.TextFormat.PlainText
    fact = Fact("Cut-off", "<i>23</i>")
    qtbot.addWidget(fact)
    assert fact.value.textFormat() == Qt.TextFormat.PlainText
    assert fact.accessibleName() == "Cut-off: <i>23</i>"


def test_cut_words_are_told_in_full(qtbot):
    clipped = Clipped("word " * 60, lines=2)
    qtbot.addWidget(clipped)
    clipped.resize(200, clipped.heightForWidth(200))
    clipped.grab()
    assert clipped.toolTip() == "word " * 60
    assert clipped.accessibleName() == "word " * 60
    clipped.set_text("short")
    clipped.grab()
    assert clipped.toolTip() == ""


def test_a_tooltip_shows_hostile_words_letter_for_letter(qtbot):
    hostile = "<img src='file:///etc/passwd'> & more " * 20
    clipped = Clipped(hostile, lines=1)
    qtbot.addWidget(clipped)
    clipped.resize(100, 20)
    clipped.grab()
    chip = CodeChip("SUP-06", "1.6", hostile)
    qtbot.addWidget(chip)
    sentence = PublishSentence()
    qtbot.addWidget(sentence)
    sentence.set_state(PublishState("changed", "13:40", name="<img src=x>"))
    for tip in (clipped.toolTip(), chip.toolTip(), sentence.sentence.toolTip()):
        assert "<img" not in tip
        assert "&lt;img" in tip


def test_an_ampersand_is_a_letter_and_no_shortcut(qtbot):
    button = Button("M&A and R&D")
    qtbot.addWidget(button)
    assert button.text() == "M&A and R&D"
    assert button.accessibleName() == "M&A and R&D"
    assert button.shortcut().isEmpty()
