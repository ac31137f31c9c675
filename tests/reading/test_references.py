"""Cross-references found in running text, and the paragraphs they lead to."""

from __future__ import annotations

from textwrap import dedent

import pytest

from mandate_qa.reading import number_paragraphs
from mandate_qa.reading.references import references_of
from mandate_qa.reading.text import text_blocks
from mandate_qa.types import Block, BlockKind, Document, Paragraph

REPORT = Document("report", "A report on toys", "2024 report", "Toy Office", "2024", None, None)
BODY = """\
    1 Playing

    1.1 Play is good.

    1.2 {words}

    1.3 The aims are:

    a) to play
    b) to rest

    1.4 There are blocks.

    1.5 There is paint.

    2 Money

    2.1 There is some.

    Table 1: Budgets

    £m\t2023-24\t2024-25
    Toys\t2\t3

    Objective 1: Buy blocks

    2.2 They are dear.

    Annex A: Recommendations

    1. Buy blocks.

    2. Buy paint.

    Annex B: Method

    1. We asked.

    2. They answered, see paragraph 1.
    """


def read(words: str) -> list[Paragraph]:
    """The report, with `words` as its paragraph 1.2."""
    return number_paragraphs(REPORT, text_blocks(dedent(BODY).format(words=words)))


def found(words: str) -> list[tuple[str, list[str]]]:
    """Words and ids (without the key) of the references in paragraph 1.2."""
    references = references_of(read(words), REPORT).get("report ¶1.2", ())
    return [(each.words, [name.removeprefix("report ") for name in each.paragraph_ids]) for each in references]


@pytest.mark.parametrize(
    ("words", "reference", "ids"),
    [
        ("As paragraph 1.1 says.", "paragraph 1.1", ["¶1.1"]),
        ("See para 1.1.", "para 1.1", ["¶1.1"]),
        ("See paras 1.3 to 1.5.", "paras 1.3 to 1.5", ["¶1.3", "¶1.4", "¶1.5"]),
        ("See paragraphs 1.3–1.5 and 2.1.", "paragraphs 1.3–1.5 and 2.1", ["¶1.3", "¶1.4", "¶1.5", "¶2.1"]),
        ("See paragraphs 1.1, 1.4 and 2.2.", "paragraphs 1.1, 1.4 and 2.2", ["¶1.1", "¶1.4", "¶2.2"]),
        ("See paragraph 1.3(b).", "paragraph 1.3(b)", ["¶1.3"]),
        ("Listed in Annex A.", "Annex A", ["§annex-a"]),
        ("Listed in annexes A and B.", "annexes A and B", ["§annex-a", "§annex-b"]),
        ("As section 2 says.", "section 2", ["§2-money"]),
        ("As Chapter 2 says.", "Chapter 2", ["§2-money"]),
        ("See Table 1 below.", "Table 1", ["§table-1-budgets table-1"]),
        ("As part of objective 1, we play.", "objective 1", ["§objective-1"]),
        ("As recommendation 2 asks.", "recommendation 2", ["¶Annex A recommendation 2"]),
        ("See Annex B, paragraph 2.", "Annex B, paragraph 2", ["¶Annex B paragraph 2"]),
        ("See paragraph 2 of Annex B.", "paragraph 2 of Annex B", ["¶Annex B paragraph 2"]),
        ("See paragraph 1.1 of this report.", "paragraph 1.1", ["¶1.1"]),
        ("See paragraph 1.1 of the report.", "paragraph 1.1", ["¶1.1"]),
        ("See Paragraph 1.1 and 30 others.", "Paragraph 1.1", ["¶1.1"]),
    ],
)
def test_a_reference(words: str, reference: str, ids: list[str]) -> None:
    assert found(words) == [(reference, ids)]


@pytest.mark.parametrize(
    "words",
    [
        "Mandate paragraph 1.1 says so.",
        "The Mandate, paragraph 1.1, says so.",
        "Under the Toys Act 2006, section 2, it is so.",
        "Section 2 of the Toys Act 2006 says so.",
        "Section 2 of the 2006 Act says so.",
        "Paragraph 1.1 of that review says so.",
        "Paragraph 1.1 of the mandate says so.",
        "See Table 1 in the Spending Review.",
        "See paragraph 1.9.",
        "See paragraph 7 of Annex B.",
        "See section 13A(2).",
        "See Annex C.",
    ],
)
def test_a_reference_to_another_document_or_to_nothing(words: str) -> None:
    [(_, ids)] = found(words)
    assert ids == []


