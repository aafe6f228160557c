"""A redacted copy in the window: every gap says by whom and when something was taken out."""

import pytest

import factories_window as by
from assay.ui.widgets.notices import EmptyState
from assay.words import days
from assay.work.chronicle import chronicle
from assay.work.masking import Redaction
from assay.work.sharing import Form, Wish, share
from factories import PERSON
from factories_evidence_page import PATIENCE
from factories_sharing import a_project, evidence_id
from factories_store import computer


@pytest.fixture
def window(qtbot, tmp_path):
    """A copy without its first item and without what was written, opened on another computer."""
    session = a_project(tmp_path)
    wish = Redaction(items=frozenset([evidence_id(session, 1)]), notes=True)
    share(session, Wish(Form.COPY, tmp_path / "out.assay", wish), dict)
    session.close()
    with computer("theirs", tmp_path):
        yield by.a_window_on(qtbot, tmp_path / "out.assay")


def said(window):
    """What is to stand at each gap."""
    day = chronicle(window.bridge.open_session).entries[-1].moment.date()
    return f"Redacted by {PERSON.author}, {days.day(day)}"


def test_the_question_says_it_of_the_answer_and_of_its_evidence(window):
    window.go("workspace", "AAA-01")
    page = window.page("workspace")
    assert page.question.withheld.isVisible()
    assert page.question.withheld.text() == said(window)
    (card,) = page.evidence.cards.rows.rows()
    assert (card.title, card.translation) == ("[…]", said(window))
    window.go("workspace", "AAA-02")
    assert not page.question.withheld.isVisible()


def test_the_library_and_the_viewer_say_it_of_the_item(qtbot, window):
    window.go("evidence")
    page = window.page("evidence")
    rows = [late.row() for late in page.library.list.rows.rows()]
    assert [row.translation for row in rows[:2]] == [said(window), ""]
    page.show_item(rows[0].id)
    state = lambda: page.viewer.document.currentWidget().findChild(EmptyState)  # noqa: E731
    qtbot.waitUntil(lambda: state() is not None, timeout=PATIENCE)
    assert state().accessibleName().startswith(said(window))
