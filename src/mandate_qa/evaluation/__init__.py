"""A graded question set, asked and graded: `run` for an assistant or another system, `run_baseline` for a plain one,
`run_each` for several language models.

What every figure means stands in `eval/README.md`.
"""

from mandate_qa.evaluation.asking import Asks
from mandate_qa.evaluation.cases import Case, QuestionSetError, read_cases
from mandate_qa.evaluation.models import run_each
from mandate_qa.evaluation.parts import Part
from mandate_qa.evaluation.report import Report
from mandate_qa.evaluation.running import regrade, run, run_baseline
from mandate_qa.evaluation.systems import OtherSystem, other_system

__all__ = [
    "Asks",
    "Case",
    "OtherSystem",
    "Part",
    "QuestionSetError",
    "Report",
    "other_system",
    "read_cases",
    "regrade",
    "run",
    "run_baseline",
    "run_each",
]
