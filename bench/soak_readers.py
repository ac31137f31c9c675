"""What the readers of the soak do: ask with thought, follow links, leave things with the server; and ask too much.

Each sits at one server, as the proxy of deploy/ would have it. What came of everything is noted; whether it was right
is for `soak_checks` to say.
"""

from __future__ import annotations

import asyncio
import json
import random
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from sessions import Place, fetched, found  # found beside this file
from soak_documents import NUMBERS, PLANS, figures_in, key_of, question
from soak_records import Asked, Followed, Left
from soak_servers import Server

MADE = 0.7
"""Share of questions about made-up plans; the others are of eval/questions.jsonl."""
FOLLOWS, LEAVES = 0.25, 0.15
"""Shares of answers whose first citation is followed, and which are left with the server in each of three ways."""
PATIENCE = 60.0
"""Seconds after which a reply is given up."""
PAUSE = 0.5
"""Seconds before somebody asks again who got no connection."""
BURST, GREEDY = 300, 75
"""Readers who ask at the same instant, and questions of one reader without a pause."""
UNREACHED = (OSError, asyncio.IncompleteReadError, TimeoutError)


class Readers:
    """All of them, and what came of what they did."""

    def __init__(self, servers: Sequence[Server], real: Sequence[str], think: float, seed: int) -> None:
        self.asked: list[Asked] = []
        self.followed: list[Followed] = []
        self.left: dict[tuple[str, str], Left] = {}
        """By kind and id: what a server said it kept, the latest of it."""
        self.refused_left: list[str] = []
        """What was said of things that were not kept though the server was there."""
        self._servers, self._real, self._think, self._seed = servers, real, think, seed
        self._place: Place | None = None

    async def reader(self, number: int) -> None:
        """Ask until cancelled."""
        dice, server = random.Random(self._seed + number), self._servers[number % len(self._servers)]
        name = f"reader-{number}"
        while True:
            await asyncio.sleep(dice.expovariate(1 / self._think))
            asked = await self.ask(server, name, *self._question(dice))
            if asked.record is not None:
                await self._afterwards(server, name, asked, dice)
            elif asked.problem:
                await asyncio.sleep(PAUSE)

    async def ask(self, server: Server, reader: str, kind: str, key: str, words: str) -> Asked:
        """Ask a question through the chat's own event, and note what came of it."""
        sent = time.time()
        problem, last = "", None
        try:
            place = await self._at(server, reader)
            reply = await asyncio.wait_for(place.ask(words), PATIENCE)
            problem, last = reply.problem, reply.last
        except UNREACHED as error:
            problem = f"{type(error).__name__}: {error}"
        record, html = None, ""
        if not problem and isinstance(last, dict) and last.get("kind") == "answer":
            record = {name: value for name, value in last["record"].items() if name not in ("hits", "story")}
            html = last["html"]
        elif not problem:
            problem = str(last.get("words")) if isinstance(last, dict) else f"no answer: {last!r}"
        asked = Asked(kind, server.name, words, key, sent, time.time(), problem, record, links_of(html))
        self.asked.append(asked)
        return asked

    async def burst(self, server: Server) -> None:
        """More readers than may wait, all at the same instant."""
        plans = [key_of(1 + n % PLANS) for n in range(BURST)]
        words = [question(NUMBERS[key]) for key in plans]
        await asyncio.gather(*(self.ask(server, f"burst-{n}", "burst", plans[n], words[n]) for n in range(BURST)))

    async def greedy(self, server: Server) -> None:
        """One reader who asks more in a minute than one may."""
        for n in range(GREEDY):
            key = key_of(1 + n % PLANS)
            await self.ask(server, "greedy", "greedy", key, question(NUMBERS[key]))

    async def request(
        self, server: Server, reader: str, method: str, path: str, value: Any = None
    ) -> tuple[int, bytes]:
        """Status and body of a request; 0 and the problem when there was no connection."""
        try:
            place = Place("127.0.0.1", server.port, "", 0, 0, reader)
            return await asyncio.wait_for(fetched(place, method, path, value), PATIENCE)
        except (*UNREACHED, ValueError) as error:
            return 0, repr(error).encode()

    async def _at(self, server: Server, reader: str) -> Place:
        """Where a reader asks; what Gradio counts the event as is the same for all servers."""
        if self._place is None:
            self._place = await found("127.0.0.1", server.port, "converse", reader)
        return replace(self._place, port=server.port, reader=reader)

    def _question(self, dice: random.Random) -> tuple[str, str, str]:
        """Kind, made-up document and words of a question."""
        if dice.random() < MADE:
            number = dice.randint(0, PLANS)
            return "made", key_of(number), question(number)
        return "real", "", dice.choice(self._real)

    async def _afterwards(self, server: Server, reader: str, asked: Asked, dice: random.Random) -> None:
        """Follow a citation, say what the answer was worth, make a link to it, have the conversation kept."""
        record = asked.record or {}
        if record["citations"] and dice.random() < FOLLOWS:
            await self._follow(server, reader, asked, record["citations"][0])
        if dice.random() < LEAVES:
            words = f"{reader} at {time.time():.6f}"
            verdict = {"verdict": "right", "words": words, "answer": full(record), "history": []}
            await self._leave("feedback", server, reader, "POST", "/feedback", verdict, words)
        if dice.random() < LEAVES:
            await self._leave("link", server, reader, "POST", "/answers", full(record), str(record["question"]))
        if dice.random() < LEAVES:
            name = f"talk-of-{reader}-{dice.randint(1, 3)}"
            title = f"{reader} at {time.time():.6f}"
            talk = {"title": title, "turns": [{"answer": full(record), "documents": []}]}
            await self._leave("conversation", server, reader, "PUT", f"/conversations/{name}", talk, title)

    async def _leave(
        self, kind: str, server: Server, reader: str, method: str, path: str, value: Any, words: str
    ) -> None:
        """Leave something, and note it when the server says that it is kept."""
        status, body = await self.request(server, reader, method, path, value)
        if status in (200, 201):
            id = str(json.loads(body)["id"])
            self.left[kind, id] = Left(kind, id, reader, time.time(), words)
        elif not status:  # nobody knows whether it took the place of what was kept before under this name
            self.left.pop((kind, path.rpartition("/")[2]), None)
        else:
            self.refused_left.append(f"{kind}: {status} {body[:200].decode('utf-8', 'replace')}")

    async def _follow(self, server: Server, reader: str, asked: Asked, citation: Mapping[str, Any]) -> None:
        """Open the paragraph that a citation leads to."""
        where = urlencode({name: citation[field] for name, field in LINK.items()})
        status, body = await self.request(server, reader, "GET", f"/source?{where}")
        told = figures_in(body.decode("utf-8", "replace"))
        key = citation["source"]["key"]
        editions = tuple(edition for other, edition in told if other == key)
        problem = body.decode("utf-8", "replace") if not status else ""
        self.followed.append(
            Followed(server.name, key, asked.sent, time.time(), status, tuple(sorted({*editions})), problem)
        )


LINK = {"id": "paragraph_id", "start": "start", "end": "end"}
"""Parts of a citation's link, and what of the citation they are."""


def full(record: Mapping[str, Any]) -> dict[str, Any]:
    """A record as a browser would send it, its hits and story left out."""
    return {**record, "hits": [], "story": []}


def links_of(html: str) -> str:
    """The targets of the links of an answer, a line each; the rest of the markup is let go."""
    from html import unescape

    return "\n".join(unescape(part.split('"', 1)[0]) for part in html.split('href="')[1:])
