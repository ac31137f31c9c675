"""The command that evaluates: it asks for a report, prints it, and keeps it when told to.

Knows which options go together. What is asked and how it is graded is left to `evaluation`.
"""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from mandate_qa.cli.common import opened, say, say_json
from mandate_qa.cli.progress import ProgressBar
from mandate_qa.errors import UsageError
from mandate_qa.places import seeds_folder

if TYPE_CHECKING:
    from mandate_qa.evaluation import Report
    from mandate_qa.evaluation.baseline import BaselineReport
    from mandate_qa.evaluation.side_by_side import SideBySide

FIRST = "extractive"
"""What every language model is held against."""
TOLD = ("seconds", "context", "reply_tokens", "threads")
"""Settings of language models that a report tells."""


def run_eval(arguments: Namespace) -> None:
    """Ask a graded question set and report."""
    refuse_contradictions(arguments)
    with ProgressBar() as progress:
        report = evaluated(arguments, progress)
    if arguments.json:
        say_json(report.to_dict())
    else:
        say(report.to_text())
    if arguments.save_baseline:
        from mandate_qa.evaluation.baselines import save

        print(f"Kept as {save(report.to_dict(), Path(arguments.questions))}.", file=sys.stderr)


def evaluated(arguments: Namespace, progress: ProgressBar) -> Report | BaselineReport | SideBySide:
    """The report of the assistant, of language models, of the plain pipeline or of another system."""
    from mandate_qa import evaluation

    questions, seeds = Path(arguments.questions), seeds_folder(arguments.seeds, arguments.index)
    out = Path(arguments.out) if arguments.out else None
    against = Path(arguments.against) if arguments.against else None
    part = evaluation.Part(arguments.every, arguments.limit)
    if arguments.baseline:
        return evaluation.run_baseline(seeds, questions, out, progress)
    if arguments.llm:
        assistants = {name: opened(arguments, name) for name in dict.fromkeys((FIRST, *arguments.llm))}
        return evaluation.run_each(assistants, questions, out, progress, seeds, part, settings_told())
    if arguments.system is None:
        return evaluation.run(opened(arguments), questions, out, progress, seeds, against, part=part)
    system = evaluation.other_system(arguments.system, arguments.timeout)
    title = f"{arguments.system}, graded question set"
    return evaluation.run(system, questions, out, progress, seeds, against, title, part)


def settings_told() -> dict[str, str]:
    """The settings of language models, for the report."""
    from mandate_qa.settings import Settings

    settings = Settings.load().language_model
    return {"language models": ", ".join(f"{name} {getattr(settings, name):g}" for name in TOLD)}


def refuse_contradictions(arguments: Namespace) -> None:
    """Raises UsageError for options that cannot go together."""
    part = arguments.every > 1 or arguments.limit
    if arguments.baseline and (arguments.system or arguments.against or arguments.llm or part):
        told = "--baseline grades the plain pipeline alone; leave out --system, --llm, --against, --every and --limit."
        raise UsageError(told)
    if arguments.llm and (arguments.system or arguments.against):
        raise UsageError("--llm lays language models beside extractive; leave out --system and --against.")
    if arguments.system and arguments.save_baseline:
        raise UsageError("--save-baseline keeps the figures of mandate-qa; for another system, keep its report.json.")
    if arguments.save_baseline and (arguments.llm or part):
        raise UsageError("--save-baseline keeps a report of all questions; leave out --llm, --every and --limit.")
