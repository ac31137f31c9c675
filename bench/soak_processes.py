"""Whether processes held out: memory, files and disk are let go of, and kills do no harm.

Pure functions over what was noted, so that the tests can show that a leak would be told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from statistics import median

from soak_records import Away, Build, Check, Disk, Sample  # found beside this file

GROWTH = 0.1
"""Share of its memory by which a process may grow over the second half of its life."""
LONG = 180.0
"""Seconds that a process must live for its memory to be judged."""
YOUNG = 10
"""Samples of a process that tell what it held when it was young."""
HANDLES = 20
"""Files and connections that a process may hold at the end more than when it was young."""


def check_memory(samples: Sequence[Sample]) -> Check:
    """No process grows over the second half of its life, as far as it lived long enough."""
    lives = {life: held for life, held in by_life(samples).items() if held[-1].at - held[0].at >= LONG}
    told, faults = [], []
    for (server, life), held in lives.items():
        half = [one for one in held if one.at >= (held[0].at + held[-1].at) / 2]
        grown = slope([(one.at, one.own) for one in half]) * (half[-1].at - half[0].at)
        usual = median(one.own for one in half)
        told.append(f"{server}.{life}: {usual:.0f} MB, {grown:+.0f} MB over the second half of {lived(held):.0f} s")
        if grown > GROWTH * usual:
            faults.append(f"{server}.{life} grew by {grown:.0f} of {usual:.0f} MB")
    words = "; ".join(told) or f"no process lived for {LONG:.0f} s"
    return Check("memory is flat", words, tuple(faults), bool(lives))


def check_let_go(samples: Sequence[Sample]) -> Check:
    """Old indexes are let go of: at last no process has a file open or mapped that is removed, nor more and more."""
    faults, told = [], []
    for (server, life), held in last_lives(samples).items():
        young, last = min(held[:YOUNG], key=lambda one: one.descriptors), held[-1]
        most = max(len(one.gone) for one in held)
        told.append(f"{server}.{life}: {young.descriptors} files open when young, {last.descriptors} at the end, ")
        told[-1] += f"at most {most} removed ones"
        if last.gone:
            faults.append(f"{server}.{life} still holds what is removed: {', '.join(last.gone)}")
        if last.descriptors > young.descriptors + HANDLES:
            faults.append(f"{server}.{life} has {last.descriptors} files open, {young.descriptors} when it was young")
    return Check("old indexes are let go of", "; ".join(told), tuple(faults), bool(told))


def by_life(samples: Iterable[Sample]) -> dict[tuple[str, int], list[Sample]]:
    """The samples of each process, by server and life."""
    found: dict[tuple[str, int], list[Sample]] = {}
    for one in samples:
        found.setdefault((one.server, one.life), []).append(one)
    return found


def last_lives(samples: Iterable[Sample]) -> dict[tuple[str, int], list[Sample]]:
    """The samples of the last process of each server."""
    lives = by_life(samples)
    last = {server: max(life for other, life in lives if other == server) for server, _ in lives}
    return {key: held for key, held in lives.items() if last[key[0]] == key[1]}


def lived(held: Sequence[Sample]) -> float:
    """Seconds between the first and the last sample."""
    return held[-1].at - held[0].at


def slope(points: Sequence[tuple[float, float]]) -> float:
    """The median of the slopes between points (Theil and Sen), which a few outliers do not move."""
    found = [(y - b) / (x - a) for n, (a, b) in enumerate(points) for x, y in points[n + 1 :] if x > a]
    return median(found) if found else 0.0


def check_disk(disk: Sequence[Disk], folders: Iterable[str], named: Iterable[str]) -> Check:
    """At last the index folder holds what the manifest names and nothing else."""
    others = sorted({*folders} ^ {*named})
    most = max((one.megabytes for one in disk), default=0.0)
    last = disk[-1] if disk else Disk(0.0, 0.0, 0)
    told = f"{last.megabytes:.0f} MB in {last.folders} folders at the end, at most {most:.0f} MB in "
    told += f"{max((one.folders for one in disk), default=0)}"
    return Check("disk is flat", told, tuple(f"{name} is not as the manifest has it" for name in others))


def check_builds(builds: Sequence[Build], checked: tuple[int, str]) -> Check:
    """Builders fail only when they are killed, and `mandate-qa check` is content at the end."""
    faults = [f"mandate-qa {build.command}: {build.code}, {build.told}" for build in builds if build.told]
    killed = [build for build in builds if build.killed]
    halfway = sum(build.leftovers > 0 and not build.committed for build in killed)
    told = f"{len(builds)} builders, {sum(build.command == 'index' for build in builds)} of everything; "
    told += f"{len(killed)} killed, {halfway} of them with a folder half written; {checked[1].strip()}"
    faults += [] if checked[0] == 0 else [f"mandate-qa check: {checked[1].strip()}"]
    return Check("killed builders do no harm", told, tuple(faults))


def check_servers(away: Sequence[Away], failed: Sequence[str], logs: Mapping[str, str], codes: Sequence[int]) -> Check:
    """Killed servers come back, none writes of something unexpected, and at last they end when asked to."""
    unexpected = {name: words.strip()[-700:] for name, words in logs.items() if "Traceback" in words}
    faults = [*failed, *(f"{name} wrote: {words}" for name, words in unexpected.items())]
    faults += [f"a server ended with {code}" for code in codes if code]
    back = [one.until - one.since for one in away]
    told = f"{len(away)} killed, away for {median(back):.1f} s" if back else "none was killed"
    said = [line for words in logs.values() for line in words.splitlines() if "cannot be opened" in line]
    return Check("killed servers come back", f"{told}; {len(said)} times an index could not be opened", tuple(faults))
