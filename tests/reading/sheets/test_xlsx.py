"""Excel workbooks: sheets, formats, merged cells, hidden parts, and what cannot be read."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest
from make_xlsx import rewritten, xlsx
from openpyxl import LXML

from mandate_qa.errors import UnreadableDocumentError
from mandate_qa.reading import number_paragraphs, sheets_blocks
from mandate_qa.reading.files import read_blocks, reader_for
from mandate_qa.types import Block, BlockKind, Document

SPENDING = [["Region", "2021-22"], ["North", 150614.4], ["South", -34.6]]
SHEET = "xl/worksheets/sheet1.xml"


def written(folder: Path, content: bytes, name: str = "spending.xlsx") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def read(folder: Path, *args: Any, **more: Any) -> list[Block]:
    return read_blocks(written(folder, xlsx(*args, **more)))


def problem(path: Path) -> str:
    """The one sentence that reading `path` ends in."""
    with pytest.raises(UnreadableDocumentError) as caught:
        read_blocks(path)
    message = str(caught.value)
    assert caught.value.path == str(path)
    assert message.endswith(".")
    assert "\n" not in message
    return message


def test_each_sheet_is_a_section(tmp_path: Path, plan: Document) -> None:
    blocks = read(tmp_path, {"Money": SPENDING, "Staff": [["Post", "Nurses"], ["Ward", 5]], "Empty": []})
    paragraphs = number_paragraphs(plan, blocks)
    assert [(p.section, p.text) for p in paragraphs] == [
        ((), "Money"),
        (("Money",), "Region\t2021-22\nNorth\t150614.4\nSouth\t-34.6"),
        ((), "Staff"),
        (("Staff",), "Post\tNurses\nWard\t5"),
    ]


def test_the_name_of_the_file_stands_for_a_lone_sheet_without_one(tmp_path: Path) -> None:
    assert read(tmp_path, {"Sheet1": SPENDING})[0].text == "spending"
    assert read(tmp_path, {"Money": SPENDING})[0].text == "Money"


def test_numbers_are_read_as_displayed(tmp_path: Path) -> None:
    table = read(tmp_path, {"Money": SPENDING}, {"B2": "#,##0", "B3": "0.0;(0.0)"})[1]
    assert table.rows[1:] == (("North", "150,614"), ("South", "(34.6)"))
    assert table.row_lines == ((1, 1), (2, 2), (3, 3))


def test_merged_headings_and_labels_count_for_each_cell(tmp_path: Path, plan: Document) -> None:
    rows = [
        ["Table 1: Plans and spending"],
        ["Region", "2021", None, "2022", None],
        [None, "Plan (£m)", "Spent (£m)", "Plan (£m)", "Spent (£m)"],
        ["North", 1, 2, 3, 4],
        [None, 5, 6, 7, 8],
    ]

    def merge(sheet: Any) -> None:
        for cells in ("A1:E1", "A2:A3", "B2:C2", "D2:E2", "A4:A5"):
            sheet.merge_cells(cells)

    blocks = read(tmp_path, {"Money": rows}, edit=merge)
    assert (blocks[1].caption, blocks[1].headers) == ("Table 1: Plans and spending", 2)
    table = number_paragraphs(plan, blocks)[-1].table
    assert table is not None
    assert table.columns == ("2021 Plan (£m)", "2021 Spent (£m)", "2022 Plan (£m)", "2022 Spent (£m)")
    assert [(row.label, row.cells) for row in table.rows] == [
        ("North", ("1", "2", "3", "4")),
        ("North", ("5", "6", "7", "8")),
    ]


def test_what_is_hidden_is_not_read(tmp_path: Path) -> None:
    rows = [["Region", "Secret", "2021-22"], ["North", "x", 1], ["South", "y", 2], ["East", "z", 3]]

    def hide(sheet: Any) -> None:
        sheet.column_dimensions["B"].hidden = True
        sheet.row_dimensions[3].hidden = True
        sheet.parent["Notes"].sheet_state = "hidden"
        sheet.parent["Lists"].sheet_state = "veryHidden"

    blocks = read(tmp_path, {"Money": rows, "Notes": SPENDING, "Lists": SPENDING}, edit=hide)
    assert [block.kind for block in blocks] == [BlockKind.HEADING, BlockKind.TABLE]
    assert blocks[1].rows == (("Region", "2021-22"), ("North", "1"), ("East", "3"))


def test_the_value_that_was_saved_with_a_formula_is_read(tmp_path: Path) -> None:
    book = xlsx({"Money": [["Region", "2021-22"], ["North", "=1+1"]]})
    empty = b"<v></v>" if LXML else b"<v />"  # openpyxl writes through lxml where that is installed
    saved = rewritten(book, SHEET, b"<f>1+1</f>" + empty, b"<f>1+1</f><v>2</v>")
    assert read_blocks(written(tmp_path, saved))[1].rows[1] == ("North", "2")


def test_a_formula_without_a_value_is_told(tmp_path: Path) -> None:
    path = written(tmp_path, xlsx({"Money": [["Region", "2021-22"], ["North", "=1+1"]]}))
    assert "has a formula in sheet 'Money', B2, without a value; open it" in problem(path)


def test_tables_between_empty_rows_and_notes(tmp_path: Path) -> None:
    rows = [*SPENDING, ["Source: Toy Office."], [], ["Post", "Nurses"], ["Ward", 5]]
    assert [block.kind for block in read(tmp_path, {"Money": rows})[1:]] == [
        BlockKind.TABLE,
        BlockKind.TEXT,
        BlockKind.TABLE,
    ]


def test_values_of_other_kinds(tmp_path: Path) -> None:
    table = read(tmp_path, {"Money": [["a", "b"], ["line one\nline two", True], ["#N/A", " x "]]})[1]
    assert table.rows[1:] == (("line one line two", "TRUE"), ("#N/A", "x"))


def test_a_workbook_is_told_by_what_it_holds(tmp_path: Path) -> None:
    assert reader_for(written(tmp_path, xlsx({"Money": SPENDING}), "x.txt")).name == "Excel workbook (.xlsx)"
    assert "is no workbook; save it as .xlsx" in problem(written(tmp_path, b"\x00\x01\x02" * 100, "x.xlsx"))


def test_a_sheet_that_says_it_is_larger_than_it_is(tmp_path: Path) -> None:
    book = xlsx({"Money": SPENDING})
    huge = rewritten(book, SHEET, b'<dimension ref="A1:B3"', b'<dimension ref="A1:XFD1048576"')
    assert len(read_blocks(written(tmp_path, huge))[1].rows) == 3


def test_an_empty_workbook(tmp_path: Path) -> None:
    assert "holds no values" in problem(written(tmp_path, xlsx({"Money": []})))


def test_a_damaged_workbook(tmp_path: Path) -> None:
    book = xlsx({"Money": SPENDING})
    assert "is a damaged workbook" in problem(written(tmp_path, book[: len(book) // 2]))
    broken = rewritten(book, SHEET, b"</sheetData>", b"</sheetDat>")
    assert "is a damaged workbook" in problem(written(tmp_path, broken))
    missing = rewritten(book, "xl/_rels/workbook.xml.rels", b"worksheets/sheet1.xml", b"worksheets/none.xml")
    assert "holds no values" in problem(written(tmp_path, missing))


@pytest.mark.parametrize(
    ("name", "stream"), [("x.xlsx", "EncryptedPackage"), ("x.xls", "Workbook"), ("x.txt", "Workbook")]
)
def test_old_and_protected_workbooks(tmp_path: Path, name: str, stream: str) -> None:
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + stream.encode("utf-16-le") + bytes(512)
    expected = (
        "protected by a password" if stream == "EncryptedPackage" else "workbook of an old kind; save it as .xlsx"
    )
    assert expected in problem(written(tmp_path, content, name))


def test_other_workbooks_in_zip_containers(tmp_path: Path) -> None:
    for name, member in (("x.ods", "content.xml"), ("x.xlsb", "xl/workbook.bin")):
        with zipfile.ZipFile(tmp_path / name, "w") as container:
            container.writestr(member, "x")
        assert "is a workbook of another kind; save it as .xlsx" in problem(tmp_path / name)


def test_a_workbook_that_unpacks_to_too_much_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as container:
        container.writestr("xl/workbook.xml", "x")
        with container.open("xl/worksheets/sheet1.xml", "w") as part:
            for _ in range(200):
                part.write(bytes(1_000_000))
    assert "unpacks to 200 MB, and a workbook may have 160" in problem(path)


def test_entities_without_end_are_not_followed(tmp_path: Path) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "' + b"a" * 100_000 + b'"><!ENTITY b "' + b"&a;" * 10_000 + b'">]><worksheet '
    book = rewritten(xlsx({"Money": SPENDING}), SHEET, b"<worksheet ", bomb)
    evil = rewritten(book, SHEET, b"</sheetData>", b"<row><c><v>&b;</v></c></row></sheetData>")
    assert "is a damaged workbook" in problem(written(tmp_path, evil))


def test_too_many_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets_blocks, "MAX_ROWS", 2)
    path = written(tmp_path, xlsx({"Money": SPENDING}))
    assert "has more than 2 rows in sheet 'Money'; keep the ones" in problem(path)
