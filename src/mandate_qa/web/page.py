"""The chat page, laid out in Gradio.

Knows what stands where and what a click does. Replies come from `conversation`, words from `wording`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING, Any

from mandate_qa.web import wording
from mandate_qa.web.conversation import Conversation, reply
from mandate_qa.web.endpoints import add_endpoints

if TYPE_CHECKING:
    from gradio import Blocks, Chatbot, Dropdown, SelectData, Textbox

    from mandate_qa.assistant import Assistant
    from mandate_qa.searching.library import Library
    from mandate_qa.web.service import Service

QUIET = {"GRADIO_ANALYTICS_ENABLED": "False", "GRADIO_ANALYTICS_CACHE_FREQUENCY": "1000000000"}
"""Environment in which Gradio reports to nobody, and does not sum up every past request at each new one."""


def build_page(service: Service) -> Blocks:
    """The page over `service`, with the endpoints `/ask` and `/search`; it reports to nobody."""
    os.environ.update(QUIET)
    import gradio as gr

    assistant = service.assistant

    with gr.Blocks(title=wording.TITLE, analytics_enabled=False, fill_height=True) as page:
        gr.Markdown(f"# {wording.TITLE}\n\n{wording.INTRODUCTION}")
        chat = chat_box(examples_of(assistant))
        question = gr.Textbox(
            label=wording.QUESTION, placeholder=wording.PLACEHOLDER, submit_btn=wording.ASK, autofocus=True
        )
        documents = document_choice(assistant.library)
        with gr.Accordion(wording.LIBRARY, open=False):
            gr.Markdown(library_html(assistant.library, assistant.left_out))
        connect(assistant, chat, question, documents, gr.Button(wording.START_AGAIN))
        add_endpoints(service)
    assert isinstance(page, gr.Blocks)
    return page


def chat_box(examples: tuple[str, ...]) -> Chatbot:
    """The conversation; its HTML is sanitised by Gradio although every word of it is escaped already."""
    import gradio as gr

    return gr.Chatbot(
        show_label=False,
        placeholder=wording.WELCOME,
        height="55vh",
        autoscroll=False,
        layout="panel",
        buttons=[],
        sanitize_html=True,
        allow_tags=False,
        latex_delimiters=[],
        examples=[{"text": example} for example in examples],
    )


def document_choice(library: Library) -> Dropdown:
    """The documents of the library to choose from; none chosen means all."""
    import gradio as gr

    return gr.Dropdown(
        choices=[(document.short_title, key) for key, document in library.documents.items()],
        label=wording.SEARCH_IN,
        info=wording.SEARCH_IN_HELP,
        multiselect=True,
    )


def connect(assistant: Assistant, chat: Chatbot, question: Textbox, documents: Dropdown, again: Any) -> None:
    """What happens when a question is sent, an example is chosen, or the conversation is begun again."""
    import gradio as gr

    said = gr.State(Conversation())

    def answer(typed: str, keys: list[str], before: Conversation) -> Iterator[tuple[Any, ...]]:
        box: Any = ""  # the box is emptied once; what is typed meanwhile stays
        for now in reply(assistant, typed, keys, before):
            yield box, list(now.shown), now
            box = gr.skip()

    def answer_example(keys: list[str], before: Conversation, event: SelectData) -> Iterator[tuple[Any, ...]]:
        yield from answer(event.value["text"], keys, before)

    # Gradio reads the annotation to know that the event itself is wanted.
    answer_example.__annotations__["event"] = gr.SelectData

    quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
    typed = question.submit(answer, [question, documents, said], [question, chat, said], **quiet)
    chosen = chat.example_select(answer_example, [documents, said], [question, chat, said], **quiet)
    for event in (again.click, chat.clear):
        event(lambda: ([], Conversation()), None, [chat, said], cancels=[typed, chosen], **quiet)


def examples_of(assistant: Assistant) -> tuple[str, ...]:
    """Questions to begin with, from the library where it offers any."""
    return tuple(getattr(assistant, "examples", ())) or wording.EXAMPLES


def library_html(library: Library, left_out: tuple[str, ...] = ()) -> str:
    """The documents with publisher, date, standing and period, as a list; then the files that could not be read."""
    items = []
    for document in library.documents.values():
        period = wording.period_words(document)
        applies = f" Applies {period}." if period else ""
        items.append(
            f"<li><strong>{escape(document.title)}</strong><br>{escape(wording.document_words(document))}."
            f"{escape(applies)}</li>"
        )
    items += [f"<li>{wording.LEFT_OUT} {escape(path)}</li>" for path in left_out]
    return f"<ul>{''.join(items)}</ul>"
