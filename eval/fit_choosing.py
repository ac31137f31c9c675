"""Whether several things are told or one, fitted on graded answers: `python eval/fit_choosing.py`.

Everything that stands together and may be told is graded, and so is the draft that would be told otherwise. Three
logistic regressions are fitted: does a question want several things (`answering/several.py`), is what stands together
strictly right, is the draft (`answering/choosing.py`). Figures are told held out by document and by question set, for
several margins; putting the tables that are fitted on everything into the code is done by hand.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from choices import Choice, Example, asked
from fitting import Flags, Matrix, Vector, area, logistic

from mandate_qa.answering import several
from mandate_qa.answering.choosing import ALONE, MARGIN, TOGETHER

PENALTY = 0.003
"""Keeps the counts small."""
MARGINS = sorted({0.0, MARGIN, 0.4, 0.6, 1.0})
WANTING = ("several", "several words")
"""Signs that are multiples of how likely the question wants several things; kept as for log-odds of 1."""


@dataclass(frozen=True)
class Tables:
    """What the signs count for."""

    start: float
    """The log-odds that a question without a sign wants several things."""
    several: Vector
    together: Vector
    alone: Vector

    def wants(self, one: Example) -> float:
        """The log-odds that a question wants several things."""
        return self.start + float(self.several @ one.grammar)

    def odds(self, one: Example, choice: Choice) -> tuple[Vector, float]:
        """The log-odds that each candidate is right, and that the draft alone is."""
        wants = self.wants(one)
        together: Vector = wanting(choice.together, TOGETHER, wants) @ self.together
        return together, float(wanting(choice.alone, ALONE, wants) @ self.alone)

    def right(self, one: Example, choice: Choice, margin: float) -> bool:
        """Whether what is chosen by them is strictly right."""
        together, alone = self.odds(one, choice)
        if not len(together) or together.max() <= alone + margin:
            return choice.alone_right
        return bool(choice.together_right[together.argmax()])


def main(argv: Sequence[str] | None = None) -> None:
    """Ask every question, grade all that could be told, fit, and print the tables."""
    parser = argparse.ArgumentParser(description="fit whether several things are told or one, held out")
    parser.add_argument("--index", type=Path, help="folder for the two indexes (default: a temporary one)")
    given = parser.parse_args(argv)
    with TemporaryDirectory() as scratch:
        examples = list(asked(given.index or Path(scratch)))
    now = Tables(several.START, *(np.array([*counts.values()]) for counts in (several.COUNTS, TOGETHER, ALONE)))
    sys.stdout.write(table(examples, [now] * len(examples), "tables as they are set"))
    for title, group in (("document", [one.document for one in examples]), ("set", [one.name for one in examples])):
        sys.stdout.write(table(examples, held_out(examples, group), f"held out by {title}"))
    sys.stdout.write(to_paste(fit(examples)))


def wanting(signs: Matrix, names: Mapping[str, float], wants: float) -> Matrix:
    """The signs, by `names` along the last axis, of a question that wants several things with log-odds of `wants`."""
    multiplied: Matrix = signs * np.array([wants if name in WANTING else 1.0 for name in names])
    return multiplied


def held_out(examples: Sequence[Example], groups: Sequence[str]) -> list[Tables]:
    """For each example the tables fitted on those of other groups."""
    pairs = list(zip(examples, groups, strict=True))
    without = {group: fit([one for one, of in pairs if of != group]) for group in set(groups)}
    return [without[group] for group in groups]


def fit(examples: Sequence[Example]) -> Tables:
    """The tables; the candidates of a question count together for the square root of their number."""
    telling = [one for one in examples if one.several is not None]
    wanted = np.array([bool(one.several) for one in telling])
    start, counts = logistic(np.array([one.grammar for one in telling]), wanted, np.ones(len(telling)), PENALTY)
    grammar = Tables(start, counts, np.zeros(len(TOGETHER)), np.zeros(len(ALONE)))
    chosen = [(grammar.wants(one), one.choice) for one in examples if one.choice is not None]
    some = [(wants, choice) for wants, choice in chosen if len(choice.together)]
    alone = np.array([wanting(choice.alone, ALONE, wants) for wants, choice in chosen])
    together = np.vstack([wanting(choice.together, TOGETHER, wants) for wants, choice in some])
    weights = np.concatenate([np.full(len(choice.together), len(choice.together) ** -0.5) for _, choice in some])
    right = np.concatenate([choice.together_right for _, choice in some])
    alone_right = np.array([choice.alone_right for _, choice in chosen])
    return Tables(start, counts, started(together, right, weights), started(alone, alone_right, np.ones(len(chosen))))


def started(signs: Matrix, right: Flags, weights: Vector) -> Vector:
    """What the signs count for, the first of which is always 1."""
    start, counts = logistic(signs[:, 1:], right, weights, PENALTY)
    return np.concatenate([[start], counts])


def table(examples: Sequence[Example], tables: Sequence[Tables], title: str) -> str:
    """By question set: areas under the curve, and how many answers become right and wrong by choosing."""
    names = [*dict.fromkeys(one.name for one in examples), "all"]
    rows = [(one, with_) for one, with_ in zip(examples, tables, strict=True)]
    lines = [title, f"  {'':28} several  together  alone   right as drafted; by margin (gained, lost)"]
    for name in names:
        own = [(one, with_) for one, with_ in rows if name in (one.name, "all")]
        lines.append(f"  {name:28} {areas(own)}   {gains(own)}")
    return "\n".join(lines) + "\n"


def areas(rows: Sequence[tuple[Example, Tables]]) -> str:
    """How well each of the three tells what it is fitted to tell."""
    grammar = [(one.several, with_.wants(one)) for one, with_ in rows if one.several is not None]
    chosen = [(one.choice, with_.odds(one, one.choice)) for one, with_ in rows if one.choice is not None]
    together = [pair for choice, odds in chosen for pair in zip(choice.together_right, odds[0], strict=True)]
    alone = [(choice.alone_right, odds[1]) for choice, odds in chosen]
    return "    ".join(f"{curve(pairs):.3f}" for pairs in (grammar, together, alone))


def curve(pairs: Sequence[tuple[bool, float]]) -> float:
    """The area under the curve of what is right against its log-odds; nan without both right and wrong."""
    return area(np.array([right for right, _ in pairs], dtype=bool), np.array([odds for _, odds in pairs]))


def gains(rows: Sequence[tuple[Example, Tables]]) -> str:
    """Of the questions with a choice, how many are right as drafted, and what each margin gains and loses."""
    chosen = [(one, with_, one.choice) for one, with_ in rows if one.choice is not None]
    drafted = [choice.alone_right for _, _, choice in chosen]
    cells = [f"{sum(drafted):3}/{len(drafted):<3}"]
    for margin in MARGINS:
        right = [with_.right(one, choice, margin) for one, with_, choice in chosen]
        gained, lost = (sum(a > b for a, b in zip(*pair, strict=True)) for pair in ((right, drafted), (drafted, right)))
        cells.append(f"{margin:g}: {sum(right):3} (+{gained} -{lost})")
    return "  ".join(cells)


def to_paste(tables: Tables) -> str:
    """The tables as they stand in the code."""
    lines = [f"several.START = {tables.start:.2f}"]
    for title, names, counts in (
        ("several.COUNTS", several.COUNTS, tables.several),
        ("TOGETHER", TOGETHER, tables.together),
        ("ALONE", ALONE, tables.alone),
    ):
        cells = [f'    "{name}": {count:.2f},' for name, count in zip(names, counts, strict=True)]
        lines += [f"{title} = {{", *cells, "}"]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
