"""The tables of the database, in SQLAlchemy's typed form. An answer is kept as the JSON of its AnswerRecord."""

from __future__ import annotations

from sqlalchemy import String, Text
from sqlalchemy.dialects.mysql import LONGTEXT
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

VERSION = 1
"""Of the tables; raised when they change, with a step that brings older ones up to it."""

LONG = Text().with_variant(LONGTEXT(), "mysql", "mariadb")
NAME = 300
"""Characters of a reader's name or a title at most."""


class Base(DeclarativeBase):
    """What all tables share."""


class SchemaRow(Base):
    """The version that the tables have: one row."""

    __tablename__ = "kept_schema"

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int]


class FeedbackRow(Base):
    """A verdict on an answer."""

    __tablename__ = "feedback"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012  (an id is never given twice)

    id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str] = mapped_column(String(64))
    """SHA-256 of what lets its reader change it."""
    at: Mapped[str] = mapped_column(String(32), index=True)
    verdict: Mapped[str] = mapped_column(String(32))
    words: Mapped[str] = mapped_column(LONG)
    reader: Mapped[str] = mapped_column(String(NAME))
    answer: Mapped[str] = mapped_column(LONG)
    earlier: Mapped[str] = mapped_column(LONG)
    program: Mapped[str] = mapped_column(String(50))


class LinkRow(Base):
    """An answer that somebody asked a link for."""

    __tablename__ = "linked_answers"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    token: Mapped[str] = mapped_column(String(64))
    at: Mapped[str] = mapped_column(String(32))
    reader: Mapped[str] = mapped_column(String(NAME))
    answer: Mapped[str] = mapped_column(LONG)


class ConversationRow(Base):
    """A conversation of one reader."""

    __tablename__ = "conversations"

    owner: Mapped[str] = mapped_column(String(64), primary_key=True)
    """SHA-256 of the reader's name: databases that hold "Ann" and "ann" to be the same must not mix them up."""
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    title: Mapped[str] = mapped_column(String(NAME))
    changed: Mapped[str] = mapped_column(String(32))
    turns: Mapped[str] = mapped_column(LONG)
