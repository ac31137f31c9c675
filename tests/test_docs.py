"""What the documentation promises: its commands exist, its Python runs, and what it shows of the code is there."""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from time import sleep
from typing import Any

import pytest
from uvicorn import Config, Server

from mandate_qa import Assistant, types
from mandate_qa.cli.options import PROGRAM
from mandate_qa.cli.parser import COMMANDS, parse, parser
from mandate_qa.reading.files import READERS
from mandate_qa.web.application import build_app
from mandate_qa.web.server import listening, url
from mandate_qa.web.service import service_of

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
EVAL = (ROOT / "eval" / "README.md").read_text("utf-8")
DESIGN = (ROOT / "docs" / "design.md").read_text("utf-8")
PAGES = sorted(
    {*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("[a-z]*/README.md"), *ROOT.glob("eval/*.md")}
)
"""What is written about the project; documents in seeds/ may be Markdown, too."""


def fenced(page: str) -> Iterator[tuple[str, str]]:
    """Language and lines of each fenced block of `page`."""
    language, lines = None, ""
    for line in page.splitlines(keepends=True):
        if line.startswith("```"):
            if language is not None:
                yield language, lines
            language, lines = (line[3:].strip(), "") if language is None else (None, "")
        elif language is not None:
            lines += line


def blocks(page: str, *languages: str) -> list[str]:
    """The fenced blocks of `page` in any of `languages`."""
    return [lines for language, lines in fenced(page) if language in languages]


def commands() -> dict[str, argparse.ArgumentParser]:
    """The parser of each command."""
    (action,) = (a for a in parser()._actions if isinstance(a, argparse._SubParsersAction))
    return dict(action.choices)


# -- the commands -----------------------------------------------------------------------------------------------------


def test_it_begins_with_the_two_commands() -> None:
    lines = blocks(README, "sh")[0].splitlines()
    assert README.startswith(f"# {PROGRAM}\n\n```sh\nmake run")
    assert [line.split("#")[0].strip() for line in lines] == ["make run", "make test"]


def test_every_target_of_make_that_is_named_exists() -> None:
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    named = re.findall(r"\bmake +([a-z]+)", "\n".join(code(README)))
    assert {"run", "test", "eval"} <= set(named) <= set(targets)


def code(page: str) -> list[str]:
    """The lines of shell blocks of a page, without the prompt, and what stands between backticks in it."""
    lines = "".join(blocks(page, "", "sh", "console")).splitlines()
    return [*(line.removeprefix("$ ") for line in lines), *re.findall(r"`([^`\n]+)`", page)]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_stands_in_the_readme_as_its_help_puts_it(name: str) -> None:
    command = commands()[name]
    example = (command.epilog or "").splitlines()[-1].strip()
    purpose = (command.description or "").rstrip(".")
    assert f"| `{example}` | {purpose[0].lower()}{purpose[1:]} |\n" in README


def test_every_command_line_that_is_shown_can_be_read() -> None:
    shown = [line for page in PAGES for line in code(page.read_text("utf-8")) if PROGRAM in line.split()[:1]]
    lines = [line.split("#")[0].split("|")[0] for line in shown if line != PROGRAM and "COMMAND" not in line]
    assert len(lines) > 10
    for line in lines:
        assert parse(words(line)).command in COMMANDS


def words(line: str) -> list[str]:
    """The words of a command line after the program's name, those between quotation marks as one."""
    return [quoted or word for quoted, word in re.findall(r'"([^"]*)"|(\S+)', line)][1:]


def test_every_kind_of_document_that_can_be_read_is_named() -> None:
    assert ", ".join(reader.name for reader in READERS) in " ".join(README.split())


def test_the_pythons_it_names_are_those_that_the_package_takes() -> None:
    lowest = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["requires-python"]
    assert lowest == f">={re.findall(r'3[.][0-9]+', README)[0]}"


def test_no_page_installs_from_a_registry_what_is_in_none() -> None:
    assert [page.name for page in PAGES if re.search(r"pip install '?mandate-qa", page.read_text("utf-8"))] == []


# -- the figures ------------------------------------------------------------------------------------------------------


def kept(questions: str) -> dict[str, Any]:
    """The report of a question set that is kept to compare with."""
    path = ROOT / "eval" / questions
    report: dict[str, Any] = json.loads((path.parent / "baseline" / f"{path.name}.json").read_text("utf-8"))
    return report


@pytest.mark.parametrize("questions", ["questions", "questions-dev", "questions-nearmiss"])
def test_how_good_it_is_said_to_be_is_what_was_last_kept(questions: str) -> None:
    total = kept(questions)["total"]
    refused, wrongly = (f"{total[name]['right']:.0f} of {total[name]['of']}" for name in ("refused", "wrongly_refused"))
    row = f"{100 * total['strict']['value']:.0f} % | {refused} | {wrongly} |"
    assert re.search(rf"^\| `{questions}.jsonl`: {total['cases']} .* \| {re.escape(row)}$", README, re.MULTILINE), row
    assert total["figures"]["value"] == 1 and "Every figure of these answers" in " ".join(README.split())
    assert 0.98 <= total["numbers"]["value"] <= 0.995 and "98 to 99 in 100" in README


