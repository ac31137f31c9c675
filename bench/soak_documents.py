"""Made-up plans whose figures tell their edition: every answer about one can be checked word for word.

The figure of plan 7 in edition 12 is £10,070,012 and stands nowhere else. Where the figure stands moves from edition to
edition, so a citation of the wrong paragraph shows, too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from made_corpus import SUBJECTS, towns  # found beside this file

PLANS = 24
"""Numbers 1 to 24 are plans; 0 is the register, which changes at every change, so that no two indexes are alike."""
FIRST, STEP = 10_000_000, 10_000
MOVED = 4
"""Editions after which the figure is back at the paragraph where it stood."""

_FIGURE = re.compile(r"£(10,\d{3},\d{3})\b")


def key_of(number: int) -> str:
    """The key of a plan, which is its file's name without ending."""
    return f"soak-plan-{number:02}"


NUMBERS: Mapping[str, int] = {key_of(number): number for number in range(PLANS + 1)}
"""Key → number."""


def subject(number: int) -> str:
    """What a plan is about; no two are about the same."""
    return SUBJECTS[number]


def place(number: int) -> str:
    """Where it holds; no two hold in the same place."""
    return towns()[100 + number]


def question(number: int) -> str:
    """What its figure answers."""
    return f"What is the budget for {subject(number)} in {place(number)}?"


def figure(number: int, edition: int) -> str:
    """The figure of an edition."""
    return f"£{FIRST + STEP * number + edition:,}"


def figures_in(words: str) -> list[tuple[str, int]]:
    """Key and edition of every figure of a plan that stands in `words`."""
    found = [int(told.replace(",", "")) - FIRST for told in _FIGURE.findall(words)]
    return [(key_of(value // STEP), value % STEP) for value in found]


@cache
def paragraphs(number: int, edition: int) -> Mapping[str, str]:
    """What each numbered paragraph of an edition says."""
    what, where = subject(number), place(number)
    lines = [
        f"The Board of {where} meets four times a year.",
        f"Anybody may write to the Board of {where} about this plan.",
        f"The Board keeps its records for ten years in {where} town hall.",
    ][: edition % MOVED]
    lines.append(f"The budget for {what} in {where} is {figure(number, edition)}.")
    lines.append(f"Small firms of {where} may take part in the work.")
    return {f"1.{n}": line for n, line in enumerate(lines, 1)}


def text(number: int, edition: int) -> str:
    """An edition as its file holds it."""
    what, where = subject(number), place(number)
    head = f"The {where} {what} plan\n\nPublished 1 May 2025\n\n1. {what.capitalize()} in {where}\n\n"
    return head + "\n\n".join(f"{n} {line}" for n, line in paragraphs(number, edition).items()) + "\n"
