"""The reports that later ones are compared with: kept beside the question file, found by its SHA-256.

`eval/questions.jsonl` has `eval/baseline/questions.json` with the figures of mandate-qa and
`eval/baseline/questions-plain.json` with those of the plain pipeline. They are small enough to be committed: totals,
kinds and which cases were right, but no answers.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mandate_qa.errors import UsageError
from mandate_qa.evaluation.comparing import Saved, to_saved
from mandate_qa.files import sha256

KEPT = ("title", "about", "questions_sha256", "total", "confidence", "latency", "by_kind", "cases")
"""What is kept of a report."""

NOT_KEPT = ("kept in",)
"""What is left out of its `about`: it says something of one machine's folders."""


def folder(questions: Path) -> Path:
    """Where the baselines of a question file are kept."""
    return questions.parent / "baseline"


def save(report: Mapping[str, Any], questions: Path) -> Path:
    """Keeps what `to_dict` of a report gave, of the plain pipeline's too, and tells where."""
    plain = "reports" in report
    path = folder(questions) / f"{questions.stem}{'-plain' * plain}.json"
    kept = {**report, "reports": [slim(one) for one in report["reports"]]} if plain else slim(report)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return path


def slim(report: Mapping[str, Any]) -> dict[str, Any]:
    """A report without answers and folders."""
    about = {name: value for name, value in report["about"].items() if name not in NOT_KEPT}
    return {**{name: report[name] for name in KEPT if name in report}, "about": about}


def find(questions: Path, against: Path | None = None) -> tuple[Saved, ...]:
    """The reports to compare with: those of `against`, else all kept for this very question file.

    Raises UsageError when `against` cannot be read as a report.
    """
    if against is not None:
        return read(against)
    wanted = sha256(questions)
    paths = sorted(folder(questions).glob("*.json"), key=lambda path: path.stem)
    kept = [saved for path in paths for saved in read(path)]
    return tuple(saved for saved in kept if saved.questions == wanted)


def read(path: Path) -> tuple[Saved, ...]:
    """The reports of a file: one, or those of the plain pipeline; raises UsageError when it holds none."""
    try:
        report = json.loads(path.read_text("utf-8"))
        return tuple(to_saved(one) for one in report.get("reports", [report]))
    except OSError as error:
        raise UsageError(f"{path} cannot be read ({error.strerror}); name a report.json to compare with.") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        message = f"{path} is not a report.json of an evaluation; name another to compare with."
        raise UsageError(message) from error
