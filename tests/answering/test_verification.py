from __future__ import annotations

import re
from typing import Any

import pytest

from mandate_qa.answering.verification import faults, verify, with_note
from mandate_qa.types import Answer, Draft, Evidence, Query, Statement, Status

QUERY = Query("how many blocks?", "how many blocks?")
BLOCKS = "Every nursery must have at least 40 wooden blocks by March 2025, up from 25 in 2023-24."
LEAD = "Blocks should not be painted with lead unless the Toy Office has tested the paint."


def answer(plans: Any, *statements: Statement, status: Status = Status.ANSWERED, **given: Any) -> Answer:
    return verify(Draft(status, statements, **given), plans, QUERY, plans.hits("wooden blocks"))


class TestFaults:
    def test_the_documents_own_words_have_none(self, plans: Any) -> None:
        for text in (BLOCKS, LEAD, "The Toy Office will:", "inspect 12 workshops a month; and"):
            assert faults(plans.statement(text), plans) == ()

    def test_what_names_the_document_and_the_headings_may_be_said(self, plans: Any) -> None:
        text = f"2024-25 toy plan, Playing: {BLOCKS}"
        assert faults(plans.statement(text, BLOCKS), plans) == ()

    def test_a_bullet_may_be_told_with_its_lead_in(self, plans: Any) -> None:
        quote = "publish a list of safe paints by 30 June 2024;"
        assert faults(plans.statement("The Toy Office will publish a list of safe paints.", quote), plans) == ()
        assert faults(plans.statement("The Paint Board will publish a list of safe paints.", quote), plans)

    def test_a_row_may_be_told_with_its_headings(self, plans: Any) -> None:
        row = plans.unit("Revenue\t110").evidence()
        assert faults(Statement("Office budget (£m), Revenue: 120 (2024-25).", (row,)), plans) == ()
        assert faults(Statement("Office budget (£m), Revenue: 110 (2024-25).", (row,)), plans)
        assert faults(Statement("Office budget (£m), Revenue: 121 (2024-25).", (row,)), plans)

    def test_two_quotes_bear_together(self, plans: Any) -> None:
        text = "Blocks go from 40 to 55 by March 2026."
        later = "Every nursery must have at least 55 wooden blocks by March 2026."
        assert faults(plans.statement(text, BLOCKS, later), plans) == ()
        assert faults(plans.statement(text, BLOCKS), plans)

    @pytest.mark.parametrize(
        "text",
        [
            BLOCKS.replace("40", "45"),
            BLOCKS.replace("March 2025", "March 2026"),
            BLOCKS.replace("March", "April"),
            BLOCKS.replace("must", "should"),
            BLOCKS.replace("at least ", ""),
            BLOCKS.replace("at least", "up to"),
            BLOCKS.replace("40", "25").replace("from 25", "from 40"),
            BLOCKS.replace("nursery", "NHS England nursery"),
        ],
    )
    def test_a_changed_claim_is_one(self, plans: Any, text: str) -> None:
        assert faults(plans.statement(text, BLOCKS), plans)

    @pytest.mark.parametrize("text", [LEAD.replace("not ", ""), LEAD.partition(" unless")[0] + "."])
    def test_a_limit_that_is_left_out_is_one(self, plans: Any, text: str) -> None:
        assert faults(plans.statement(text, LEAD), plans)

    def test_a_quote_must_stand_in_the_paragraph_it_names(self, plans: Any) -> None:
        here, _ = plans.having(BLOCKS)
        other, _ = plans.having("55 wooden blocks")
        stitched = f"{BLOCKS[:40]}{LEAD[10:]}"
        for evidence in (
            Evidence(other.id, BLOCKS),
            Evidence(here.id, stitched),
            Evidence(here.id, BLOCKS.lower()),
            Evidence(here.id, ""),
            Evidence(here.id, " "),
        ):
            assert faults(Statement("Every nursery has wooden blocks.", (evidence,)), plans)

    def test_words_of_ours_without_evidence_may_claim_nothing(self, plans: Any) -> None:
        assert faults(Statement("In short:"), plans) == ()
        assert faults(Statement("There are 40 blocks:"), plans)
        assert faults(Statement("According to NHS England:"), plans)

    def test_a_figure_worked_out_is_not_looked_for_but_its_quotes_are(self, plans: Any) -> None:
        worked_out = plans.statement("Worked out from the two: 15 more.", BLOCKS)
        assert faults(worked_out, plans) != ()
        derived = Statement(worked_out.text, worked_out.evidence, derived=True)
        assert faults(derived, plans) == ()
        assert faults(Statement(derived.text, (Evidence("plan-2024 ¶1.1", "no such words"),), derived=True), plans)


