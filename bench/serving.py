"""How the chat holds up when a team asks: `python bench/serving.py`.

The real server over the real index, in a process of its own, asked through Gradio's queue as its page does. Told are
the time to the first words of a reply, one reader asking, and the whole reply with many readers: all at the same
instant (burst), and each thinking for a while before a question. Shares the machine with the readers, who are light.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

from sessions import Place, Reply, found  # found beside this file

from mandate_qa.evaluation import read_cases

QUESTIONS = Path(__file__).parent.parent / "eval" / "questions.jsonl"
WARMING = 5
"""Questions asked before any is timed."""


def main(argv: Sequence[str] | None = None) -> None:
    """Serve, ask and print a table, for each number of questions at once."""
    parser = argparse.ArgumentParser(description="time the chat with one reader and with many")
    parser.add_argument("--readers", type=int, default=50, help="readers at the same time (default: 50)")
    parser.add_argument("--each", type=int, default=5, help="questions of each (default: 5)")
    parser.add_argument("--think", type=float, default=2.0, help="mean seconds before a question (default: 2)")
    parser.add_argument("--at-once", type=int, nargs="+", default=[0], help="questions at once (default: as set)")
    parser.add_argument("--event", default="converse", help="event of the page (default: converse, else ask)")
    parser.add_argument("--single", type=int, default=50, help="questions of the one reader (default: 50)")
    given = parser.parse_args(argv)
    sys.stdout.write(
        "at once | kind            | questions | errors | first p50 |    p50 |    p95 | a second | CPU each\n"
    )
    for at_once in given.at_once:
        with served(at_once, given.readers) as (server, port):
            asyncio.run(measured(given, at_once, server, port))


async def measured(given: argparse.Namespace, at_once: int, server: int, port: int) -> None:
    """Ask in all three ways, and print a line for each."""
    place = await found("127.0.0.1", port, given.event)
    questions = [case.turns[-1] for case in read_cases(QUESTIONS)]
    await one_reader(place, questions[:WARMING])
    kinds: dict[str, Callable[[], Awaitable[list[Reply]]]] = {
        "one reader": lambda: one_reader(place, questions[: given.single]),
        f"burst of {given.readers}": lambda: many(place, questions, given.readers, given.each, 0.0),
    }
    if given.think:
        kinds[f"{given.readers} who think"] = lambda: many(place, questions, given.readers, given.each, given.think)
    for kind, ask in kinds.items():
        began, worked = perf_counter(), processor_seconds(server)
        replies = await ask()
        told(at_once, kind, replies, perf_counter() - began, processor_seconds(server) - worked)


async def one_reader(place: Place, questions: Sequence[str]) -> list[Reply]:
    """Questions one after the other."""
    return [await place.ask(question) for question in questions]


async def many(place: Place, questions: Sequence[str], readers: int, each: int, think: float) -> list[Reply]:
    """Several readers, each with questions of their own; `think` is the mean of an exponential pause before each."""
    dice = random.Random(1)
    asked = cycle(questions)
    shares = [list(islice(asked, each)) for _ in range(readers)]

    async def reader(share: Sequence[str]) -> list[Reply]:
        replies = []
        for question in share:
            if think:
                await asyncio.sleep(dice.expovariate(1 / think))
            replies.append(await place.ask(question))
        return replies

    return [reply for replies in await asyncio.gather(*(reader(share) for share in shares)) for reply in replies]


def told(at_once: int, kind: str, replies: Sequence[Reply], seconds: float, worked: float) -> None:
    """Print a line of the table, and what went wrong."""
    good = [reply for reply in replies if not reply.problem]
    whole = sorted(reply.whole for reply in good) or [0.0]
    last = quantiles(whole, n=20)[-1] if len(whole) > 1 else whole[0]
    first = median([reply.first for reply in good] or [0.0])
    sys.stdout.write(
        f"{at_once or 'as set':>7} | {kind:15} | {len(replies):9} | {len(replies) - len(good):6} | "
        f"{1000 * first:6.0f} ms | {median(whole):4.2f} s | {last:4.2f} s | {len(good) / seconds:8.1f} | "
        f"{1000 * worked / len(replies):5.0f} ms\n"
    )
    for problem, times in Counter(reply.problem for reply in replies if reply.problem).items():
        sys.stdout.write(f"        {times} times: {problem}\n")
    sys.stdout.flush()


def processor_seconds(process: int) -> float:
    """What a process has used of the processor, by itself and for the system; 0 where Linux does not tell."""
    told = Path(f"/proc/{process}/stat")
    if not told.exists():
        return 0.0
    user, system = told.read_text("ascii").rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


@contextmanager
def served(at_once: int, readers: int) -> Iterator[tuple[int, int]]:
    """Process and port of a server in a process of its own, without a limit on questions."""
    environ = os.environ | {
        "MANDATE_QA_SERVING__QUESTIONS_PER_MINUTE": "0",
        "MANDATE_QA_SERVING__AT_ONCE": str(at_once),
        "MANDATE_QA_SERVING__WAITING": str(max(200, readers)),
    }
    command = [sys.executable, "-m", "mandate_qa", "serve", "--host", "127.0.0.1", "--port", "0"]
    with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            address = server.stdout.readline().split()[2]
            yield server.pid, int(address.rpartition(":")[2])
        finally:
            server.terminate()
            server.wait(60)


if __name__ == "__main__":
    main()
