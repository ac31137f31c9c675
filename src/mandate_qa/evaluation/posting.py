"""One question sent to a system over HTTP, as JSON, and its reply."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from http.client import HTTPException, HTTPResponse
from time import monotonic
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from mandate_qa.evaluation.replies import ReplyError

LONGEST = 16_000_000
"""Bytes of a reply that are read at most."""

CHUNK = 65_536
SHOWN = 120
"""Characters of an error page that are told."""


def post(url: str, question: str, history: Sequence[Mapping[str, str]], timeout: float) -> Any:
    """The JSON that `url` replies to `{"question": …, "history": […]}`; ReplyError when there is none."""
    body = json.dumps({"question": question, "history": [dict(turn) for turn in history]}).encode()
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    try:
        with urlopen(Request(url, body, headers), timeout=timeout) as response:
            return parsed(received(response, url, timeout), url)
    except HTTPError as error:
        raise ReplyError(f"{url} answered with status {error.code} {error.reason}{page(error)}.") from error
    except TimeoutError as error:
        raise too_slow(url, timeout) from error
    except (URLError, HTTPException, OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        if isinstance(reason, TimeoutError):
            raise too_slow(url, timeout) from error
        told = " ".join(str(reason).split()) or type(reason).__name__
        raise ReplyError(f"{url} could not be asked ({told}); check that it runs there.") from error


def received(response: HTTPResponse, url: str, timeout: float) -> bytes:
    """The body of a reply with status 200; ReplyError for another one, one that trickles in, and one without end."""
    if response.status != 200:
        raise ReplyError(f"{url} answered with status {response.status} {response.reason}, where 200 is needed.")
    until, read = monotonic() + timeout, bytearray()
    while piece := response.read1(CHUNK):
        read += piece
        if len(read) > LONGEST:
            raise ReplyError(f"{url} replied with more than {LONGEST // 1_000_000} MB; send the answer alone.")
        if monotonic() > until:
            raise too_slow(url, timeout)
    if response.length:
        raise ReplyError(f"{url} broke off {response.length} bytes before the end of its reply.")
    return bytes(read)


def parsed(body: bytes, url: str) -> Any:
    """The body as JSON."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        shown = " ".join(body[:SHOWN].decode("utf-8", "replace").split())
        raise ReplyError(f"{url} replied with what is not JSON: “{shown}”.") from error


def page(error: HTTPError) -> str:
    """The beginning of an error page, in one line; nothing when it is empty or cannot be read."""
    try:
        shown = " ".join(error.read(SHOWN).decode("utf-8", "replace").split())
    except (OSError, HTTPException):
        return ""
    return f": “{shown}”" if shown else ""


def too_slow(url: str, timeout: float) -> ReplyError:
    """What to tell of a system that did not answer in time."""
    return ReplyError(f"{url} did not answer within {timeout:g} s; --timeout SECONDS gives it longer.")
