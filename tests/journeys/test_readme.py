"""The answer that the README shows is the one printed; `pytest tests/journeys/test_readme.py --regenerate` mends it."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from mandate_qa.cli import main

README = Path(__file__).parent.parent.parent / "README.md"
SHOWN = re.compile(r"^```console\n\$ mandate-qa (?P<command>.+)\n(?P<output>(?:.*\n)*?)```$", re.MULTILINE)


def test_the_answer_shown_is_the_one_printed(
    real_index: Path,
    seeds: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    request: pytest.FixtureRequest,
) -> None:
    monkeypatch.setenv("MANDATE_QA_INDEX", str(real_index))
    monkeypatch.setenv("MANDATE_QA_SEEDS", str(seeds))
    page = README.read_text("utf-8")
    shown = SHOWN.search(page)
    assert shown
    assert main(shlex.split(shown["command"])) == 0
    printed = capsys.readouterr().out
    if request.config.getoption("--regenerate"):
        README.write_text(page[: shown.start("output")] + printed + page[shown.end("output") :], "utf-8")
        pytest.skip("written anew")
    assert shown["output"] == printed
