"""The places where page breaks, running titles and footnotes cut the seeds: every sentence is whole again."""

from __future__ import annotations

import pytest

from mandate_qa.types import Paragraph, PartKind

Seeds = dict[str, list[Paragraph]]

CUTS = [
    ("mandate-2021-22", "1.5", "up to 200,000 people will benefit from a Personal Health Budget"),
    ("mandate-2021-22", "1.17", "GP referrals to weight management services for eligible patients, whilst recognising"),
    ("mandate-2021-22", "2.4", "employer contributions to the NHS pension scheme as well as GP indemnity"),
    ("mandate-2017-18", None, "but I am clear that more needs to be done to transform clinical standards"),
    ("mandate-2017-18", "2.15", "by NHS organisations, patients and carers in research funded both by commercial"),
    ("mandate-2017-18", "Annex 5.1", "at risk of admission to hospital are first seen by a GP or ambulance"),
    ("mandate-2017-18", "Annex 6.1", "more significant reductions through the New Care Model programme covering"),
    ("mandate-2017-18", "Annex 6.2", "to establish the Better Care Fund in 2017-18, and ensure the amount spent"),
    ("mandate-2017-18", "Annex 6.3", "children, young people and adults with a learning disability and/or autism"),
    ("mandate-2017-18", "Annex 7.2", "to enable sharing of care records."),
    ("mandate-2023", None, "to enable rapid action to improve emergency, elective and primary care performance"),
    ("mandate-2023", None, "NHS England should develop and deliver the service specifications"),
    ("mandate-2023", None, "common condition service in community pharmacy and the necessary underpinning IT"),
    ("mandate-2023", None, "and 80% of Care Quality Commission (CQC) registered adult social care providers"),
    ("business-plan-2013-16", "3.77", "a joint venture between NHS England, the Department of Health"),
    (
        "business-plan-2013-16",
        "3.92",
        "appraisal of nursing staff and support workers, led by Health Education England",
    ),
    ("business-plan-2013-16", "3.118", "the Civil Society Assembly, which will: create a forum"),
]


@pytest.mark.parametrize(("key", "number", "words"), CUTS, ids=[words[:30] for _, _, words in CUTS])
def test_a_cut_sentence_is_whole(key: str, number: str | None, words: str, seed_paragraphs: Seeds) -> None:
    found = [p for p in seed_paragraphs[key] if any(words in part.text for part in p.parts)]
    assert [p.number for p in found] == [number]


def test_running_text_of_the_seeds_begins_with_a_capital(seed_paragraphs: Seeds) -> None:
    """What begins in lower case would be the second half of something that was cut."""
    parts = [part for paragraphs in seed_paragraphs.values() for p in paragraphs for part in p.parts]
    lower = {part.text for part in parts if part.kind is PartKind.TEXT and part.text[0].islower()}
    assert {text for text in lower if text[1:2] != "." and "www." not in text} == set()


def test_bullets_keep_their_number_over_a_page_break(seed_paragraphs: Seeds) -> None:
    bullets = {
        p.number: [part.text for part in p.parts if part.kind is PartKind.BULLET]
        for p in seed_paragraphs["mandate-2021-22"]
    }
    assert len(bullets["1.9"]) == 13
    assert bullets["1.9"][7] == "The NHS will better embrace technology to improve patient experience;"
    assert len(bullets["1.17"]) == 6
    assert (
        "Number of people with a Learning Disability on the GP register receiving an annual health check."
        in (bullets["Annex A commitment 6"])
    )
    assert bullets["Annex A commitment 12"][0].startswith("Proportion of providers and general practices")


def test_a_heading_after_an_unfinished_bullet_stays_a_heading(seed_paragraphs: Seeds) -> None:
    headings = [p.text for p in seed_paragraphs["planning-guidance-2021-22"] if p.kind.value == "heading"]
    assert (
        "Delivering the NHS Covid-19 Vaccination programme and meeting the needs of patients with Covid-19" in headings
    )


def test_typos_stay_as_printed(seed_paragraphs: Seeds) -> None:
    text = "\n".join(p.text for paragraphs in seed_paragraphs.values() for p in paragraphs)
    for typo in (
        "operating waiting times",
        "ICsSs",
        "PNC staff",
        "NHS 11 ",
        "Cystosponge",
        "NNHS England",
        "20/21.NHS",
    ):
        assert typo in text
