"""Part of a question set, for systems that are too slow to be asked all of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from mandate_qa.evaluation.cases import Case


@dataclass(frozen=True, slots=True)
class Part:
    """Which cases are asked: the first of each kind and every so manyth after it, and of those only the first."""

    every: int = 1
    limit: int | None = None
    """At most so many; None for no limit."""

    def of(self, cases: Sequence[Case]) -> tuple[Case, ...]:
        """Those of `cases` that are asked, in their order."""
        seen: Counter[str] = Counter()
        chosen = []
        for case in cases:
            if seen[case.kind.value] % self.every == 0:
                chosen.append(case)
            seen[case.kind.value] += 1
        return tuple(chosen[: self.limit])

    def told(self, chosen: int, of: int) -> dict[str, str]:
        """The part in words for the `about` of a report; nothing when it is the whole."""
        if self == WHOLE:
            return {}
        first = "" if self.limit is None else f"the first {self.limit} of "
        which = "all questions" if self.every == 1 else f"one in {self.every} questions of each kind"
        return {"part": f"{first}{which}: {chosen} of {of}"}


WHOLE = Part()
