"""Whether it holds out: `python bench/soak.py --minutes 10 --readers 50` proves it or exits with 1.

Two real servers over one index, in a temporary folder of their own, on loopback. Readers ask and leave things with
them while documents come, change, go and come back, builders run, and both are killed at random moments; then all is
brought to rest, and what was noted is checked and told in `results/soak.md` and `results/soak.svg`.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from soak_answers import check_editions, check_links, check_pressure, check_problems  # found beside this file
from soak_documents import NUMBERS, question
from soak_lasting import check_documents, check_left
from soak_library import KILLED, Library
from soak_processes import check_builds, check_disk, check_let_go, check_memory, check_servers
from soak_readers import Readers
from soak_records import Check
from soak_report import write_report
from soak_servers import Server, environment
from soak_waiting import check_pause
from soak_watching import Watch

from mandate_qa.evaluation import read_cases
from mandate_qa.searching.library import Library as Known
from mandate_qa.searching.manifest import read_index_manifest
from mandate_qa.searching.store import Index

ROOT = Path(__file__).parent.parent
RESULTS = Path(__file__).parent / "results"
QUESTIONS = ROOT / "eval" / "questions.jsonl"
REST = 12.0
"""Seconds at the end in which nothing happens before what the servers hold is looked at for the last time."""
CAUGHT_UP = 60.0
"""Seconds that servers get to answer from the last index."""


class Soak:
    """One run, in `folder`."""

    def __init__(self, folder: Path, given: argparse.Namespace) -> None:
        self.folder, self.seconds, self.given = folder, 60.0 * given.minutes, given
        self.dice = random.Random(given.seed)
        self.library = Library(folder, self.dice)
        self.environ = environment(folder, seeds=True)
        # One as on a laptop, which may build the index when it starts, and one as in deploy/, which never does
        self.servers = [Server(name, folder, environment(folder, name == "one")) for name in ("one", "two")]
        self.watch = Watch(self.library.index, self.servers, self.library.known)
        real = [case.turns[-1] for case in read_cases(QUESTIONS)]
        self.readers = Readers(self.servers, real, given.think, given.seed)
        self.codes: list[int] = []

    async def run(self) -> list[Check]:
        """Prepare, let everything happen, bring it to rest, check."""
        paragraphs = await self.prepared()
        watching = asyncio.create_task(self.watch.run())
        try:
            self.say("started")
            await self.happening()
            self.say("bringing everything to rest")
            await self.resting()
            if watching.done():
                watching.result()  # raises what ended it
        finally:
            watching.cancel()
        return await self.checked(paragraphs)

    async def prepared(self) -> dict[str, str]:
        """Copy seeds and index, add the first plans, start the servers; gives the words of what never changes."""
        shutil.copytree(ROOT / "seeds", self.library.seeds)
        if (ROOT / "index" / "manifest.json").exists():
            shutil.copytree(ROOT / "index", self.library.index)
        self.library.begin()
        await self.library.build(self.environ)
        paragraphs = words_of(Index.open(self.library.index).library)
        self.watch.look_at_manifest()
        for server in self.servers:
            await server.start()
        return paragraphs

    async def happening(self) -> None:
        """Everything at once, for as long as was asked."""
        doing = [self.readers.reader(number) for number in range(self.given.readers)]
        tasks = [asyncio.create_task(work) for work in (*doing, self.changing(), self.killing(), self.crowding())]
        done, _ = await asyncio.wait(tasks, timeout=self.seconds, return_when=asyncio.FIRST_EXCEPTION)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for task in done:
            task.result()  # raises what ended it too soon

    async def changing(self) -> None:
        """Documents come and go, and builders are killed."""
        while True:
            await asyncio.sleep(self.dice.expovariate(1 / self.given.pause))
            self.library.change()
            await asyncio.shield(self.library.build(self.environ, self.dice.random() < KILLED))

    async def killing(self) -> None:
        """The second server is killed again and again, the first once in the first fifth of the time."""
        first = self.dice.uniform(0.05, 0.2) * self.seconds
        begun, every = time.time(), max(20.0, self.seconds / 10)
        while True:
            await asyncio.sleep(self.dice.uniform(0.5, 1.5) * every)
            early = self.servers[0].lives == 1 and time.time() - begun >= first
            server = self.servers[0] if early else self.servers[1]
            server.kill()
            await asyncio.sleep(self.dice.uniform(0.2, 2))
            await asyncio.shield(server.start())

    async def crowding(self) -> None:
        """Now and then more people ask at one instant than may wait, and one reader asks more than one may."""
        for share in (0.25, 0.3, 0.3):
            await asyncio.sleep(share * self.seconds)
            await self.servers[0].start()  # it may be away
            await self.readers.greedy(self.servers[0])
            await self.readers.burst(self.servers[0])

    async def resting(self) -> None:
        """All documents put there, both servers up and in step, every plan asked about, nothing more done."""
        for server in self.servers:
            await server.start()  # the one that was killed last may still be away
        self.library.restore()
        await self.library.build(self.environ)
        self.watch.look_at_manifest()
        until = time.time() + CAUGHT_UP
        while time.time() < until and not self.in_step():
            await asyncio.sleep(0.2)
        for server in self.servers:
            for key in self.library.editions:
                await self.readers.ask(server, f"last-{key}", "last", key, question(NUMBERS[key]))
        await asyncio.sleep(REST)
        self.watch.sample()

    def in_step(self) -> bool:
        """Whether every server answers from the last index."""
        last = {one.server: one.fingerprint for one in self.watch.seen}
        return all(last.get(server.name) == self.watch.commits[-1].fingerprint for server in self.servers)

    async def checked(self, paragraphs: dict[str, str]) -> list[Check]:
        """What was noted, checked."""
        asked, watch, library = self.readers.asked, self.watch, self.library
        away = [away for server in self.servers for away in server.away]
        failed = [told for server in self.servers for told in server.failed]
        found = await self.found_again()
        for server in self.servers:
            self.codes.append(await server.stop())
        named = read_index_manifest(library.index).folders
        code, told = self.command("check")
        return [
            check_editions(asked, watch.commits, watch.seen, paragraphs),
            check_links(self.readers.followed, watch.commits, away),
            check_problems(asked, away, watch.problems),
            check_pressure(asked),
            check_pause(asked, watch.seen, library.builds, away),
            check_memory(watch.samples),
            check_let_go(watch.samples),
            check_disk(watch.disk, library.folders(), named),
            check_documents(library.editions, watch.commits[-1], asked),
            check_left(self.readers.left.values(), found, self.readers.refused_left),
            check_builds(library.builds, (code, told.replace(f"{self.folder}/", ""))),
            check_servers(away, failed, self.logs(), self.codes),
        ]

    async def found_again(self) -> dict[tuple[str, str], str]:
        """The words of everything that was left, read from the other server or by the command line."""
        told: dict[tuple[str, str], str] = {}
        for one in json.loads(self.command("feedback", "--json")[1]):
            told["feedback", str(one["id"])] = one["words"]
        paths = {"link": "/answers", "conversation": "/conversations"}
        for (kind, id), left in self.readers.left.items():
            if kind in paths:
                server = self.servers[hash(id) % 2]
                status, body = await self.readers.request(server, left.reader, "GET", f"{paths[kind]}/{id}")
                told[kind, id] = plain(kind, body) if status == 200 else f"status {status}"
        return told

    def command(self, *arguments: str) -> tuple[int, str]:
        """Exit code and output of a command over the index."""
        command = [sys.executable, "-m", "mandate_qa", *arguments, "--index", str(self.library.index)]
        run = subprocess.run(command, env=self.environ, cwd=self.folder, capture_output=True, text=True, check=False)
        return run.returncode, run.stdout or run.stderr

    def logs(self) -> dict[str, str]:
        """What each process of each server wrote to stderr."""
        return {f"{s.name}.{life}": s.log(life) for s in self.servers for life in range(1, s.lives + 1)}

    def write_notes(self) -> None:
        """Put what was noted into `noted.json`, for whoever looks into a fault."""
        noted: dict[str, Sequence[Any]] = {
            "asked": self.readers.asked,
            "followed": self.readers.followed,
            "commits": self.watch.commits,
            "seen": self.watch.seen,
            "samples": self.watch.samples,
            "builds": self.library.builds,
            "away": [away for server in self.servers for away in server.away],
        }
        told = {name: [asdict(one) for one in values] for name, values in noted.items()}
        (self.folder / "noted.json").write_text(json.dumps(told, ensure_ascii=False), "utf-8")

    def say(self, words: str) -> None:
        """Tell whoever waits."""
        sys.stderr.write(f"{time.strftime('%H:%M:%S')} {words}\n")

    def end(self) -> None:
        """See that no process is left."""
        for server in self.servers:
            server.end()


def words_of(library: Known) -> dict[str, str]:
    """The words of every paragraph of the documents that never change, by id."""
    keys = [key for key in library.documents if key not in NUMBERS]
    return {paragraph.id: paragraph.text for key in keys for paragraph in library.paragraphs(key)}


def plain(kind: str, body: bytes) -> str:
    """What a link's page or a conversation says."""
    from html import unescape

    words = body.decode("utf-8", "replace")
    return unescape(words) if kind == "link" else str(json.loads(words)["title"])


