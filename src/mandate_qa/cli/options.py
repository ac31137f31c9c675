"""What the commands have in common on the command line: how they are made, shared options, kinds of values."""

from __future__ import annotations

import argparse
from datetime import date
from typing import NoReturn

PROGRAM = "mandate-qa"


class Parser(argparse.ArgumentParser):
    """An ArgumentParser whose complaints are one sentence."""

    def error(self, message: str) -> NoReturn:
        """Print what is wrong and where help is, and exit with 2."""
        self.exit(2, f"{PROGRAM}: {message}; see {self.prog} --help.\n")


def everywhere(**defaults: object) -> Parser:
    """The options that may stand before or after the command; without a default they are left as already read."""
    shared = Parser(add_help=False, argument_default=argparse.SUPPRESS)
    shared.add_argument("--index", metavar="DIR", help="folder of the index (default: index)")
    shared.add_argument("--seeds", metavar="DIR", help="folder of the documents (default: seeds)")
    shared.add_argument("--debug", action="store_true", help="show the traceback of an error")
    shared.set_defaults(**defaults)
    return shared


def command(commands: argparse._SubParsersAction[Parser], name: str, purpose: str, example: str) -> Parser:
    """A command with the shared options, its help closing with a line that can be pasted."""
    return commands.add_parser(
        name,
        help=purpose,
        description=f"{purpose[0].upper()}{purpose[1:]}.",
        epilog=f"try:\n  {PROGRAM} {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[everywhere()],
    )


def add_question(to: Parser) -> None:
    """The words of a question, the turns before it, the documents to keep to, and `--json`."""
    to.add_argument("question", nargs="*", metavar="QUESTION", help="the question; read from stdin when left out")
    to.add_argument("--documents", nargs="+", metavar="KEY", help="keep to these documents; put the question first")
    to.add_argument("--history", metavar="FILE", help='earlier turns: a JSON list of {"role": …, "content": …}')
    add_json(to)


def add_yes(to: Parser) -> None:
    """`--yes`."""
    to.add_argument("--yes", action="store_true", help="go ahead without asking")


def add_users_file(to: Parser, purpose: str) -> None:
    """`--users`."""
    to.add_argument("--users", metavar="FILE", help=purpose)


def add_llm(to: Parser) -> None:
    """`--llm`."""
    to.add_argument(
        "--llm",
        metavar="NAME",
        help="language model that writes, such as ollama:llama3.1 (default: that of the settings, or none)",
    )


def add_json(to: Parser) -> None:
    """`--json`."""
    to.add_argument("--json", action="store_true", help="print JSON")


def day(text: str) -> str:
    """`text` as a day, ISO."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day such as 2026-01-31") from None


def seconds(text: str) -> float:
    """`text` as a time above 0 and at most a day."""
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value <= 86_400:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds above 0")
    return value


def count(text: str) -> int:
    """`text` as a whole number of at least 1."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number of at least 1")
    return int(text)
