"""A bare "why?" after an answer: the sentence beside the one last cited that gives the reason.

Such a question says nothing that could be searched for; what it asks about is what was just read, so the reason is
looked for in the same paragraph. A sentence that was cited and gives its own reason is told again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from mandate_qa.answering.units import Unit
from mandate_qa.searching.coverage import ASKING
from mandate_qa.searching.tokens import terms
from mandate_qa.types import PartKind, Query, Wanted

_GIVES = re.compile(
    r"\b(?:because|since|so (?:that|as to)|in order to|due to|owing to|as a result|result(?:s|ed|ing)? (?:in|from)|"
    r"therefore|thus|hence|reasons?|means? that|meant that|enabl\w+|allow\w*|reflect\w*|recogni[sz]\w+|chiefly|mainly|"
    r"to (?:ensure|make sure|help|support|give|avoid|prevent|improve|reduce|protect)|in (?:response|recognition|light)|"
    r"(?:found|shown|showed|shows) that|will not|cannot|could not)\b",
    re.IGNORECASE,
)
_FEW = 1
"""Words of its own that a bare "why" may have: "why was it lowered?"."""


def reasoned(query: Query, found: Sequence[Unit]) -> Unit | None:
    """The unit that gives the reason for what was last cited; None when the question says what it asks about."""
    if query.wanted is not Wanted.REASON or not query.cited or _own_words(query) > _FEW:
        return None
    near = [unit for unit in found if unit.paragraph.id in query.anchors and unit.row is None]
    told = [unit for unit in near if unit.quote in query.cited]
    again = [unit for unit in told if _GIVES.search(unit.quote)]
    if again or not told:
        return again[0] if again else None
    last = told[0]
    beside = [unit for unit in near if _of_one_part(unit, last) and unit.quote not in query.cited]
    giving = [unit for unit in beside if _GIVES.search(unit.quote)]
    after = [unit for unit in beside if unit.start >= last.end]
    return min(giving or after, key=lambda unit: (unit.start < last.end, abs(unit.start - last.end)), default=None)


def _own_words(query: Query) -> int:
    return len([term for term in terms(query.question) if term not in ASKING])


def _of_one_part(unit: Unit, last: Unit) -> bool:
    """Whether two units stand in one paragraph, and in one part where it is a list."""
    if unit.paragraph.id != last.paragraph.id:
        return False
    return unit.part == last.part or unit.paragraph.parts[unit.part].kind is PartKind.TEXT
