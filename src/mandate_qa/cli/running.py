"""The command line: it prints, and never thinks.

Knows which command calls what, where output goes (answers to stdout, progress and timings to stderr) and which
exit code an error has: 2 for the caller's, 1 for any other, 130 after Ctrl-C, 141 when the reader of a pipe left.
"""

from __future__ import annotations

import io
import json
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter

from mandate_qa.cli.arguments import EXAMPLE
from mandate_qa.cli.common import complain, opened, say, say_json
from mandate_qa.cli.eval import run_eval
from mandate_qa.cli.export import file_of, write_answer
from mandate_qa.cli.feedback import run_feedback
from mandate_qa.cli.library import run_add, run_check, run_index, run_list, run_remove, run_show, run_update
from mandate_qa.cli.models import run_models
from mandate_qa.cli.options import PROGRAM
from mandate_qa.cli.parser import parse
from mandate_qa.cli.text import answer_text, explanation_text, hit_dict, hits_text, printable
from mandate_qa.cli.users import run_users
from mandate_qa.errors import EmptyQuestionError, UsageError
from mandate_qa.places import index_folder, seeds_folder
from mandate_qa.settings import Settings


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give back its exit code; `argv` is `sys.argv[1:]` by default."""
    use_utf8()
    arguments = parse(sys.argv[1:] if argv is None else argv)
    try:
        code = COMMANDS[arguments.command](arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is still buffered has no reader
        return 141
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        return complain(error, arguments.debug)
    return code or 0


def use_utf8() -> None:
    """Read and write UTF-8 whatever the locale says: the documents hold £, dashes and curly quotes."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


# ---------------------------------------------------------------------------------------------------------------
# The commands
# ---------------------------------------------------------------------------------------------------------------


def run_ask(arguments: Namespace) -> None:
    """Answer a question."""
    question, history, out = question_of(arguments), history_of(arguments.history), file_of(arguments.out)
    assistant = opened(arguments, arguments.llm)
    answer = assistant.ask(question, history=history, documents=arguments.documents)
    if arguments.json:
        say_json(answer.to_dict())
    else:
        say(answer_text(answer))
    if arguments.explain:
        print(printable(f"\n{explanation_text(answer)}"), file=sys.stderr if arguments.json else sys.stdout)
    if out:
        write_answer(answer, assistant.library, out)
        print(f"Written to {printable(str(out))}.", file=sys.stderr)
    print(f"Answered in {1000 * answer.timings.get('total', 0):.0f} ms.", file=sys.stderr)


def run_search(arguments: Namespace) -> None:
    """List the passages nearest to a question."""
    question, history = question_of(arguments), history_of(arguments.history)
    assistant = opened(arguments)
    begun = perf_counter()
    hits = assistant.search(question, k=arguments.k, history=history, documents=arguments.documents)
    print(f"Searched in {1000 * (perf_counter() - begun):.0f} ms.", file=sys.stderr)
    if arguments.json:
        say_json([hit_dict(hit, assistant.library) for hit in hits])
    else:
        say(hits_text(hits, assistant.library) or "Nothing was found.")


def run_serve(arguments: Namespace) -> None:
    """Open the chat window, and keep it open until Ctrl-C."""
    from mandate_qa.web import address, listening, open_words, serve
    from mandate_qa.web.live import live_over
    from mandate_qa.web.service import Service

    settings = serving_settings(arguments)
    with listening(*address(arguments.host, arguments.port, os.environ)) as listener:
        seeds, index = seeds_folder(arguments.seeds, arguments.index), index_folder(arguments.index)
        live = live_over(index, opened(arguments, arguments.llm), settings)  # nothing else holds the first assistant
        service = Service(live, settings, seeds, index)
        if words := open_words(settings.serving, listener):
            print(words, file=sys.stderr)
        serve(service, listener, lambda url: print(f"Chat window: {url} (Ctrl-C stops it)", flush=True))
    print("Stopped.", file=sys.stderr)


# ---------------------------------------------------------------------------------------------------------------
# What they share
# ---------------------------------------------------------------------------------------------------------------


def serving_settings(arguments: Namespace) -> Settings:
    """The settings to serve with; raises BackendNotInstalledError, before anything slow begins, when MCP is missing."""
    given = {"mcp": arguments.mcp or None, "users": arguments.users, "root_path": arguments.root_path}
    settings = Settings.load(serving={name: value for name, value in given.items() if value is not None})
    if settings.serving.mcp:
        from mandate_qa.web.mcp_tools import require_mcp

        require_mcp()
    return settings


def question_of(arguments: Namespace) -> str:
    """The question from the words typed, or from stdin when there are none; EmptyQuestionError when blank."""
    question = " ".join(arguments.question)
    if not arguments.question and not sys.stdin.isatty():
        question = sys.stdin.read()
    if not question.strip():
        if arguments.documents:
            raise EmptyQuestionError("No question was given; put it before --documents, which takes what follows.")
        raise EmptyQuestionError(f'No question was given; type one, such as {PROGRAM} ask "{EXAMPLE}".')
    return question.strip()


def history_of(file: str | None) -> list[dict[str, str]]:
    """Earlier turns from a JSON file; empty without one, UsageError when it cannot be read as turns."""
    if file is None:
        return []
    try:
        turns = json.loads(Path(file).read_text("utf-8"))
        return [{"role": str(turn["role"]), "content": str(turn["content"])} for turn in turns]
    except OSError as error:
        raise UsageError(f"{file} cannot be read ({error.strerror}); give the path of a JSON file.") from error
    except (ValueError, TypeError, KeyError) as error:
        raise UsageError(f'{file} is not a JSON list of {{"role": …, "content": …}}; mend it.') from error


COMMANDS: dict[str, Callable[[Namespace], int | None]] = {
    "ask": run_ask,
    "search": run_search,
    "show": run_show,
    "list": run_list,
    "add": run_add,
    "remove": run_remove,
    "update": run_update,
    "index": run_index,
    "check": run_check,
    "eval": run_eval,
    "models": run_models,
    "feedback": run_feedback,
    "users": run_users,
    "serve": run_serve,
}
