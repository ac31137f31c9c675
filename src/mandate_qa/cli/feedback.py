"""The commands about feedback: they print and ask, and never think.

Knows which command calls what. What becomes of a verdict in a question set is for `keeping.items` to tell.
"""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING

from mandate_qa.cli.common import say, say_json
from mandate_qa.cli.library import confirmed
from mandate_qa.cli.text import in_columns
from mandate_qa.errors import UsageError
from mandate_qa.files import replace_text
from mandate_qa.settings import Settings

if TYPE_CHECKING:
    from mandate_qa.keeping import Feedback, Keeping

NOTHING = "No feedback has been given yet."
HEADS = ("id", "when (UTC)", "verdict", "question", "words")
SHOWN = 60
"""Characters of a question and of a reader's words in the table."""


def run_feedback(arguments: Namespace) -> int:
    """List what readers said of answers, make graded questions of it, or delete it."""
    keeping = opened_keeping(arguments)
    try:
        return {"export": export, "delete": delete}.get(arguments.action, listed)(keeping, arguments)
    finally:
        keeping.close()


def opened_keeping(arguments: Namespace) -> Keeping:
    """Where feedback is kept; nothing is opened yet."""
    from mandate_qa.keeping import Keeping, keeping_place

    return Keeping(keeping_place(Settings.load().serving, arguments.index))


def listed(keeping: Keeping, arguments: Namespace) -> int:
    """Print the verdicts, oldest first."""
    from mandate_qa.codec import encode

    found = keeping.feedback.all() if keeping.begun else ()
    if arguments.json:
        say_json([encode(feedback) for feedback in found])
    else:
        say(in_columns(HEADS, [cells(feedback) for feedback in found]) if found else NOTHING)
    return 0


def cells(feedback: Feedback) -> tuple[str, ...]:
    """One verdict as a line of the table."""
    question, words = (shorten(text, SHOWN, placeholder=" …") for text in (feedback.answer.question, feedback.words))
    return str(feedback.id), feedback.at[:16].replace("T", " "), feedback.verdict.value, question, words or "–"


def export(keeping: Keeping, arguments: Namespace) -> int:
    """Write the verdicts as a question set; a file that is there is never written over."""
    from mandate_qa.keeping.items import item_of, to_jsonl

    file = Path(arguments.file)
    found = keeping.feedback.all() if keeping.begun else ()
    if not found:
        raise UsageError(f"{NOTHING[:-1]}, so there is nothing to export.")
    if file.exists():
        raise UsageError(f"{file} is there already, and may hold items that somebody completed; name another file.")
    items = [item_of(feedback) for feedback in found]
    try:
        replace_text(file, to_jsonl(items))
    except OSError as error:
        raise UsageError(f"{file} cannot be written ({error.strerror}); name another file.") from error
    waiting = sum("to_complete" in item for item in items)
    say(f"{len(items)} questions are in {file}; {waiting} of them wait for a person to complete them (to_complete).")
    return 0


def delete(keeping: Keeping, arguments: Namespace) -> int:
    """Delete verdicts for good, once the user has said yes."""
    if bool(arguments.ids) == bool(arguments.before):
        raise UsageError("Name either the ids of what is to be deleted, or --before and a day.")
    there = keeping.feedback.ids(arguments.before) if keeping.begun else ()
    if missing := [str(id) for id in arguments.ids if id not in there]:
        raise UsageError(f"No feedback has the id {', '.join(missing)}; list them with: mandate-qa feedback")
    ids = sorted(set(arguments.ids)) or there
    if not ids:
        say(f"There is none from before {arguments.before}.")
        return 0
    if not confirmed(arguments, f"Delete {len(ids)} for good?"):
        say("Nothing was deleted.")
        return 1
    print(f"Deleted {keeping.feedback.delete(ids)} for good.", file=sys.stderr)
    return 0
