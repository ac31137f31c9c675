"""Answers that look like one and say nothing: none at all, the question again, or figures without what they are of."""

from __future__ import annotations

from mandate_qa.evaluation.cases import Case
from mandate_qa.evaluation.figures import figures
from mandate_qa.evaluation.marks import without_marks
from mandate_qa.evaluation.matching import tokens

PER_FACT = 3
"""So many figures a fact are not a list yet: "£1.5bn in 2021-22" has two."""

FEW = 4
"""As many figures may always stand alone."""

OF_FIGURES = frozenset(
    "k m mn bn pc th st nd rd per cent percent thousand million billion jan feb mar apr may jun jul aug sep sept oct"
    " nov dec january february march april june july august september october november december".split()
)
"""Words that belong to a figure and do not say what it is of."""


def hollow(case: Case, text: str) -> str:
    """Why an answer says nothing; empty when it says something."""
    said = tokens(without_marks(text))
    if not said:
        return "holds no word"
    words = [token for token in said if not token[0].isdigit() and token not in OF_FIGURES]
    asked = {token for turn in case.turns for token in tokens(turn)}
    if asked.issuperset(said):
        return "says only what the question says"
    if not words and len(figures(without_marks(text))) > max(FEW, PER_FACT * len(case.must_include)):
        return "lists figures without a word of what they are"
    return ""
