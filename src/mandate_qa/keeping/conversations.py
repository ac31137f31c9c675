"""Conversations of those who signed in. Every call names the reader, and touches that reader's alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from sqlalchemy import delete, func, select
from sqlalchemy.engine import CursorResult

from mandate_qa.errors import UsageError
from mandate_qa.keeping.database import Database
from mandate_qa.keeping.secrets import hashed
from mandate_qa.keeping.tables import ConversationRow
from mandate_qa.keeping.values import Conversation, Turn
from mandate_qa.keeping.writing import from_json, now, to_json

MOST = 500
"""Conversations of one reader."""


class Conversations:
    """The conversations of one database. Every method raises KeepingError when the database fails."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self, reader: str) -> tuple[Conversation, ...]:
        """The reader's conversations without their turns, the last changed first."""
        columns = (ConversationRow.id, ConversationRow.title, ConversationRow.changed)
        mine = ConversationRow.owner == hashed(reader)
        with self._database.reading() as session:
            rows = session.execute(select(*columns).where(mine).order_by(ConversationRow.changed.desc()))
            return tuple(Conversation(id, title, changed) for id, title, changed in rows)

    def find(self, reader: str, id: str) -> Conversation | None:
        """One of the reader's conversations; None when the reader has none with this id."""
        with self._database.reading() as session:
            row = session.get(ConversationRow, (hashed(reader), id))
            if row is None:
                return None
            turns = from_json(tuple[Turn, ...], row.turns, "This conversation")
            return Conversation(row.id, row.title, row.changed, turns)

    def keep(self, reader: str, id: str, title: str, turns: Sequence[Turn]) -> Conversation:
        """Put a conversation there, in place of the reader's own with the same id if there is one.

        Raises UsageError when the reader has as many as are kept.
        """
        owner, written, changed = hashed(reader), to_json(tuple(turns)), now("microseconds")
        with self._database.forgetting() as session:
            row = session.get(ConversationRow, (owner, id))
            if row is None:
                count = select(func.count()).select_from(ConversationRow).where(ConversationRow.owner == owner)
                if (session.scalar(count) or 0) >= MOST:
                    raise UsageError(f"You have {MOST} conversations kept, which is the most; delete some first.")
                row = ConversationRow(owner=owner, id=id)
                session.add(row)
            row.title, row.turns, row.changed = title, written, changed
        return Conversation(id, title, changed, tuple(turns))

    def delete(self, reader: str, id: str | None = None) -> int:
        """Delete one of the reader's conversations, or all of them; how many there were."""
        chosen = delete(ConversationRow).where(ConversationRow.owner == hashed(reader))
        if id is not None:
            chosen = chosen.where(ConversationRow.id == id)
        with self._database.forgetting() as session:
            return cast("CursorResult[None]", session.execute(chosen)).rowcount
