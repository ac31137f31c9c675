"""Which engine searches for the index, by the setting `store`."""

from __future__ import annotations

import os
from functools import lru_cache
from typing import TYPE_CHECKING

from mandate_qa.errors import SettingsError, nearest
from mandate_qa.settings import MilvusSettings, Settings

if TYPE_CHECKING:
    from mandate_qa.backends.milvus import Milvus

TOKEN = "MANDATE_QA_MILVUS_TOKEN"
"""Stands in the environment alone: "user:password", or an API key."""
STORES = ("files", "milvus")


def engine_of(settings: Settings) -> Milvus | None:
    """The engine that the settings name, connected; None where the index is searched in its files.

    Raises SettingsError for an unknown name, BackendNotInstalledError and BackendError.
    """
    if settings.store not in STORES:
        raise SettingsError(f"store is set to {settings.store!r}, which is none; {nearest(settings.store, STORES)}.")
    return None if settings.store == "files" else _milvus(settings.milvus, os.environ.get(TOKEN, ""))


@lru_cache(maxsize=4)
def _milvus(settings: MilvusSettings, token: str) -> Milvus:
    """One connection for all who ask: an index that is opened anew goes on with it."""
    from mandate_qa.backends.milvus import Milvus

    return Milvus(settings, token)
