"""The servers of the soak: real ones, each in a process of its own, killed and started again at the same address.

Knows processes and nothing of what is asked. It ends only what it started.
"""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from sessions import READER  # found beside this file
from soak_records import Away

TRIES = 3
"""Starts after which a server that does not come up is given up, as whoever watches over it would start it again."""
PATIENCE = 60
"""Seconds that an end in good order may take."""


def environment(folder: Path, seeds: bool) -> dict[str, str]:
    """What a server over the index in `folder` is set to; without `seeds` it finds no documents, as in deploy/."""
    return os.environ | {
        "MANDATE_QA_INDEX": str(folder / "index"),
        "MANDATE_QA_SEEDS": str(folder / ("seeds" if seeds else "no-seeds-here")),
        "MANDATE_QA_SERVING__USER_HEADER": READER,
        "MANDATE_QA_SERVING__KEEP_CONVERSATIONS": "true",
        "OMP_NUM_THREADS": "1",
    }


class Server:
    """One of them. Its starts and kills are noted in `away`, starts that failed in `failed`."""

    def __init__(self, name: str, folder: Path, environ: Mapping[str, str]) -> None:
        self.name, self.port = name, free_port()
        self.away: list[Away] = []
        self.failed: list[str] = []
        self.lives = 0
        self.since: float | None = None
        """When it was killed, while it is away."""
        self._folder, self._environ = folder, environ
        self._process: subprocess.Popen[str] | None = None
        self._starting = asyncio.Lock()

    @property
    def pid(self) -> int | None:
        """Of its process; None while it is away."""
        return None if self._process is None or self.since else self._process.pid

    async def start(self) -> None:
        """Start it, unless it is there, and wait until it listens. Raises RuntimeError when it does not."""
        async with self._starting:
            if self.pid is None:
                await self._start()

    async def _start(self) -> None:
        for _ in range(TRIES):
            self.lives += 1
            if await asyncio.to_thread(self._started):
                if self.since:
                    self.away.append(Away(self.name, self.since, time.time()))
                    self.since = None
                return
            self.failed.append(f"server {self.name} did not start: {self.log(self.lives).strip()[-500:]}")
        raise RuntimeError(self.failed[-1])

    def kill(self) -> None:
        """End it without a warning."""
        assert self._process is not None
        self.since = time.time()
        self._process.kill()
        self._process.wait()

    async def stop(self) -> int:
        """Ask it to end, and give back its exit code."""
        assert self._process is not None
        self._process.terminate()
        try:
            return await asyncio.to_thread(self._process.wait, PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait()

    def end(self) -> None:
        """See that nothing of it is left."""
        if self._process is not None and self._process.poll() is None:
            self._process.kill()
            self._process.wait()

    def log(self, life: int) -> str:
        """What it wrote to stderr, in its life 1, 2 …"""
        file = self._log(life)
        return file.read_text("utf-8", "replace") if file.exists() else ""

    def _log(self, life: int) -> Path:
        return self._folder / f"server-{self.name}-{life}.log"

    def _started(self) -> bool:
        command = [sys.executable, "-m", "mandate_qa", "serve", "--host", "127.0.0.1", "--port", str(self.port)]
        with self._log(self.lives).open("w") as log:
            self._process = subprocess.Popen(
                command, env=self._environ, cwd=self._folder, stdout=subprocess.PIPE, stderr=log, text=True
            )
        assert self._process.stdout is not None
        if self._process.stdout.readline():  # its address, once the pages are built
            return True
        self._process.wait()
        return False


def free_port() -> int:
    """A port of this computer that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])
