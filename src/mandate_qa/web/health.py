"""Whether the service can answer, for whatever watches it: `GET /health`, open to everybody."""

from __future__ import annotations

import logging
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, Any

from mandate_qa import __version__
from mandate_qa.web.closing import WORDS

if TYPE_CHECKING:
    from fastapi import APIRouter
    from starlette.responses import Response

    from mandate_qa.web.service import Service

log = logging.getLogger(__name__)

EVERY = 10.0
"""Seconds for which one look is good; those who watch may come as often as they like."""
UNUSABLE = "Questions cannot be answered at the moment; the log of this service says why."


def router(service: Service) -> APIRouter:
    """`/health`: 200 with what is served, 503 with a sentence while no question can be answered."""
    from fastapi import APIRouter
    from starlette.responses import JSONResponse

    made, pulse = APIRouter(), Pulse()

    def health() -> Response:
        if service.closing.begun:
            return JSONResponse({"status": "stopping", "detail": WORDS}, 503, {"Cache-Control": "no-store"})
        if not pulse.felt(service):
            return JSONResponse({"status": "unusable", "detail": UNUSABLE}, 503, {"Cache-Control": "no-store"})
        return JSONResponse(told(service), 200, {"Cache-Control": "no-store"})

    made.add_api_route("/health", health, methods=["GET", "HEAD"])
    return made


def told(service: Service) -> dict[str, Any]:
    """What is served: version, how many documents and passages, and what changes whenever they do."""
    assistant = service.assistant
    counts = assistant.library.counts
    return {
        "status": "ok",
        "version": __version__,
        "documents": counts["documents"],
        "passages": counts["passages"],
        "fingerprint": assistant.fingerprint,
    }


class Pulse:
    """A question to the assistant in force now and then, to see that it answers."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._until, self._usable = 0.0, False

    def felt(self, service: Service) -> bool:
        """Whether the assistant answered when it was last asked, which is no longer ago than `EVERY`."""
        with self._lock:
            if monotonic() >= self._until:
                self._usable = answers(service)
                self._until = monotonic() + EVERY
            return self._usable


def answers(service: Service) -> bool:
    """Whether the assistant finds something; an error is logged."""
    try:
        service.assistant.search("objectives", k=1)
    except Exception:
        log.exception("The assistant cannot be used.")
        return False
    return True
