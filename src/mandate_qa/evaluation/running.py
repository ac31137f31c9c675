"""A whole evaluation: ask, grade, write the report.

Answers are written first and graded second, so that a grader can be mended without asking again (`regrade`).
"""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mandate_qa.evaluation import baselines
from mandate_qa.evaluation.asking import Asks, ask_all
from mandate_qa.evaluation.cases import read_cases, unfinished
from mandate_qa.evaluation.citing import read_sources
from mandate_qa.evaluation.grading import Grade, grade
from mandate_qa.evaluation.pages import to_html, to_markdown
from mandate_qa.evaluation.parts import WHOLE, Part
from mandate_qa.evaluation.records import Record, read_records
from mandate_qa.evaluation.report import Report
from mandate_qa.evaluation.systems import OtherSystem
from mandate_qa.files import sha256
from mandate_qa.types import Progress

if TYPE_CHECKING:
    from mandate_qa.evaluation.baseline import BaselineReport

RUNS = Path("eval/runs")
SEEDS = Path("seeds")
TITLE = "mandate-qa, graded question set"


def run(
    assistant: Asks | OtherSystem,
    questions_path: Path,
    out: Path | None = None,
    progress: Progress | None = None,
    seeds: Path | None = SEEDS,
    against: Path | None = None,
    title: str = TITLE,
    part: Part = WHOLE,
) -> Report:
    """Asks `assistant` every question of `part` and grades the answers.

    Writes answers.jsonl while asking, then grades.jsonl, report.json, report.md and report.html to `out`, by default
    a new folder `eval/runs/<time in UTC>`. `seeds` holds the source files that cited text is checked against, and
    `against` a report to compare with in place of those kept for the question file (see `baselines`).
    Raises QuestionSetError when the question file cannot be used, UsageError when `against` cannot, both before
    anything is asked.
    """
    cases = part.of(read_cases(questions_path))
    baselines.find(questions_path, against)  # a file that cannot be read should not cost a whole run
    folder = out or new_folder()
    ask_all(assistant, cases, folder / "answers.jsonl", progress)
    return regrade(questions_path, folder / "answers.jsonl", folder, seeds, title, against, part)


def regrade(
    questions_path: Path,
    answers_path: Path,
    out: Path,
    seeds: Path | None = SEEDS,
    title: str = TITLE,
    against: Path | None = None,
    part: Part = WHOLE,
) -> Report:
    """Grades recorded answers, ours or another system's, compares them, and writes the report to `out`.

    A part of a question set is compared with `against` alone: the reports kept are of the whole.
    """
    records = read_records(answers_path)
    sources = read_sources(seeds)
    grades = tuple(grade(case, records.get(case.id), sources) for case in part.of(read_cases(questions_path)))
    told = {**about(questions_path, part), **about_answers(records, bool(sources)), "kept in": str(out)}
    report = Report(title, grades, told, sha256(questions_path) if part == WHOLE else "")
    if part == WHOLE or against:
        report = report.against(baselines.find(questions_path, against))
    write(report, out)
    return report


def run_baseline(
    seeds: Path, questions_path: Path, out: Path | None = None, progress: Progress | None = None
) -> BaselineReport:
    """Grades the search of a plain LlamaIndex pipeline on the same questions, in the same way; see `baseline`.

    Writes report.json and report.txt to `out`, and leaves its indexes there.
    """
    from mandate_qa.evaluation.baseline import grade_baseline

    folder = out or new_folder()
    report = grade_baseline(seeds, read_cases(questions_path), folder, about(questions_path), progress)
    report = report.of(sha256(questions_path))
    write_json(report.to_dict(), folder / "report.json")
    (folder / "report.txt").write_text(report.to_text(), "utf-8")
    return report


def new_folder() -> Path:
    """A folder for this run, named after the time."""
    return RUNS / datetime.now(UTC).strftime("%Y-%m-%dT%H-%M-%SZ")


def about(questions_path: Path, part: Part = WHOLE) -> dict[str, str]:
    """What a reader must know to judge or repeat the figures."""
    every = () if part == WHOLE else read_cases(questions_path)
    return {
        "questions": f"{questions_path} (SHA-256 {sha256(questions_path)[:12]}…)",
        **part.told(len(part.of(every)), len(every)),
        **about_unfinished(unfinished(questions_path)),
        "graded": datetime.now(UTC).strftime("%d %B %Y, %H:%M UTC"),
        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores",
        "Python": platform.python_version(),
    }


def about_unfinished(ids: tuple[str, ...]) -> dict[str, str]:
    """Which items of the question file were not asked because they are not complete; nothing when all are."""
    return {"not asked": f"{len(ids)} still to be completed: {', '.join(ids)}"} if ids else {}


def about_answers(records: Mapping[str, Record], has_sources: bool) -> dict[str, str]:
    """What the recorded answers tell of the system that gave them."""
    prints = sorted({record.given.fingerprint for record in records.values() if record.given} - {""})
    first = next(iter(records.values()), None)
    return {
        "settings and index": ", ".join(prints) or "not told",
        "first answer": f"{first.seconds:.2f} s (with whatever was loaded for it)" if first else "none",
        "sources": "cited text checked against them" if has_sources else "not found, so cited text is not checked",
    }


def write(report: Report, folder: Path) -> None:
    """Writes grades.jsonl, report.json, report.md and report.html."""
    folder.mkdir(parents=True, exist_ok=True)
    grades = "".join(json.dumps(plain(grade), ensure_ascii=False) + "\n" for grade in report.grades)
    (folder / "grades.jsonl").write_text(grades, "utf-8")
    write_json(report.to_dict(), folder / "report.json")
    (folder / "report.md").write_text(to_markdown(report), "utf-8")
    (folder / "report.html").write_text(to_html(report), "utf-8")


def write_json(value: Mapping[str, Any], path: Path) -> None:
    """Writes `value` as JSON that a person can read."""
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", "utf-8")


def plain(grade: Grade) -> dict[str, Any]:
    """One grade, ready for JSON."""
    return {
        "id": grade.case.id,
        "kind": grade.case.kind.value,
        "right": not grade.faults,
        "faults": [{"step": fault.step.value, "reason": fault.reason} for fault in grade.faults],
        "scores": {name: [share.right, share.of] for name, share in grade.scores.items()},
        "words": grade.words,
        "seconds": grade.seconds,
    }
