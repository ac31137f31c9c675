"""The commands of `mandate-qa` with their options, defaults and help."""

from __future__ import annotations

import argparse

from mandate_qa.cli.options import (
    Parser,
    add_json,
    add_llm,
    add_question,
    add_users_file,
    add_yes,
    command,
    count,
    day,
    seconds,
)

EXAMPLE = "what was the 2021-22 elective recovery target"
"""A question that the documents which come with the project answer."""


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


def add_index(commands: argparse._SubParsersAction[Parser]) -> None:
    """`index`: documents to a searchable index."""
    about = "read all documents anew and write the index; cut off, it goes on where it was"
    index = command(commands, "index", about, "index seeds --out index")
    index.add_argument("folder", nargs="?", metavar="SEEDS", help="folder of the documents (default: --seeds)")
    index.add_argument("--out", metavar="DIR", help="folder of the index (default: --index)")


def add_check(commands: argparse._SubParsersAction[Parser]) -> None:
    """`check`: whether the index is whole."""
    command(commands, "check", "read every file of the index and say whether it is as it was written", "check")


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


def add_serve(commands: argparse._SubParsersAction[Parser]) -> None:
    """`serve`: the chat window."""
    serve = command(commands, "serve", "open the chat window", "serve --port 8000")
    add_llm(serve)
    serve.add_argument("--host", help="address to listen on (default: $HOST or 127.0.0.1)")
    serve.add_argument("--port", help="port to listen on (default: $PORT or 7860)")
    serve.add_argument("--mcp", action="store_true", help="offer the endpoints as MCP tools, too")
    serve.add_argument("--root-path", metavar="PATH", help="path that a reverse proxy serves it under (/mandate-qa)")
    add_users_file(serve, "file of the people who may sign in (default: that of the settings, or anybody may read)")


EVERY_COMMAND = (
    *(add_ask, add_search, add_show, add_list, add_add, add_remove, add_update, add_index, add_check),
    *(add_eval, add_models, add_feedback, add_users, add_serve),
)
"""In the order that the help lists them."""
