"""An answer and what belongs to it as HTML for the chat; the markup itself is in templates/chat."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from mandate_qa.explaining import STATUS_WORDS
from mandate_qa.types.records import AnswerRecord
from mandate_qa.web.chat import disagreeing, view
from mandate_qa.web.templates import rendered

if TYPE_CHECKING:
    from mandate_qa.searching.library import Library

HERE = "."
"""Root of the links on the chat page, which lies at the root itself."""

HELPERS = {
    "STATUS_STYLES": view.STATUS_STYLES,
    "STATUS_WORDS": STATUS_WORDS,
    "excerpt": view.excerpt,
    "sides": disagreeing.sides,
    "source_path": view.source_path,
    "story": view.story,
}
"""What the templates of an answer call."""


def answer_html(answer: AnswerRecord, library: Library, root: str = HERE) -> str:
    """The whole answer: scope, trust, text, what disagrees, notes, sources, what can be done with it."""
    from mandate_qa.exporting.chart import chart_svg

    return rendered(
        "chat/answer.html",
        answer=answer,
        documents=library.documents,
        others=view.others(answer, library.documents),
        near=view.nearest(answer),
        blocks=view.text_blocks(disagreeing.unsided(answer), answer.citations),
        trust=view.trust(answer),
        chart=chart_svg(answer),
        root=root,
        **HELPERS,
    )


def draft_html(text: str) -> str:
    """Words that are still coming, marked as unfinished."""
    return rendered("chat/draft.html", blocks=view.text_blocks(text), root=HERE, **HELPERS)


def suggestions_html(questions: Iterable[str]) -> str:
    """Questions to ask next, each a button; empty without any."""
    return rendered("chat/suggestions.html", questions=tuple(questions))
