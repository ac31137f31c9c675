from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from mandate_qa.errors import IndexDamagedError, UnknownDocumentError, UsageError
from mandate_qa.searching.library import Library
from mandate_qa.searching.shelf import Shelf
from mandate_qa.searching.store import Index
from mandate_qa.types import Document, Paragraph


@pytest.fixture
def library(index: Index) -> Library:
    return index.library


def test_documents_come_by_key_in_order(library: Library) -> None:
    assert list(library.documents) == ["plan-2021", "plan-2022"]
    assert isinstance(library.document("plan-2022"), Document)
    assert library.document("plan-2022").aliases == ("a plan",)


def test_an_unknown_document_is_answered_with_the_nearest(library: Library) -> None:
    with pytest.raises(UnknownDocumentError, match="did you mean 'plan-2022'"):
        library.document("plan-222")


def test_paragraphs_come_in_order_as_they_were_written(library: Library) -> None:
    everything = library.paragraphs()
    assert [paragraph.id for paragraph in everything] == [
        *("plan-2021 ¶1.1", "plan-2021 ¶1.2", "plan-2021 ¶1.3"),
        *("plan-2022 ¶1.1", "plan-2022 ¶1.2"),
    ]
    assert all(isinstance(paragraph, Paragraph) for paragraph in everything)
    assert library.paragraphs("plan-2022") == everything[3:]
    assert library.paragraph("plan-2021 ¶1.2") == everything[1]
    assert everything[1].parts[0].text == "The budget is £3.5 million."


def test_an_unknown_paragraph_is_named_beside_an_id_that_exists(library: Library) -> None:
    with pytest.raises(UsageError, match=r"No paragraph has the id '1\.2'; ids look like 'plan-2021 ¶1\.1'"):
        library.paragraph("1.2")


@pytest.mark.parametrize(
    "paragraph, before, after, numbers",
    [
        ("plan-2021 ¶1.2", 1, 1, ["1.1", "1.2", "1.3"]),
        ("plan-2021 ¶1.1", 1, 1, ["1.1", "1.2"]),
        ("plan-2021 ¶1.3", 1, 5, ["1.2", "1.3"]),
        ("plan-2022 ¶1.1", 2, 0, ["1.1"]),
    ],
)
def test_neighbours_stay_inside_the_document(
    library: Library, paragraph: str, before: int, after: int, numbers: list[str]
) -> None:
    found = library.neighbours(paragraph, before, after)
    assert [neighbour.number for neighbour in found] == numbers
    assert {neighbour.document for neighbour in found} == {library.paragraph(paragraph).document}


def test_passages_come_by_row(library: Library) -> None:
    assert [passage.id for passage in library.passages()] == [f"{p.id}#0" for p in library.paragraphs()]
    assert library.passage(3) == library.passages()[3]


def test_a_row_beyond_the_last_is_refused(library: Library) -> None:
    with pytest.raises(UsageError, match="No passage has the row 5; rows go from 0 to 4"):
        library.passage(5)


def test_rows_of_documents_ascend_whatever_their_order(library: Library) -> None:
    assert library.rows(["plan-2022"]).tolist() == [3, 4]
    assert library.rows(["plan-2022", "plan-2021", "plan-2022"]).tolist() == [0, 1, 2, 3, 4]
    assert library.rows([]).tolist() == []
    with pytest.raises(UnknownDocumentError):
        library.rows(["plan"])


def test_many_threads_read_at_once(library: Library) -> None:
    rows = [row % 5 for row in range(500)]
    with ThreadPoolExecutor(16) as pool:
        found = list(pool.map(library.passage, rows))
    assert found == [library.passages()[row] for row in rows]


def test_it_cannot_be_written(library: Library) -> None:
    with pytest.raises(IndexDamagedError, match="readonly"):
        library._shelf("plan-2021")._fetch("DELETE FROM passages")
    assert library.counts["passages"] == 5


def test_a_file_that_is_no_library_is_named(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite"
    path.write_bytes(b"something else " * 100)
    with pytest.raises(IndexDamagedError, match=r"library\.sqlite .*cannot be read.* run: mandate-qa index"):
        Shelf(path)
