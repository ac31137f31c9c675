"""What the soak watches while it runs: indexes put in force, what each server answers from, memory, files and disk.

Everything is read from outside: the manifest, `/health`, and /proc, which only Linux has.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from sessions import Place, fetched  # found beside this file
from soak_documents import NUMBERS
from soak_records import Commit, Disk, Sample, Seen
from soak_servers import Server

from mandate_qa.errors import SearchIndexError
from mandate_qa.searching.manifest import FOLDER, MANIFEST, IndexManifest, read_index_manifest
from mandate_qa.settings import Settings, digest

OFTEN, SELDOM, SAMPLES = 0.02, 0.2, 2.0
"""Seconds between two looks at the manifest, at what a server answers from, and at memory and disk."""
MEGABYTE = 2**20
GONE = " (deleted)"
"""What Linux puts after the name of a file that is removed and still held."""


class Watch:
    """What was seen, in order."""

    def __init__(self, index: Path, servers: Sequence[Server], known: Mapping[str, int]) -> None:
        """`known` tells the edition by the SHA-256 of its file; it grows while this watches."""
        self.commits: list[Commit] = []
        self.seen: list[Seen] = []
        self.samples: list[Sample] = []
        self.disk: list[Disk] = []
        self.problems: list[str] = []
        self._index, self._servers, self._known = index, servers, known
        self._settings = Settings().fingerprint()

    async def run(self) -> None:
        """Watch until cancelled."""
        watches = [self._every(OFTEN, self.look_at_manifest), self._every(SAMPLES, self.sample)]
        await asyncio.gather(*watches, *(self._asked(server) for server in self._servers))

    def look_at_manifest(self) -> None:
        """Note the index in force when it is another than before."""
        try:
            at = (self._index / MANIFEST).stat().st_mtime
            manifest = read_index_manifest(self._index)
        except (OSError, SearchIndexError) as error:
            self.problems.append(f"the manifest could not be read: {error}")
            return
        fingerprint = digest({"index": manifest.fingerprint, "settings": self._settings})
        if not self.commits or self.commits[-1].fingerprint != fingerprint:
            self.commits.append(Commit(at, fingerprint, editions(manifest, self._known)))

    def sample(self) -> None:
        """Note what the servers hold, and what lies on the disk."""
        for server in self._servers:
            if server.pid is not None and (found := held(server, self._index)):
                self.samples.append(found)
        files = [path for path in self._index.rglob("*") if path.is_file()]
        size = sum(path.stat().st_size for path in files if path.exists()) / MEGABYTE
        folders = sum(FOLDER.fullmatch(path.name) is not None for path in self._index.iterdir())
        self.disk.append(Disk(time.time(), size, folders))

    async def _every(self, seconds: float, look: Callable[[], None]) -> None:
        while True:
            with suppress(OSError):  # a folder that went while it was looked at
                look()
            await asyncio.sleep(seconds)

    async def _asked(self, server: Server) -> None:
        """Ask a server again and again what it answers from."""
        place = Place("127.0.0.1", server.port, "", 0, 0)
        while True:
            try:
                status, body = await fetched(place, "GET", "/health")
                if status == 200:
                    self.seen.append(Seen(server.name, time.time(), json.loads(body)["fingerprint"]))
                else:
                    self.problems.append(f"/health of {server.name} answered {status}: {body[:200].decode()}")
            except (OSError, asyncio.IncompleteReadError, ValueError) as error:
                if server.pid is not None and server.since is None:
                    self.problems.append(f"/health of {server.name} could not be read: {error!r}")
            await asyncio.sleep(SELDOM)


def editions(manifest: IndexManifest, known: Mapping[str, int]) -> dict[str, int]:
    """Key of each made-up document of an index → its edition; 0 for one that nobody wrote."""
    return {
        seed.key: known.get(seed.sha256, 0)
        for seed in manifest.seeds.values()
        if seed.key in NUMBERS and seed.key in manifest.documents
    }


def held(server: Server, index: Path) -> Sample | None:
    """What a server's process holds; None when it is gone."""
    folder = Path(f"/proc/{server.pid}")
    try:
        status = (folder / "status").read_text("ascii")
        lines = [line.partition(":") for line in status.splitlines()]
        sizes = {name: int(rest.split()[0]) / 1024 for name, _, rest in lines if "kB" in rest}
        targets = []
        for descriptor in (folder / "fd").iterdir():
            try:
                targets.append(str(descriptor.readlink()))
            except OSError:
                continue  # closed meanwhile
        mapped = {
            line.split(None, 5)[5].strip() for line in (folder / "maps").read_text().splitlines() if str(index) in line
        }
    except (OSError, ValueError):
        return None
    gone = {name for name in (*targets, *mapped) if name.startswith(f"{index}/") and name.endswith(GONE)}
    names = tuple(sorted(name.removeprefix(f"{index}/").removesuffix(GONE) for name in gone))
    own, files = sizes.get("RssAnon", 0.0), sizes.get("RssFile", 0.0)
    return Sample(server.name, server.lives, time.time(), own, files, len(targets), names)
