"""Verdicts on answers: given, changed, listed, deleted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from sqlalchemy import delete, select
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session

from mandate_qa import __version__
from mandate_qa.keeping.database import Database
from mandate_qa.keeping.secrets import hashed, is_token, unguessable
from mandate_qa.keeping.tables import FeedbackRow
from mandate_qa.keeping.values import Feedback, Verdict
from mandate_qa.keeping.writing import from_json, now, to_json
from mandate_qa.types.records import AnswerRecord


class FeedbackBook:
    """The verdicts of one database. Every method raises KeepingError when the database fails."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self, verdict: Verdict, words: str, answer: AnswerRecord, earlier: Sequence[str] = (), reader: str = ""
    ) -> tuple[int, str]:
        """Keep a verdict; its id, and the token that lets its reader change it."""
        token = unguessable()
        row = FeedbackRow(
            token=hashed(token),
            at=now(),
            verdict=verdict.value,
            words=words,
            reader=reader,
            answer=to_json(answer),
            earlier=to_json(tuple(earlier)),
            program=__version__,
        )
        with self._database.writing() as session:
            session.add(row)
            session.flush()
            id = row.id
        return id, token

    def change(self, id: int, token: str, verdict: Verdict, words: str, reader: str = "") -> bool:
        """Put another verdict and other words in place of one's own; false when it is not there or another's."""
        with self._database.forgetting() as session:
            row = own(session, id, token, reader)
            if row is not None:
                row.verdict, row.words = verdict.value, words
            return row is not None

    def withdraw(self, id: int, token: str, reader: str = "") -> bool:
        """Delete one's own; false when it is not there or another's."""
        with self._database.forgetting() as session:
            row = own(session, id, token, reader)
            if row is not None:
                session.delete(row)
            return row is not None

    def all(self) -> tuple[Feedback, ...]:
        """Everything, oldest first."""
        with self._database.reading() as session:
            return tuple(feedback_of(row) for row in session.scalars(select(FeedbackRow).order_by(FeedbackRow.id)))

    def ids(self, before: str | None = None) -> tuple[int, ...]:
        """Ids of all, or of those given before a day (ISO), oldest first; also of what this version cannot read."""
        chosen = select(FeedbackRow.id).order_by(FeedbackRow.id)
        if before is not None:
            chosen = chosen.where(FeedbackRow.at < before)
        with self._database.reading() as session:
            return tuple(session.scalars(chosen))

    def delete(self, ids: Sequence[int]) -> int:
        """Delete these, whoever gave them; how many there were."""
        with self._database.forgetting() as session:
            done = session.execute(delete(FeedbackRow).where(FeedbackRow.id.in_(ids)))
            return cast("CursorResult[None]", done).rowcount


def own(session: Session, id: int, token: str, reader: str) -> FeedbackRow | None:
    """The row that a reader may change: theirs by its token and, where people sign in, by its name."""
    row = session.get(FeedbackRow, id)
    return row if row is not None and is_token(token, row.token) and row.reader == reader else None


def feedback_of(row: FeedbackRow) -> Feedback:
    """A row as a value."""
    return Feedback(
        id=row.id,
        at=row.at,
        verdict=Verdict(row.verdict),
        words=row.words,
        reader=row.reader,
        answer=from_json(AnswerRecord, row.answer, f"Feedback {row.id}"),
        earlier=from_json(tuple[str, ...], row.earlier, f"Feedback {row.id}"),
        program=row.program,
    )
