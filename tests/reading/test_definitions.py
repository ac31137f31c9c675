"""Terms that a document defines, with their meaning and the words that give it."""

from __future__ import annotations

import pytest

from mandate_qa.reading import number_paragraphs
from mandate_qa.reading.definitions import Term, TermKind, term_named, terms_in
from mandate_qa.types import Block, BlockKind, Document, Paragraph

PLAN = Document("plan", "A plan", "2024 plan", "Toy Office", "2024", None, None)


def read(*blocks: Block) -> list[Paragraph]:
    """The paragraphs of a plan."""
    return number_paragraphs(PLAN, blocks)


def text(words: str, marker: str = "1.") -> Block:
    return Block(BlockKind.TEXT, words, marker=marker)


def terms(words: str) -> list[tuple[str, str]]:
    """Name and meaning of the terms that a text defines."""
    return [(term.name, term.meaning) for term in terms_in(read(text(words)))]


@pytest.mark.parametrize(
    ("words", "name", "meaning"),
    [
        ("It is paid through the Better Care Fund (BCF) in May.", "BCF", "Better Care Fund"),
        ("ISPs (independent sector providers) remain.", "ISPs", "independent sector providers"),
        ("‘Elective care’ means care that is planned. It is free.", "Elective care", "care that is planned"),
        (
            "In this document, “the Board” means the NHS Commissioning Board.",
            "the Board",
            "the NHS Commissioning Board",
        ),
        ("In this Act “toy” means a thing to play with; it is sold.", "toy", "a thing to play with"),
        ("“Working day” has the meaning given in section 2.", "Working day", "given in section 2"),
        ('A "child" refers to a person under 18.', "child", "a person under 18"),
        (
            "A delayed transfer is defined as a wait of more than a day.",
            "delayed transfer",
            "a wait of more than a day",
        ),
        ("By ‘play’ we mean any use of a toy.", "play", "any use of a toy"),
        (
            "The National Health Service Commissioning Board (“the Board”) pays.",
            "the Board",
            "National Health Service Commissioning Board",
        ),
        (
            "Work for the Department of Health (hereafter ‘the Department’) began.",
            "the Department",
            "Department of Health",
        ),
    ],
)
def test_a_term(words: str, name: str, meaning: str) -> None:
    assert terms(words) == [(name, meaning)]


@pytest.mark.parametrize(
    "words",
    [
        "This means that ‘elective care’ is cheap.",
        "The plan (NHS) is good, and so (as “the Board” says) is play.",
        "He said “no”. It refers to toys.",
        "Growth means jobs: 4,000 of them.",
        "It was defined as part of the plan.",
    ],
)
def test_what_defines_nothing(words: str) -> None:
    assert terms(words) == []


def test_a_footnote_that_gives_a_short_form() -> None:
    note = Block(BlockKind.FOOTNOTE, "MMR: measles, mumps and rubella.", marker="4")
    paragraphs = read(text("Everybody had MMR."), note)
    [term] = terms_in(paragraphs)
    assert (term.name, term.meaning, term.kind) == ("MMR", "measles, mumps and rubella", TermKind.SHORT_FORM)
    assert term.paragraph_id == "plan ¶footnote-4"


def test_a_glossary_of_lines_and_one_of_rows() -> None:
    rows = (("Term", "Meaning"), ("Ward", "A room in a hospital with beds"), ("ICS", "Integrated care system"))
    paragraphs = read(
        Block(BlockKind.HEADING, "Annex C: Glossary", level=1),
        Block(BlockKind.BULLET, "Elective care: care that is planned.", marker="-", bulleted=True),
        Block(BlockKind.BULLET, "Tariff – a price that is set for all.", marker="-", bulleted=True),
        Block(BlockKind.TABLE, "", rows=rows, headers=1),
    )
    found = terms_in(paragraphs)
    assert [(term.name, term.meaning) for term in found] == [
        ("Elective care", "care that is planned."),
        ("Tariff", "a price that is set for all."),
        ("Ward", "A room in a hospital with beds"),
        ("ICS", "Integrated care system"),
    ]


def test_lines_elsewhere_are_no_glossary() -> None:
    item = Block(BlockKind.BULLET, "Elective care: we will plan it.", marker="-", bulleted=True)
    assert terms_in(read(Block(BlockKind.HEADING, "Funding in cash terms", level=1), item)) == ()


def test_a_meaning_that_is_a_list() -> None:
    paragraphs = read(
        text("In this plan, “toy” means:"),
        Block(BlockKind.TEXT, "a ball, and", marker="(a)"),
        Block(BlockKind.TEXT, "a bat.", marker="(b)"),
    )
    [term] = terms_in(paragraphs)
    assert paragraphs[0].text[term.start : term.end].endswith("(b) a bat.")


def test_asking_for_a_term() -> None:
    found = terms_in(
        read(
            text("The Better Care Fund (BCF) is small."),
            text("‘Better Care Fund’ means money that councils and the NHS share.", "2."),
        )
    )
    assert [term.paragraph_id for term in found] == ["plan ¶1", "plan ¶2"]

    def meant(name: str) -> Term | None:
        return term_named(found, name)

    asked = [meant(name) for name in ("BCF", "the bcf", "better care fund")]
    assert [term and term.paragraph_id for term in asked] == ["plan ¶1", "plan ¶1", "plan ¶2"]
    assert meant("NHS") is meant("") is None


def test_words_stand_where_they_say(seed_paragraphs: dict[str, list[Paragraph]]) -> None:
    count = 0
    for paragraphs in seed_paragraphs.values():
        texts = {paragraph.id: paragraph.text for paragraph in paragraphs}
        for term in terms_in(paragraphs):
            words = texts[term.paragraph_id][term.start : term.end]
            assert term.name in words
            assert term.meaning in words
            count += 1
    assert count > 50


def test_the_seeds_define_no_row_of_figures(seed_paragraphs: dict[str, list[Paragraph]]) -> None:
    kinds = {term.kind for paragraphs in seed_paragraphs.values() for term in terms_in(paragraphs)}
    assert kinds == {TermKind.SHORT_FORM}
