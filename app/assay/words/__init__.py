"""Words for people: message ids and English strings to sentences in the chosen language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assay.words import catalogue

if TYPE_CHECKING:
    from assay.core.change import Label
    from assay.core.errors import UserError

_current = "en"


def use(language: str) -> None:
    """Speak `language` from now on: `en`, `zh_Hans` or `qps`; an unknown one falls back to English."""
    global _current
    _current = language


def language() -> str:
    """The language spoken now."""
    return _current


def tr(english: str, /, **facts: object) -> str:
    """`english` in the current language, its `{places}` filled with `facts`."""
    if not english:
        return ""  # to gettext the empty text names the catalogue's header
    text = catalogue.of(_current).gettext(english)
    return text.format_map(facts) if facts else text


def trn(one: str, many: str, count: int, /, **facts: object) -> str:
    """The singular or plural for `count`, which is also the fact `{count}`."""
    text = catalogue.of(_current).ngettext(one, many, count)
    return text.format_map({**facts, "count": count})


def translated(language: str, english: str) -> str:
    """`english` in `language`, whatever is spoken now."""
    return catalogue.of(language).gettext(english) if english else ""


def translated_plural(language: str, one: str, many: str, count: int) -> str:
    """The singular or plural of `language` for `count`, whatever is spoken now."""
    return catalogue.of(language).ngettext(one, many, count)


def sentence(error: UserError) -> str:
    """What happened, to what, and what to do about it, as one plain sentence."""
    from assay.words.errors import ERRORS  # not needed before the first paint

    return tr(ERRORS[error.message], **{k: _fact(v) for k, v in error.facts.items()})


def label(named: Label) -> str:
    """What a step did, in words: *Answer PTY-03*, *Undo: Answer PTY-03*.

    Labels come out of files, a newer Assay's too: an unknown one shows as its id, a missing fact as …
    """
    from assay.core.change import Label  # not needed before the first paint
    from assay.words.labels import LABELS

    facts = dict(named.facts)
    if named.message in {"undo", "redo"}:
        what = label(Label(str(facts.pop("message", "…")), facts))
        undone = named.message == "undo"
        return tr("Undo: {what}", what=what) if undone else tr("Redo: {what}", what=what)
    if named.message not in LABELS:
        return named.message  # never a template: it is somebody else's text
    return tr(LABELS[named.message]).format_map(_Facts(facts))


class _Facts(dict[str, object]):
    def __missing__(self, name: str) -> str:
        return "…"


def _fact(value: object) -> object:
    if isinstance(value, (list, tuple)):
        return ("、" if _current.startswith("zh") else ", ").join(str(item) for item in value)
    return value
