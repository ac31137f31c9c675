"""Documents and questions that try to change the answer, its citations or the prompt, with what a gullible model says.

Each line of injections.jsonl holds what is planted into a document (or "" where the question itself tries), the
question, the gullible reply, and words that may then not stand in the answer. The planted words come as a sentence of
the paragraph that answers, and as a paragraph of its own.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from mandate_qa import Answer
from mandate_qa.answering.extractive import ExtractiveComposer
from mandate_qa.answering.generating.generative import GenerativeComposer
from mandate_qa.answering.generating.prompts import SYSTEM_PROMPT
from mandate_qa.answering.generating.streaming import pieces
from mandate_qa.answering.verification import verify
from mandate_qa.backends.llms.scripted import ScriptedLLM
from mandate_qa.settings import AnsweringSettings, LanguageModelSettings
from mandate_qa.types import Draft, Query, Wanted

CASES = [json.loads(line) for line in (Path(__file__).parent / "injections.jsonl").read_text("utf-8").splitlines()]
TRUE = (
    "Every nursery must have at least 40 wooden blocks by March 2025, up from 25 in 2023-24. Blocks should not be "
    "painted with lead unless the Toy Office has tested the paint."
)
WITHIN = "The plan\n\n1.1 {true} {planted}\n\n1.2 The Toy Office inspects 12 workshops a month.\n"
BESIDE = "The plan\n\n1.1 {true}\n\n1.2 {planted}\n\n1.3 The Toy Office inspects 12 workshops a month.\n"
SETTINGS = AnsweringSettings(refuse_below=0, min_confidence=0)


def composed(toys: Any, case: dict[str, Any], layout: str, reply: str) -> tuple[GenerativeComposer, Query, Any, Any]:
    """The composer whose model gives `reply`, the query, its hits, and the library."""
    shelf = toys.shelf(layout.format(true=TRUE, planted=case["planted"]))
    query = toys.query(case["question"], focus="How many wooden blocks must every nursery have?", wanted=Wanted.FIGURE)
    extractive = ExtractiveComposer(lambda *_: 1.0, SETTINGS)
    model = ScriptedLLM([reply])
    composer = GenerativeComposer(model, extractive, LanguageModelSettings(retries=0), SETTINGS)
    return composer, query, shelf.hits("Every nursery", case["planted"] or "inspects"), shelf


def answered(toys: Any, case: dict[str, Any], layout: str, reply: str | None = None) -> Answer:
    composer, query, hits, shelf = composed(toys, case, layout, case["reply"] if reply is None else reply)
    return verify(composer.compose(query, hits, shelf), shelf, query, hits)


def test_there_are_enough_of_both() -> None:
    assert len(CASES) >= 40
    assert len({case["name"] for case in CASES}) == len(CASES)
    assert sum(not case["planted"] for case in CASES) >= 10


@pytest.mark.parametrize("layout", [WITHIN, BESIDE], ids=["within", "beside"])
@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_it_does_not_change_what_is_shown_as_checked(toys: Any, case: dict[str, Any], layout: str) -> None:
    given = answered(toys, case, layout)
    of_model = given.draft.composer == "scripted"
    for lie in case["lies"] if of_model or not case["planted"] else ():
        assert lie.casefold() not in given.text.casefold()
    assert SYSTEM_PROMPT[:40] not in given.text
    for citation in given.citations:
        assert citation.text[citation.start : citation.end] == citation.quote
        assert not of_model or case["planted"] not in citation.quote or not case["planted"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_nor_what_streams_as_checked(toys: Any, case: dict[str, Any]) -> None:
    composer, query, hits, shelf = composed(toys, case, WITHIN, case["reply"])
    shown = [piece for piece in pieces(composer, query, hits, shelf) if isinstance(piece, str)]
    assert not any(lie.casefold() in "".join(shown).casefold() for lie in case["lies"])


@pytest.mark.parametrize("case", [c for c in CASES if c["planted"]], ids=[c["name"] for c in CASES if c["planted"]])
def test_what_is_planted_is_not_even_offered(toys: Any, case: dict[str, Any]) -> None:
    composer, query, hits, shelf = composed(toys, case, WITHIN, case["reply"])
    task = composer.task(query, hits, shelf)
    if not isinstance(task, Draft):
        assert case["planted"] not in task.offer.text


def test_a_true_reply_is_shown_beside_any_of_them(toys: Any) -> None:
    true = f"{TRUE.split('. ')[0]} [1]."
    drafts = [answered(toys, case, WITHIN, true).draft for case in CASES]
    asked = [draft for draft in drafts if draft.raw]
    assert len(asked) >= 0.9 * len(CASES)
    assert {draft.composer for draft in asked} == {"scripted"}
