"""The database opened: its tables made or refused, and what is written to it safe once a call returns.

SQLite runs with a write-ahead log that is flushed at every commit, so that neither a killed process nor a power cut
undoes what was acknowledged, and with `secure_delete`, so that what was deleted is gone from the file as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, insert, inspect
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.orm import Session

from mandate_qa.errors import KeepingError
from mandate_qa.keeping.addresses import engine_url, missing_driver
from mandate_qa.keeping.tables import VERSION, Base, SchemaRow

PATIENCE = 30
"""Seconds that one writer waits for another."""

PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON", "foreign_keys=ON")


class Database:
    """One database. Safe to share between threads."""

    def __init__(self, place: Path | str) -> None:
        """Open it and make its tables. Raises SettingsError for a place that is no URL, KeepingError for the rest."""
        url = engine_url(place)
        self.name = url.render_as_string(hide_password=True)
        if isinstance(place, Path):
            make_folder(place)
        try:
            self._engine = create_engine(url, connect_args={"timeout": PATIENCE} if is_sqlite(url) else {})
        except ImportError as error:
            raise missing_driver(url, error) from error
        if is_sqlite(url):
            prepare_sqlite(self._engine)
        with self._plain_errors():
            make_tables(self._engine, self.name)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that writes nothing. Raises KeepingError when the database fails."""
        with self._plain_errors(), Session(self._engine) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session whose work is on the disk when the block ends; nothing of it is when the block fails."""
        engine = self._engine.execution_options(writes=True)
        with self._plain_errors(), Session(engine) as session, session.begin():
            yield session

    @contextmanager
    def forgetting(self) -> Iterator[Session]:
        """`writing`, for what deletes or replaces words: they are gone from SQLite's log as well when it ends."""
        with self.writing() as session:
            yield session
        if self._engine.dialect.name == "sqlite":
            with self._plain_errors(), self._engine.connect() as connection:
                connection.connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Let go of all connections."""
        self._engine.dispose()

    @contextmanager
    def _plain_errors(self) -> Iterator[None]:
        try:
            yield
        except SQLAlchemyError as error:
            cause = getattr(error, "orig", None) or error
            told = " ".join(str(cause).split())
            message = f"What people leave could not be kept in or read from {self.name} ({told}); mend the database."
            raise KeepingError(message) from error


def make_folder(file: Path) -> None:
    """The folder of an SQLite file, which only its owner can look into; raises KeepingError when it cannot be made."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        told = f"{file.parent} cannot be made ({error.strerror}); set serving.database to a place that can be written."
        raise KeepingError(told) from error


def is_sqlite(url: Any) -> bool:
    """Whether a URL is of SQLite."""
    return bool(url.get_backend_name() == "sqlite")


def prepare_sqlite(engine: Engine) -> None:
    """Have every connection keep its word, and writers take their turn from the beginning of their work.

    https://docs.sqlalchemy.org/en/20/dialects/sqlite.html#serializable-isolation-savepoints-transactional-ddl
    """

    @event.listens_for(engine, "connect")
    def connected(connection: Any, _: Any) -> None:
        connection.isolation_level = None
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")


def make_tables(engine: Engine, name: str) -> None:
    """The tables, if they are not there; raises KeepingError when a newer program made them."""
    if (found := version_of(engine)) is None:
        try:
            with engine.execution_options(writes=True).begin() as connection:
                if not inspect(connection).has_table(SchemaRow.__tablename__):
                    Base.metadata.create_all(connection)
                    connection.execute(insert(SchemaRow).values(id=1, version=VERSION))
        except DBAPIError:  # another process was making them at the same moment
            if version_of(engine) is None:
                raise
        found = version_of(engine)
    if found != VERSION:
        told = f"{name} was made by another version of mandate-qa (its tables have version {found}, this program "
        raise KeepingError(f"{told}knows {VERSION}); use the newer program, or set serving.database to another place.")


def version_of(engine: Engine) -> int | None:
    """The version of the tables; None when there are none."""
    if not inspect(engine).has_table(SchemaRow.__tablename__):
        return None
    with Session(engine) as session:
        row = session.get(SchemaRow, 1)
        return row.version if row else None
