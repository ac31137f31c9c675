"""What a file says of an answer in its own words: when it was asked, what it was answered from, what to beware of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from mandate_qa import periods
from mandate_qa.explaining import STATUS_WORDS
from mandate_qa.types import Status
from mandate_qa.types.records import AnswerRecord

SERVICE = "Ask the policy documents (mandate-qa)"
"""Who a file is from, as its properties tell."""
SEVERAL = "Questions and answers"
"""Title of a file of several answers that was given none."""
FOOTNOTES = "Footnotes"
NOTE = "Note:"


def day_words(asked_at: str) -> str:
    """The day of an ISO date and time, in UTC and in words: "22 November 2026"; as it is when it is none."""
    try:
        day = datetime.fromisoformat(asked_at)
        day = day.astimezone(UTC) if day.tzinfo else day
    except (ValueError, OverflowError):
        return asked_at
    return periods.day_words(day.date().isoformat())


def asked_words(record: AnswerRecord) -> str:
    """When `record` was asked, and which editions it was answered from or why it was not."""
    asked = f"Asked on {day_words(record.asked_at)}"
    editions = list(dict.fromkeys(citation.source.edition for citation in record.citations))
    if not record.answered or not editions:
        return f"{asked}. Reply of mandate-qa: {STATUS_WORDS[record.status]}."
    status = "" if record.status is Status.ANSWERED else f" {STATUS_WORDS[record.status]}."
    return f"{asked}, answered by mandate-qa from the {_joined(editions)}.{status}"


def notes_of(record: AnswerRecord, unchecked: Sequence[int]) -> tuple[str, ...]:
    """What a reader must know besides the answer, a sentence or so each; `unchecked` are the footnotes that failed."""
    replaced = dict.fromkeys((c.source.edition, c.source.superseded_by) for c in record.citations)
    numbers = [str(number) for number in unchecked]
    return (
        *record.notes,
        *(f"The {edition} has been superseded by the {later}." for edition, later in replaced if later),
        *(
            (f"The check of {_named(numbers)} failed: read the words cited before you rely on them.",)
            if numbers
            else ()
        ),
    )


def _named(numbers: Sequence[str]) -> str:
    return f"{'footnote' if len(numbers) == 1 else 'footnotes'} {_joined(numbers, the='')}"


def _joined(words: Sequence[str], the: str = "the ") -> str:
    return words[0] if len(words) == 1 else f"{f', {the}'.join(words[:-1])} and {the}{words[-1]}"
