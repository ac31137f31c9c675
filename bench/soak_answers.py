"""Whether answers were right, and refusals promised: each check takes what was noted and tells what speaks against it.

Pure functions, so that the tests can show that a wrong edition would be told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from soak_documents import NUMBERS, figure, figures_in, paragraphs  # found beside this file
from soak_records import Asked, Away, Check, Commit, Followed, Seen

from mandate_qa.web.queueing import FULL

SOON = 15.0
"""Seconds after which a server must no longer answer from an index that was replaced."""
AT_ONCE = 3.0
"""Seconds within which somebody is told that too many ask."""
LIMIT = re.compile(r"You have asked \d+ questions within a minute, the most that one reader may; ask again in \d+ ")
CUT = re.compile(r"ConnectionRefusedError|ConnectionResetError|IncompleteReadError|BrokenPipeError|the reply broke off")
"""What a reader sees of a server that was killed."""


def check_editions(
    asked: Iterable[Asked], commits: Sequence[Commit], seen: Sequence[Seen], real: Mapping[str, str]
) -> Check:
    """No answer says what another edition says, nor cites a paragraph that does not hold its words.

    `real` has the words of each paragraph of the documents that never change, by id.
    """
    answered = [one for one in asked if one.record is not None]
    latest = latest_seen(commits, seen)
    faults = [
        f"{one.server}, {one.question!r}: {fault}"
        for one in answered
        for fault in (*wrong_moment(one, commits, latest), *wrong_words(one, commits, real))
    ]
    cited = sum(len((one.record or {})["citations"]) for one in answered)
    behind = max((lag(one, commits) for one in answered), default=0.0)
    told = f"{len(answered)} answers with {cited} citations, out of {len(commits)} indexes; "
    return Check("no wrong edition", f"{told}at most {behind:.1f} s behind the disk", tuple(faults))


def latest_seen(commits: Sequence[Commit], seen: Iterable[Seen]) -> dict[str, list[tuple[float, int]]]:
    """By server: moments, and the place of the index that it had then, each later than the one before."""
    places = {commit.fingerprint: place for place, commit in enumerate(commits)}
    found: dict[str, list[tuple[float, int]]] = {}
    for one in seen:
        moments = found.setdefault(one.server, [])
        place = places.get(one.fingerprint, -1)
        if not moments or place > moments[-1][1]:
            moments.append((one.at, place))
    return found


def wrong_moment(one: Asked, commits: Sequence[Commit], latest: Mapping[str, list[tuple[float, int]]]) -> list[str]:
    """What is wrong with the index that an answer was given from."""
    told = (one.record or {})["fingerprint"]
    place = next((n for n, commit in enumerate(commits) if commit.fingerprint == told), None)
    if place is None:
        return [f"it comes from the index {told}, which was never in force"]
    if commits[place].at > one.ended:
        return [f"it comes from index {place}, which was not yet in force"]
    had = max((other for at, other in latest.get(one.server, ()) if at <= one.sent), default=-1)
    if had > place:
        return [f"it comes from index {place} when the server had shown that it has index {had}"]
    if (late := lag(one, commits)) > SOON:
        return [f"it comes from index {place}, which was replaced {late:.0f} s before"]
    return []


def lag(one: Asked, commits: Sequence[Commit]) -> float:
    """Seconds between the replacement of the index that an answer comes from and its question; 0 when it was not."""
    told = (one.record or {})["fingerprint"]
    place = next((n for n, commit in enumerate(commits) if commit.fingerprint == told), len(commits))
    return max(0.0, one.sent - commits[place + 1].at) if place + 1 < len(commits) else 0.0


def wrong_words(one: Asked, commits: Sequence[Commit], real: Mapping[str, str]) -> list[str]:
    """What of an answer does not stand in the index that it was given from."""
    record: Mapping[str, Any] = one.record or {}
    held = next((commit.editions for commit in commits if commit.fingerprint == record["fingerprint"]), None)
    if held is None:
        return []
    faults = []
    citations: Sequence[Mapping[str, Any]] = record["citations"]
    for key, edition in figures_in(" ".join([record["text"], *(cited["quote"] for cited in citations)])):
        if held.get(key) != edition:
            faults.append(f"it gives the figure of {key} in edition {edition}, and the index holds {held.get(key)}")
    for cited in citations:
        faults += wrong_citation(cited, held, real, one.html)
    if one.key in held and figure(NUMBERS[one.key], held[one.key]) not in record["text"]:
        faults.append(f"it does not give the figure of {one.key}, which the index holds: {record['text']!r}")
    return faults


def wrong_citation(cited: Mapping[str, Any], held: Mapping[str, int], real: Mapping[str, str], links: str) -> list[str]:
    """What is wrong with a citation."""
    id, key, number = cited["paragraph_id"], cited["source"]["key"], cited["number"]
    if key in NUMBERS:
        if key not in held:
            return [f"it cites {id}, and the index does not hold that document"]
        told = paragraphs(NUMBERS[key], held[key]).get(str(number), "")
        faults = [] if id == f"{key} ¶{number}" else [f"{id} is cited as number {number}"]
    else:
        told, faults = real.get(id, ""), []
    if cited["text"] != told:
        faults.append(f"it cites {id} with the words {cited['text']!r}, which says {told!r}")
    if cited["quote"] != cited["text"][cited["start"] : cited["end"]]:
        faults.append(f"its quote {cited['quote']!r} does not stand in {id} where it says")
    link = urlencode({"id": id, "start": cited["start"], "end": cited["end"]})
    if f"/source?{link}" not in links:
        faults.append(f"it has no link to {id}")
    return faults


def check_links(followed: Sequence[Followed], commits: Sequence[Commit], away: Sequence[Away]) -> Check:
    """A citation's link leads to words that were in force between the question and the page."""
    faults = []
    for one in followed:
        if not one.status and not is_away(one.server, one.since, one.until, away):
            faults.append(f"{one.server}: {one.problem}")
        elif one.status not in (0, 200, 404):
            faults.append(f"{one.server}: the link to {one.key} answered {one.status}")
        held = {commit.editions.get(one.key) for commit in in_force(commits, one.since - SOON, one.until)}
        wrong = [edition for edition in one.editions if edition not in held]
        faults += [f"{one.key}: the page gives edition {edition}, in force were {held}" for edition in wrong]
    opened = sum(one.status == 200 for one in followed)
    gone = sum(one.status == 404 for one in followed)
    return Check("links lead to what was cited", f"{opened} opened, {gone} gone meanwhile", tuple(faults))