@pytest.mark.parametrize("questions", ["questions", "questions-dev", "questions-nearmiss", "other/questions-dev"])
def test_the_figures_of_the_evaluation_are_what_was_last_kept(questions: str) -> None:
    total, confidence = kept(questions)["total"], kept(questions)["confidence"]
    of = {name: f"{told['value']:.3f}" for name, told in total.items() if isinstance(told, dict) and "value" in told}
    citations = f"{of['citation_precision']}, {of['citation_recall']}"
    cells = [f"`{questions}.jsonl`", of["strict"], of["strict_answerable"], of["hit@5"], citations]
    assert f"| {' | '.join(cells)} | {confidence['expected_calibration_error']:.3f} |\n" in EVAL


def test_what_it_gets_wrong_most_is_what_was_last_kept() -> None:
    kinds = kept("questions-dev")["by_kind"]
    for kind, words in (("comparison", "comparisons"), ("conflict", "questions on which")):
        assert f"{kinds[kind]['strict']['right']:.0f} of {kinds[kind]['strict']['of']} {words}" in README


# -- Python -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def at_hand(toy_library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The toy library in place of the documents that come with the project."""
    monkeypatch.setenv("MANDATE_QA_SEEDS", str(toy_library))
    monkeypatch.setenv("MANDATE_QA_INDEX", str(tmp_path / "index"))
    monkeypatch.setenv("MANDATE_QA_EMBEDDER", "hashing")
    monkeypatch.setattr("mandate_qa.assistant._assistants", {})


@pytest.fixture
def served(at_hand: None) -> Iterator[str]:
    """The address of a chat."""
    with listening("127.0.0.1", 0) as listener:
        server = Server(Config(build_app(service_of(Assistant.open())), log_level="error", timeout_graceful_shutdown=1))
        thread = Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        while not server.started:
            sleep(0.01)
        yield url(listener)
        server.should_exit = True
        thread.join()


def asking_the_toys(block: str) -> str:
    """`block` with a question in place of its own that the toy library answers."""
    assert "what was the 2021-22 elective recovery target" in block
    return block.replace("what was the 2021-22 elective recovery target", "what is the budget for 2024-25")


def test_the_python_of_the_readme_runs(at_hand: None, capsys: pytest.CaptureFixture[str]) -> None:
    (block,) = [block for block in blocks(README, "python") if "gradio_client" not in block]
    exec(asking_the_toys(block), {})
    text, citation = capsys.readouterr().out.split("\n1 ")
    assert "£3.5 million" in text
    assert citation.startswith("2024-25 toy plan, para 2.1 The budget for 2024-25 is £3.5 million")


def test_another_program_asks_the_chat_and_reports_to_nobody(served: str) -> None:
    (block,) = [block for block in blocks(README, "python") if "gradio_client" in block]
    assert "http://127.0.0.1:7860" in block
    program = asking_the_toys(block).replace("http://127.0.0.1:7860", served)
    program += "from huggingface_hub import constants\nprint('silent:', constants.HF_HUB_DISABLE_TELEMETRY)\n"
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("HF_", "GRADIO_"))}
    run = subprocess.run([sys.executable, "-c", program], env=environ, capture_output=True, check=False)
    assert run.returncode == 0, run.stderr.decode()
    assert "£3.5 million" in run.stdout.decode()
    assert "['2024-25 toy plan, para 2.1" in run.stdout.decode()
    assert "silent: True" in run.stdout.decode()


# -- pages and the tree -----------------------------------------------------------------------------------------------


def test_the_words_stand_in_the_design_and_the_readme_leads_there() -> None:
    words = re.findall(r"^\| ([A-Z]\w+) \| .+ \|$", DESIGN.partition("\n## Words\n")[2], re.MULTILINE)
    assert [getattr(types, word).__name__ for word in words] == words
    assert "[the nine words](docs/design.md#words)" in README
    assert len(words) == 9


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_within_the_project_leads_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", page.read_text("utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_everything_in_the_designs_picture_exists() -> None:
    names = list(pictured())
    assert len(names) > 50
    assert [f"{folder}/{name}" for folder, name in names if not list((ROOT / folder).glob(name))] == []


def test_every_module_and_package_is_in_the_designs_picture() -> None:
    home = ROOT / "src" / "mandate_qa"
    inside = {path.name for path in home.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    found = {path.name for folder, name in pictured() if folder == "src/mandate_qa" for path in home.glob(name)}
    assert inside - found == {"__main__.py"}


def pictured() -> Iterator[tuple[str, str]]:
    """Each file and folder that the picture of the design names, with the folder it stands in."""
    (picture,) = (block for block in blocks(DESIGN, "") if "├──" in block)
    first, *lines = picture.splitlines()
    yield from (("", name.rstrip("/")) for name in first.split())
    folder = ""
    for line in lines[1:]:
        column = re.split(r"\s{2,}", line.lstrip("│├└─ "))[0]
        if not line.startswith("│"):
            folder = "src/mandate_qa"
        for name in re.findall(r"[\w*]+(?:\.\w+|/)", line):
            yield folder, name.rstrip("/")
        if not line.startswith("│") and column.endswith("/"):
            folder = f"src/mandate_qa/{column.rstrip('/')}"
