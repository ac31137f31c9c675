"""Documents that come, change, go and come back while questions are answered, and builders that are killed.

A change puts files into the seeds folder or takes them out, each in one step, and runs `mandate-qa update`, at times
`mandate-qa index`. The register comes last: so no index is like another, also when a server that starts builds one
from documents that are half changed.
"""

from __future__ import annotations

import asyncio
import random
import sys
import time
from hashlib import sha256
from pathlib import Path

from soak_documents import NUMBERS, PLANS, key_of, text
from soak_records import Build

from mandate_qa.files import replace_text
from mandate_qa.searching.manifest import FOLDER, MANIFEST, read_index_manifest

HELD = PLANS // 2
"""Plans that the library begins with."""
FRESH_EVERY = 12
"""Changes after which everything is read and embedded anew."""
KILLED = 0.3
"""Share of builders that are killed."""
REGISTER = key_of(0)


class Library:
    """The seeds folder and the runs of builders over it."""

    def __init__(self, folder: Path, dice: random.Random) -> None:
        self.seeds, self.index = folder / "seeds", folder / "index"
        self.builds: list[Build] = []
        self.counts = {"added": 0, "changed": 0, "removed": 0, "put back": 0}
        self.editions: dict[str, int] = {}
        """Key of each made-up document that lies in the folder → its edition."""
        self.last: dict[str, int] = {}
        """Key → its latest edition, also of those that are removed."""
        self.known: dict[str, int] = {}
        """SHA-256 of every file that was ever put there → its edition."""
        self._dice = dice
        self._building = asyncio.Lock()

    def begin(self) -> None:
        """Put the first plans there."""
        for number in range(1, HELD + 1):
            self.put(key_of(number), 1)
        self.put(REGISTER, 1)

    def put(self, key: str, edition: int) -> None:
        """Put an edition in the place of what was there."""
        words = text(NUMBERS[key], edition)
        self.known[sha256(words.encode()).hexdigest()] = edition
        replace_text(self.seeds / f"{key}.txt", words)
        self.editions[key] = self.last[key] = edition

    def change(self) -> None:
        """One to three changes, then the register's."""
        for _ in range(self._dice.randint(1, 3)):
            self._one()
        self.put(REGISTER, self.last[REGISTER] + 1)

    def restore(self) -> None:
        """Put everything there that was ever removed, and the register."""
        for key, edition in self.last.items():
            if key not in self.editions:
                self.put(key, edition)
                self.counts["put back"] += 1
        self.put(REGISTER, self.last[REGISTER] + 1)

    async def build(self, environ: dict[str, str], kill: bool = False) -> Build:
        """Run a builder, and kill it while it works when that is wished; one after the other."""
        async with self._building:
            return await self._built(environ, kill)

    async def _built(self, environ: dict[str, str], kill: bool) -> Build:
        fresh = len(self.builds) % FRESH_EVERY == FRESH_EVERY - 1
        command, began, before = "index" if fresh else "update", time.time(), self.stamp()
        arguments = ("-m", "mandate_qa", command, str(self.seeds), "--index", str(self.index))
        run = await asyncio.create_subprocess_exec(
            sys.executable,
            *arguments,
            env=environ,
            cwd=self.seeds.parent,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        try:
            reading = asyncio.create_task(run.communicate())
            if kill:
                await self._moment(run)
                if run.returncode is None:
                    run.kill()
            printed, _ = await reading
        finally:
            if run.returncode is None:
                run.kill()
        code = run.returncode or 0
        told = "" if code in (0, -9) else printed.decode("utf-8", "replace").strip()[-500:]
        build = Build(
            command, began, time.time(), code == -9, code, self.stamp() != before, len(self.leftovers()), told
        )
        self.builds.append(build)
        return build

    def stamp(self) -> int:
        """What changes whenever another index is put in force."""
        file = self.index / MANIFEST
        return file.stat().st_mtime_ns if file.exists() else 0

    def folders(self) -> list[str]:
        """Those of segments and encoders that lie in the index."""
        return sorted(path.name for path in self.index.iterdir() if FOLDER.fullmatch(path.name))

    def leftovers(self) -> set[str]:
        """Folders that the manifest does not name."""
        return set(self.folders()) - read_index_manifest(self.index).folders

    def _one(self) -> None:
        """Add, change, remove or put back a plan."""
        plans = [key_of(number) for number in range(1, PLANS + 1)]
        key = self._dice.choice(plans)
        if key not in self.last:
            self.put(key, 1)
            self.counts["added"] += 1
        elif key not in self.editions:  # as it was, or in another edition
            self.put(key, self.last[key] + self._dice.randint(0, 1))
            self.counts["put back"] += 1
        elif self._dice.random() < 0.4 and len(self.editions) > 3:
            (self.seeds / f"{key}.txt").unlink()
            del self.editions[key]
            self.counts["removed"] += 1
        else:
            self.put(key, self.last[key] + 1)
            self.counts["changed"] += 1

    async def _moment(self, run: asyncio.subprocess.Process) -> None:
        """Wait for the moment of a kill: any, or one soon after the builder began to write."""
        usual = [build.ended - build.began for build in self.builds if not build.killed] or [2.0]
        until = time.time() + self._dice.uniform(0, max(usual))
        if self._dice.random() < 0.5:
            before = set(self.folders())
            while run.returncode is None and set(self.folders()) <= before:
                await asyncio.sleep(0.005)
            until = time.time() + self._dice.uniform(0, 0.3)
        while run.returncode is None and time.time() < until:
            await asyncio.sleep(0.005)
