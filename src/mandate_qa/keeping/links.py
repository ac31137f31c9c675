"""Answers that a reader asked a link for, each under a name that cannot be guessed."""

from __future__ import annotations

from mandate_qa.keeping.database import Database
from mandate_qa.keeping.secrets import hashed, is_token, unguessable
from mandate_qa.keeping.tables import LinkRow
from mandate_qa.keeping.values import Linked
from mandate_qa.keeping.writing import from_json, now, to_json
from mandate_qa.types.records import AnswerRecord


class Links:
    """The linked answers of one database. Every method raises KeepingError when the database fails."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, answer: AnswerRecord, reader: str = "") -> tuple[str, str]:
        """Keep an answer; its id, and the token that lets its maker delete it."""
        id, token = unguessable(), unguessable()
        row = LinkRow(id=id, token=hashed(token), at=now(), reader=reader, answer=to_json(answer))
        with self._database.writing() as session:
            session.add(row)
        return id, token

    def find(self, id: str) -> Linked | None:
        """The answer with this id; None when there is none."""
        with self._database.reading() as session:
            row = session.get(LinkRow, id)
            if row is None:
                return None
            return Linked(row.id, row.at, row.reader, from_json(AnswerRecord, row.answer, "This answer"))

    def withdraw(self, id: str, token: str, reader: str = "") -> bool:
        """Delete one's own; false when it is not there or another's."""
        with self._database.forgetting() as session:
            row = session.get(LinkRow, id)
            if row is None or not is_token(token, row.token) or row.reader != reader:
                return False
            session.delete(row)
            return True
