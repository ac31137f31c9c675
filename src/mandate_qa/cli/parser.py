"""What may be typed after `mandate-qa`, and the help that says so.

Knows commands, options and their defaults. Running the commands is left to `cli`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from difflib import get_close_matches

from mandate_qa import __version__
from mandate_qa.cli.arguments import EVERY_COMMAND, EXAMPLE
from mandate_qa.cli.options import PROGRAM, Parser, everywhere

COMMANDS = (
    *("ask", "search", "show", "list", "add", "remove", "update", "index", "check"),
    *("eval", "models", "feedback", "users", "serve"),
)
VALUED = ("--index", "--seeds")
"""Options before the command that take a value."""

EXAMPLES = f"""
try:
  mandate-qa "{EXAMPLE}"
  mandate-qa ask "and the year after?" --history chat.json
  mandate-qa search "cancer waiting times" -k 5
  mandate-qa list                          the documents
  mandate-qa show mandate-2021-22          the paragraphs of one
  mandate-qa add "This year's mandate.pdf"  a document of your own
  mandate-qa serve                         the chat window, at http://127.0.0.1:7860
"""


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """`argv` read as a command with its options; words without a command ask a question.

    Exits with 2 and a sentence on stderr when they cannot be read, with 0 after `--help` and `--version`.
    """
    return parser().parse_args(with_command(argv))


def with_command(argv: Sequence[str]) -> list[str]:
    """`argv` with "ask" in front where no command is named: `mandate-qa "…"` asks, so does a question on stdin."""
    words = list(argv)
    first = first_word(words)
    if first in COMMANDS or (first is None and {"-h", "--help", "--version"} & set(words)):
        return words
    if (not words and sys.stdin.isatty()) or words == ["help"]:
        return ["--help"]
    if first and (close := misspelt(first)):
        parser().error(f"no command is called {first!r}, did you mean {close!r}")
    return ["ask", *words]


def misspelt(word: str) -> str | None:
    """The command that `word` is a slip of; None for a word of its own, also when it ends as one ("research")."""
    close = get_close_matches(word, COMMANDS, n=1, cutoff=0.8)
    return close[0] if close and not word.endswith(close[0]) else None


def first_word(argv: list[str]) -> str | None:
    """The first of `argv` that is neither an option nor the value of one."""
    values = {position + 1 for position, word in enumerate(argv) if word in VALUED}
    return next((w for n, w in enumerate(argv) if n not in values and not w.startswith("-")), None)


def parser() -> Parser:
    """The whole command line."""
    top = Parser(
        prog=PROGRAM,
        description="Ask government policy documents a question and get the figures in their own words.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[everywhere(index=None, seeds=None, debug=False)],
    )
    top.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for add in EVERY_COMMAND:
        add(commands)
    return top
