"""The table of figures: a row for each, with the words it stands in, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from made_records import HOSTILE, OLD, answered, cited, hostile

from mandate_qa.errors import UsageError
from mandate_qa.exporting import Format, exported
from mandate_qa.exporting.figures_csv import COLUMNS, guarded
from mandate_qa.types.records import AnswerRecord


def rows(*records: AnswerRecord) -> list[dict[str, str]]:
    file = exported(records, Format.FIGURES)
    assert file.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(StringIO(file.decode("utf-8-sig"), newline="")))


def test_a_figure_comes_with_everything_about_it() -> None:
    (first, second) = rows(answered("95% by March 2022. [1]", cited(source=OLD, quote="reach 95% by March 2022")))
    assert first == {
        "Question": "what is the target", "Statement": "95% by March 2022.", "Figure": "95%", "Kind": "%",
        "Year or column": "",
        "Stands in": "answer and quote", "Document": "The plan", "Edition": "2017-18 plan",
        "Superseded by": "2021-22 plan", "Paragraph number": "1.1", "Label": "2021-22 plan, para 1.1", "Page": "7",
        "Quote": "reach 95% by March 2022", "Checked": "yes", "Asked at": "2026-03-01T12:30:00+00:00",
    }  # fmt: skip
    assert (second["Figure"], second["Kind"]) == ("March 2022", "date")
    assert tuple(first) == COLUMNS


def test_figures_that_only_the_quote_gives_follow_once() -> None:
    record = answered("- 70% [1]\n- 80% [1]", cited(quote="70% first, 80% then, 90% last"))
    assert [(row["Figure"], row["Stands in"]) for row in rows(record)] == [
        ("70%", "answer and quote"),
        ("80%", "answer and quote"),
        ("90%", "quote only"),
    ]


def test_a_figure_of_a_row_comes_with_its_column_and_stands_once() -> None:
    text = "Capital (£m): £260m (2019-20); £260m (2020-21); £301m (2021-22). [1]\n- 2023-24: 5% and again 5%. [1]"
    told = rows(answered(text, cited(quote="260 260 301 5% 5% 7% 7%")))
    assert [(row["Figure"], row["Year or column"]) for row in told] == [
        ("£260m", "2019-20"),
        ("£260m", "2020-21"),
        ("£301m", "2021-22"),
        ("2023-24", ""),
        ("5%", "2023-24"),
        ("7%", ""),
    ]


def test_a_figure_is_laid_to_the_citation_that_bears_it() -> None:
    record = answered("5 and 7 and 9. [1][2]", cited(1, "five is 5"), cited(2, "seven is 7"))
    assert [(row["Figure"], row["Quote"], row["Stands in"]) for row in rows(record)] == [
        ("5", "five is 5", "answer and quote"),
        ("7", "seven is 7", "answer and quote"),
        ("9", "five is 5", "answer only"),
    ]


def test_words_without_a_mark_are_no_statement() -> None:
    record = answered("In 2020 it was 1. [1] By 2030 it will be 2.", cited(quote="In 2020 it was 1"))
    assert [row["Figure"] for row in rows(record)] == ["2020", "1"]


def test_rows_of_a_table_are_statements() -> None:
    record = answered(
        "| Year | £m |\n|---|---|\n| 2021-22 | £301m [1] |", cited(quote="301", checked=False, number=None)
    )
    (year, money) = rows(record)
    assert (year["Figure"], money["Figure"], money["Statement"]) == ("2021-22", "£301m", "2021-22 | £301m")
    assert (year["Year or column"], money["Year or column"]) == ("", "2021-22")
    assert (money["Checked"], money["Paragraph number"]) == ("no", "(unnumbered)")


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1+cmd|'/C calc'!A0", "@SUM(A1)", "\t=1", "\r=1", "-", "＝1"])
def test_what_a_spreadsheet_could_run_is_kept_from_it(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["-281", "-34.6", "-£1,200m", "95%", "", "a=b"])
def test_figures_and_words_are_left(cell: str) -> None:
    assert guarded(cell) == cell


@pytest.mark.parametrize("words", HOSTILE)
def test_no_cell_of_a_hostile_answer_begins_a_formula(words: str) -> None:
    record = hostile(f"{words} 5%")
    told = rows(record)
    assert told
    assert not [cell for row in told for cell in row.values() if cell[:1] in tuple("=+@\t\r")]
    assert all(set(row) == set(COLUMNS) for row in told)


def test_a_table_that_would_swell_is_refused() -> None:
    record = answered(f"{'x' * 200_000} {' '.join(map(str, range(500)))} [1]")
    with pytest.raises(UsageError, match=r"too large; export fewer answers at a time\.$"):
        rows(record)
