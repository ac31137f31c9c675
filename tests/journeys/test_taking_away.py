"""From a question to a file, over the documents that come with the project."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from mandate_qa import Assistant
from mandate_qa.exporting import Format, chart_svg, exported
from mandate_qa.recording import record
from mandate_qa.types.records import AnswerRecord

WHEN = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)
TARGET = "what was the 2021-22 elective recovery target"
COMPARISON = "what is the total revenue budget for 2019-20, 2020-21, 2021-22 and 2022-23"


@pytest.fixture(scope="module")
def conversation(assistant: Assistant) -> list[AnswerRecord]:
    """A target, a comparison, and the target once more."""
    return [record(assistant.ask(question), assistant.library, WHEN) for question in (TARGET, COMPARISON, TARGET)]


def test_a_conversation_becomes_a_document_with_footnotes(conversation: list[AnswerRecord]) -> None:
    file = exported(conversation, Format.WORD)
    told = "\n".join(paragraph.text for paragraph in Document(BytesIO(file)).paragraphs)
    assert "85% of 19/20 activity for July – September 2021" in told
    assert "£150,614m (2021-22)" in told
    notes = list(parse_xml(ZipFile(BytesIO(file)).read("word/footnotes.xml")).iter(qn("w:footnote")))[2:]
    words = ["".join(text.text for text in note.iter(qn("w:t"))) for note in notes]
    cited = {citation.paragraph_id + citation.quote for one in conversation for citation in one.citations}
    assert len(words) == len(cited)
    assert "(unnumbered)" in words[0] and "85% of 19/20 activity" in words[0]
    assert all(note.endswith(" Accessed 1 March 2026.") for note in words)


def test_its_figures_become_a_table(conversation: list[AnswerRecord]) -> None:
    rows = list(csv.DictReader(StringIO(exported(conversation, Format.FIGURES).decode("utf-8-sig"), newline="")))
    shares = [row for row in rows if row["Kind"] == "%"]
    assert [row["Figure"] for row in shares] == ["70%", "75%", "80%", "85%"] * 2
    total = next(row for row in rows if row["Figure"] == "£150,614m")
    assert (total["Kind"], total["Stands in"], total["Checked"]) == ("£ million", "answer and quote", "yes")
    assert "150,614" in total["Quote"]


def test_its_comparison_is_drawn_with_every_figure(conversation: list[AnswerRecord]) -> None:
    target, comparison, _ = map(chart_svg, conversation)
    assert target.count("<rect") == 4
    assert comparison.count("<rect") == 10
    for figure in ("£150,614m", "£119,606m", "£144,365m"):
        assert figure in comparison


def test_other_questions_are_drawn_only_of_their_own_figures(assistant: Assistant) -> None:
    rows = "covid top-up 2020-21 vs 2021-22 as set out in the bma annex?"
    for question in ("what is the capital limit for 2022-23", rows, "what are the objectives of the 2022-23 mandate"):
        assert chart_svg(record(assistant.ask(question), assistant.library, WHEN)) == ""