def main(argv: Sequence[str] | None = None) -> int:
    """Run it, write the report, and give back 1 when a check fails."""
    parser = argparse.ArgumentParser(description="ask, change, build and kill for a while, and check what came of it")
    parser.add_argument("--minutes", type=float, default=10.0, help="how long (default: 10)")
    parser.add_argument("--readers", type=int, default=50, help="readers at the same time (default: 50)")
    parser.add_argument("--think", type=float, default=8.0, help="mean seconds before a question (default: 8)")
    parser.add_argument("--pause", type=float, default=6.0, help="mean seconds before a change (default: 6)")
    parser.add_argument("--seed", type=int, default=1, help="of everything that is left to chance (default: 1)")
    parser.add_argument("--out", type=Path, default=RESULTS, help="folder of the report (default: bench/results)")
    parser.add_argument("--keep", type=Path, help="work in this folder, which is kept, to look into a fault")
    given = parser.parse_args(argv)
    if given.keep:
        given.keep.mkdir(parents=True)
        checks = soaked(given.keep, given)
    else:
        with tempfile.TemporaryDirectory(prefix="mandate-qa-soak-") as folder:
            checks = soaked(Path(folder), given)
    return 0 if all(check.passed for check in checks) else 1


def soaked(folder: Path, given: argparse.Namespace) -> list[Check]:
    """The checks of one run in `folder`, told and written."""
    soak = Soak(folder, given)
    try:
        checks = asyncio.run(soak.run())
    finally:
        soak.end()
        if given.keep:
            soak.write_notes()
    write_report(given.out, given, checks, soak.watch, soak.library)
    for check in checks:
        sys.stdout.write(f"{'well' if check.passed else 'FAILED'}: {check.name}: {check.count}\n")
        sys.stdout.write("".join(f"    {fault}\n" for fault in check.faults[:20]))
    return checks


if __name__ == "__main__":
    sys.exit(main())
