from __future__ import annotations

from typing import Any

import pytest

from mandate_qa.answering.comparing import compared, like_with_like, same_in_others
from mandate_qa.answering.speaking import Side, alike
from mandate_qa.answering.units import Unit
from mandate_qa.answering.verification import faults, verify
from mandate_qa.types import Draft, Query, Status, Wanted


def side(text: str, units: list[Unit], toys: Any, document: str, *periods: str) -> Side:
    """What one document was asked, with the units that may answer."""
    query = Query(text, text, documents=(document,), periods=periods, wanted=Wanted.COMPARISON)
    return Side(query, toys.asked(text), [unit for unit in units if unit.paragraph.document == document])


def sides(text: str, units: list[Unit], toys: Any, *documents: str) -> list[Side]:
    """The same asked of several documents."""
    return [side(text, units, toys, document) for document in documents]


@pytest.fixture
def blocks(plans: Any, toys: Any) -> Draft:
    """Two plans compared on blocks, the later one found first."""
    found = [plans.unit("55 wooden"), plans.unit("40 wooden")]
    draft = compared(sides("how many blocks", found, toys, "plan-2025", "plan-2024"), plans)
    assert draft is not None
    return draft


def test_a_comparison_is_a_line_for_each_document_oldest_first(blocks: Draft) -> None:
    first, second = blocks.statements
    assert "2024-25 toy plan" in first.text
    assert "40 wooden blocks" in first.text
    assert "2025-26 toy plan" in second.text
    assert "55 wooden blocks" in second.text
    assert {first.layout, second.layout} == {"bullet"}


def test_each_line_cites_its_own_document(blocks: Draft, plans: Any) -> None:
    assert [[e.paragraph_id for e in s.evidence] for s in blocks.statements] == [["plan-2024 ¶1.1"], ["plan-2025 ¶1.1"]]
    assert [faults(statement, plans) for statement in blocks.statements] == [(), ()]


def test_each_document_is_spoken_for_by_its_best_unit(plans: Any, toys: Any) -> None:
    found = [plans.unit("40 wooden", 0.9), plans.unit("12 workshops", 0.8), plans.unit("55 wooden", 0.7)]
    draft = compared(sides("how many blocks", found, toys, "plan-2024", "plan-2025"), plans)
    assert draft is not None
    assert len(draft.statements) == 2
    assert "workshops" not in " ".join(statement.text for statement in draft.statements)


@pytest.mark.parametrize(("said", "yes"), [(0.9, True), (0.7, True), (0.3, False)])
def test_editions_are_alike_when_each_says_nearly_as_much(plans: Any, toys: Any, said: float, yes: bool) -> None:
    found = [plans.unit("40 wooden", 1.0), plans.unit("55 wooden", said)]
    assert alike(sides("how many blocks", found, toys, "plan-2024", "plan-2025")) is yes


def test_an_edition_that_says_nothing_is_not_alike(plans: Any, toys: Any) -> None:
    assert not alike(sides("how many blocks", [plans.unit("40 wooden")], toys, "plan-2024", "plan-2025"))


def test_a_document_in_which_nothing_was_found_is_named(plans: Any, toys: Any) -> None:
    found = [plans.unit("40 wooden"), plans.unit("55 wooden")]
    draft = compared(sides("how many blocks", found, toys, "plan-2024", "note", "plan-2025"), plans)
    assert draft is not None
    assert any("makers' note" in note for note in draft.notes)


@pytest.mark.parametrize("documents", [("plan-2024",), ("plan-2024", "note"), ()])
def test_one_document_that_speaks_is_no_comparison(plans: Any, toys: Any, documents: tuple[str, ...]) -> None:
    found = [plans.unit("40 wooden"), plans.unit("55 wooden")]
    assert compared(sides("how many blocks", found, toys, *documents), plans) is None


