"""Ask government policy documents a question and get the figures in their own words, with paragraph numbers.

`answer()` and `Assistant` are the front door for questions, `build_index` for documents. Names are resolved when
first used, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mandate_qa.assistant import Assistant as Assistant
    from mandate_qa.assistant import answer as answer
    from mandate_qa.errors import MandateQAError as MandateQAError
    from mandate_qa.indexing import build_index as build_index
    from mandate_qa.settings import Settings as Settings
    from mandate_qa.types import Answer as Answer
    from mandate_qa.types import Citation as Citation
    from mandate_qa.types import Scope as Scope
    from mandate_qa.types import Status as Status

_HOME = {
    "Answer": "types",
    "Assistant": "assistant",
    "Citation": "types",
    "MandateQAError": "errors",
    "Scope": "types",
    "Settings": "settings",
    "Status": "types",
    "answer": "assistant",
    "build_index": "indexing",
}

__all__ = ["Answer", "Assistant", "Citation", "MandateQAError", "Scope", "Settings", "Status", "answer", "build_index"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
