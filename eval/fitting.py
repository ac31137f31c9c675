"""What the fits in this folder share: the question sets that may be looked at, asking, grading, logistic regression."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.stats import rankdata

from mandate_qa import Answer, Assistant
from mandate_qa.evaluation.asking import plain, published
from mandate_qa.evaluation.cases import Case
from mandate_qa.evaluation.citing import Sources
from mandate_qa.evaluation.grading import grade
from mandate_qa.evaluation.records import to_record

HERE = Path(__file__).parent
LIBRARIES = (
    (HERE.parent / "seeds", (HERE / "questions.jsonl", HERE / "questions-dev.jsonl")),
    (HERE / "other" / "seeds", (HERE / "other" / "questions-dev.jsonl",)),
)
"""Folder of documents, and the question sets about them that may be looked at."""

Vector = npt.NDArray[np.float64]
Matrix = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


def last_answer(assistant: Assistant, case: Case) -> Answer:
    """The answer to the turn that is graded."""
    history: list[dict[str, str]] = []
    for turn in case.turns[:-1]:
        said = assistant.ask(turn, history=tuple(history)).text
        history += [{"role": "user", "content": turn}, {"role": "assistant", "content": said}]
    return assistant.ask(case.turns[-1], history=tuple(history))


def strictly_right(case: Case, answer: Answer, assistant: Assistant, sources: Sources) -> bool:
    """Whether nothing is wrong with an answer."""
    dates = published(assistant, (citation.document for citation in answer.citations))
    record = to_record({"id": case.id, "answer": plain(answer), "published": dates})
    return not grade(case, record, sources).faults


def logistic(values: Matrix, right: Flags, weights: Vector, penalty: float) -> tuple[float, Vector]:
    """The log-odds when all signs are 0, and what each sign adds to them for each unit of it.

    `values` has shape (examples, signs). `penalty` is on the squared counts of the signs scaled to a deviation of one,
    beside the mean loss.
    """
    wanted = right.astype(float)
    mean, scale = values.mean(axis=0), values.std(axis=0) + 1e-9
    scaled = np.column_stack([np.ones(len(values)), (values - mean) / scale])

    def loss(counts: Vector) -> tuple[float, Vector]:
        odds = scaled @ counts
        kept = np.concatenate([[0.0], counts[1:]])
        value = (weights * (np.logaddexp(0, odds) - wanted * odds)).sum() / weights.sum() + penalty * kept @ kept
        slope = scaled.T @ (weights * (1 / (1 + np.exp(-odds)) - wanted)) / weights.sum()
        return float(value), slope + 2 * penalty * kept

    found: Vector = minimize(loss, np.zeros(scaled.shape[1]), jac=True, method="L-BFGS-B").x
    counts = found[1:] / scale
    return float(found[0] - counts @ mean), counts


def area(right: Flags, chances: Vector) -> float:
    """The area under the curve: how often what is right is held likelier than what is wrong; nan without both."""
    positive = int(right.sum())
    pairs = positive * (len(right) - positive)
    return float((rankdata(chances)[right].sum() - positive * (positive + 1) / 2) / pairs) if pairs else float("nan")
