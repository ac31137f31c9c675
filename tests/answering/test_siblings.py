from __future__ import annotations

from typing import Any

import pytest

from mandate_qa.answering.siblings import Together, gathered, titled

TEXT = """\
    The Toy Office's plan

    1. Playing

    1.1 There is much to do. The Toy Office will do three things:

    - test paints;
    - visit workshops; and
    - count kites.

    1.2 Makers meet standards. They register each glue by name. They keep a glue book.

    1.3 Makers will: (a) test glue; (b) label glue; and (c) store glue in tins.

    1.4 A maker who spills glue pays for the floor.

    Office budget (£m)\t2023-24\t2024-25
    Revenue\t110\t120
    Capital\t5\t8
    """


@pytest.fixture(scope="module")
def shelf(toys: Any) -> Any:
    return toys.shelf(TEXT)


@pytest.fixture
def together(shelf: Any, toys: Any) -> Any:
    def together(question: str, *words: str, max_words: int = 100) -> dict[str, Together]:
        units = [shelf.unit(some) for some in words]
        every = gathered(toys.query(question), units, (), shelf, toys.asked(question), max_words)
        return {one.form: one for one in every}

    return together


def test_a_bullet_brings_its_list(together: Any) -> None:
    assert together("workshops", "visit workshops")["list"].texts == (
        "test paints;",
        "visit workshops; and",
        "count kites.",
    )


def test_a_sentence_brings_those_beside_it(together: Any) -> None:
    found = together("glue", "They register each glue")
    assert found["sentences"].texts[0] == "Makers meet standards."
    assert found["next"].texts == ("They register each glue by name.", "They keep a glue book.")


def test_items_marked_with_letters_stay_together(together: Any) -> None:
    found = together("label glue", "label glue")
    assert any("(a) test glue" in one.draft.statements[0].text and "(c)" in one.texts[-1] for one in found.values())


def test_a_row_brings_its_table_each_row_with_evidence_of_its_own(together: Any) -> None:
    rows = together("capital", "Capital\t")["table"].draft.statements
    assert [row.text for row in rows] == ["Revenue — 110 — 120", "Capital — 5 — 8"]
    assert len({row.evidence[0].quote for row in rows}) == 2


def test_places_that_share_a_rare_term_come_in_the_order_of_the_document(toys: Any, shelf: Any) -> None:
    units = [shelf.unit("A maker who spills"), shelf.unit("They keep a glue book")]
    query = toys.query("what of glue")
    asked = type(toys.asked("what of glue"))(query, lambda *_: 5.0)
    found = {one.form: one for one in gathered(query, units, (), shelf, asked, 100)}
    assert [text.split()[0] for text in found["term"].texts] == ["They", "A"]


def test_what_is_too_long_is_left_out(together: Any) -> None:
    assert "list" not in together("workshops", "visit workshops", max_words=8)


def test_titles_within_a_paragraph_are_a_list_that_the_line_before_announces(shelf: Any) -> None:
    from dataclasses import replace

    from mandate_qa.types import Part, PartKind

    lines = ("Two areas:", "Paint", "test it", "Glue", "label it")
    starts = [sum(len(line) + 1 for line in lines[:n]) for n in range(len(lines))]
    leads = (None, None, 1, None, 3)
    kinds = [PartKind.BULLET if lead is not None else PartKind.TEXT for lead in leads]
    parts = tuple(
        Part(kind, text, start, lead=lead) for kind, text, start, lead in zip(kinds, lines, starts, leads, strict=True)
    )
    paragraph = replace(shelf.having("test paints")[0], text="\n".join(lines), parts=parts)
    found = titled(paragraph)
    assert found is not None
    assert found.texts == ("Paint", "Glue")
    assert titled(shelf.having("test paints")[0]) is None
