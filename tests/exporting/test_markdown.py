"""Markdown says what the answer says, whatever its words look like to a reader of Markdown."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_records import HOSTILE, answered, cited, hostile
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin

from mandate_qa.exporting import Format, exported
from mandate_qa.exporting.cleaning import clean
from mandate_qa.exporting.footnotes import one_line
from mandate_qa.exporting.markdown import escaped
from mandate_qa.types.records import AnswerRecord

OURS = {
    "paragraph_open", "paragraph_close", "inline", "heading_open", "heading_close", "bullet_list_open",
    "bullet_list_close", "list_item_open", "list_item_close", "table_open", "table_close", "thead_open", "thead_close",
    "tbody_open", "tbody_close", "tr_open", "tr_close", "th_open", "th_close", "td_open", "td_close", "text",
    "strong_open", "strong_close", "footnote_ref", "footnote_block_open", "footnote_block_close", "footnote_open",
    "footnote_close", "footnote_anchor", "text_special",
}  # fmt: skip
"""What we write ourselves."""


def reader() -> MarkdownIt:
    """A reader of everything that we write, and of much that documents might be taken for."""
    plain = MarkdownIt("commonmark", {"linkify": False}).enable(["table", "strikethrough"])
    return plain.use(footnote_plugin).use(deflist_plugin).use(dollarmath_plugin)


def markdown(*records: AnswerRecord, **given: Any) -> str:
    return exported(records, Format.MARKDOWN, **given).decode()


def tokens(text: str) -> list[Token]:
    """The tokens of a text, those inside others after them."""
    return [one for token in reader().parse(text) for one in (token, *(token.children or ()))]


def words(text: str) -> str:
    """What a reader of the rendered text sees of it, without blanks."""
    return "".join("".join(token.content.split()) for token in tokens(text) if token.type in ("text", "text_special"))


def test_an_answer_with_bullets_table_note_and_footnotes() -> None:
    record = answered("Lead: [1]\n- one [2]\n| a | b |\n|---|---|\n| c | d [1] |", cited(1), cited(2), notes=("Mind.",))
    assert markdown(record) == (
        "# what is the target\n\nAsked on 1 March 2026, answered by mandate-qa from the 2021-22 plan.\n\n"
        "Lead:[^1]\n\n- one[^2]\n\n| a | b |\n| --- | --- |\n| c | d[^1] |\n\n**Note:** Mind.\n\n"
        "[^1]: The plan for England (2021-22 plan), Office, published 31 March 2022, “Part 1”, "
        "para 1.1, page 7: “95% by March 2022”. Accessed 1 March 2026.\n"
        "[^2]: The plan for England (2021-22 plan), Office, published 31 March 2022, “Part 1”, "
        "para 1.2, page 7: “95% by March 2022”. Accessed 1 March 2026.\n"
    )


def test_each_mark_leads_to_its_footnote() -> None:
    read = tokens(markdown(answered("A. [1] B. [2] A again. [1]", cited(1, "first"), cited(2, "second"))))
    marks = [token.meta["id"] for token in read if token.type == "footnote_ref"]
    assert marks == [0, 1, 0]
    assert sum(token.type == "footnote_open" for token in read) == 2


def test_quotes_are_whole() -> None:
    quote = "word " * 200
    assert quote.strip() in markdown(answered("A. [1]", cited(1, quote)))


def test_a_table_without_headings_has_empty_ones() -> None:
    assert "|  |  |\n| --- | --- |\n| a | b |" in markdown(answered("| a | b |"))


def test_a_place_is_a_link_only_when_a_base_is_given() -> None:
    assert "[para 1.1](<https://qa.example/paragraph?id=plan-2021-22%20%C2%B61.1>)" in markdown(
        answered(), base="https://qa.example"
    )
    assert not [token for token in tokens(markdown(answered())) if token.type == "link_open"]


@pytest.mark.parametrize("told", HOSTILE)
def test_hostile_words_are_read_as_words(told: str) -> None:
    text = markdown(hostile(told))
    assert {token.type for token in tokens(text)} <= OURS
    assert "".join(one_line(clean(told)).split()) in words(text) or "[1]" in told
    assert "http://" not in text and "www.a" not in text


@given(st.text(st.characters(codec="utf-8"), max_size=60) | st.text("\\`*_{}[]()<>#+-.!|~^$&:=@ \n1a/", max_size=30))
@settings(deadline=None, max_examples=300)
def test_any_words_are_read_as_they_are(told: str) -> None:
    plain = clean(told)
    read = tokens(f"{escaped(plain)}\n")
    assert {token.type for token in read} <= {"paragraph_open", "paragraph_close", "inline", "text", "text_special"}
    assert "".join(t.content for t in read if t.type in ("text", "text_special")).split() == plain.split()
