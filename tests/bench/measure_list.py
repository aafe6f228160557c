"""The list of 5,000 questions: opened, and narrowed by words and by a filter."""

from functools import partial
from time import perf_counter

import projects
import windows
from measuring import Figures, Milliseconds, Seconds, measurement

QUESTIONS = 5000
WORDS = ("matter 7", "domain AB", "zzz", "is matter", "AEX-0", "decided by")
"""From none to all of the questions hold them."""


@measurement("workspace of 5,000 questions opens", budget=Milliseconds(300))
def opens() -> Figures:
    """Each time in a new window, whose workspace was never shown."""
    return Figures([_first_look() for _ in range(6)])


def _first_look() -> Seconds:
    window = windows.opened(projects.large(QUESTIONS))
    start = perf_counter()
    page = window.page("workspace")
    made = perf_counter() - start
    taken = windows.Painted(page).time(partial(window.go, "workspace", "ADX-050"))
    windows.close(window)
    return made + taken


@measurement("list of 5,000 narrowed by words", budget=Milliseconds(50))
def words() -> Figures:
    window, page = windows.workspace(projects.large(QUESTIONS), "AAX-002")
    page.list.find_button.click()
    windows.rest(100)
    painted = windows.Painted(page.list.list.viewport())
    taken: list[Seconds] = []
    for text in WORDS * 3:
        taken.append(painted.time(partial(page.list.search.editor.setText, text)))
        windows.rest(300)
    windows.close(window)
    return Figures(taken, note=f"the slowest took {max(taken) * 1000:.3g} ms")


@measurement("list of 5,000 narrowed by a filter", budget=Milliseconds(50))
def chips() -> Figures:
    """Put on and taken off in turn."""
    window, page = windows.workspace(projects.large(QUESTIONS), "AAX-002")
    painted = windows.Painted(page.list.list.viewport())
    taken: list[Seconds] = []
    for _ in range(12):
        taken.append(painted.time(page.list.chips["open"].click))
        windows.rest(300)
    windows.close(window)
    return Figures(taken, note=f"the slowest took {max(taken) * 1000:.3g} ms")
