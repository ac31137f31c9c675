from __future__ import annotations

import pytest

from mandate_qa.backends.llms.model import Message
from mandate_qa.backends.llms.scripted import ScriptedLLM
from mandate_qa.errors import BackendError

ASKED = [Message("system", "Be brief."), Message("user", "How many?")]


def test_it_gives_its_replies_in_order_and_the_last_again() -> None:
    model = ScriptedLLM(["one", "two"])
    assert [model.complete(ASKED, 10).text for _ in range(3)] == ["one", "two", "two"]
    assert model.calls == [tuple(ASKED)] * 3


def test_it_raises_the_errors_of_its_script_and_goes_on() -> None:
    model = ScriptedLLM([BackendError("gone", "scripted"), "back"])
    with pytest.raises(BackendError, match="gone"):
        model.complete(ASKED, 10)
    assert model.complete(ASKED, 10).text == "back"


def test_a_reply_may_be_made_of_the_messages() -> None:
    assert ScriptedLLM([lambda messages: messages[-1].content.upper()]).complete(ASKED, 10).text == "HOW MANY?"


def test_streamed_pieces_make_the_reply() -> None:
    assert "".join(ScriptedLLM(["two short words"]).stream(ASKED, 10)).strip() == "two short words"


def test_it_needs_something_to_say() -> None:
    with pytest.raises(ValueError, match="at least one"):
        ScriptedLLM([])
