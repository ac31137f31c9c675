"""A unit as words for the reader: its own, with the lead-in that a fragment needs, cut to what answers.

Nothing is added but dashes between cells and dots where a sentence was cut; each piece of the source that is told is
evidence of its own.
"""

from __future__ import annotations

import re
from dataclasses import replace

from mandate_qa.answering.bullets import item_text
from mandate_qa.answering.cells import cells_of
from mandate_qa.answering.clauses import shortened
from mandate_qa.answering.holding import holds_wanted
from mandate_qa.answering.neighbouring import with_context, with_what_follows
from mandate_qa.answering.units import Unit
from mandate_qa.answering.wanted import figure_of
from mandate_qa.searching.coverage import Asked
from mandate_qa.types import Document, Evidence, PartKind, Query, Statement, Wanted

_WORDS = 60
"""A longer sentence is cut to the clauses that answer."""
_MAX_WORDS = {Wanted.LIST: 120, Wanted.DEFINITION: 90}
"""The same where the sentence may be the list that was asked for, or explains."""
_LEAD_WORDS = 30
"""A longer lead-in is left out."""


def told(unit: Unit, query: Query, asked: Asked) -> Statement:
    """A unit as a statement with its evidence."""
    cells = cells_of(unit, query)
    if cells is not None:
        return Statement(f"{cells.words()}.", (unit.evidence(),))
    whole = with_context(unit)
    if query.wanted is Wanted.DEFINITION:
        whole = with_what_follows(whole)
    counted = figure_of(query)
    quote = shortened(
        whole.quote,
        asked,
        _MAX_WORDS.get(query.wanted, _WORDS),
        lambda run: holds_wanted(run, query.wanted, counted),
    )
    text = _words(whole, quote)
    lead = _lead(whole)
    if lead is None:
        return Statement(text, (whole.evidence(quote),))
    return Statement(f"{lead.quote} {text}", (lead, whole.evidence(quote)))


def of_document(unit: Unit, query: Query, document: Document, asked: Asked) -> Statement:
    """A unit as a line of its own that begins with the name of its document."""
    statement = told(unit, query, asked)
    return replace(statement, text=f"{document.short_title}: {statement.text}", layout="bullet")


def _words(unit: Unit, quote: str) -> str:
    """The quote on one line, an item without its semicolon, dots where it was cut."""
    item = unit.paragraph.parts[unit.part].kind is PartKind.BULLET or quote.endswith((";", ","))
    text = item_text(quote) if item else quote
    text = re.sub(r"\s*\t\s*", " — ", text).replace("\n", " ")
    before = "" if unit.quote.startswith(quote) else "… "
    return f"{before}{text}" + ("" if unit.quote.endswith(quote) else " …")


def _lead(unit: Unit) -> Evidence | None:
    """The bullet that a nested bullet goes on with, when it is short; None for any other unit."""
    part = unit.paragraph.parts[unit.part]
    if part.kind is not PartKind.BULLET or not part.level or part.lead is None or unit.start != part.start:
        return None
    above = unit.paragraph.parts[part.lead]
    if above.kind is not PartKind.BULLET or len(above.text.split()) > _LEAD_WORDS:
        return None
    return Evidence(unit.paragraph.id, above.text, part.lead)
