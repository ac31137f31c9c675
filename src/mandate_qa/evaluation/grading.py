"""The grade of one recorded answer: its scores, and whether it is strictly right."""

from __future__ import annotations

from dataclasses import dataclass

from mandate_qa.evaluation.cases import Case
from mandate_qa.evaluation.citing import Sources, citation_scores
from mandate_qa.evaluation.faults import Fault, Step, find_faults, says_one
from mandate_qa.evaluation.marks import words
from mandate_qa.evaluation.records import Given, Record
from mandate_qa.evaluation.retrieval import retrieval_scores
from mandate_qa.evaluation.scores import Scores, Share
from mandate_qa.evaluation.support import unborne


@dataclass(frozen=True, slots=True)
class Grade:
    """What became of one case."""

    case: Case
    scores: Scores
    faults: tuple[Fault, ...]
    """Empty when the answer is strictly right; the first names the step that lost it."""
    words: int | None
    """Length of the answer; None after a crash."""
    seconds: float | None
    """Around the ask; None after a crash."""
    text: str
    """The answer, or what the system raised."""
    answered: bool = False
    """Whether an answer was given; False for a refusal, after a crash, and where only the search was graded."""
    confidence: float | None = None
    """As stated, 0–1: how likely the answer is right, or would have been; None when not told."""

    @property
    def crashed(self) -> bool:
        """Whether the system raised instead of answering."""
        return any(fault.step is Step.CRASHED for fault in self.faults)


def grade(case: Case, record: Record | None, sources: Sources) -> Grade:
    """The grade of one case; a case that was never asked counts as a crash."""
    if record is None or record.given is None:
        error = record.error if record else "no answer was recorded"
        crash = (Fault(Step.CRASHED, error),)
        return Grade(case, {**retrieval_scores(case, ()), **answer_scores(case, None, crash)}, crash, None, None, error)
    given = record.given
    faults = tuple(find_faults(case, record, given, sources))
    scores = {**retrieval_scores(case, record.hits), **answer_scores(case, given, faults)}
    if case.answerable and given.answered:
        scores.update({**citation_scores(case, given, sources), **figure_scores(record, given)})
    measured = (words(given.text), record.seconds, given.text)
    return Grade(case, scores, faults, *measured, given.answered, given.confidence)


def answer_scores(case: Case, given: Given | None, faults: tuple[Fault, ...]) -> dict[str, Share]:
    """Strictness, facts and refusals; a crash is neither right nor a refusal."""
    strict = Share(float(not faults), 1)
    refused = Share(float(given is not None and not given.answered), 1)
    if not case.answerable:
        return {"strict": strict, "refused": refused}
    said = sum(says_one(given, group) for group in case.must_include) if given else 0
    return {
        "strict": strict,
        "strict_answerable": strict,
        "facts": Share(said, len(case.must_include)),
        "citation_recall": Share(0, 1),
        "wrongly_refused": refused,
    }


def figure_scores(record: Record, given: Given) -> dict[str, Share]:
    """Share of the answer's figures that the paragraphs cited for them bear."""
    missing, said = unborne(given.text, given.citations, record.published)
    return {"figures": Share(len(said) - len(missing), len(said))}
