"""Every action as a value: menus, palette, shortcut sheet and tests are built from this one list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Needs = Literal["nothing", "project", "undo", "redo", "question", "past"]


@dataclass(frozen=True, slots=True)
class Action:
    """`id` names the window's slot `do_<id>`; `text` is the English string; `needs` enables it."""

    id: str
    menu: str
    text: str
    keys: str = ""
    needs: Needs = "project"
    icon: str = ""
    separated: bool = False
    """A line above it in its menu."""


MENUS = ("File", "Edit", "Go", "Question", "Evidence", "View", "Help")
START_MENUS = ("File", "Edit", "View", "Help")

ACTIONS: tuple[Action, ...] = (
    Action("new_project", "File", "New project…", "Ctrl+N", "nothing", "file-plus"),
    Action("open_project", "File", "Open…", "Ctrl+O", "nothing", "folder-open"),
    Action("open_example", "File", "Open a copy of the example", "", "nothing", "book-open"),
    Action("import_checklist", "File", "New from a checklist file…", "", "nothing", "table"),
    Action(
        "new_assessment", "File", "New assessment…", "Ctrl+Shift+N", "project", "calendar-blank"
    ),
    Action("publish", "File", "Publish now", "Ctrl+S", "project", "hard-drive", True),
    Action("save_as", "File", "Save as…", "Ctrl+Shift+S", "project"),
    Action("save_copy", "File", "Save a copy…", "", "project", "copy"),
    Action("duplicate", "File", "Duplicate", "", "project"),
    Action("revert", "File", "Revert to the published file…", "", "project"),
    Action("merge_file", "File", "Merge from a file…", "", "project", "git-merge"),
    Action("merge_beside", "File", "Merge the copy beside the file…", "", "project"),
    Action("copy_from", "File", "Copy from another project…", "", "project", "files"),
    Action("decide_conflicts", "File", "Decide conflicts…", "", "project", "git-diff"),
    Action("share", "File", "Share…", "", "project", "share-network", True),
    Action("export_memo", "File", "Export the memo…", "Ctrl+Shift+E", "project", "file-pdf"),
    Action("check_memo", "File", "Check a memo…", "", "project", "check-circle"),
    Action("versions", "File", "Earlier versions…", "", "project", "clock-counter-clockwise"),
    Action("recover", "File", "Recover…", "", "nothing", "clock-counter-clockwise"),
    Action("close_project", "File", "Close the project", "Ctrl+W", "project", "", True),
    Action("quit", "File", "Quit", "Ctrl+Q", "nothing"),
    Action("undo", "Edit", "Undo", "Ctrl+Z", "undo", "arrow-u-up-left"),
    Action("redo", "Edit", "Redo", "Ctrl+Y", "redo", "arrow-u-up-right"),
    Action("settings", "Edit", "Settings…", "Ctrl+,", "nothing", "gear", True),
    Action("go_home", "Go", "Home", "Ctrl+1"),
    Action("go_workspace", "Go", "Workspace", "Ctrl+2"),
    Action("go_memo", "Go", "Memo", "Ctrl+3"),
    Action("go_evidence", "Go", "Evidence", "Ctrl+4"),
    Action("go_dashboard", "Go", "Dashboard", "Ctrl+5", "project", "chart-bar", True),
    Action("go_flags", "Go", "Flags and gates", "", "project", "flag"),
    Action("go_sensitivity", "Go", "Sensitivity and best next steps"),
    Action("go_what_if", "Go", "What if"),
    Action("go_weights", "Go", "Weights"),
    Action("go_path", "Go", "Rating over time"),
    Action("go_second", "Go", "Second opinion"),
    Action("go_compare", "Go", "Compare"),
    Action("go_explanations", "Go", "Competing explanations"),
    Action("go_forecasts", "Go", "Forecasts"),
    Action("go_review", "Go", "Review", "Ctrl+6", "project", "clipboard-text", True),
    Action("go_history", "Go", "History", "Ctrl+7", "project", "clock-counter-clockwise"),
    Action("look_back", "Go", "As it was on a day…"),
    Action("back_to_now", "Go", "Back to now", "Alt+Home", "past", "clock-clockwise"),
    Action("switch_assessment", "Go", "Another assessment…", "Ctrl+Shift+A"),
    Action("next_pane", "Go", "Next pane", "F6", "project", "", True),
    Action("previous_question", "Question", "Previous question", "Alt+Up"),
    Action("next_question", "Question", "Next question", "Alt+Down"),
    Action("next_open", "Question", "Next open question", "Ctrl+Shift+Down"),
    Action("save_next", "Question", "Save and next", "Ctrl+Return"),
    Action("second_look", "Question", "Needs a second look", "Ctrl+L", "project", "flag", True),
    Action(
        "change_several",
        "Question",
        "Change several questions…",
        "Ctrl+B",
        "project",
        "pencil-simple",
    ),
    Action("accept_last", "Question", "Accept the last answer", "Ctrl+Shift+L"),
    Action("accept_unchanged", "Question", "Accept what is unchanged…"),
    Action("comment", "Question", "Comment…", "Ctrl+Shift+M", "project", "chat-text", True),
    Action("submit_answer", "Question", "Ready for review", "", "project", "clipboard-text"),
    Action("accept_answer", "Question", "Accept the answer", "", "project", "check-circle"),
    Action("return_answer", "Question", "Return the answer…", "", "project", "arrow-u-up-left"),
    Action("assign_question", "Question", "Assign the question…", "", "project", "user"),
    Action("add_evidence", "Evidence", "Add files…", "Ctrl+E", "project", "plus"),
    Action("paste_evidence", "Evidence", "Paste as evidence", "Ctrl+Shift+V"),
    Action("fetch_evidence", "Evidence", "Fetch a page of the web…", "", "project", "globe"),
    Action("record_search", "Evidence", "Record a search…", "", "project", "magnifying-glass"),
    Action("quote", "Evidence", "Quote this document…", "Ctrl+Shift+C", "project", "quotes", True),
    Action("describe_evidence", "Evidence", "Grade and describe…", "Ctrl+G", "project"),
    Action("find_in_document", "Evidence", "Find in this document", "Ctrl+F", "project"),
    Action("recognise_text", "Evidence", "Recognise the text of a scan", "", "project", "text-t"),
    Action("export_originals", "Evidence", "Export originals…", "", "project", "download-simple"),
    Action("zoom_in", "View", "Larger", "Ctrl++", "nothing", "magnifying-glass-plus"),
    Action("zoom_out", "View", "Smaller", "Ctrl+-", "nothing", "magnifying-glass-minus"),
    Action("zoom_reset", "View", "Usual size", "Ctrl+0", "nothing"),
    Action("theme_light", "View", "Light", "", "nothing", "", True),
    Action("theme_dark", "View", "Dark", "", "nothing"),
    Action("theme_contrast", "View", "High contrast", "", "nothing"),
    Action("theme_system", "View", "As the system", "", "nothing"),
    Action("find", "Help", "Find or run anything", "Ctrl+K", "nothing", "magnifying-glass"),
    Action("shortcuts", "Help", "Keyboard", "F1", "nothing", "keyboard"),
    Action("about", "Help", "About Assay", "", "nothing", "info"),
)


READING = frozenset(
    {
        "next_pane",
        "previous_question",
        "next_question",
        "next_open",
        "save_next",
        "look_back",
        "back_to_now",
        "switch_assessment",
        "close_project",
        "export_memo",
        "find_in_document",
        "export_originals",
    }
)
"""What can be done while the project is shown as it was, besides going to a page and what needs nothing."""


def reads(action: Action) -> bool:
    """The action changes nothing, so that it can be done while the project is shown as it was."""
    return action.needs == "nothing" or action.id in READING or action.id.startswith("go_")


def by_id(id: str) -> Action:
    """The action of this id."""
    return next(action for action in ACTIONS if action.id == id)


def of_menu(menu: str) -> tuple[Action, ...]:
    """The actions of one menu, in order."""
    return tuple(action for action in ACTIONS if action.menu == menu)
