"""The web application on a port of this computer.

Gradio's own launcher is not used: it tries the address through the machine's proxy, and may offer to share the page
with the world.
"""

from __future__ import annotations

import logging
import signal
import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from threading import current_thread, main_thread
from typing import TYPE_CHECKING

from mandate_qa.errors import UsageError
from mandate_qa.settings import ServingSettings
from mandate_qa.web.access.hosts import is_loopback

if TYPE_CHECKING:
    from mandate_qa.web.service import Service

HOST, PORT = "127.0.0.1", 7860
HIGHEST_PORT = 65535
PATIENCE = 2
"""Seconds that the connections of open pages get once no question is under way any more."""


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


def open_words(serving: ServingSettings, listener: socket.socket) -> str:
    """What to tell who opens the service to others without having anybody sign in; "" where that is not so."""
    host = listener.getsockname()[0]
    if serving.users or serving.user_header or is_loopback(host.partition("%")[0]):
        return ""
    able = "read, ask, add and remove documents" if serving.uploads else "read and ask"
    return (
        f"Anybody who reaches this address can {able}; have people sign in with --users FILE "
        "(see: mandate-qa users --help), or listen on 127.0.0.1."
    )


def serve(service: Service, listener: socket.socket, announce: Callable[[str], None]) -> None:
    """Serve on `listener` until SIGTERM or Ctrl-C; `announce` gets the address once the pages are built.

    What is under way then is finished first, for as long as an answer may take. A second signal does not wait.
    """
    from uvicorn import Config

    from mandate_qa.web.application import build_app
    from mandate_qa.web.stopping import server_class

    app = build_app(service)
    # uvicorn would believe proxies on its own terms; `access.proxies` does on ours.
    config = Config(app, log_level="error", timeout_graceful_shutdown=PATIENCE, proxy_headers=False)
    server = server_class()(config, service.closing, service.settings.language_model.seconds)
    # Pages that are still open keep a connection; that it is cut after Ctrl-C is no error to be told about.
    logging.getLogger("uvicorn.error").addFilter(lambda record: not server.should_exit)
    with suppress(KeyboardInterrupt), ended_by_a_signal(), service.live.watching():
        announce(url(listener))
        server.run(sockets=[listener])


@contextmanager
def ended_by_a_signal() -> Iterator[None]:
    """Have SIGTERM end the block as Ctrl-C does, once what runs in it has had its way with the signal."""

    def interrupted(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    if current_thread() is not main_thread():  # where no signal comes, and none may be asked for
        yield
        return
    before = signal.signal(signal.SIGTERM, interrupted)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def url(listener: socket.socket) -> str:
    """Where a browser on this computer opens what `listener` serves."""
    host, port = listener.getsockname()[:2]
    if host in ("0.0.0.0", "::"):
        host = "localhost"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
