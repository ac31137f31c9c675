from __future__ import annotations

from typing import Any

import pytest

from mandate_qa import Assistant

TEXT = """\
    The Toy Office's plan for 2024-25

    1. Grants

    1.1 The kite premium was set for three years. Setting it for years at a time enables makers to plan ahead. \
Premiums are paid in May.

    2. Boats

    2.1 The boat levy is £9 a boat, because harbours have to be dredged. It stops on 30 June 2026.

    3. Swings

    3.1 The swing target is 94%. The earlier target of 97% was missed in every year.
    """


@pytest.fixture(scope="module")
def kites(toys: Any) -> Assistant:
    assistant: Assistant = toys.assistant(TEXT)
    return assistant


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (("for how long was the kite premium set?", "why do it that way?"), "enables makers to plan ahead"),
        (("how much is the boat levy?", "why's that?"), "harbours have to be dredged"),
        (("what is the swing target?", "why was it lowered?"), "was missed in every year"),
    ],
)
def test_the_reason_stands_beside_what_was_cited(kites: Assistant, turns: tuple[str, ...], told: str) -> None:
    answer = kites.ask(turns[1], [{"role": "user", "content": turns[0]}])
    assert told in answer.text


def test_a_why_with_a_subject_of_its_own_is_searched_for(kites: Assistant) -> None:
    history = [{"role": "user", "content": "for how long was the kite premium set?"}]
    assert "dredged" in kites.ask("why is there a levy on boats in harbours?", history).text