def in_force(commits: Sequence[Commit], since: float, until: float) -> list[Commit]:
    """Indexes that were in force on the disk at some moment between the two."""
    ends = [commit.at for commit in commits[1:]] + [float("inf")]
    return [commit for commit, end in zip(commits, ends, strict=True) if commit.at <= until and end >= since]


def check_problems(asked: Sequence[Asked], away: Sequence[Away], others: Sequence[str]) -> Check:
    """Nobody is told anything but an answer, that too many ask, or nothing while a killed server is away."""
    faults = [f"{one.server}, {one.question!r}: {one.problem}" for one in asked if not promised(one, away)]
    good = sum(not one.problem for one in asked)
    cut = sum(bool(CUT.search(one.problem)) for one in asked)
    told = f"{len(asked)} questions: {good} answered, {cut} without a connection while a server was away"
    return Check("no error but the promised ones", told, (*faults, *others))


def promised(one: Asked, away: Sequence[Away]) -> bool:
    """Whether what came of a question is what a reader may be told."""
    if not one.problem or one.problem == FULL or LIMIT.match(one.problem):
        return True
    return bool(CUT.search(one.problem)) and is_away(one.server, one.sent, one.ended, away)


def is_away(server: str, since: float, until: float, away: Sequence[Away]) -> bool:
    """Whether a server was away at some moment between the two."""
    return any(one.server == server and one.since <= until and one.until >= since for one in away)


def check_pressure(asked: Sequence[Asked]) -> Check:
    """Who is one too many is told so in a clear word, at once; and so is who asks too often."""
    full = [one for one in asked if one.problem == FULL]
    often = [one for one in asked if LIMIT.match(one.problem)]
    faults = [f"a refusal took {one.ended - one.sent:.1f} s" for one in full if one.ended - one.sent > AT_ONCE]
    faults += [] if full else ["nobody was told that too many ask"]
    faults += [] if often else ["nobody was told of asking too often"]
    slowest = max((one.ended - one.sent for one in full), default=0.0)
    burst = [one for one in asked if one.kind == "burst"]
    told = f"{len(burst)} at the same instant: {sum(not one.problem for one in burst)} answered within "
    told += f"{max((one.ended - one.sent for one in burst if not one.problem), default=0.0):.1f} s, "
    told += f"{len(full)} refused within {slowest:.1f} s; {len(often)} times asked too often"
    return Check("a clear word when too many ask", told, tuple(faults))
