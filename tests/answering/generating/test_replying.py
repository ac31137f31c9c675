from __future__ import annotations

import pytest

from mandate_qa.answering.generating.replying import Said, read, refuses

WHOLE = (
    '{"sentences": [{"text": "Blocks are made of wood.", "marks": [1]}, {"text": "Kites fly high.", "marks": [2, 9]}]}'
)
TWO = (Said("Blocks are made of wood.", (1,)), Said("Kites fly high.", (2,)))


@pytest.mark.parametrize(
    "reply",
    [
        WHOLE,
        f"```json\n{WHOLE}\n```",
        f"Here it is: {WHOLE} I hope this helps!",
        WHOLE[:-2],  # cut off by the limit
        WHOLE.replace('}, {"text"', '} {"text"'),
        f'{WHOLE[:-2]}, {{"text": "And th',
        "Blocks are made of wood [1]. Kites fly high [2][9].",
        "Blocks are made of wood. [1] Kites fly high. [2, 9]",
        "<think>Which one? [2]</think>\nAnswer: Blocks are made of wood [1].\n\nKites fly **high** [2].",
        "Blocks are made of wood [1]. Blocks are made of wood [1]. Kites fly high [2].",
        "Sure! Here is the answer.\nBlocks are made of wood【1】. Kites fly high [Source 2].",
        "Question: What are blocks made of?\nBlocks are made of wood [1].\nKites fly high [2]. What are kites?",
    ],
)
def test_the_sentences_of_a_reply_are_read_whatever_its_form(reply: str) -> None:
    assert read(reply, (1, 2)) == TWO


def test_marks_that_were_not_issued_are_dropped() -> None:
    assert read("Blocks are made of wood [7].", (1, 2)) == (Said("Blocks are made of wood."),)


def test_items_of_a_list_are_bullets() -> None:
    assert [said.layout for said in read("- Blocks are red [1]\n- Kites fly high [2]", (1, 2))] == ["bullet"] * 2


def test_words_in_brackets_that_are_no_marks_stay() -> None:
    assert read("The Revenue fell (110) last year [1].", (1,)) == (Said("The Revenue fell (110) last year.", (1,)),)


@pytest.mark.parametrize(
    "reply",
    [
        "",
        "   ",
        "<think>It never ends",
        "{",
        '{"sentences": []}',
        "null",
        "[1] [2]",
        "What do you mean?",
        "word " * 4000,
    ],
)
def test_what_holds_no_sentence_gives_none(reply: str) -> None:
    assert read(reply, (1, 2)) == ()


def test_a_yes_or_a_reference_to_the_context_is_left_to_the_citation() -> None:
    assert read("Yes, blocks are made of wood [1].", (1,))[0].text == "Blocks are made of wood."
    assert read("Based on the provided paragraphs, blocks are red [1].", (1,))[0].text == "Blocks are red."


@pytest.mark.parametrize("reply", ["The documents do not say.", "The provided context does not mention any target."])
def test_a_refusal_is_told_from_an_answer(reply: str) -> None:
    assert refuses(reply)
    assert read(reply, (1,)) == ()
    assert not refuses("Blocks should not be painted.")
