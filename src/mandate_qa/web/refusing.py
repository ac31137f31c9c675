"""What a program is told when something is wrong: one sentence, and nothing of what happened inside."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

from mandate_qa.errors import MandateQAError
from mandate_qa.web import wording

if TYPE_CHECKING:
    from gradio import Blocks
    from starlette.requests import Request
    from starlette.responses import Response

log = logging.getLogger(__name__)

CALLS = "/gradio_api/call/v2/"
"""Where an endpoint is called with its arguments by name."""


@contextmanager
def one_sentence() -> Iterator[None]:
    """Turn what goes wrong into the one sentence that a client gets to see."""
    try:
        yield
    except MandateQAError as error:
        raise refusal()(str(error), print_exception=False) from error
    except Exception as error:
        log.exception("A request was not answered.")
        raise refusal()(wording.FAILED, print_exception=False) from error


@cache
def refusal() -> type[Any]:
    """Gradio's error, which reaches the client with its message; MCP clients get to see it as str() gives it."""
    from gradio import Error

    class RefusalError(Error):
        def __str__(self) -> str:
            return str(self.message)

    return RefusalError


def mistakes(page: Blocks) -> dict[Any, Any]:
    """Handlers that answer 400 to a call of `page` by a wrong name or with wrong arguments; Gradio fails with 500."""

    async def mistaken(request: Request, error: Exception) -> Response:
        from starlette.responses import JSONResponse

        _, called, name = request.url.path.partition(CALLS)
        if not called:
            raise error
        return JSONResponse({"detail": call_words(name.strip("/"), page.get_api_info()["named_endpoints"])}, 400)

    return {TypeError: mistaken, KeyError: mistaken}


def call_words(name: str, endpoints: Any) -> str:
    """How an endpoint is called, for somebody who called it otherwise."""
    if f"/{name}" not in endpoints:
        return f"There is no endpoint {name!r}; there are: {', '.join(endpoints)}."
    arguments = endpoints[f"/{name}"]["parameters"]
    told = [f"{a['parameter_name']}{'' if a['parameter_has_default'] else ' (needed)'}" for a in arguments]
    return f"/{name} takes other arguments; send a JSON object with: {', '.join(told) or 'nothing'}."
