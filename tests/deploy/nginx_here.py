"""nginx with deploy/nginx.conf, before apps of this machine."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from socket import create_connection
from time import monotonic, sleep

import deployed
import pytest
from installed import needed
from stage import HERE, NET, PATIENCE, free_port, is_root


@dataclass(frozen=True)
class Asked:
    """A request as nginx passed it on."""

    desk: str
    """Name that the browser was given; "-" before it was."""
    place: str
    """Host and port of the app that answered; of several, parted by commas, the last one."""
    path: str
    status: int


@dataclass(frozen=True)
class Proxy:
    """An nginx that serves."""

    url: str
    log: Path

    def asked(self) -> list[Asked]:
        """What it has passed on so far."""
        rows = (line.split("\t") for line in self.log.read_text("utf-8").splitlines())
        return [Asked(desk, place, path, int(status)) for desk, place, path, status in rows]

    def places(self, desk: str) -> list[str]:
        """Where the browser of this name was sent, in order; Waits for the first."""
        until = monotonic() + PATIENCE  # a request is noted a moment after it was answered
        while not (found := [asked.place for asked in self.asked() if asked.desk == desk]):
            assert monotonic() < until, f"nobody called {desk} has asked"
            sleep(0.01)
        return found


@contextmanager
def proxied(folder: Path, places: Mapping[str, str]) -> Iterator[Proxy]:
    """nginx before the apps at `places`, host and port of each by its name, until the block ends."""
    program, port = needed("nginx"), free_port()
    if not source_address_is_free():
        pytest.skip("needs all addresses of 127.0.0.0/8, as Linux has them")
    (folder / "nginx.conf").write_text(configured(folder, places, port), "utf-8")
    user = "user root; " if is_root() else ""
    command = [program, "-c", str(folder / "nginx.conf"), "-g", f"{user}daemon off;", "-e", "stderr"]
    with subprocess.Popen(command) as process:
        try:
            until = monotonic() + PATIENCE
            while not listens(port):
                assert process.poll() is None and monotonic() < until, "nginx did not begin to listen"
                sleep(0.02)
            yield Proxy(f"http://127.0.0.1:{port}", folder / "log")
        finally:
            process.terminate()


def configured(folder: Path, places: Mapping[str, str], port: int) -> str:
    """deploy/nginx.conf with addresses and folders of this machine, connecting from what stands for its own address."""
    text = deployed.NGINX
    for name, place in places.items():
        assert text.count(f"server {deployed.address(name)}:7860 ") == 1
        text = text.replace(f"server {deployed.address(name)}:7860 ", f"server {place} ")
    (text, listening) = re.subn(r"listen \d+;", f"listen 127.0.0.1:{port};", text)
    assert listening == 1
    own = deployed.address("proxy").replace(NET, HERE)
    text = text.replace("proxy_pass http://app;", f"proxy_pass http://app;\n            proxy_bind {own};")
    folders = [f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")]
    told = "log_format told '$cookie_desk\\t$upstream_addr\\t$request_uri\\t$status';"
    more = "\n    ".join([*folders, told, f"access_log {folder}/log told;"])
    return text.replace("http {", f"http {{\n    {more}", 1).replace("/tmp/nginx.pid", f"{folder}/pid")


def listens(port: int) -> bool:
    """Whether somebody answers at a port of this machine."""
    try:
        create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def source_address_is_free() -> bool:
    """Whether a connection can come from another address of loopback."""
    import socket

    with socket.socket() as tried:
        try:
            tried.bind((f"{HERE}1", 0))
        except OSError:
            return False
    return True
