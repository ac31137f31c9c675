"""The containers of deploy/ as processes of this machine: the same commands, variables and rights, other addresses.

A folder stands for /srv. Names and addresses of services are replaced by places on loopback, and nothing else of the
environment is handed on. Where the tests run as root, an app is left no capabilities, as in its container.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from socket import create_server
from time import monotonic, sleep

import deployed
import httpx

PATIENCE = 60
"""Seconds within which an app must have begun to serve, or a builder have ended."""
NET, HERE = "172.31.240.", "127.31.240."
"""How the addresses of the network begin, and those on loopback that stand for them."""
UNCONFINED = ["setpriv", "--no-new-privs", "--bounding-set=-all", "--inh-caps=-all"]


@dataclass(frozen=True)
class App:
    """A process that serves."""

    process: subprocess.Popen[str]
    url: str

    @property
    def place(self) -> str:
        """Host and port."""
        return self.url.removeprefix("http://")


@dataclass(frozen=True)
class Stage:
    """Folders that stand for /srv, what the program is run from, and where services are reached."""

    srv: Path
    seeds: Path
    """Stands for /srv/seeds, which the builder alone has."""
    source: Path
    """Folder of the package, as the image holds it."""
    places: Mapping[str, str] = field(default_factory=dict)
    """Host and port on this machine, by host and port inside."""
    variables: Mapping[str, str] = field(default_factory=dict)
    """What stands in deploy/.env."""

    def translated(self, text: str) -> str:
        """A text of the compose file as it must be here."""
        for inside, here in self.places.items():
            text = text.replace(inside, here)
        return text.replace("/srv/seeds", str(self.seeds)).replace("/srv", str(self.srv)).replace(NET, HERE)

    def environment(self, service: str) -> dict[str, str]:
        """What a service's process finds in its environment, and nothing else."""
        given = deployed.image_environment() | deployed.environment(service, **self.variables)
        given = {name: self.translated(value) for name, value in given.items()}
        home = self.srv.parent / "home"
        home.mkdir(exist_ok=True)
        path = os.pathsep.join([str(self.source), *sys.path])
        return {**given, "PATH": os.environ["PATH"], "HOME": str(home), "PYTHONPATH": path}

    def run(self, service: str, words: Sequence[str], typed: str = "") -> subprocess.CompletedProcess[str]:
        """What came of a command in a service's container."""
        return subprocess.run(
            confined([self.translated(word) for word in words]),
            env=self.environment(service),
            cwd=self.srv,
            input=typed,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )

    @contextmanager
    def started(self, service: str) -> Iterator[App]:
        """An app in a process of its own, which may not be `listening` yet, until the block ends."""
        *words, host, _, port = deployed.command(service)
        assert (words[-1], host, port) == ("--host", "0.0.0.0", "7860")
        chosen = free_port()
        with subprocess.Popen(
            confined([*words, "127.0.0.1", "--port", str(chosen)]),
            env=self.environment(service),
            cwd=self.srv,
            stdout=subprocess.PIPE,
            text=True,
        ) as process:
            app = App(process, f"http://127.0.0.1:{chosen}")
            try:
                yield app
            finally:
                process.kill()

    def check(self, app: App) -> subprocess.CompletedProcess[str]:
        """What the image's health check says of an app."""
        words = [word.replace("127.0.0.1:7860", app.place) for word in deployed.health_check()]
        return self.run(deployed.APPS[0], words)


def confined(words: Sequence[str]) -> list[str]:
    """A command of the image, run by this Python and without the rights that root has by itself."""
    if words[0] == "mandate-qa":
        words = [sys.executable, "-m", "mandate_qa", *words[1:]]
    elif words[0] == "python":
        words = [sys.executable, *words[1:]]
    return [*(UNCONFINED if is_root() and shutil.which("setpriv") else []), *words]


def is_root() -> bool:
    """Whether rights of files mean nothing to the tests themselves."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def listening(app: App) -> App:
    """`app`, once it serves."""
    until = monotonic() + PATIENCE
    while True:
        try:
            httpx.get(f"{app.url}/health", trust_env=False, timeout=PATIENCE)
            return app
        except httpx.TransportError:
            assert app.process.poll() is None and monotonic() < until, "the app did not begin to serve"
            sleep(0.05)


def free_port() -> int:
    """A port on which nobody listens."""
    with create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def seal(folder: Path) -> None:
    """Let nobody write in a folder, nor below it, as if it were mounted with `ro`."""
    for path in (folder, *folder.rglob("*")):
        path.chmod(path.stat().st_mode & ~0o222)


def unseal(folder: Path) -> None:
    """Let its owner write in a folder again, and below it."""
    for path in (folder, *folder.rglob("*")):
        path.chmod(path.stat().st_mode | 0o200)
