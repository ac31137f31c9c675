"""The web application on a port of this computer.

Gradio's own launcher is not used: it tries the address through the machine's proxy, and may offer to share the page
with the world.
"""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from mandate_qa.errors import UsageError

if TYPE_CHECKING:
    from mandate_qa.web.service import Service

HOST, PORT = "127.0.0.1", 7860
HIGHEST_PORT = 65535
PATIENCE = 2
"""Seconds that open connections get to finish when the server is stopped."""


def address(host: str | None, port: str | int | None, environ: Mapping[str, str]) -> tuple[str, int]:
    """Where to listen: as given, else HOST and PORT of `environ`, else 127.0.0.1:7860; port 0 takes any free one.

    Raises UsageError when the port is no number from 0 to 65535.
    """
    chosen = str(port if port is not None else environ.get("PORT") or PORT)
    if not chosen.isdecimal() or int(chosen) > HIGHEST_PORT:
        raise UsageError(f"{chosen!r} is no port; give a number from 0 to {HIGHEST_PORT} with --port or PORT.")
    return host or environ.get("HOST") or HOST, int(chosen)


def listening(host: str, port: int) -> socket.socket:
    """A socket bound to the address, before anything slow begins; UsageError when it is taken or elsewhere."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family)
    except OSError as error:
        reason = str(error.strerror or error).partition(" (")[0]  # the rest repeats the address
        message = f"Cannot listen on {host}:{port} ({reason}); choose another with --host and --port, or HOST and PORT."
        raise UsageError(message) from error


def serve(service: Service, listener: socket.socket, announce: Callable[[str], None]) -> None:
    """Serve the chat page on `listener` until Ctrl-C; `announce` gets its address once the page is built."""
    from uvicorn import Config, Server

    from mandate_qa.web.application import build_app

    app = build_app(service)
    announce(url(listener))
    server = Server(Config(app, log_level="error", timeout_graceful_shutdown=PATIENCE))
    # Pages that are still open keep a connection; that it is cut after Ctrl-C is no error to be told about.
    logging.getLogger("uvicorn.error").addFilter(lambda record: not server.should_exit)
    with suppress(KeyboardInterrupt):
        server.run(sockets=[listener])


def url(listener: socket.socket) -> str:
    """Where a browser on this computer opens what `listener` serves."""
    host, port = listener.getsockname()[:2]
    if host in ("0.0.0.0", "::"):
        host = "localhost"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
