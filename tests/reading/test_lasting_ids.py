"""Ids are unique and stay, whatever is made up: when a text is read again, and when another document is read."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from mandate_qa.reading import number_paragraphs
from mandate_qa.reading.labels import part_label
from mandate_qa.reading.references import references_of
from mandate_qa.types import Block, BlockKind, Document, Paragraph, ParagraphKind

WORD = st.sampled_from(
    "plan toy brick money paragraph 1.1 Annex A (b) £3m 2023-24 objective section recommendation".split()
)
WORDS = st.lists(WORD, min_size=1, max_size=12).map(lambda words: " ".join(words).capitalize())
MARKER = st.sampled_from(
    [
        "",
        "",
        "1.",
        "2.",
        "3",
        "1.1",
        "1.2",
        "2.1",
        "(1)",
        "(2)",
        "(a)",
        "(b)",
        "i.",
        "ii.",
        "A1",
        "A2",
        "117A.",
        "1.1(a)",
        "24/15",
    ]
)
TITLES_OF_PARTS = (
    "Annex A|Annex|Schedule 2|Part I|Part II: More|Executive summary|Recommendations|Article 5|Recommendation 1|"
    "Table 1: Budgets|Glossary|Objective 1: Play|Conclusions and recommendations"
).split("|")
TITLE = st.one_of(WORDS, st.sampled_from(TITLES_OF_PARTS))
LEVEL = st.integers(1, 3)
ROWS = st.lists(
    st.tuples(st.sampled_from(["", "1.", "1.1 Aims", "R1", "Toys"]), WORDS, st.just("12")), min_size=1, max_size=4
)
BLOCK = st.one_of(
    st.builds(Block, st.just(BlockKind.HEADING), TITLE, level=LEVEL, marker=MARKER),
    st.builds(Block, st.just(BlockKind.TEXT), WORDS.map(lambda text: f"{text}."), marker=MARKER),
    st.builds(Block, st.just(BlockKind.TEXT), WORDS.map(lambda text: f"Recommendation 2: {text}.")),
    st.builds(Block, st.just(BlockKind.TEXT), WORDS.map(lambda text: f"{text}:"), marker=MARKER),
    st.builds(Block, st.just(BlockKind.BULLET), WORDS, level=st.integers(0, 2), marker=MARKER, bulleted=st.just(True)),
    st.builds(Block, st.just(BlockKind.FOOTNOTE), WORDS, marker=st.sampled_from("123")),
    st.builds(Block, st.just(BlockKind.CONTENTS), WORDS),
    st.builds(
        Block, st.just(BlockKind.TABLE), st.just(""), rows=ROWS.map(tuple), caption=st.sampled_from(["", "Table 1"])
    ),
)
BLOCKS = st.lists(BLOCK, max_size=14)
TITLES = st.sampled_from(["A plan", "Toys Act 2022", "Toys Regulations 2021"])


def document(key: str, title: str) -> Document:
    return Document(key, title, key, "Toy Office", "2024", None, None)


def read(key: str, title: str, blocks: Sequence[Block]) -> list[Paragraph]:
    return number_paragraphs(document(key, title), blocks)


@settings(max_examples=400, deadline=None, derandomize=True)
@given(TITLES, BLOCKS)
def test_ids_are_unique_and_parts_stand_where_they_say(title: str, blocks: list[Block]) -> None:
    found = read("one", title, blocks)
    assert len({paragraph.id for paragraph in found}) == len(found)
    for paragraph in found:
        assert paragraph.id.startswith("one ")
        assert all(paragraph.text[part.start : part.end] == part.text for part in paragraph.parts)
        assert all(part_label(paragraph, n).startswith("one, ") for n in range(len(paragraph.parts)))


@settings(max_examples=100, deadline=None, derandomize=True)
@given(TITLES, BLOCKS, BLOCKS)
def test_reading_again_and_reading_others_changes_nothing(title: str, blocks: list[Block], others: list[Block]) -> None:
    before = read("one", title, blocks)
    other = read("two", title, others)
    assert read("one", title, list(blocks)) == before
    assert not {paragraph.id for paragraph in before} & {paragraph.id for paragraph in other}


@settings(max_examples=200, deadline=None, derandomize=True)
@given(TITLES, BLOCKS)
def test_no_word_is_lost(title: str, blocks: list[Block]) -> None:
    kept = {
        word for paragraph in read("one", title, blocks) for word in re.findall("[a-z]{3,}", paragraph.text.lower())
    }
    made = {word for block in blocks if not block.rows for word in re.findall("[a-z]{3,}", block.text.lower())}
    assert made <= kept


@settings(max_examples=200, deadline=None, derandomize=True)
@given(TITLES, BLOCKS)
def test_references_lead_to_paragraphs_that_exist(title: str, blocks: list[Block]) -> None:
    found = read("one", title, blocks)
    texts = {paragraph.id: paragraph.text for paragraph in found}
    for name, references in references_of(found, document("one", title)).items():
        for reference in references:
            assert texts[name][reference.start : reference.end] == reference.words
            assert texts.keys() >= set(reference.paragraph_ids)
            assert len(set(reference.paragraph_ids)) == len(reference.paragraph_ids) or "and" in reference.words


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(["1.", "2.", "3.", "4."]), max_size=12))
def test_a_number_is_given_twice_only_where_it_is_printed_twice(markers: list[str]) -> None:
    blocks = [Block(BlockKind.TEXT, f"Words of paragraph {n}.", marker=marker) for n, marker in enumerate(markers)]
    numbers = [p.number for p in read("one", "A plan", blocks) if p.number and p.kind is not ParagraphKind.HEADING]
    assert all(numbers.count(number) <= markers.count(f"{number}.") for number in numbers)
