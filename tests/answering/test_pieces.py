from __future__ import annotations

from dataclasses import replace
from typing import Any

from mandate_qa.answering.pieces import held_by, named_by, pieces

LONG = (
    "1.1 The board will "
    + "; ".join(
        f"look after the {colour} kites of every town in the north" for colour in ("red", "green", "blue", "old")
    )
    + "; and mend the nets of every harbour that has asked for help in the last ten years.\n"
)


def quotes(paragraph: Any, *parts: int) -> list[str]:
    """The words of the pieces."""
    return [paragraph.text[piece.start : piece.end] for piece in pieces(paragraph, parts)]


def test_each_sentence_and_bullet_is_a_piece(toys: Any) -> None:
    shelf = toys.shelf("1.1 Kites fly. They need wind. They are:\n\n- red\n- blue\n")
    (paragraph,) = shelf.paragraphs.values()
    assert quotes(paragraph) == ["Kites fly.", "They need wind.", "They are:", "red", "blue"]
    assert quotes(paragraph, 2) == ["blue"]


def test_a_heading_has_none(plans: Any) -> None:
    assert any(one.kind == "heading" for one in plans.paragraphs.values())
    assert not any(quotes(one) for one in plans.paragraphs.values() if one.kind == "heading")


def test_a_long_sentence_is_taken_clause_by_clause_too(toys: Any) -> None:
    (paragraph,) = toys.shelf(LONG).paragraphs.values()
    whole, *clauses = quotes(paragraph)
    assert whole == paragraph.text and len(clauses) == 5
    assert clauses[1] == "look after the green kites of every town in the north;"
    assert clauses[-1].startswith("mend the nets")


def test_a_sentence_that_points_back_is_named_by_the_one_before(toys: Any) -> None:
    (paragraph,) = toys.shelf("1.1 Kites fly. They need wind. Nets do not.\n").paragraphs.values()
    first, second, third = pieces(paragraph)
    assert paragraph.text[slice(*second.pointed_to)] == "Kites fly."
    assert (first.pointed_to, third.pointed_to) == (None, None)
    assert {"kite", "wind"} <= second.terms and "kite" not in third.terms
    assert "kite" in third.above
    assert named_by(paragraph, third.part, third.start, "Nets do not.") == ""


def test_what_a_sentence_announces_is_held_by_it(toys: Any) -> None:
    (paragraph,) = toys.shelf("1.1 The fees are:\n\n- £5 a day\n- £9 a week\n").paragraphs.values()
    assert [piece.held.words for piece in pieces(paragraph, [0])] == ["The fees are: £5 a day £9 a week"]


def test_a_row_holds_the_unit_and_the_columns_of_its_table(plans: Any) -> None:
    table = next(one for one in plans.paragraphs.values() if one.table is not None)
    for piece in pieces(table):
        held = held_by(table, piece.part, piece.start, piece.end)
        assert held == piece.held
        assert table.table.unit in held.words
        assert held.with_columns.endswith(" ".join(table.table.columns))


def test_pieces_are_made_once(plans: Any) -> None:
    paragraph = next(iter(plans.paragraphs.values()))
    assert [id(piece) for piece in pieces(paragraph)] == [id(piece) for piece in pieces(paragraph)]


def test_a_paragraph_that_was_read_anew_has_the_same_pieces(plans: Any) -> None:
    for paragraph in plans.paragraphs.values():
        again = replace(paragraph)
        assert again is not paragraph
        assert [id(piece) for piece in pieces(again)] == [id(piece) for piece in pieces(paragraph)]


def test_one_whose_heading_is_another_has_its_own(plans: Any) -> None:
    paragraph = next(one for one in plans.paragraphs.values() if quotes(one) and one.table is None)
    moved = replace(paragraph, section=("Zeppelins",))
    assert all("zeppelin" in piece.above for piece in pieces(moved))
    assert not any("zeppelin" in piece.above for piece in pieces(paragraph))