class TestWhatSpeaksForASide:
    def test_a_figure_that_has_little_to_do_with_the_question_does_not(self, plans: Any, toys: Any) -> None:
        sure, unsure = plans.unit("Makers will hear", 0.9), plans.unit("strings of 20", 0.3)
        (asked,) = sides("kite safety", [sure, unsure], toys, "note")
        assert list(asked.candidates) == [sure]

    def test_of_those_that_answer_as_surely_one_with_a_figure_does(self, plans: Any, toys: Any) -> None:
        without, figure = plans.unit("Makers will hear", 0.9), plans.unit("strings of 20", 0.85)
        (asked,) = sides("kite safety", [without, figure], toys, "note")
        assert list(asked.candidates) == [figure]

    def test_a_row_is_set_beside_the_row_of_its_name(self, plans: Any) -> None:
        row, other, prose = plans.unit("Revenue\t110"), plans.unit("Revenue\t120", 0.9), plans.unit("55 wooden", 1.0)
        assert like_with_like([[row], [prose, other]]) == [row, other]

    def test_a_sentence_is_set_beside_the_sentence_that_is_most_like_it(self, plans: Any) -> None:
        blocks, rival, grant = plans.unit("40 wooden"), plans.unit("55 wooden", 0.97), plans.unit("£4.4 million", 1.0)
        assert like_with_like([[blocks], [grant, rival]]) == [blocks, rival]

    def test_one_unit_does_not_speak_for_two_sides_when_there_is_another(self, plans: Any) -> None:
        both, other = plans.unit("40 wooden"), plans.unit("inspect 12", 0.9)
        assert like_with_like([[both], [both, other]]) == [both, other]

    def test_a_row_of_many_cells_gives_way_to_a_sentence(self, plans: Any, toys: Any) -> None:
        row, sentence = plans.unit("Revenue\t110", 0.95), plans.unit("40 wooden", 0.9)
        query = Query("toys", "toys", documents=("plan-2024",), wanted=Wanted.COMPARISON)
        assert list(Side(query, toys.asked("revenue"), [row, sentence]).candidates) == [row, sentence]
        table = toys.shelf("Money (£m)\t2021-22\t2022-23\t2023-24\t2024-25\nKites\t1\t2\t3\t4\nBlocks\t5\t6\t7\t8\n")
        wide = table.unit("Kites", 0.95)
        assert list(Side(query, toys.asked("kites"), [wide, sentence]).candidates) == [sentence]

    def test_a_far_better_unit_is_taken_whatever_it_is_like(self, plans: Any) -> None:
        blocks, rival, grant = plans.unit("40 wooden"), plans.unit("55 wooden", 0.5), plans.unit("£4.4 million", 1.0)
        assert like_with_like([[blocks], [grant, rival]]) == [blocks, grant]


class TestDifferences:
    @pytest.fixture
    def tables(self, toys: Any) -> Any:
        old, new = toys.document("old", "2024-03"), toys.document("new", "2025-03")
        return toys.shelf(
            (old, "Budget (£m)\t2023-24\t2024-25\nRevenue\t110\t1,120\nStaff\t7\t(9)\n"),
            (new, "Budget (£m)\t2025-26\t2026-27\nRevenue\t1,150.5\t160\nStaff\t8\tto be decided\n"),
        )

    def draft(self, tables: Any, toys: Any, row: str, *periods: str) -> Draft:
        units = [
            tables.unit({"Revenue": "Revenue\t110", "Staff": "Staff\t7"}[row]),
            tables.unit({"Revenue": "Revenue\t1,150.5", "Staff": "Staff\t8"}[row]),
        ]
        draft = compared([side(row, units, toys, key, *periods) for key in ("old", "new")], tables)
        assert draft is not None
        return draft

    def test_two_figures_give_the_difference_marked_as_ours(self, tables: Any, toys: Any) -> None:
        *lines, difference = self.draft(tables, toys, "Revenue", "2024-25", "2025-26").statements
        assert len(lines) == 2
        assert "30.5" in difference.text
        assert "more" in difference.text
        assert "worked out" in difference.text
        assert difference.derived
        assert {e.paragraph_id for e in difference.evidence} == {e.paragraph_id for s in lines for e in s.evidence}

    def test_a_fall_and_a_negative_figure_are_worked_out_too(self, tables: Any, toys: Any) -> None:
        up = self.draft(tables, toys, "Staff", "2024-25", "2025-26").statements[-1].text
        assert "17" in up
        assert "more" in up
        down = self.draft(tables, toys, "Revenue", "2024-25", "2026-27").statements[-1].text
        assert "960" in down
        assert "less" in down

    def test_without_two_figures_there_is_none(self, tables: Any, toys: Any) -> None:
        for periods in (("2024-25", "2026-27"), ()):
            draft = self.draft(tables, toys, "Staff", *periods)
            assert not any(statement.derived for statement in draft.statements)

    def test_figures_of_other_units_are_not_set_against_each_other(self, toys: Any) -> None:
        old, new = toys.document("old", "2024-03"), toys.document("new", "2025-03")
        shelf = toys.shelf((old, "Budget (£m)\t2023-24\t2024-25\nRevenue\t110\t120\nStaff\t1\t2\n"),
                           (new, "People\t2024-25\t2025-26\nRevenue\t150\t160\nStaff\t3\t4\n"))  # fmt: skip
        found = [shelf.unit("Revenue\t110"), shelf.unit("Revenue\t150")]
        draft = compared([side("Revenue", found, toys, key, "2024-25") for key in ("old", "new")], shelf)
        assert draft is not None
        assert not any(statement.derived for statement in draft.statements)


