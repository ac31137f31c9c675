"""How each state of the chat is brought before a reader: a name, and the steps that lead to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from chat_page import Chat

State = Callable[[Any], None]
Step = Callable[[Chat], object]

FIGURES = "what was the capital budget"
LIST = "what was the 2021-22 elective recovery target"
DIFFERING = "what is NHS England's revenue budget for 2021-22"
NOWHERE = "who won the football world cup in 1966"


def chat(*steps: Step) -> State:
    """The chat after these steps."""

    def open_state(page: Any) -> None:
        opened = Chat(page).open()
        for step in steps:
            step(opened)

    return open_state


def asked(question: str) -> Step:
    """The step that asks a question and waits for its answer."""
    return lambda chat: chat.ask(question)


def pressed(selector: str, then: str) -> Step:
    """The step that presses the last of what matches `selector`, and waits until `then` can be seen."""

    def press(chat: Chat) -> None:
        chat.page.locator(selector).last.click()
        chat.page.locator(then).last.wait_for()

    return press


feedback = pressed("details.feedback summary", "details.feedback textarea")


def fail(chat: Chat) -> None:
    """The step that asks while the server cannot be reached."""
    chat.page.watch.expect("ERR_FAILED")
    chat.page.route("**/gradio_api/queue/join", lambda route: route.abort())
    chat.box.fill(FIGURES)
    chat.box.press("Enter")
    chat.failed()


def wait(chat: Chat) -> None:
    """The step that asks and is never answered."""
    chat.page.route("**/gradio_api/queue/join", lambda route: None)
    chat.box.fill(FIGURES)
    chat.box.press("Enter")
    chat.page.locator(".waiting").wait_for()


CHAT: dict[str, State] = {
    "chat: start": chat(),
    "chat: nothing typed": chat(pressed("#send", "#question-error")),
    "chat: choice of documents": chat(pressed("#documents summary", "#documents input")),
    "chat: history": chat(asked(LIST), pressed("#history summary", "#conversations li")),
    "chat: waiting": chat(wait),
    "chat: source open": chat(asked(FIGURES), pressed(".text a.mark", "#source mark")),
    "chat: source of a list open": chat(asked(LIST), pressed(".text a.mark", "#source mark")),
    "chat: documents that differ": chat(asked(DIFFERING)),
    "chat: refusal": chat(asked(NOWHERE)),
    "chat: scope menu": chat(asked(FIGURES), pressed(".scope summary", ".scope li button")),
    "chat: export menu": chat(asked(FIGURES), pressed(".actions summary", ".actions li button")),
    "chat: a list": chat(asked(LIST), pressed("details.how summary", "details.how dd"), feedback),
    "chat: two turns, the first set aside": chat(asked(LIST), pressed("[data-retry]", ".replaced")),
    "chat: error": chat(fail),
}
"""Each state of the chat."""
