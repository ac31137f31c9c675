"""The same evaluation with each of several language models, and their reports side by side."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from mandate_qa.evaluation import running
from mandate_qa.evaluation.asking import Asks
from mandate_qa.evaluation.cases import Case, read_cases
from mandate_qa.evaluation.costs import Cost, cost
from mandate_qa.evaluation.parts import WHOLE, Part
from mandate_qa.evaluation.records import Record, read_records
from mandate_qa.evaluation.report import Report
from mandate_qa.evaluation.side_by_side import Column, SideBySide
from mandate_qa.types import Progress

TITLE = "Language models side by side"


def run_each(
    assistants: Mapping[str, Asks],
    questions_path: Path,
    out: Path | None = None,
    progress: Progress | None = None,
    seeds: Path | None = running.SEEDS,
    part: Part = WHOLE,
    told: Mapping[str, str] | None = None,
) -> SideBySide:
    """Asks each of `assistants`, by the name of its language model, the questions of `part`, one after another.

    Writes what `running.run` writes to a folder of `out` for each, and report.json and report.md of them all to `out`.
    `told` is added to what the report tells of itself. Raises what `running.run` raises.
    """
    folder = out or running.new_folder()
    for n, (name, assistant) in enumerate(assistants.items(), 1):
        title = f"mandate-qa with {name}, graded question set"
        running.run(assistant, questions_path, folder / _folder(n, name), progress, seeds, None, title, part)
    return graded_each(tuple(assistants), questions_path, folder, seeds, part, told)


def graded_each(
    names: tuple[str, ...],
    questions_path: Path,
    folder: Path,
    seeds: Path | None = running.SEEDS,
    part: Part = WHOLE,
    told: Mapping[str, str] | None = None,
) -> SideBySide:
    """Grades what `run_each` recorded in `folder` and writes the report of them all."""
    cases = part.of(read_cases(questions_path))
    columns = []
    for n, name in enumerate(names, 1):
        own = folder / _folder(n, name)
        title = f"mandate-qa with {name}, graded question set"
        report = running.regrade(questions_path, own / "answers.jsonl", own, seeds, title, part=part)
        columns.append(_column(name, report, cases, read_records(own / "answers.jsonl")))
    about = {**running.about(questions_path, part), **(told or {})}
    beside = SideBySide(TITLE, about, tuple(columns))
    running.write_json(beside.to_dict(), folder / "report.json")
    (folder / "report.md").write_text(beside.to_markdown(), "utf-8")
    return beside


def _column(name: str, report: Report, cases: tuple[Case, ...], records: Mapping[str, Record]) -> Column:
    by_kind: dict[str, list[tuple[Case, Record]]] = {}
    for case in cases:
        by_kind.setdefault(case.kind.value, []).append((case, records[case.id]))
    costs: dict[str, Cost] = {kind: cost(some) for kind, some in by_kind.items()}
    return Column(name, report, cost((case, records[case.id]) for case in cases), costs)


def _folder(number: int, name: str) -> str:
    """Folder of a model's run: its place and what of its name may stand in a path."""
    return f"{number}-{re.sub(r'[^A-Za-z0-9.]+', '-', name).strip('-.')[-60:]}"
