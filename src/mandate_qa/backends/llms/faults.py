"""What went wrong in a back-end, as one sentence that says what to do next.

Knows how HTTP clients name their errors, by name alone, so that none of them is imported. Keys never stand in what it
writes: the words of a server are quoted only where they help, and without anything that looks like a key.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from textwrap import shorten
from typing import Any

from mandate_qa.errors import BackendError

AGAIN = {408, 409, 425, 429}
"""Statuses below 500 after which the same prompt may be answered."""
_TIMEOUT = {"APITimeoutError", "TimeoutException", "TimeoutError"}
_UNREACHED = {"APIConnectionError", "TransportError", "ConnectionError"}
_SECRET = re.compile(r"(?i)\b(?:bearer\s+\S+|(?:sk|pk|key|api|gsk|xai)[-_][\w*.-]{6,}|[\w-]{32,})")


def as_backend_error(error: Exception, backend: str, place: str = "", secret: str = "") -> BackendError:
    """`error` as a BackendError of `backend`, which was asked at `place` with the key `secret`; one stays as it is."""
    if isinstance(error, BackendError):
        return error
    names = {kind.__name__ for kind in type(error).__mro__}
    status = getattr(error, "status_code", None)
    at = f" at {place}" if place else ""
    if isinstance(status, int) and status >= 400:
        return of_status(error, status, backend, at, secret)
    if names & _TIMEOUT:
        told = f"{backend}{at} did not answer in time; ask again, or raise language_model.seconds."
        return BackendError(told, backend, retryable=True)
    if names & _UNREACHED:
        told = f"{backend} could not be reached{at}; check that its server runs, and language_model.base_url."
        return BackendError(told, backend, retryable=True)
    told = f"{backend}{at} gave what cannot be read as a reply ({type(error).__name__}); see its log."
    return BackendError(told, backend, retryable=True)


def telling(pieces: Iterable[str], backend: str) -> Iterator[str]:
    """The pieces; what goes wrong with them is raised as a BackendError of `backend`."""
    try:
        yield from pieces
    except Exception as error:
        raise as_backend_error(error, backend) from error


def of_status(error: Exception, status: int, backend: str, at: str, secret: str = "") -> BackendError:
    """The BackendError for an HTTP status of 400 or more."""
    again = (status in AGAIN and not _spent(error)) or status >= 500
    told = f"{backend}{at} {_said(status)}{_detail(error, status, secret)}."
    return BackendError(told, backend, retryable=again, retry_after=retry_after(error))


def _said(status: int) -> str:
    """What a status means, and what to do about it."""
    if status in (401, 403):
        return f"refused the key (status {status}); set the right one, see docs/language-models.md"
    if status == 404:
        return "has no such model or address (status 404); check both"
    if status == 429:
        return "was asked too often or too much (status 429); ask later"
    if status >= 500:
        return f"failed (status {status}); see its own log"
    return f"refused the prompt (status {status})"


def _detail(error: Exception, status: int, secret: str) -> str:
    """The server's own words, where they tell more than the status and cannot hold a key."""
    words = _words(error)
    return f": {cleaned(words, secret)}" if words and status not in (401, 403) and status < 500 else ""


def _words(error: Exception) -> str:
    """The message that a server sent with its status."""
    body: Any = getattr(error, "body", None) or getattr(error, "error", None)
    if isinstance(body, dict):
        inner = body.get("error", body)
        body = inner.get("message", "") if isinstance(inner, dict) else inner
    return body if isinstance(body, str) else ""


def cleaned(words: str, secret: str = "") -> str:
    """`words` on one line, shortened, with anything that looks like a key left out."""
    if secret:
        words = words.replace(secret, "…")
    return shorten(_SECRET.sub("…", words), 200, placeholder=" …").rstrip(".")


def _spent(error: Exception) -> bool:
    """Whether a server refuses because nothing is left to pay it with, which waiting does not mend."""
    return getattr(error, "code", None) in {"insufficient_quota", "billing_hard_limit_reached"}


def retry_after(error: Exception) -> float:
    """Seconds that a server asks to be left alone for; 0 when it does not say."""
    response = getattr(error, "response", None) or getattr(error.__context__, "response", None)
    headers = getattr(response, "headers", None) or {}
    told = str(headers.get("retry-after", ""))
    if re.fullmatch(r"\d+(\.\d+)?", told):
        return float(told)
    try:
        moment = parsedate_to_datetime(told)
    except (TypeError, ValueError):
        return 0.0
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max((moment - datetime.now(UTC)).total_seconds(), 0.0)
