"""A graded question set, asked and graded: `run` for an assistant, `run_baseline` for a plain pipeline.

What every figure means stands in `eval/README.md`.
"""

from mandate_qa.evaluation.asking import Asks
from mandate_qa.evaluation.cases import Case, QuestionSetError, read_cases
from mandate_qa.evaluation.report import Report
from mandate_qa.evaluation.running import regrade, run, run_baseline

__all__ = ["Asks", "Case", "QuestionSetError", "Report", "read_cases", "regrade", "run", "run_baseline"]
