"""No word of a seed is lost on its way into paragraphs, and none is added.

Both sides are compared as multisets of words and figures, so that the order of footnotes does not matter.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from pathlib import Path

import pytest

from mandate_qa.types import Paragraph, ParagraphKind

LEFT_OUT = {
    # A running title that landed in the middle of the foreword.
    "mandate-2017-18": "The Government's mandate to NHS England for 2017-18",
    # The heading of objective 1, printed again after a page break, and the heading of the column of offers.
    "business-plan-2013-16": "1. Demonstrate progress against the five parts of and all of the outcome indicators in "
    "the framework *Mandate introduction paragraph 11*; Offer",
}
SAID_TWICE = {
    # Headings of columns stand in each of the first two offers; one title of a table is its column heading too.
    "business-plan-2013-16": "Key activities and measures, Lead directorate; Key deliverables: partnership for quality",
}
KEYS = ("business-plan-2013-16", "mandate-2017-18", "mandate-2021-22", "mandate-2023", "planning-guidance-2021-22")


def tokens(text: str) -> Counter[str]:
    """Words and figures of `text`, footnote marks in superscript aside."""
    return Counter(re.findall(r"[^\W_]+", re.sub("[⁰¹²³⁴⁵⁶⁷⁸⁹]+", " ", text).casefold()))


def without_markup(source: str) -> str:
    """The words a reader of the source sees: addresses of links, tags and entities aside."""
    text = re.sub(r"<(https?://[^>]+)>", r"\1", source)
    text = re.sub(r"\[([^\]]+)\]\([^)\s]*\)", r"\1", text)
    return html.unescape(re.sub(r"</?[a-zA-Z][^>]*>", " ", text))


def marker(paragraph: Paragraph) -> str:
    """The number as it stands before the paragraph; that of an offer stands in its text."""
    if paragraph.kind is ParagraphKind.FOOTNOTE:
        raised = paragraph.document == "mandate-2017-18"
        return "" if raised else paragraph.id.rsplit("-", 1)[1]
    number = (paragraph.number or "").split()
    return "" if "offer" in number else " ".join(number[-1:])


@pytest.mark.parametrize("key", KEYS)
def test_every_word_is_kept(key: str, seeds: Path, seed_paragraphs: dict[str, list[Paragraph]]) -> None:
    printed = tokens(without_markup((seeds / f"{key}.txt").read_text("utf-8")))
    kept: Counter[str] = Counter()
    for paragraph in seed_paragraphs[key]:
        kept += tokens(paragraph.text) + tokens(marker(paragraph))
    assert kept + tokens(LEFT_OUT.get(key, "")) == printed + tokens(SAID_TWICE.get(key, ""))


@pytest.mark.parametrize("key", KEYS)
def test_parts_hold_the_whole_text(key: str, seed_paragraphs: dict[str, list[Paragraph]]) -> None:
    for paragraph in seed_paragraphs[key]:
        marks = list(paragraph.text)
        for part in paragraph.parts:
            assert paragraph.text[part.start : part.end] == part.text, paragraph.id
            marks[part.start : part.end] = [""] * len(part.text)
        between = "".join(marks)
        assert re.fullmatch(r"(?:\n| |-|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)])*", between), paragraph.id
