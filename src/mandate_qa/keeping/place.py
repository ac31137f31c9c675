"""Where what people leave is kept when nobody says: beside the index, never in it."""

from __future__ import annotations

from pathlib import Path

from mandate_qa.places import index_folder
from mandate_qa.settings import ServingSettings

FOLDER = "kept"
FILE = "kept.sqlite"


def keeping_place(serving: ServingSettings, index: Path | str | None = None) -> Path | str:
    """The SQLAlchemy URL of the settings, else the SQLite file beside the index folder, which need not exist yet."""
    return serving.database or index_folder(index).resolve().parent / FOLDER / FILE
