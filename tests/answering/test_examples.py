"""What a newcomer is shown to ask is answered when it is asked."""

from __future__ import annotations

from typing import Any

from mandate_qa.answering.examples import example_questions

PLAN = """\
    1. Money

    1.1 Kites are dear.

    Kite budget (£m)\t2024-25\t2025-26
    Paper\t120\t130
    Total budget\t128\t139
    """


def test_a_total_of_the_last_year_is_asked_for_and_answered(toys: Any) -> None:
    assistant = toys.assistant(PLAN)
    (example,) = assistant.examples
    assert example == "What figure does the 2024-25 toy plan give for “Money: Total budget” in 2025-26?"
    assert "139" in assistant.ask(example).text


def test_what_is_not_answered_is_not_offered(toys: Any) -> None:
    library = toys.assistant(PLAN).library
    asked: list[str] = []
    assert example_questions(library, lambda question: asked.append(question)) == ()
    assert asked


def test_a_library_with_nothing_to_ask_for_offers_nothing(toys: Any) -> None:
    assert toys.assistant("Kites are dear.").examples == ()
