"""Every number that the seeds print is found, in order and once, and no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from mandate_qa.types import Paragraph, ParagraphKind

Seeds = dict[str, list[Paragraph]]


def below(chapter: str, last: int) -> list[str]:
    """The numbers of a chapter from its first to its last: "2.1", "2.2" …"""
    return [f"{chapter}.{n}" for n in range(1, last + 1)]


def items(name: str, last: int) -> list[str]:
    """The numbers of counted items: "Annex A commitment 1", "Annex A commitment 2" …"""
    return [f"{name} {n}" for n in range(1, last + 1)]


ANNEX_ROWS_2017_18 = "1.1 2.1 2.2 2.3 3.1 4.1 4.2 5.1 6.1 6.2 6.3 7.1 7.2 7.3".split()
PRINTED = {
    "mandate-2021-22": [*below("1", 21), *below("2", 5), *items("Annex A commitment", 13)],
    "mandate-2017-18": [
        *below("1", 11),
        *below("2", 15),
        *below("3", 4),
        *(f"Annex {number}" for number in ANNEX_ROWS_2017_18),
    ],
    "business-plan-2013-16": [
        *map(str, range(1, 8)),
        *below("1", 16),
        *below("2", 7),
        *below("3", 140),
        *below("4", 14),
        *items("Annex 2 objective", 24),
        *items("Annex 2 offer", 5),
    ],
    "mandate-2023": [],
    "planning-guidance-2021-22": [],
}


@pytest.mark.parametrize("key", sorted(PRINTED))
def test_printed_numbers_are_found_in_order_and_once(key: str, seed_paragraphs: Seeds) -> None:
    assert [p.number for p in seed_paragraphs[key] if p.number is not None] == PRINTED[key]


@pytest.mark.parametrize(("key", "last"), [("mandate-2017-18", 25), ("planning-guidance-2021-22", 4)])
def test_printed_footnotes_are_found_in_order_and_once(key: str, last: int, seed_paragraphs: Seeds) -> None:
    footnotes = [p.id for p in seed_paragraphs[key] if p.kind is ParagraphKind.FOOTNOTE]
    assert footnotes == [f"{key} ¶footnote-{n}" for n in range(1, last + 1)]


@pytest.mark.parametrize(("key", "last"), [("mandate-2017-18", 25), ("planning-guidance-2021-22", 4)])
def test_every_footnote_is_tied_to_one_paragraph(key: str, last: int, seed_paragraphs: Seeds) -> None:
    tied = [note for p in seed_paragraphs[key] for note in p.notes]
    assert sorted(tied) == sorted(f"{key} ¶footnote-{n}" for n in range(1, last + 1))


@pytest.mark.parametrize("key", sorted(PRINTED))
def test_a_number_stands_on_the_lines_that_its_paragraph_names(key: str, seeds: Path, seed_paragraphs: Seeds) -> None:
    lines = (seeds / f"{key}.txt").read_text("utf-8").split("\n")
    for paragraph in seed_paragraphs[key]:
        if paragraph.number is not None:
            first, last = paragraph.lines
            assert paragraph.number.split()[-1] in "\n".join(lines[first - 1 : last]), paragraph.id


def test_a_reference_to_another_document_is_no_number_of_this_one(seed_paragraphs: Seeds) -> None:
    [objective] = [p for p in seed_paragraphs["business-plan-2013-16"] if p.number == "Annex 2 objective 11"]
    assert "Mandate paragraph 3.5" in objective.text
