"""What may be typed after `mandate-qa`, and the help that says so.

Knows commands, options and their defaults. Running the commands is left to `cli`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from typing import NoReturn

from mandate_qa import __version__

PROGRAM = "mandate-qa"
EXAMPLE = "what was the 2021-22 elective recovery target"
"""A question that the documents which come with the project answer."""
COMMANDS = ("ask", "search", "show", "index", "eval", "serve")
VALUED = ("--index", "--seeds")
"""Options before the command that take a value."""

EXAMPLES = f"""
try:
  mandate-qa "{EXAMPLE}"
  mandate-qa ask "and the year after?" --history chat.json
  mandate-qa search "cancer waiting times" -k 5
  mandate-qa show                          the documents
  mandate-qa show mandate-2021-22          the paragraphs of one
  mandate-qa serve                         the chat window, at http://127.0.0.1:7860
"""


class Parser(argparse.ArgumentParser):
    """An ArgumentParser whose complaints are one sentence."""

    def error(self, message: str) -> NoReturn:
        """Print what is wrong and where help is, and exit with 2."""
        self.exit(2, f"{PROGRAM}: {message}; see {self.prog} --help.\n")


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
    for add in (add_ask, add_search, add_show, add_index, add_eval, add_serve):
        add(commands)
    return top


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


def add_ask(commands: argparse._SubParsersAction[Parser]) -> None:
    """`ask`: one question, one answer."""
    ask = command(commands, "ask", "answer a question, with the paragraphs it rests on", f'ask "{EXAMPLE}"')
    add_question(ask)
    ask.add_argument("--explain", action="store_true", help="say how the answer came about")
    ask.add_argument("--history", metavar="FILE", help='earlier turns: a JSON list of {"role": …, "content": …}')


def add_search(commands: argparse._SubParsersAction[Parser]) -> None:
    """`search`: hits without an answer."""
    search = command(commands, "search", "list the passages nearest to a question", 'search "hospital food" -k 5')
    add_question(search)
    search.add_argument("-k", type=count, default=10, metavar="N", help="how many (default: 10)")


def add_question(to: Parser) -> None:
    """The words of a question, the documents to keep to, and `--json`."""
    to.add_argument("question", nargs="*", metavar="QUESTION", help="the question; read from stdin when left out")
    to.add_argument("--documents", nargs="+", metavar="KEY", help="keep to these documents; put the question first")
    add_json(to)


def add_show(commands: argparse._SubParsersAction[Parser]) -> None:
    """`show`: the documents, or the paragraphs of one."""
    show = command(commands, "show", "list the documents, or the paragraphs of one", "show mandate-2023")
    show.add_argument("document", nargs="?", metavar="DOCUMENT", help="key of a document")
    add_json(show)


def add_index(commands: argparse._SubParsersAction[Parser]) -> None:
    """`index`: documents to a searchable index."""
    index = command(commands, "index", "read the documents and write the index", "index seeds --out index")
    index.add_argument("folder", nargs="?", metavar="SEEDS", help="folder of the documents (default: --seeds)")
    index.add_argument("--out", metavar="DIR", help="folder of the index (default: --index)")


def add_eval(commands: argparse._SubParsersAction[Parser]) -> None:
    """`eval`: a graded question set."""
    evaluate = command(commands, "eval", "ask a graded question set and report", "eval eval/questions.jsonl")
    evaluate.add_argument("questions", nargs="?", default="eval/questions.jsonl", metavar="QUESTIONS", help="file")
    evaluate.add_argument("--baseline", action="store_true", help="grade a plain LlamaIndex pipeline instead")
    evaluate.add_argument("--out", metavar="DIR", help="folder of this run (default: a new one in eval/runs)")
    add_json(evaluate)


def add_serve(commands: argparse._SubParsersAction[Parser]) -> None:
    """`serve`: the chat window."""
    serve = command(commands, "serve", "open the chat window", "serve --port 8000")
    serve.add_argument("--host", help="address to listen on (default: $HOST or 127.0.0.1)")
    serve.add_argument("--port", help="port to listen on (default: $PORT or 7860)")


def add_json(to: Parser) -> None:
    """`--json`."""
    to.add_argument("--json", action="store_true", help="print JSON")


def count(text: str) -> int:
    """`text` as a whole number of at least 1."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number of at least 1")
    return int(text)
