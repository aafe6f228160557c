"""Menus from the one list of actions: texts, shortcuts, what is enabled when."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from assay import words
from assay.core.revision import Revision
from assay.ui import actions
from assay.ui.bridge import Bridge
from assay.words import tr
from assay.work import history

Handlers = Mapping[str, Callable[[], object]]


class Menus:
    """The QActions of a window, one for each action that has a handler."""

    def __init__(self, window: QMainWindow, bridge: Bridge, handlers: Handlers) -> None:
        self._bridge = bridge
        self.actions: dict[str, QAction] = {}
        self._menus: dict[str, QMenu] = {}
        for name in actions.MENUS:
            menu = window.menuBar().addMenu(tr(name))
            self._menus[name] = menu
            for action in actions.of_menu(name):
                if action.separated:
                    menu.addSeparator()
                menu.addAction(self._made(window, action, handlers[action.id]))

    def _made(
        self, window: QMainWindow, action: actions.Action, handler: Callable[[], object]
    ) -> QAction:
        made = QAction(tr(action.text), window)
        if action.keys:
            made.setShortcut(QKeySequence(action.keys))
        made.triggered.connect(handler)
        self.actions[action.id] = made
        return made

    def refresh(self, page: str) -> None:
        """Enable what can be done now, and name what undo and redo would do."""
        session = self._bridge.session
        open_ = session is not None
        past = session is not None and session.now is not session
        for action in actions.ACTIONS:
            enabled = open_ or action.needs == "nothing"
            if action.menu == "Question":
                enabled = open_ and page == "workspace"
            if past:
                enabled = enabled and actions.reads(action)
            elif action.needs == "past":
                enabled = False
            self.actions[action.id].setEnabled(enabled)
        for name in set(actions.MENUS) - set(actions.START_MENUS):
            self._menus[name].menuAction().setVisible(open_)
        own = session if not past else None
        self._name("undo", "Undo", own.history.undoable if own else [])
        self._name("redo", "Redo", own.history.redoable if own else [])

    def _name(self, id: str, verb: str, stack: list[Revision]) -> None:
        action = self.actions[id]
        action.setEnabled(bool(stack))
        text = tr(verb)
        if stack:
            text = f"{text}: {words.label(history.named(stack[-1]))}"
        action.setText(text.replace("&", "&&"))
