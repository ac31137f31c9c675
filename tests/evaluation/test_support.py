"""Whether the cited paragraphs bear an answer's figures."""

from __future__ import annotations

import pytest

from mandate_qa.evaluation.records import Cited, to_cited
from mandate_qa.evaluation.support import unborne


def cited(marker: int, text: str, document: str = "plan", named: str = "The 2024-25 plan\nPriority 7\n1.15") -> Cited:
    return Cited(marker, document, "1.15", text, quote=text, named=named, exact=True)


def missing(answer: str, *citations: Cited, **published: str) -> list[str]:
    return [str(figure) for figure in unborne(answer, citations, published)[0]]


BLOCKS = cited(1, "At least 40 blocks by March 2025.")
BUDGET = cited(2, "Budget (£m)\t2024-25\t2025-26\nRepairs\t350\t420", named="")


def test_each_stretch_is_checked_against_its_own_marks() -> None:
    assert missing("40 blocks [1], £350m [2]", BLOCKS, BUDGET) == []
    assert missing("40 blocks [2], £350m [1]", BLOCKS, BUDGET) == ["40", "350 m"]


def test_a_stretch_without_marks_is_checked_against_all_that_is_cited() -> None:
    assert missing("By March 2025, and for 2025-26:\n- 40 [1]\n- 420 [2]\n", BLOCKS, BUDGET) == []
    assert missing("By March 2026:\n- 40 [1]", BLOCKS) == ["mar 2026"]


def test_a_made_up_mark_bears_nothing() -> None:
    assert missing("40 blocks [3]", BLOCKS) == ["40"]
    assert missing("40 blocks") == ["40"]


def test_how_the_place_is_named_may_be_said() -> None:
    assert missing("In the 2024-25 plan, paragraph 1.15: 40 [1]", BLOCKS) == []


def named(marker: int, text: str, label: str) -> Cited:
    item = {"marker": marker, "document": "roads", "title": "Roads for 2020 to 2025", "number": "2", "label": label}
    return to_cited({**item, "text": text})


def test_what_a_cited_document_is_called_claims_nothing() -> None:
    roads = named(1, "At least 40 roads.", "roads statement 2020-25, para 2")
    assert missing("- Roads statement 2020-25: 40 roads [1]", roads) == []
    assert missing("In Roads for 2020 to 2025 it is 40 [1]", roads) == []
    assert missing("- Roads statement 2020-25: 25 roads [1]", roads) == ["25"]
    assert missing("Roads statement 2020-251: 40 [1]", roads) != []
    assert missing("- Roads statement 2020-26: 40 [1]", roads) == ["26"]
    assert missing("- Roads statement 2020-25: 40 [1]", BLOCKS) != []


def test_a_label_of_numbers_alone_is_no_name() -> None:
    assert missing("25 roads [1]", named(1, "Roads", "25, para 2")) == ["25"]


@pytest.mark.parametrize("date", ["28 March 2024", "March 2024"])
def test_the_day_of_publication_may_be_said_for_the_cited_document_alone(date: str) -> None:
    answer = f"The later plan, of {date}, has 40 [1]"
    assert missing(answer, BLOCKS, plan="2024-03-28") == []
    assert missing(answer, BLOCKS, other="2024-03-28") != []
    assert missing(answer, BLOCKS, plan="2024-06-28") != []


@pytest.mark.parametrize(
    ("worked_out", "right"),
    [
        ("£70m", True),
        ("£0.07bn", True),
        ("20%", True),
        ("£770m", True),
        ("£71m", False),
        ("25%", False),
        ("£70bn", False),
    ],
)
def test_what_is_worked_out_must_say_so_and_be_right(worked_out: str, right: bool) -> None:
    answer = f"It rises from £350m [2] to £420m [2]. Worked out from these, the difference is {worked_out} [2]."
    assert (missing(answer, BUDGET) == []) is right
    assert missing(answer.replace("Worked out from these, the", "The"), BUDGET) != []


def test_what_is_worked_out_rests_on_figures_of_the_documents_alone() -> None:
    answer = "It was £100m [2]. Worked out: £250m less than £350m [2]."
    assert missing(answer, BUDGET) == ["100 m", "250 m"]


def test_every_figure_is_counted() -> None:
    assert len(unborne("40 blocks by March 2025 [1]; 41 [1]", [BLOCKS], {})[1]) == 3
