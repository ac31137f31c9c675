"""Ids that last and labels that read well, down to the bullet and the row."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from mandate_qa.reading import number_paragraphs, read_blocks
from mandate_qa.reading.labels import part_label, short_section, slug
from mandate_qa.types import Document, Paragraph

Read = Callable[[str], list[Paragraph]]
Seeds = dict[str, list[Paragraph]]


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Priority 1: cut NHS waiting lists and recover performance", "priority-1"),
        ("Annex A - NHS Long Term Plan", "annex-a"),
        ("NHS England's budget", "nhs-englands-budget"),
        ("2. Funding", "2-funding"),
        ("Taking account of the views of patients and the public", "taking-account-of-the-views-of-patients-and"),
        ("§§§", "section"),
    ],
)
def test_a_slug(heading: str, name: str) -> None:
    assert slug(heading) == name


def test_a_long_heading_is_cut_between_words() -> None:
    short = short_section("Promoting equality and reducing health inequalities, for each and every one of us")
    assert short.endswith("…")
    assert len(short) <= 61
    assert short_section("Core Priorities:") == "Core Priorities"
    assert short_section("Objective 4: Improving prevention of ill health") == "Objective 4"


def find(paragraphs: list[Paragraph], words: str) -> str:
    """The label of the part that begins with `words`."""
    [label] = [
        part_label(paragraph, n)
        for paragraph in paragraphs
        if paragraph.kind.value != "contents"
        for n, part in enumerate(paragraph.parts)
        if part.text.startswith(words) and paragraph.kind.value != "heading"
    ]
    return label


LABELS = [
    ("mandate-2021-22", "The NHS will contribute at least", "2021-22 mandate, para 1.15, bullet 1"),
    ("mandate-2023", "improving A&E and ambulance performance", "2023 mandate, Priority 1, bullet 4 (unnumbered)"),
    ("mandate-2023", "increasing early diagnosis", "2023 mandate, Priority 1, bullet 2, bullet 2 (unnumbered)"),
    (
        "mandate-2023",
        "NHS England works with people",
        "2023 mandate, Taking account of the views of patients and the public, para 2 (unnumbered)",
    ),
    ("mandate-2017-18", "Deliver recommendations of the", "2017-18 mandate, Annex 2.3, Overall 2020 goals, bullet 1"),
    (
        "mandate-2017-18",
        "Achieve the 62-day cancer waiting times",
        "2017-18 mandate, Annex 2.3, 2017-18 deliverables, bullet 2",
    ),
    (
        "mandate-2017-18",
        "Develop and implement plans to moderate",
        "2017-18 mandate, Annex 5.1, 2017-18 deliverables, bullet 6",
    ),
    ("mandate-2017-18", "NHS England's legal name", "2017-18 mandate, footnote 1"),
    (
        "mandate-2017-18",
        "Capital budget",
        "2017-18 mandate, 3. NHS England's budget, table 1, row “Capital budget (£m)” (unnumbered)",
    ),
    ("mandate-2021-22", "Number of whole genomes", "2021-22 mandate, Annex A commitment 8, bullet 4"),
    ("business-plan-2013-16", "‘Putting patients first’ is", "business plan 2013/14 – 2015/16, para 1"),
    (
        "business-plan-2013-16",
        "We will oversee the roll out of Improved",
        "business plan 2013/14 – 2015/16, Annex 2 objective 11, row 2",
    ),
]


@pytest.mark.parametrize(("key", "words", "label"), LABELS, ids=[label for _, _, label in LABELS])
def test_labels_of_the_seeds(key: str, words: str, label: str, seed_paragraphs: Seeds) -> None:
    assert find(seed_paragraphs[key], words) == label


def test_a_part_that_is_none_has_the_label_of_its_paragraph(seed_paragraphs: Seeds) -> None:
    [paragraph] = [p for p in seed_paragraphs["mandate-2021-22"] if p.number == "1.15"]
    assert part_label(paragraph, None) == part_label(paragraph, 0) == part_label(paragraph, 99) == paragraph.label


def test_ids_are_unique_over_the_whole_library(seed_paragraphs: Seeds) -> None:
    ids = [paragraph.id for paragraphs in seed_paragraphs.values() for paragraph in paragraphs]
    assert len(ids) == len(set(ids))
    assert "mandate-2021-22 ¶1.15" in ids


def test_ids_and_labels_stay_when_a_document_is_read_again(
    seeds: Path, seed_documents: dict[str, Document], seed_paragraphs: Seeds
) -> None:
    for key, document in reversed(seed_documents.items()):
        again = number_paragraphs(document, read_blocks(seeds / document.path))
        assert again == seed_paragraphs[key]


def test_the_same_number_twice_gets_two_ids(paragraphs: Read) -> None:
    found = paragraphs("Annex A\n\nAims\n\n1. To play\n\nSo.\n\nAnnex A\n\nAims\n\n1. To play\n\nSo.\n")
    assert [p.id for p in found if p.number] == ["plan ¶Annex A item 1", "plan ¶Annex A item 1 (2)"]


def test_headings_of_one_name_are_told_apart_by_the_one_above(paragraphs: Read) -> None:
    found = paragraphs("1 Play\n\n1.1 So.\n\nAims\n\n- one\n\n2 Rest\n\n2.1 So.\n\nAims\n\n- two\n")
    ids = [p.id for p in found if p.text in ("Aims", "- one", "- two")]
    assert ids == ["plan §aims", "plan §aims ¶1", "plan §2-rest/aims", "plan §2-rest/aims ¶1"]


def test_adding_words_elsewhere_keeps_the_ids_of_other_sections(paragraphs: Read) -> None:
    before = {p.id: p.text for p in paragraphs("Play\n\nIt is good.\n\nRest\n\nIt is good, too.\n")}
    after = {p.id: p.text for p in paragraphs("Play\n\nA new one.\n\nIt is good.\n\nRest\n\nIt is good, too.\n")}
    assert before["plan §rest ¶1"] == after["plan §rest ¶1"]
