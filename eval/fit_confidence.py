"""How likely an answer is right, fitted on graded questions: `python eval/fit_confidence.py`.

What each sign of `answering/confidence.py` counts for is fitted as a logistic regression: was the answer strictly
right? For a refusal: does the best unit's paragraph hold the evidence? Figures are told held out by document and by
question set. The table fitted on everything is told last; putting it into the code is done by hand. Further question
sets about the same seeds may be named.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from fitting import HERE, LIBRARIES, Flags, Vector, area, last_answer, logistic, strictly_right

from mandate_qa import Answer, Assistant, Settings
from mandate_qa.answering.confidence import COUNTS, Found, leading, signs
from mandate_qa.answering.units import units
from mandate_qa.evaluation.cases import Case, read_cases
from mandate_qa.evaluation.citing import Sources, read_sources
from mandate_qa.evaluation.matching import holds
from mandate_qa.searching.coverage import Asked
from mandate_qa.searching.store import Index
from mandate_qa.types import Status

PAIRS = "questions-nearmiss"
"""Asked too, about the first library."""
NEAR_MISS = 0.33
"""What an unanswerable question of a pair counts for: every second question there is one, and few are elsewhere."""
PENALTY = 0.01
"""Keeps the counts small; from 0.003 to 0.03 the figures hardly move."""
BINS = 10


@dataclass(frozen=True)
class Example:
    """One question, asked and graded."""

    name: str
    """Of its question set."""
    document: str
    """Where it was, or would have been, answered from."""
    signs: tuple[float, ...]
    answered: bool
    answerable: bool
    right: bool
    """Whether the answer is strictly right; of a refusal, whether the best unit stands where the evidence does."""


def main(argv: Sequence[str] | None = None) -> None:
    """Ask every question, fit, and print the tables."""
    parser = argparse.ArgumentParser(description="fit the confidence of answers, held out by document and question set")
    parser.add_argument("questions", type=Path, nargs="*", help="further question sets about the first library")
    parser.add_argument("--index", type=Path, help="folder for the two indexes (default: a temporary one)")
    given = parser.parse_args(argv)
    with TemporaryDirectory() as scratch:
        examples = list(asked(given.index or Path(scratch), (HERE / f"{PAIRS}.jsonl", *given.questions)))
    for title, group in (("document", [one.document for one in examples]), ("set", [one.name for one in examples])):
        chances = held_out(examples, group)
        sys.stdout.write(table(examples, chances, f"held out by {title}"))
        sys.stdout.write(curve(examples, chances))
    start, counts = fit(examples)
    sys.stdout.write(f"fitted on all {len(examples)}: START = {start:.2f}\n")
    sys.stdout.write("".join(f'    "{name}": {count:.2f},\n' for name, count in zip(COUNTS, counts, strict=True)))


def asked(folder: Path, further: Sequence[Path]) -> Iterator[Example]:
    """Every question of every set, answered without refusing for want of confidence."""
    settings = Settings()
    settings = replace(settings, answering=replace(settings.answering, refuse_below=0.0))
    for n, (seeds, sets) in enumerate(LIBRARIES):
        home = folder / seeds.parent.name
        assistant = Assistant.open(index=home, seeds=seeds, settings=settings)
        rarity, sources = Index.open(home).keywords.rarity, read_sources(seeds)
        for path in (*sets, *(further if n == 0 else ())):
            for case in read_cases(path):
                answer = last_answer(assistant, case)
                kept = [hit for hit in answer.hits if hit.kept]
                words = Asked(answer.query, rarity)
                found = units(answer.query, kept, assistant.library, words)
                if found and answer.status not in (Status.UNCLEAR, Status.OUTSIDE_SCOPE):
                    known = Found(answer.query, words, kept, found, assistant.library.documents)
                    yield example(f"{path.parent.name}/{path.stem}", case, answer, known, (assistant, sources))


def example(name: str, case: Case, answer: Answer, found: Found, by: tuple[Assistant, Sources]) -> Example:
    """One question with its signs and its grade."""
    unit = leading(answer.draft, found.units)
    right = strictly_right(case, answer, *by)
    if not answer.answered:
        own = [place.quote for place in case.answers if place.document == unit.paragraph.document]
        right = any(holds(unit.paragraph.text, quote) for quote in own)
    values = tuple(signs(answer.draft, found).values())
    return Example(name, unit.paragraph.document, values, answer.answered, case.answerable, right)


def held_out(examples: Sequence[Example], groups: Sequence[str]) -> Vector:
    """How likely each answer is right, by what was fitted without its group."""
    chances = np.zeros(len(examples))
    for group in set(groups):
        start, counts = fit([one for one, of in zip(examples, groups, strict=True) if of != group])
        for n, one in enumerate(examples):
            if groups[n] == group:
                chances[n] = 1 / (1 + np.exp(-(start + np.dot(counts, one.signs))))
    return chances


def fit(examples: Sequence[Example]) -> tuple[float, Vector]:
    """The log-odds when all signs are 0, and what each sign adds to them for each unit of it."""
    values = np.array([one.signs for one in examples])
    right = np.array([one.right for one in examples])
    weights = np.array([NEAR_MISS if PAIRS in one.name and not one.answerable else 1.0 for one in examples])
    return logistic(values, right, weights, PENALTY)


def table(examples: Sequence[Example], chances: Vector, title: str) -> str:
    """Of the answers that were given: AUC, Brier score and calibration error by set, and right answers by bin."""
    lines = [f"{title}, answers given"]
    names = np.array([one.name for one in examples])
    right = np.array([one.right for one in examples])
    given = np.array([one.answered for one in examples])
    for name in (*dict.fromkeys(names), "all"):
        chosen = given & ((names == name) | (name == "all"))
        share = f"{chosen.sum():4} answers, {right[chosen].mean():.3f} right"
        lines.append(f"  {name:26} {share}  {told(right[chosen], chances[chosen])}")
    for low, (number, said, was) in enumerate(bins(right[given], chances[given])):
        lines.append(f"    {low / BINS:.1f} and up: {number:4} answers, said {said:.2f}, right {was:.2f}")
    return "\n".join(lines) + "\n"


def told(right: Flags, chances: Vector) -> str:
    """The three figures of one set; AUC is how often a right answer is held likelier than a wrong one."""
    error = sum(number / len(right) * abs(said - was) for number, said, was in bins(right, chances) if number)
    return f"AUC {area(right, chances):.3f}  Brier {np.mean((chances - right) ** 2):.3f}  ECE {error:.3f}"


def bins(right: Flags, chances: Vector) -> Iterator[tuple[int, float, float]]:
    """By tenth of confidence: how many answers, the mean confidence, the share that is right."""
    place = np.minimum((chances * BINS).astype(int), BINS - 1)
    for n in range(BINS):
        own = place == n
        said, was = (float(values[own].mean()) if own.any() else 0.0 for values in (chances, right))
        yield int(own.sum()), said, was


def curve(examples: Sequence[Example], chances: Vector) -> str:
    """What refusing below a confidence would give, over all sets, with what is refused for other reasons."""
    answered = np.array([one.answered for one in examples])
    answerable = np.array([one.answerable for one in examples])
    lines = ["  refuse below   unanswerable refused   answerable refused   right answers lost"]
    for least in (0.0, *np.arange(0.15, 0.75, 0.05)):
        refused = ~answered | (chances < least)
        lost = sum(one.right and one.answered for one, no in zip(examples, refused, strict=True) if no)
        shares = refused[~answerable].mean(), refused[answerable].mean(), lost / answerable.sum()
        lines.append(f"  {least:12.2f}   " + "".join(f"{share:<21.3f}" for share in shares).rstrip())
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
