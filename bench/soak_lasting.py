"""Whether nothing was lost: documents that were added, and what readers left with a server that said it was kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from soak_documents import NUMBERS, figure  # found beside this file
from soak_records import Asked, Check, Commit, Left


def check_documents(wanted: Mapping[str, int], commit: Commit, asked: Sequence[Asked]) -> Check:
    """Every document is in the index at the end, in its last edition, and every server gives its figure."""
    faults = [
        f"{key}: the index holds {commit.editions.get(key)}, and edition {edition} was put there"
        for key, edition in wanted.items()
        if commit.editions.get(key) != edition
    ]
    faults += [f"{key} is in the index, and nobody put it there" for key in commit.editions if key not in wanted]
    last = [one for one in asked if one.kind == "last"]
    for one in last:
        told = (one.record or {}).get("text", one.problem)
        if figure(NUMBERS[one.key], wanted[one.key]) not in told:
            faults.append(f"{one.server} says of {one.key}: {told!r}")
    faults += [] if last else ["nobody was asked at the end"]
    return Check("no document is lost", f"{len(wanted)} made-up documents, {len(last)} questions", tuple(faults))


def check_left(left: Iterable[Left], found: Mapping[tuple[str, str], str], refused: Sequence[str]) -> Check:
    """Everything that a server said it kept can be read, with its words; `found` has them by kind and id."""
    kept = list(left)
    faults = [
        f"{one.kind} {one.id} of {one.reader} is gone or says something else"
        for one in kept
        if one.words not in found.get((one.kind, one.id), "")
    ]
    told = ", ".join(f"{count} of {kind}" for kind, count in Counter(one.kind for one in kept).items())
    return Check("nothing left with a server is lost", told or "nothing was left", (*faults, *refused))
