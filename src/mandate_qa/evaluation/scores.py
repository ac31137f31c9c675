"""The figures an evaluation gives, by name, and shares that can be added up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Share:
    """So much of so many: `right` out of `of`. Shares of single cases add up to the share of all."""

    right: float
    of: float

    @property
    def value(self) -> float | None:
        """0 to 1; None when there was nothing to count."""
        return self.right / self.of if self.of else None

    def __add__(self, other: Share) -> Share:
        return Share(self.right + other.right, self.of + other.of)

    def __str__(self) -> str:
        return "–" if self.value is None else f"{self.value:.3f}"


NOTHING = Share(0, 0)

Scores = Mapping[str, Share]
"""Shares by the names of NAMES; a figure that does not apply to a case is left out."""

NAMES = {
    "hit@1": "evidence in the first hit",
    "hit@5": "evidence in the first 5 hits",
    "hit@10": "evidence in the first 10 hits",
    "recall@5": "share of the evidence in the first 5 hits",
    "recall@10": "share of the evidence in the first 10 hits",
    "strict": "strict answers",
    "strict_answerable": "strict answers, answerable questions only",
    "facts": "facts stated",
    "citation_precision": "citation precision",
    "citation_recall": "citation recall",
    "numbers": "printed number on the citation right",
    "source": "cited text is the document's own",
    "quotes": "quote stands at its place in the cited text",
    "marks": "marks that lead to a citation",
    "figures": "figures found in the cited paragraph",
    "refused": "unanswerable questions refused",
    "wrongly_refused": "answerable questions refused",
}
"""What each figure is called for people, in the order reports give them; eval/README.md defines each."""

FEWER_IS_BETTER = frozenset({"wrongly_refused"})


def total(scores: Iterable[Scores]) -> dict[str, Share]:
    """The scores added up, name by name, in the order of NAMES; names that occur nowhere are left out."""
    every = tuple(scores)
    sums = {name: sum((one.get(name, NOTHING) for one in every), NOTHING) for name in NAMES}
    return {name: share for name, share in sums.items() if any(name in one for one in every)}