@pytest.mark.parametrize(
    "words",
    [
        "It is 1.1 metres long, and in 2.1 per cent of cases longer.",
        "The target 4 hours later was met. Objective 9 was not.",
        "For the part I play, a section I like, or a table a child drew.",
        "A paragraph, a section and an annex.",
        "The section 2,000 people read.",
    ],
)
def test_what_is_no_reference(words: str) -> None:
    assert found(words) == []


def test_words_stand_where_they_say() -> None:
    paragraphs = read("As paragraph 1.1 and Annex A say.")
    text = {paragraph.id: paragraph.text for paragraph in paragraphs}
    for name, references in references_of(paragraphs, REPORT).items():
        assert all(text[name][each.start : each.end] == each.words for each in references)


def test_a_number_in_an_annex_means_the_annex_first() -> None:
    [reference] = references_of(read("So."))["report ¶Annex B paragraph 2"]
    assert reference.paragraph_ids == ("report ¶Annex B paragraph 1",)


def test_a_lone_annex_and_a_footnote() -> None:
    blocks = [
        Block(BlockKind.TEXT, "See the Annex, and see footnote 8.", marker="1."),
        Block(BlockKind.FOOTNOTE, "A note.", marker="8"),
        Block(BlockKind.HEADING, "Annex: More", level=1),
        Block(BlockKind.TEXT, "More."),
    ]
    paragraphs = number_paragraphs(REPORT, blocks)
    assert [each.paragraph_ids for each in references_of(paragraphs)["report ¶1"]] == [
        ("report §annex-more",),
        ("report ¶footnote-8",),
    ]


def test_sections_of_an_act() -> None:
    act = Document("act", "Toys Act 2022", "Toys Act", "Parliament", "2022", None, None)
    blocks = [
        Block(BlockKind.HEADING, "Duty", marker="1", level=1),
        Block(BlockKind.TEXT, "Toys are to be safe.", marker="(1)"),
        Block(BlockKind.TEXT, "Subsection (1) is subject to section 2 and Schedule 1.", marker="(2)"),
        Block(BlockKind.HEADING, "Sponges", marker="2", level=1),
        Block(BlockKind.TEXT, "Sponges need not be. See section 1(1) and paragraph 1 of Schedule 1."),
        Block(BlockKind.HEADING, "Schedule 1", level=1),
        Block(BlockKind.TEXT, "A bat is a toy.", marker="1"),
    ]
    found = references_of(number_paragraphs(act, blocks), act)
    assert [each.paragraph_ids for each in found["act ¶1(2)"]] == [
        ("act ¶1(1)",),
        ("act §2-sponges",),
        ("act §schedule-1",),
    ]
    assert [each.paragraph_ids for each in found["act ¶2"]] == [("act ¶1(1)",), ("act ¶Schedule 1 paragraph 1",)]


ANNEX_2017_18 = "mandate-2017-18 §annex-how-we-will-assess-nhs-englands-performance"
SEEDS = [
    ("mandate-2021-22 ¶1.13", ("paragraph 1.9", ("mandate-2021-22 ¶1.9",))),
    ("mandate-2021-22 ¶1.3", ("Annex A", ("mandate-2021-22 §annex-a",))),
    ("mandate-2017-18 ¶1.4", ("Annex", (ANNEX_2017_18,))),
    ("mandate-2021-22 ¶2.1", ("Section 13A", ())),
    ("business-plan-2013-16 ¶Annex 2 objective 11", ("paragraph 3.5", ())),
    ("business-plan-2013-16 ¶4.12", ("paragraph 3.106", ("business-plan-2013-16 ¶3.106",))),
]


@pytest.mark.parametrize(("name", "wanted"), SEEDS, ids=[name for name, _ in SEEDS])
def test_references_of_the_seeds(
    name: str,
    wanted: tuple[str, tuple[str, ...]],
    seed_documents: dict[str, Document],
    seed_paragraphs: dict[str, list[Paragraph]],
) -> None:
    key = name.split(" ", maxsplit=1)[0]
    references = references_of(seed_paragraphs[key], seed_documents[key])[name]
    assert wanted in [(each.words, each.paragraph_ids) for each in references]
