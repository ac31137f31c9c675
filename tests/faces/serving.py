"""The pages of a service, served for real on loopback from a thread."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from time import sleep

from uvicorn import Config, Server

from mandate_qa.web.application import build_app
from mandate_qa.web.server import listening, url
from mandate_qa.web.service import Service


@contextmanager
def serving(service: Service) -> Iterator[str]:
    """The address while it is served."""
    with listening("127.0.0.1", 0) as listener:
        config = Config(build_app(service), log_level="error", timeout_graceful_shutdown=1, proxy_headers=False)
        server = Server(config)
        thread = Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        while not server.started:
            sleep(0.01)
        try:
            yield url(listener)
        finally:
            server.should_exit = True
            thread.join()
