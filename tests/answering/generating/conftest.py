"""The toy library with a language model that says what it is told to."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from mandate_qa import Assistant
from mandate_qa.backends.llms.scripted import Script, ScriptedLLM
from mandate_qa.settings import LanguageModelSettings

QUICK = LanguageModelSettings(seconds=2, retries=0, rest=0)

Opened = Callable[..., Assistant]


@pytest.fixture(scope="session")
def home(toys: Any, plans: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the plans."""
    folder = tmp_path_factory.mktemp("plans")
    sys.modules[type(toys).__module__].indexed(plans.written, folder)
    return folder.parent / f"{folder.name}-index"


@pytest.fixture(scope="session")
def opened(toys: Any, home: Path) -> Opened:
    """Opens an assistant over the plans whose model gives these replies."""
    settings = sys.modules[type(toys).__module__].SETTINGS

    def open_with(*replies: Script, structured: bool = False, **given: Any) -> Assistant:
        model = ScriptedLLM(replies, structured=structured)
        tuned = replace(settings, language_model=replace(QUICK, **given))
        return Assistant.open(home, llm=model, settings=tuned, build=False)

    return open_with
