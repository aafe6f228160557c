"""Days as the window writes them, in its language and not in the one the system was set to."""

from __future__ import annotations

from datetime import date

from assay.words import tr

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day(when: date) -> str:
    """`23 Nov 2026`"""
    return tr("{day} {month} {year}", day=when.day, month=_month(when), year=when.year)


def day_of_year(when: date) -> str:
    """`23 Nov`, where the year is plain."""
    return tr("{day} {month}", day=when.day, month=_month(when))


def _month(when: date) -> str:
    return tr(MONTHS[when.month - 1])