class TestConflicts:
    def draft(self, plans: Any, toys: Any, question: str, *rows: str, period: str) -> Draft | None:
        query = Query(question, question, periods=(period,), wanted=Wanted.FIGURE)
        return same_in_others(query, [plans.unit(row) for row in rows], plans, toys.asked(question))

    def test_different_figures_for_one_thing_are_given_latest_first(self, plans: Any, toys: Any) -> None:
        draft = self.draft(plans, toys, "revenue budget", "Revenue\t110", "Revenue\t120", period="2025-26")
        assert draft is not None
        assert draft.status is Status.CONFLICTING
        first, second = draft.statements
        assert "135" in first.text
        assert "2025-26 toy plan" in first.text
        assert "130" in second.text
        assert "2024-25 toy plan" in second.text

    def test_a_note_says_which_is_later_and_what_it_replaces(self, plans: Any, toys: Any) -> None:
        draft = self.draft(plans, toys, "revenue budget", "Revenue\t110", "Revenue\t120", period="2025-26")
        assert draft is not None
        (note,) = draft.notes
        assert "2025-26 toy plan" in note
        assert "27 March 2025" in note
        assert "2024-25 toy plan" in note

    def test_both_sides_are_checked_and_cited(self, plans: Any, toys: Any) -> None:
        draft = self.draft(plans, toys, "revenue budget", "Revenue\t110", "Revenue\t120", period="2025-26")
        assert draft is not None
        answer = verify(draft, plans, Query("q", "q"), ())
        assert answer.status is Status.CONFLICTING
        assert [citation.document for citation in answer.citations] == ["plan-2025", "plan-2024"]

    def test_equal_figures_are_no_conflict(self, plans: Any, toys: Any) -> None:
        draft = self.draft(plans, toys, "revenue budget", "Revenue\t110", "Revenue\t120", period="2024-25")
        assert draft is not None
        assert draft.status is Status.ANSWERED
        (only,) = draft.statements
        assert "120" in only.text

    def test_another_row_is_no_rival(self, plans: Any, toys: Any) -> None:
        draft = self.draft(plans, toys, "revenue", "Revenue\t110", "Capital\t8\t11", period="2025-26")
        assert draft is not None
        assert draft.status is Status.ANSWERED

    def test_a_row_that_was_found_far_less_well_is_no_rival(self, plans: Any, toys: Any) -> None:
        query = Query("revenue budget", "revenue budget", periods=("2025-26",), wanted=Wanted.FIGURE)
        units = [plans.unit("Revenue\t110", 1.0), plans.unit("Revenue\t120", 0.1)]
        draft = same_in_others(query, units, plans, toys.asked("revenue budget"))
        assert draft is not None
        assert draft.status is Status.ANSWERED

    def test_a_row_without_the_asked_year_is_no_rival(self, plans: Any, toys: Any) -> None:
        draft = self.draft(plans, toys, "revenue budget", "Revenue\t120", "Revenue\t110", period="2026-27")
        assert draft is not None
        assert draft.status is Status.ANSWERED
        (only,) = draft.statements
        assert "150" in only.text

    def test_figures_of_another_size_are_of_another_thing(self, toys: Any) -> None:
        old, new = toys.document("old", "2024-03"), toys.document("new", "2025-03")
        shelf = toys.shelf((old, "Budget (£m)\t2024-25\t2025-26\nRevenue\t110\t120\nStaff\t7\t8\n"),
                           (new, "Budget (£m)\t2024-25\t2025-26\nRevenue\t9\t10\nStaff\t7\t9\n"))  # fmt: skip
        for years in (("2025-26",), ("2024-25", "2025-26")):
            query = Query("revenue budget", "revenue budget", periods=years, wanted=Wanted.FIGURE)
            rows = [shelf.unit("Revenue\t110"), shelf.unit("Revenue\t9")]
            draft = same_in_others(query, rows, shelf, toys.asked("revenue budget"))
            assert draft is not None
            assert draft.status is Status.ANSWERED

    @pytest.mark.parametrize(("before", "status"), [("11,110", Status.CONFLICTING), ("11,111", Status.ANSWERED)])
    def test_rows_of_other_names_that_agree_in_another_year_are_of_one_thing(
        self, toys: Any, before: str, status: Status
    ) -> None:
        old, new = toys.document("old", "2024-03"), toys.document("new", "2025-03")
        years = "2024-25\t2025-26"
        table = f"Summary (£m)\t{years}\nAll told\t{before}\t13,000\nPay\t7\t9\n"
        shelf = toys.shelf((old, f"Budget (£m)\t{years}\nRevenue\t11,110\t12,000\nStaff\t7\t8\n"), (new, table))
        query = Query("revenue budget", "revenue budget", periods=("2025-26",), wanted=Wanted.FIGURE)
        draft = same_in_others(query, self.rows(shelf), shelf, toys.asked("revenue budget"))
        assert draft is not None
        assert draft.status is status

    def test_an_original_stands_for_an_account_that_gives_the_same_figure(self, toys: Any) -> None:
        plan, note = toys.document("plan", "2024-03"), toys.document("note", "2024-06", status="by a third party")
        table = "Budget (£m)\t2024-25\t2025-26\nRevenue\t110\t120\nStaff\t7\t8\n"
        shelf = toys.shelf((note, table), (plan, table))
        query = Query("revenue budget", "revenue budget", periods=("2025-26",), wanted=Wanted.FIGURE)
        draft = same_in_others(query, self.rows(shelf), shelf, toys.asked("revenue budget"))
        assert draft is not None
        assert [e.paragraph_id.split()[0] for e in draft.statements[0].evidence] == ["plan"]

    @staticmethod
    def rows(shelf: Any) -> list[Unit]:
        """The first row of each document's table."""
        tables = [paragraph for paragraph in shelf.paragraphs.values() if paragraph.table is not None]
        parts = [(paragraph, paragraph.parts[paragraph.table.rows[0].part]) for paragraph in tables]
        return [
            Unit(p, p.table.rows[0].part, part.start, part.start + len(part.text), 1.0, 1.0, 1.0) for p, part in parts
        ]

    def test_prose_has_no_cells_to_compare(self, plans: Any, toys: Any) -> None:
        assert self.draft(plans, toys, "blocks", "40 wooden", "55 wooden", period="2024-25") is None


def test_of_two_counts_each_is_one_of_the_thing_that_is_counted(toys: Any) -> None:
    old, new = toys.document("old", "2024-03"), toys.document("new", "2025-03")
    first = "1.1 The 9 objectives of the plan are for toys.\n\n1.2 Objectives for toys hold for 3 years and are kept.\n"
    second = "1.1 There are five objectives for toys.\n\n1.2 Under objective 2, 40 toys meet the objectives.\n"
    shelf = toys.shelf((old, first), (new, second))
    question = "number of objectives for toys"
    units = [shelf.unit(words) for words in ("Objectives for toys", "9 objectives", "40 toys", "five objectives")]
    draft = compared(sides(question, units, toys, "old", "new"), shelf)
    assert draft is not None
    assert "9 objectives" in draft.statements[0].text
    assert "five objectives" in draft.statements[1].text
