"""Which of several documents on one thing goes first, and how that is told."""

from __future__ import annotations

from typing import Any

import pytest

from mandate_qa.answering.standing import by_standing, replaced_note, which_holds
from mandate_qa.types import Document

Library = dict[str, Document]


@pytest.fixture
def library(toys: Any) -> Library:
    """A plan, the one that replaces it, a later account of that by someone else, and a plan that replaces a paper."""
    return {
        "old": toys.document("old", "2023-03", superseded_by="new"),
        "new": toys.document("new", "2024-03", replaces="old"),
        "note": toys.document("note", "2024-06", short_title="makers' note", status="summary by a third party"),
        "other": toys.document("other", "2022-03", replaces="a paper of 2021"),
    }


def test_in_force_goes_before_replaced_original_before_account_later_before_earlier(library: Library) -> None:
    assert by_standing(["old", "note", "other", "new"], library) == ["new", "other", "note", "old"]


def test_the_latest_is_told_with_what_it_replaces(library: Library) -> None:
    told = which_holds(["new", "note", "old"], library)
    assert "the latest is the 2024-25 toy plan (published March 2024), which replaces the 2023-24 toy plan" in told
    assert "the makers' note is a summary by a third party" in told
    assert "a paper of 2021" in which_holds(["other", "old"], library)


def test_one_document_that_gives_two_figures_is_told(library: Library) -> None:
    assert which_holds(["new"], library).startswith("The 2024-25 toy plan gives both")


def test_what_was_replaced_is_told_once(library: Library) -> None:
    (note,) = replaced_note(["old", "new", "old"], library)
    assert note == "The 2023-24 toy plan has been replaced by the 2024-25 toy plan."
