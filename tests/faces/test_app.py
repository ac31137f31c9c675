"""`python app.py` is `mandate-qa serve`."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

import pytest

from mandate_qa import cli

APP = Path(__file__).parent.parent.parent / "app.py"


def test_it_serves_with_the_options_given(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[list[str]] = []

    def called(argv: list[str]) -> int:
        calls.append(argv)
        return 3

    monkeypatch.setattr(cli, "main", called)
    monkeypatch.setattr(sys, "argv", [str(APP), "--port", "8000"])
    with pytest.raises(SystemExit) as stopped:
        runpy.run_path(str(APP), run_name="__main__")
    assert calls == [["serve", "--port", "8000"]]
    assert stopped.value.code == 3


def test_a_mistake_is_one_sentence(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", [str(APP), "--port", "http"])
    with pytest.raises(SystemExit) as stopped:
        runpy.run_path(str(APP), run_name="__main__")
    assert stopped.value.code == 2
    assert capsys.readouterr().err.splitlines() == [
        "mandate-qa: 'http' is no port; give a number from 0 to 65535 with --port or PORT."
    ]
