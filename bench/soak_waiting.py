"""Whether a reload keeps readers waiting: their times around one beside those at other moments."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median, quantiles

from soak_answers import is_away  # found beside this file
from soak_records import Asked, Away, Build, Check, Seen

BEFORE, AFTER = 2.0, 1.0
"""Seconds around the moment at which a server was seen to have another index."""
ENOUGH = 20
"""Questions of each sort that are needed to compare them."""


def check_pause(asked: Sequence[Asked], seen: Sequence[Seen], builds: Sequence[Build], away: Sequence[Away]) -> Check:
    """Questions around a reload wait no longer than others; those that wait for a server to start are left out."""
    waits = waiting(asked, seen, builds, away)
    told = [f"{name}: {len(found)}, {spread(found)}" for name, found in waits.items() if found]
    swap, others = waits["around a reload"], waits["while something is built"] + waits["otherwise"]
    if min(len(swap), len(others)) < ENOUGH:
        return Check("reload without a pause", "; ".join(told), (), False)
    long = p95(swap) > max(1.0, 3 * p95(others))
    faults = (f"95 in 100 wait {p95(swap):.2f} s around a reload, {p95(others):.2f} s else",) if long else ()
    return Check("reload without a pause", "; ".join(told), faults)


def waiting(
    asked: Sequence[Asked], seen: Sequence[Seen], builds: Sequence[Build], away: Sequence[Away]
) -> dict[str, list[float]]:
    """Seconds that answered questions of readers with thought waited, by what happened meanwhile."""
    swaps = reloads(seen)
    crowded = [(one.sent, one.ended) for one in asked if one.kind in ("burst", "greedy")]
    found: dict[str, list[float]] = {"around a reload": [], "while something is built": [], "otherwise": []}
    for one in asked:
        if one.problem or one.kind not in ("made", "real") or is_away(one.server, one.sent, one.ended, away):
            continue
        if any(begun <= one.ended and ended >= one.sent for begun, ended in crowded):
            continue
        if any(at - BEFORE <= one.ended and at + AFTER >= one.sent for at in swaps.get(one.server, ())):
            name = "around a reload"
        elif any(build.began <= one.ended and build.ended >= one.sent for build in builds):
            name = "while something is built"
        else:
            name = "otherwise"
        found[name].append(one.ended - one.sent)
    return found


def reloads(seen: Sequence[Seen]) -> dict[str, list[float]]:
    """By server: when it was first seen with another index."""
    found: dict[str, list[float]] = {}
    before: dict[str, str] = {}
    for one in seen:
        if one.server in before and before[one.server] != one.fingerprint:
            found.setdefault(one.server, []).append(one.at)
        before[one.server] = one.fingerprint
    return found


def p95(seconds: Sequence[float]) -> float:
    """What 95 in 100 stay within."""
    return quantiles(seconds, n=20)[-1] if len(seconds) > 1 else max(seconds, default=0.0)


def spread(seconds: Sequence[float]) -> str:
    """How long they took, in words."""
    return (
        f"half within {median(seconds):.2f} s, 95 in 100 within {p95(seconds):.2f} s, all within {max(seconds):.2f} s"
    )
