"""What may be typed after `mandate-qa`, and the help that says so.

Knows commands, options and their defaults. Running the commands is left to `cli`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches
from typing import NoReturn

from mandate_qa import __version__

PROGRAM = "mandate-qa"
EXAMPLE = "what was the 2021-22 elective recovery target"
"""A question that the documents which come with the project answer."""
COMMANDS = (
    *("ask", "search", "show", "list", "add", "remove", "update", "index"),
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
    library = (add_show, add_list, add_add, add_remove, add_update, add_index)
    for add in (add_ask, add_search, *library, add_eval, add_models, add_feedback, add_users, add_serve):
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
    add_llm(ask)
    ask.add_argument("--explain", action="store_true", help="say how the answer came about")
    ask.add_argument("--out", metavar="FILE", help="write it to a file too: .docx, .md, .txt, or .csv for its figures")


def add_search(commands: argparse._SubParsersAction[Parser]) -> None:
    """`search`: hits without an answer."""
    search = command(commands, "search", "list the passages nearest to a question", 'search "hospital food" -k 5')
    add_question(search)
    search.add_argument("-k", type=count, default=10, metavar="N", help="how many (default: 10)")


def add_question(to: Parser) -> None:
    """The words of a question, the turns before it, the documents to keep to, and `--json`."""
    to.add_argument("question", nargs="*", metavar="QUESTION", help="the question; read from stdin when left out")
    to.add_argument("--documents", nargs="+", metavar="KEY", help="keep to these documents; put the question first")
    to.add_argument("--history", metavar="FILE", help='earlier turns: a JSON list of {"role": …, "content": …}')
    add_json(to)


def add_show(commands: argparse._SubParsersAction[Parser]) -> None:
    """`show`: the paragraphs of a document, or one of its tables."""
    show = command(
        commands, "show", "show the paragraphs of a document, or one of its tables", "show mandate-2021-22 --table 1"
    )
    show.add_argument("document", nargs="?", metavar="KEY", help="key of a document; all are told of when left out")
    show.add_argument("--table", type=count, metavar="N", help="show its Nth table only")
    add_json(show)


def add_list(commands: argparse._SubParsersAction[Parser]) -> None:
    """`list`: the documents in a table."""
    add_json(command(commands, "list", "list the documents, their periods and editions", "list"))


def add_add(commands: argparse._SubParsersAction[Parser]) -> None:
    """`add`: files into the library."""
    add = command(commands, "add", "add documents to the library", 'add "New mandate.pdf" --period 2024-25')
    add.add_argument("files", nargs="+", metavar="FILE", help="a document; it is copied")
    add.add_argument("--key", help="short name for ids and the command line (default: from the file's name)")
    add.add_argument("--title", help="as printed (default: from the text)")
    add.add_argument("--short-title", metavar="WORDS", help='what labels begin with, such as "2024-25 mandate"')
    add.add_argument("--published", metavar="DATE", help="2024-03-31, 2024-03 or 2024 (default: from the text)")
    add.add_argument("--period", help='what it applies to: 2024-25, 2024, "2024-04-01 to 2025-03-31", or none')
    add.add_argument("--replaces", metavar="KEY", help="the document it takes the place of, or none")
    add.add_argument("--publisher", metavar="NAME", help="who published it (default: from the text)")
    add_yes(add)


def add_remove(commands: argparse._SubParsersAction[Parser]) -> None:
    """`remove`: documents out of the library."""
    remove = command(
        commands, "remove", "take documents out of the library, their files kept aside", "remove mandate-2023"
    )
    remove.add_argument("keys", nargs="+", metavar="KEY", help="key of a document")
    add_yes(remove)


def add_update(commands: argparse._SubParsersAction[Parser]) -> None:
    """`update`: the index in step with the documents."""
    update = command(commands, "update", "bring the index up to date, reading only what changed", "update")
    update.add_argument("folder", nargs="?", metavar="DIR", help="folder of the documents (default: seeds)")


def add_yes(to: Parser) -> None:
    """`--yes`."""
    to.add_argument("--yes", action="store_true", help="go ahead without asking")


def add_index(commands: argparse._SubParsersAction[Parser]) -> None:
    """`index`: documents to a searchable index."""
    index = command(commands, "index", "read all documents anew and write the index", "index seeds --out index")
    index.add_argument("folder", nargs="?", metavar="SEEDS", help="folder of the documents (default: --seeds)")
    index.add_argument("--out", metavar="DIR", help="folder of the index (default: --index)")


def add_eval(commands: argparse._SubParsersAction[Parser]) -> None:
    """`eval`: a graded question set."""
    evaluate = command(commands, "eval", "ask a graded question set and report", "eval eval/questions.jsonl")
    evaluate.add_argument("questions", nargs="?", default="eval/questions.jsonl", metavar="QUESTIONS", help="file")
    evaluate.add_argument("--baseline", action="store_true", help="grade a plain LlamaIndex pipeline instead")
    evaluate.add_argument("--system", metavar="NAME", help="grade another: http://host/ask or package.module:name")
    evaluate.add_argument("--timeout", type=seconds, default=60.0, metavar="S", help="for its answer (default: 60)")
    evaluate.add_argument("--against", metavar="FILE", help="compare with this report.json, not with those kept")
    evaluate.add_argument("--llm", action="append", metavar="NAME", help="a language model to lay beside extractive")
    evaluate.add_argument("--every", type=count, default=1, metavar="N", help="ask one in N questions of each kind")
    evaluate.add_argument("--limit", type=count, metavar="N", help="ask at most N")
    evaluate.add_argument("--save-baseline", action="store_true", help="keep this report, to compare later ones with")
    evaluate.add_argument("--out", metavar="DIR", help="folder of this run (default: a new one in eval/runs)")
    add_json(evaluate)


def add_models(commands: argparse._SubParsersAction[Parser]) -> None:
    """`models`: language models."""
    models = command(
        commands, "models", "list the language models there are, and try yours", "models openai:gpt-4o-mini"
    )
    models.add_argument("names", nargs="*", metavar="NAME", help="model to try (default: the one that is set)")
    add_json(models)


def add_feedback(commands: argparse._SubParsersAction[Parser]) -> None:
    """`feedback`: what readers said of answers, and what is done with it."""
    feedback = command(
        commands, "feedback", "list what readers said of answers, or make questions of it", "feedback export said.jsonl"
    )
    add_json(feedback)
    feedback.set_defaults(action="list")
    actions = feedback.add_subparsers(dest="action", metavar="ACTION", required=False)
    listed = command(actions, "list", "list it, oldest first", "feedback list --json")
    listed.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="print JSON")
    export = command(actions, "export", "write it as graded questions for eval", "feedback export said.jsonl")
    export.add_argument("file", metavar="FILE", help="a new file, one JSON object a line")
    delete = command(actions, "delete", "delete some of it for good", "feedback delete --before 2026-01-01")
    delete.add_argument("ids", nargs="*", type=count, metavar="ID", help="as listed")
    delete.add_argument("--before", type=day, metavar="DATE", help="all that was given before this day")
    add_yes(delete)


def add_users(commands: argparse._SubParsersAction[Parser]) -> None:
    """`users`: the people who may sign in."""
    users = command(
        commands, "users", "add, remove or list the people who may sign in", "users add anna --users users.toml"
    )
    users.add_argument("action", choices=("add", "remove", "list"), metavar="add|remove|list", help="what to do")
    users.add_argument("name", nargs="?", metavar="NAME", help="whom to add, or give another password, or remove")
    users.add_argument("--stdin", action="store_true", help="read the password from stdin instead of asking for it")
    add_users_file(users, "file of the people who may sign in (default: that of the settings)")


def add_users_file(to: Parser, purpose: str) -> None:
    """`--users`."""
    to.add_argument("--users", metavar="FILE", help=purpose)


def add_serve(commands: argparse._SubParsersAction[Parser]) -> None:
    """`serve`: the chat window."""
    serve = command(commands, "serve", "open the chat window", "serve --port 8000")
    add_llm(serve)
    serve.add_argument("--host", help="address to listen on (default: $HOST or 127.0.0.1)")
    serve.add_argument("--port", help="port to listen on (default: $PORT or 7860)")
    serve.add_argument("--mcp", action="store_true", help="offer the endpoints as MCP tools, too")
    serve.add_argument("--root-path", metavar="PATH", help="path that a reverse proxy serves it under (/mandate-qa)")
    add_users_file(serve, "file of the people who may sign in (default: that of the settings, or anybody may read)")


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
