"""What the commands share: how they print, how they complain, and the assistant they ask."""

from __future__ import annotations

import json
import sys
import traceback
from argparse import Namespace
from typing import TYPE_CHECKING, Any

from mandate_qa.cli.options import PROGRAM
from mandate_qa.cli.progress import ProgressBar
from mandate_qa.cli.text import printable
from mandate_qa.errors import MandateQAError, UsageError

if TYPE_CHECKING:
    from mandate_qa.assistant import Assistant


def complain(error: Exception, debug: bool) -> int:
    """Say in one sentence what went wrong, with the traceback if asked for, and give back the exit code."""
    if debug:
        traceback.print_exception(error)
    known = isinstance(error, MandateQAError)
    message = str(error) if known else f"{type(error).__name__}: {error}; run it again with --debug to see where."
    print(f"{PROGRAM}: {printable(' '.join(message.split()))}", file=sys.stderr)
    return 2 if isinstance(error, UsageError) else 1


def opened(arguments: Namespace, llm: str | None = None) -> Assistant:
    """The assistant, its index built first when missing or stale; progress and what was left out go to stderr.

    `llm` is the one that writes; the one of the settings when none is given.
    """
    from mandate_qa import Assistant

    with ProgressBar() as progress:
        assistant = Assistant.open(index=arguments.index, seeds=arguments.seeds, progress=progress, llm=llm)
    for path in assistant.left_out:
        told = f"{path} could not be read, or not all of it; to see why, run: {PROGRAM} index"
        print(f"{PROGRAM}: {printable(told)}", file=sys.stderr)
    return assistant


def say(text: str) -> None:
    """Print `text` to stdout."""
    print(printable(text))


def say_json(value: Any) -> None:
    """Print `value` to stdout as JSON."""
    print(json.dumps(value, ensure_ascii=False, indent=2))
