"""`python -m mandate_qa.evaluation QUESTIONS ANSWERS`: grades recorded answers, ours or another system's."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from mandate_qa.errors import MandateQAError
from mandate_qa.evaluation.parts import Part
from mandate_qa.evaluation.running import SEEDS, regrade


def main(argv: Sequence[str] | None = None) -> int:
    """Grades, writes the report and prints it; gives back 2 after a mistake of the caller's."""
    parser = argparse.ArgumentParser(prog="python -m mandate_qa.evaluation", description="grade recorded answers")
    parser.add_argument("questions", type=Path, help="the graded questions, as eval/SCHEMA.md describes them")
    parser.add_argument("answers", type=Path, help="what a system answered, as eval/README.md describes it")
    parser.add_argument("--out", type=Path, help="folder for the report (default: the folder of the answers)")
    parser.add_argument("--seeds", type=Path, default=SEEDS, help="folder of the source files (default: seeds)")
    parser.add_argument("--title", default="Recorded answers, graded", help="title of the report")
    parser.add_argument("--every", type=int, default=1, help="the answers are of one in so many questions of each kind")
    parser.add_argument("--limit", type=int, help="the answers are of the first so many")
    given = parser.parse_args(argv)
    part, out = Part(max(given.every, 1), given.limit), given.out or given.answers.parent
    try:
        report = regrade(given.questions, given.answers, out, given.seeds, given.title, part=part)
    except MandateQAError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.write(report.to_text())
    return 0


if __name__ == "__main__":
    sys.exit(main())
