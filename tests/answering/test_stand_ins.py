from __future__ import annotations

from typing import Any

import pytest

from mandate_qa.answering.stand_ins import document_meant, without_stand_in
from mandate_qa.types import Document


@pytest.fixture
def shelf(toys: Any) -> list[Document]:
    def document(key: str, day: str, title: str) -> Document:
        made: Document = toys.document(key, day, title=title, short_title=title, publisher=title)
        return made

    return [
        document("flood-2021", "2021-04-01", "national flood plan 2021"),
        document("dental", "2022-02-01", "dental plan 2022"),
        document("flood-2023", "2023-07-18", "refreshed flood plan 2023"),
        document("flood-2026", "2026-07-18", "third flood plan 2026"),
    ]


@pytest.mark.parametrize(
    ("question", "last", "meant"),
    [
        ("and for the 2023 one?", "flood-2021", "flood-2023"),
        ("what did the previous plan say?", "flood-2023", "flood-2021"),
        ("and the next version?", "flood-2021", "flood-2023"),
        ("what about the older one", "flood-2021", ""),
        ("and for the 2019 one?", "flood-2021", ""),
        ("and the other one?", "flood-2021", ""),
        ("and for that?", "flood-2021", ""),
    ],
)
def test_the_document_that_words_stand_for_follows_from_the_last(
    shelf: list[Document], question: str, last: str, meant: str
) -> None:
    assert document_meant(question, (last,), shelf) == meant


def test_nothing_is_meant_when_no_document_or_several_were_spoken_of(shelf: list[Document]) -> None:
    assert document_meant("and the 2023 one?", (), shelf) == ""
    assert document_meant("and the 2026 one?", ("flood-2021", "flood-2023"), shelf) == ""


def test_the_words_that_stand_in_are_left_out() -> None:
    assert without_stand_in("and pay in the 2023/24 version?").split() == ["and", "pay", "?"]