class TestAnswers:
    def test_what_is_borne_is_told_with_its_mark(self, plans: Any) -> None:
        found = answer(plans, plans.statement(BLOCKS))
        assert found.text == f"{BLOCKS} [1]"
        assert found.status is Status.ANSWERED
        assert found.notes == ()

    def test_a_citation_leads_to_the_words(self, plans: Any) -> None:
        (citation,) = answer(plans, plans.statement(BLOCKS)).citations
        assert citation.text[citation.start : citation.end] == citation.quote == BLOCKS
        assert (citation.marker, citation.number, citation.document, citation.checked) == (1, "1.1", "plan-2024", True)
        assert citation.paragraph_id == "plan-2024 ¶1.1"
        assert citation.title == plans.documents["plan-2024"].title
        assert "1.1" in citation.label
        assert citation.section == ("1. Playing",)

    def test_a_citation_of_a_bullet_says_which(self, plans: Any) -> None:
        (citation,) = answer(plans, plans.statement("train three hundred makers.")).citations
        assert citation.label.endswith("bullet 3")
        assert citation.number == "1.2"

    def test_words_that_a_paragraph_has_twice_are_cited_where_they_were_found(self, toys: Any) -> None:
        shelf = toys.shelf("1.1 The Office will:\n\n- test kites at sea\n- test kites\n")
        paragraph, _ = shelf.having("test kites")
        again = Evidence(paragraph.id, "test kites", len(paragraph.parts) - 1)
        (citation,) = verify(Draft(Status.ANSWERED, (Statement("test kites", (again,)),)), shelf, QUERY, ()).citations
        assert citation.start == paragraph.parts[-1].start

    def test_marks_come_in_order_of_first_appearance(self, plans: Any) -> None:
        found = answer(plans, plans.statement(LEAD), plans.statement(BLOCKS), plans.statement(LEAD))
        assert re.findall(r"\[\d+\]", found.text) == ["[1]", "[2]", "[1]"]
        assert [citation.quote for citation in found.citations] == [LEAD, BLOCKS]

    def test_the_same_words_share_a_mark_and_others_of_the_paragraph_do_not(self, plans: Any) -> None:
        within = plans.statement("40 wooden blocks", BLOCKS)
        found = answer(plans, plans.statement(BLOCKS), within, plans.statement(LEAD))
        assert re.findall(r"\[\d+\]", found.text) == ["[1]", "[1]", "[2]"]

    def test_a_statement_on_two_quotes_has_both_marks(self, plans: Any) -> None:
        later = "Every nursery must have at least 55 wooden blocks by March 2026."
        found = answer(plans, plans.statement("From 40 to 55.", BLOCKS, later))
        assert found.text == "From 40 to 55. [1][2]"

    def test_bullets_and_rows_stand_on_lines_of_their_own(self, plans: Any) -> None:
        bullet = plans.statement("inspect 12 workshops a month; and")
        row = plans.statement("40", BLOCKS)
        laid = answer(
            plans,
            plans.statement(BLOCKS),
            plans.statement(LEAD),
            Statement(bullet.text, bullet.evidence, "bullet"),
            Statement(row.text, row.evidence, "row"),
        ).text.splitlines()
        assert len(laid) == 3
        assert laid[0].startswith(BLOCKS)
        assert LEAD in laid[0]
        assert laid[1].startswith("- inspect")
        assert laid[2].startswith("| 40")
        assert laid[2].endswith("|")

    def test_what_fails_is_withheld_and_the_reader_is_told(self, plans: Any) -> None:
        wrong = plans.statement(BLOCKS.replace("40", "45"), BLOCKS)
        found = answer(plans, plans.statement(LEAD), wrong)
        assert "45" not in found.text
        assert found.status is Status.PARTLY_ANSWERED
        assert any("1" in note for note in found.notes)
        assert found.draft.statements[1] is wrong

    def test_a_conflict_of_which_one_side_fails_is_none_any_more(self, plans: Any) -> None:
        wrong = plans.statement(BLOCKS.replace("40", "45"), BLOCKS)
        found = answer(plans, plans.statement(LEAD), wrong, status=Status.CONFLICTING)
        assert found.status is Status.PARTLY_ANSWERED

    def test_when_nothing_is_left_it_refuses_and_offers_what_is_nearest(self, plans: Any) -> None:
        found = answer(plans, Statement("In short:"), plans.statement(BLOCKS.replace("40", "45"), BLOCKS))
        assert found.status is Status.NOT_IN_DOCUMENTS
        assert not found.answered
        assert found.citations == ()
        assert "45" not in found.text
        assert "1. Playing" in found.text
        assert found.notes

    @pytest.mark.parametrize("status", [status for status in Status if not status.answered])
    def test_a_refusal_keeps_its_reason(self, plans: Any, status: Status) -> None:
        found = answer(plans, status=status)
        assert (found.status, found.answered, found.citations) == (status, False, ())
        assert found.text

    def test_notes_of_the_draft_and_of_the_query_reach_the_reader(self, plans: Any) -> None:
        query = Query("q", "q", notes=("Scope: 2024-25.",))
        draft = Draft(Status.ANSWERED, (plans.statement(BLOCKS),), notes=("A later plan differs.",))
        assert set(verify(draft, plans, query, ()).notes) == {"Scope: 2024-25.", "A later plan differs."}
        noted = with_note(verify(draft, plans, query, ()), "One more.")
        assert noted.notes[-1] == "One more."
        assert len(noted.notes) == 3


def test_the_confidence_of_the_draft_is_the_answers(plans: Any) -> None:
    assert answer(plans, plans.statement(BLOCKS), confidence=0.83).confidence == 0.83
    refused = answer(plans, status=Status.NOT_IN_DOCUMENTS, confidence=0.12)
    assert refused.confidence == refused.to_dict()["confidence"] == 0.12
