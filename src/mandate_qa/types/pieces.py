"""What comes before the Answer while it is written: words not yet checked, and words that are taken back.

Who shows them keeps two texts: the checked one, to which each str is added, and the words under way, to which each
Unchecked is added. A str or a Withdrawn ends the words under way. The checked text ends as `Answer.text`, always.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unchecked:
    """Words as a language model writes them; show them as such or not at all."""

    text: str


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """Words that the documents do not bear, or that a better answer takes the place of."""

    text: str
    reasons: tuple[str, ...] = ()
    """What is wrong with them."""
    checked: bool = False
    """Whether they are all of the checked text so far, which begins anew; else the words under way."""
