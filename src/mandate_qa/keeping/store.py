"""The stores over one database, which is opened, and made, when something is first kept.

Until then SQLAlchemy is not even imported: ask `begun` before looking for what may be there.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mandate_qa.keeping.conversations import Conversations
    from mandate_qa.keeping.database import Database
    from mandate_qa.keeping.feedback import FeedbackBook
    from mandate_qa.keeping.links import Links


class Keeping:
    """What people leave with the server. Safe to share between threads; other processes may use the same database."""

    def __init__(self, place: Path | str) -> None:
        """`place` is the path of an SQLite file, or any SQLAlchemy URL."""
        self.place = place
        self._lock = Lock()
        self._opened: Database | None = None

    @property
    def begun(self) -> bool:
        """Whether anything can be there: false until the SQLite file exists, always true for a URL."""
        return self._opened is not None or not isinstance(self.place, Path) or self.place.exists()

    @cached_property
    def feedback(self) -> FeedbackBook:
        """Verdicts. Opens the database; raises KeepingError or SettingsError when it cannot be used."""
        from mandate_qa.keeping.feedback import FeedbackBook

        return FeedbackBook(self._database())

    @cached_property
    def links(self) -> Links:
        """Linked answers. Opens the database as `feedback` does."""
        from mandate_qa.keeping.links import Links

        return Links(self._database())

    @cached_property
    def conversations(self) -> Conversations:
        """Conversations of those who signed in. Opens the database as `feedback` does."""
        from mandate_qa.keeping.conversations import Conversations

        return Conversations(self._database())

    def close(self) -> None:
        """Let go of the database; what is used after that opens it again."""
        with self._lock:
            if self._opened is not None:
                self._opened.close()
                self._opened = None
            for name in ("feedback", "links", "conversations"):
                self.__dict__.pop(name, None)

    def _database(self) -> Database:
        from mandate_qa.keeping.database import Database

        with self._lock:
            if self._opened is None:
                self._opened = Database(self.place)
            return self._opened
