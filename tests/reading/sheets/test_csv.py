"""CSV and TSV files: delimiters, encodings, line breaks in cells, several tables in one file."""

from __future__ import annotations

from pathlib import Path

import pytest

from mandate_qa.errors import UnreadableDocumentError
from mandate_qa.reading import number_paragraphs, sheets_blocks
from mandate_qa.reading.files import read_blocks, reader_for
from mandate_qa.types import Block, BlockKind, Document

SPENDING = "Region,2021-22,2022-23\nNorth,1,2\nSouth,3,4\n"


def written(folder: Path, content: str | bytes, name: str = "spending by region.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def tables(blocks: list[Block]) -> list[Block]:
    return [block for block in blocks if block.kind is BlockKind.TABLE]


def problem(path: Path) -> str:
    """The one sentence that reading `path` ends in."""
    with pytest.raises(UnreadableDocumentError) as caught:
        read_blocks(path)
    message = str(caught.value)
    assert caught.value.path == str(path)
    assert message.endswith(".")
    assert "\n" not in message
    return message


def test_a_table_is_a_paragraph_under_the_name_of_its_file(tmp_path: Path, plan: Document) -> None:
    heading, table = number_paragraphs(plan, read_blocks(written(tmp_path, SPENDING)))
    assert heading.text == "spending by region"
    assert table.section == ("spending by region",)
    assert table.table is not None
    assert table.table.columns == ("2021-22", "2022-23")
    assert [(row.label, row.cells) for row in table.table.rows] == [("North", ("1", "2")), ("South", ("3", "4"))]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters(tmp_path: Path, delimiter: str) -> None:
    text = SPENDING.replace(",", delimiter).replace("North", '"North, upper; part"')
    [table] = tables(read_blocks(written(tmp_path, text)))
    assert table.rows == (("Region", "2021-22", "2022-23"), ("North, upper; part", "1", "2"), ("South", "3", "4"))


def test_a_tab_parts_cells_in_a_file_that_says_so(tmp_path: Path) -> None:
    [table] = tables(read_blocks(written(tmp_path, "a, b, c\td, e, f\n1, 2, 3\t4, 5, 6\n", "x.tsv")))
    assert table.rows[1] == ("1, 2, 3", "4, 5, 6")


def test_commas_in_figures_do_not_part_cells_of_another_delimiter(tmp_path: Path) -> None:
    [table] = tables(read_blocks(written(tmp_path, "Region;Share\nNorth;1,5\nSouth;2,5\n")))
    assert table.rows[1] == ("North", "1,5")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    [table] = tables(read_blocks(written(tmp_path, "Place,Price\nCafé,£5 – €6\n".encode(encoding))))
    assert table.rows[1] == ("Café", "£5 – €6")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_breaks_within_and_between_rows(tmp_path: Path, end: str) -> None:
    text = f'Name,Note{end}"Jones{end}(acting)","- red{end}- blue"{end}Smith,x{end}'
    [table] = tables(read_blocks(written(tmp_path, text)))
    assert table.rows == (("Name", "Note"), ("Jones (acting)", "- red\n- blue"), ("Smith", "x"))
    assert table.row_lines == ((1, 1), (2, 4), (5, 5))


def test_empty_rows_and_columns_are_left_out(tmp_path: Path) -> None:
    text = ",,,\n,Region,,2021-22\n,North,,1\n,,,\n"
    [table] = tables(read_blocks(written(tmp_path, text)))
    assert table.rows == (("Region", "2021-22"), ("North", "1"))


def test_tables_parted_by_empty_rows_with_their_titles_and_notes(tmp_path: Path) -> None:
    text = """Table 1: Spending,,
This file has two tables.,,
Region,2021-22,2022-23
North,1,2
Source: Toy Office.,,
,,
Table 2: Staff,,
,,
Region,Nurses,Doctors
North,5,6
Note that these are estimates of people in post and not of posts,,
"""
    blocks = read_blocks(written(tmp_path, text))[1:]
    assert [(block.kind, block.caption or block.text) for block in blocks] == [
        (BlockKind.TEXT, "This file has two tables."),
        (BlockKind.TABLE, "Table 1: Spending"),
        (BlockKind.TEXT, "Source: Toy Office."),
        (BlockKind.TABLE, "Table 2: Staff"),
        (BlockKind.TEXT, "Note that these are estimates of people in post and not of posts"),
    ]


def test_labels_without_values_stay_in_the_table(tmp_path: Path, plan: Document) -> None:
    text = "Item,2021,2022\nEngland,,\nHospitals,1,2\nWales,,\nHospitals,3,4\nTotal may not add up\n"
    *_, paragraph, note = number_paragraphs(plan, read_blocks(written(tmp_path, text)))
    table = paragraph.table
    assert table is not None
    assert note.text == "Total may not add up"
    assert [(row.group, row.label) for row in table.rows if any(row.cells)] == [
        ("England", "Hospitals"),
        ("Wales", "Hospitals"),
    ]


@pytest.mark.parametrize(
    ("text", "headers"),
    [
        ("Name,Target 2025\nNorth,5\n", 1),
        ("Name,Share of 2021 (%)\nNorth,5\n", 1),
        ("North,5\nSouth,6\n", None),
        ("Name,Name\nNorth,5\n", 1),
    ],
)
def test_the_row_that_names_the_columns(tmp_path: Path, text: str, headers: int | None) -> None:
    [table] = tables(read_blocks(written(tmp_path, text)))
    assert table.headers == headers


def test_a_file_of_one_column_is_text(tmp_path: Path) -> None:
    blocks = read_blocks(written(tmp_path, '1.1 Paint must be safe.\n"1.2 Blocks, too."\n- red\n'))
    assert [(block.kind, block.marker, block.text) for block in blocks[1:]] == [
        (BlockKind.TEXT, "1.1", "Paint must be safe."),
        (BlockKind.TEXT, "1.2", "Blocks, too."),
        (BlockKind.BULLET, "-", "red"),
    ]


def test_text_from_right_to_left_and_control_characters(tmp_path: Path) -> None:
    [table] = tables(read_blocks(written(tmp_path, "שם,ערך\nصحة\x07,5\n")))
    assert table.rows == (("שם", "ערך"), ("صحة", "5"))


@pytest.mark.parametrize("content", ["", "\n \n", ",,\n,,\n", "\ufeff"])
def test_an_empty_file(tmp_path: Path, content: str) -> None:
    assert "is empty" in problem(written(tmp_path, content))


@pytest.mark.parametrize(
    "content", [b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", b"a,b\n\x81,\x8d\n", bytes(range(256)) * 40]
)
def test_a_file_that_is_no_text(tmp_path: Path, content: bytes) -> None:
    assert "save it as CSV in UTF-8" in problem(written(tmp_path, content))


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = written(tmp_path, SPENDING)
    with path.open("r+b") as file:
        file.truncate(200_000_000)
    assert "has 200 MB, and a table may have 64" in problem(path)


def test_too_many_rows(tmp_path: Path) -> None:
    assert "has more than 20,000 rows; keep the ones" in problem(written(tmp_path, "a,b\n" * 20_001))


def test_too_many_cells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert sheets_blocks.MAX_CELLS == 1_000_000
    monkeypatch.setattr(sheets_blocks, "MAX_CELLS", 5)
    assert "has more than 5 cells; keep the ones that are asked about" in problem(written(tmp_path, SPENDING))


def test_an_open_quotation_mark_is_read_to_the_end(tmp_path: Path) -> None:
    [table] = tables(read_blocks(written(tmp_path, 'a,b\n1,"two\n3,4\n')))
    assert table.rows == (("a", "b"), ("1", "two 3,4"))


def test_only_the_name_tells_a_table(tmp_path: Path) -> None:
    assert reader_for(written(tmp_path, SPENDING, "x.csv")).name == "CSV or TSV"
    assert reader_for(written(tmp_path, SPENDING, "x.txt")).name == "plain text"


def test_headings_over_several_columns_stand_once_in_the_file(tmp_path: Path, plan: Document) -> None:
    rows = "Region,2022,,2023,\n,Median,Longest,Median,Longest\nNorth,9.5,24,11.0,24\nWales,8.0,20,7.5,19\n"
    [_, paragraph] = number_paragraphs(plan, read_blocks(written(tmp_path, rows)))
    assert paragraph.table is not None
    assert paragraph.table.columns == ("2022 Median", "2022 Longest", "2023 Median", "2023 Longest")


def test_a_heading_that_is_missing_is_not_taken_from_its_neighbour(tmp_path: Path, plan: Document) -> None:
    [_, paragraph] = number_paragraphs(
        plan, read_blocks(written(tmp_path, "Region,2022,,2023\nNorth,1,2,3\nSouth,4,5,6\n"))
    )
    assert paragraph.table is not None
    assert paragraph.table.columns == ("2022", "", "2023")


def test_of_several_lines_above_a_table_the_one_that_names_it_is_its_title(tmp_path: Path) -> None:
    rows = "Pay\n\nTable 1: Pay by grade\n\nGrade,Lowest,Highest\nOfficer,31,36\nManager,44,52\n"
    blocks = read_blocks(written(tmp_path, rows))
    assert [table.caption for table in tables(blocks)] == ["Table 1: Pay by grade"]
    assert [block.text for block in blocks if block.kind is BlockKind.TEXT] == ["Pay"]
