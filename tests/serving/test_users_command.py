"""`mandate-qa users`: what it writes, asks and says."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from mandate_qa.cli import main
from mandate_qa.cli import users as cli_users
from mandate_qa.web.access.passwords import fits
from mandate_qa.web.access.users import Users


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "users.toml"


def typed(monkeypatch: pytest.MonkeyPatch, *passwords: str) -> None:
    """Have somebody type these when asked for a password."""
    left = list(passwords)
    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr(cli_users, "getpass", lambda prompt: left.pop(0))


def test_somebody_is_added_and_given_another_password(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(monkeypatch, "first password", "first password")
    assert main(["users", "add", "anna", "--users", str(file)]) == 0
    assert capsys.readouterr().out == "anna may sign in.\n"
    assert fits("first password", Users(file).hashes["anna"])
    monkeypatch.setattr(sys, "stdin", io.StringIO("second password\n"))
    assert main(["users", "add", "anna", "--stdin", "--users", str(file)]) == 0
    assert capsys.readouterr().out == "anna has a new password, and must sign in again.\n"
    assert fits("second password", Users(file).hashes["anna"])


def test_the_file_of_the_settings(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MANDATE_QA_SERVING__USERS", str(file))
    assert main(["users", "list"]) == 0
    assert capsys.readouterr().out == f"{file} names nobody yet.\n"
    Users(file).put("Åsa", "h")
    Users(file).put("anna", "h")
    assert main(["users", "remove", "Åsa"]) == 0
    assert main(["users", "list"]) == 0
    assert capsys.readouterr().out == "Åsa may no longer sign in.\nanna\n"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["add", "anna"], "Nobody is there to type a password; hand it over with --stdin."),
        (["add"], "Nobody is named; say whom to add"),
        (["add", "a:b", "--stdin"], "Nobody can be called 'a:b'"),
        (["add", "anna", "--stdin"], "The password has 0 characters"),
        (["remove", "bob"], "holds nobody called 'bob'"),
    ],
)
def test_mistakes_are_one_sentence(
    file: Path, words: list[str], told: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    assert main(["users", *words, "--users", str(file)]) == 2
    assert told in capsys.readouterr().err
    assert not file.exists()


def test_two_passwords_that_differ(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(monkeypatch, "first password", "other password")
    assert main(["users", "add", "anna", "--users", str(file)]) == 2
    assert "The two passwords differ" in capsys.readouterr().err


def test_no_file_is_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["users", "list"]) == 2
    assert "give one with --users FILE" in capsys.readouterr().err
