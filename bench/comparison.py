"""Things measured side by side in one run: as a table with medians and ratios, and as bars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from mandate_qa.evaluation.svg import Field, drawing, text

_WIDTH = 560
"""Pixels of the longest bar."""
_ROW = 34
_NAMES = 300
"""Pixels left of the bars, for names."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One thing, measured at least once."""

    name: str
    values: tuple[float, ...]

    @property
    def median(self) -> float:
        """Half of the values are at most this."""
        return median(self.values)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Things measured in turns, so that a busy moment of the machine falls on all of them."""

    name: str
    """For a file: "start"."""
    title: str
    told: str
    """What was done, in a sentence or two."""
    unit: str
    measured: tuple[Measured, ...]
    against: int = 0
    """Which of them the others are told as a multiple of."""
    digits: int = 2

    def ratio(self, n: int) -> float:
        """How many times the one it is told against: by medians."""
        return self.measured[n].median / self.measured[self.against].median

    def table(self) -> str:
        """A row a thing: median, lowest, highest, and how many times the one it is told against."""
        of = self.measured[self.against].name
        lines = [f"| {self.unit} | median | lowest | highest | times “{of}” |", "|---|---|---|---|---|"]
        for n, one in enumerate(self.measured):
            cells = [f"{value:,.{self.digits}f}" for value in (one.median, min(one.values), max(one.values))]
            lines.append(f"| {one.name} | {' | '.join(cells)} | {self.ratio(n):.2f} |")
        return "\n".join(lines) + "\n"

    def plot(self) -> str:
        """A bar a thing, as long as its median, with a line from the lowest to the highest value."""
        most = max(max(one.values) for one in self.measured)
        field = Field(most, 1.0, _NAMES + _WIDTH, _ROW * len(self.measured))
        parts = [_STYLE, *(self._bar(n, one, most) for n, one in enumerate(self.measured))]
        words = f"{self.title}, {self.unit}: " + "; ".join(
            f"{m.name} {m.median:.{self.digits}f}" for m in self.measured
        )
        return drawing(field, words, parts).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)

    def _bar(self, n: int, one: Measured, most: float) -> str:
        top, scale = 16 + _ROW * n, _WIDTH / most
        low, high = (_NAMES + value * scale for value in (min(one.values), max(one.values)))
        kind = "one" if n == 0 else "two"
        bar = f'<rect class="{kind}" x="{_NAMES}" y="{top}" width="{one.median * scale:.1f}" height="18"/>'
        spread = f'<line class="axis" x1="{low:.1f}" x2="{high:.1f}" y1="{top + 9}" y2="{top + 9}"/>'
        figure = text(high + 8, top + 14, f"{one.median:,.{self.digits}f}")
        return text(_NAMES - 8, top + 14, one.name, "end") + bar + spread + figure


_STYLE = (
    "<style>rect.one{fill:#1d70b8}rect.two{fill:#b1b4b6}.axis{stroke:#0b0c0c}"
    "text{fill:#505a5f;font-family:sans-serif}</style>"
)


def by_name(names: Sequence[str], turns: Sequence[Sequence[float]]) -> tuple[Measured, ...]:
    """What was measured turn by turn, one value of each thing a turn."""
    return tuple(Measured(name, tuple(values)) for name, values in zip(names, zip(*turns, strict=True), strict=True))
