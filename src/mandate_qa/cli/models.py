"""The command that tells of language models: which may be named, and how those that are configured answer."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import asdict
from textwrap import shorten
from typing import TYPE_CHECKING

from mandate_qa.cli.common import say, say_json
from mandate_qa.cli.options import PROGRAM
from mandate_qa.settings import Settings

if TYPE_CHECKING:
    from mandate_qa.backends.llms.trying import Choice, Trial


def run_models(arguments: Namespace) -> int:
    """List the kinds of language models and try those configured or named; 1 when one of these does not answer."""
    from mandate_qa.backends.llms.trying import choices, configured, tried

    settings = Settings.load()
    trials = []
    for name in configured(settings.llm, arguments.names):
        print(f"Asking {name} …", file=sys.stderr)
        trials.append(tried(name, settings.language_model))
    if arguments.json:
        say_json({"kinds": [asdict(kind) for kind in choices()], "tried": [trial_dict(trial) for trial in trials]})
    else:
        say(models_text(choices(), trials))
    return int(any(trial.error for trial in trials))


def trial_dict(trial: Trial) -> dict[str, object]:
    """A trial for programs."""
    return {**asdict(trial), "tokens_a_second": round(trial.tokens_a_second, 1)}


def models_text(kinds: Sequence[Choice], trials: Sequence[Trial]) -> str:
    """Every kind on a line, then how each model that was tried answered."""
    width = max(len(kind.name) for kind in kinds)
    lines = [f"{kind.name:{width}}  {kind_text(kind)}" for kind in kinds]
    told = [trial_text(trial) for trial in trials] or [none_text()]
    return "\n".join([*lines, "", *told])


def kind_text(kind: Choice) -> str:
    """Whether a kind is installed, or how to install it."""
    if kind.name == "extractive":
        return "installed; needs no language model"
    return "installed" if kind.installed else f"not installed; run: {kind.install}"


def trial_text(trial: Trial) -> str:
    """What a model said and how fast, or what went wrong."""
    if trial.error:
        return f"{trial.name}: {trial.error}"
    speed = f"{trial.tokens} tokens in {trial.seconds:.1f} s, {trial.tokens_a_second:.1f} a second"
    opened = f"; opened in {trial.opened_seconds:.1f} s" if trial.opened_seconds >= 0.05 else ""
    takes = f"takes {trial.context} tokens{', keeps to JSON schemas' if trial.structured else ''}"
    return f"{trial.name}: “{shorten(trial.reply, 80, placeholder=' …')}”\n  {speed}{opened}; {takes}"


def none_text() -> str:
    """What to do when no language model is configured."""
    return (
        "No language model is configured, and none is needed. To use one, set MANDATE_QA_LLM=openai:MODEL, "
        f"or the like; to try one first: {PROGRAM} models openai:MODEL"
    )
