"""Whether a figure that an answer says it worked out does follow from others it gives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from decimal import Decimal
from itertools import permutations

from mandate_qa.evaluation.figures import SCALES, Figure


def follows(figure: Figure, known: Sequence[Figure]) -> bool:
    """Whether `figure`, rounded as it is printed, is a sum, difference, ratio or percentage change of two of `known`.

    Numbers are worked with as printed, and also with their scale ("£1.5bn" less "£500m"). Since tables print their
    unit elsewhere, a result in billions may come from bare numbers in millions.
    """
    result = figure.amount
    if result is None:
        return False
    margin = Decimal(1).scaleb(-len(figure.value.partition(".")[2])) / 2
    scale = SCALES.get(figure.unit, Decimal(1))
    units = {"", figure.unit} if figure.unit in SCALES else {"", "%", *SCALES}
    scaled = {amount for own in known if own.unit in SCALES and (amount := own.amount) is not None}
    if reached(result / scale, margin, printed_values(known, units), figure.unit):
        return True
    if reached(result, margin * scale, scaled, figure.unit):
        return True
    in_millions = printed_values(known, {"", "m"}) if figure.unit == "bn" else set()
    return reached(result / SCALES["m"], margin * 1000, in_millions, figure.unit)


def printed_values(known: Sequence[Figure], units: Set[str]) -> set[Decimal]:
    """The numbers of the figures that have one of `units`, without their scale; years are none."""
    plain = [Figure(own.value) for own in known if own.unit in units and not is_year(own)]
    return {value for own in plain if (value := own.amount) is not None}


def is_year(figure: Figure) -> bool:
    """Whether a figure is a year rather than an amount."""
    return not figure.unit and bool(re.fullmatch(r"(?:19|20)\d\d", figure.value))


def reached(result: Decimal, margin: Decimal, amounts: Set[Decimal], unit: str) -> bool:
    """Whether two of `amounts` give `result` to within `margin`."""
    pairs = permutations(sorted(amounts), 2)
    return any(abs(result - outcome) <= margin for a, b in pairs for outcome in outcomes(a, b, unit))


def outcomes(a: Decimal, b: Decimal, unit: str) -> Iterator[Decimal]:
    """What can be worked out from two amounts for a result in `unit`."""
    yield from (a - b, a + b)
    if b and unit == "%":
        yield from (a / b * 100, abs(a - b) / b * 100)
    if b and not unit:
        yield a / b
