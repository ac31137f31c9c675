"""What the command line refuses and how it complains, what it reads, and how it behaves as a process."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
import scripted

from mandate_qa import __version__, cli
from mandate_qa.cli import running
from mandate_qa.cli.parser import COMMANDS, parse

HERE = Path(__file__).parent
FRESH = "import sys, scripted; scripted.install(); from mandate_qa.cli import main; sys.exit(main())"
"""What a new process runs to be the command line over the scripted Assistant."""


ENVIRON = {**os.environ, "PYTHONPATH": os.pathsep.join([str(HERE), str(HERE.parent.parent / "src")])}


def run_fresh(*argv: str, stdin: bytes = b"", **environ: str) -> subprocess.CompletedProcess[bytes]:
    """The command line in a process of its own."""
    command = [sys.executable, "-c", FRESH, *argv]
    return subprocess.run(command, input=stdin, env={**ENVIRON, **environ}, capture_output=True, check=False)


@pytest.mark.usefixtures("installed")
class TestErrors:
    @pytest.mark.parametrize(
        ("argv", "code", "sentence"),
        [
            (["ask", "  "], 2, "No question was given; type one, such as"),
            (["show", "plan-2021"], 2, "did you mean 'plan-2021-22'"),
            (["ask", "x", "--documents", "paper"], 2, "No document is called 'paper'"),
            (["ask", "x", "--history", "no-such-file.json"], 2, "no-such-file.json cannot be read"),
            (["--index", "damaged", "ask", "x"], 1, "build it again with: mandate-qa index"),
            (["serve", "--port", "http"], 2, "'http' is no port"),
            (["ask", scripted.BROKEN], 1, "ZeroDivisionError: secret detail; run it again with --debug"),
        ],
    )
    def test_one_sentence_and_an_exit_code(
        self, argv: list[str], code: int, sentence: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert cli.main(argv) == code
        out, err = capsys.readouterr()
        assert out == ""
        last = err.splitlines()[-1]
        assert last.startswith("mandate-qa: ")
        assert sentence in last
        assert "Traceback" not in err

    def test_a_question_taken_for_a_document_is_told_where_to_stand(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(sys, "stdin", io.StringIO())
        assert cli.main(["ask", "--documents", "paper-2023", "what is it"]) == 2
        assert "put it before --documents" in capsys.readouterr().err

    @pytest.mark.parametrize("content", ["{", '{"role": "user"}', "[1]", '[{"role": "user"}]'])
    def test_a_history_that_holds_no_turns(
        self, content: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        file = tmp_path / "chat.json"
        file.write_text(content, "utf-8")
        assert cli.main(["ask", "x", "--history", str(file)]) == 2
        assert f"{file} is not a JSON list" in capsys.readouterr().err

    def test_debug_shows_the_traceback(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert cli.main(["ask", scripted.BROKEN, "--debug"]) == 1
        assert "Traceback (most recent call last)" in capsys.readouterr().err

    @pytest.mark.parametrize(
        ("argv", "sentence"),
        [
            (["serach", "beds"], "no command is called 'serach', did you mean 'search'"),
            (["sho"], "no command is called 'sho', did you mean 'show'"),
            (["search", "beds", "-k", "0"], "'0' is not a whole number of at least 1"),
            (["show", "--unknown"], "unrecognized arguments: --unknown"),
        ],
    )
    def test_what_cannot_be_read_is_said_in_one_line(
        self, argv: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        with pytest.raises(SystemExit) as stopped:
            cli.main(argv)
        assert stopped.value.code == 2
        err = capsys.readouterr().err
        assert sentence in err
        assert len(err.splitlines()) == 1

    def test_ctrl_c_is_quiet(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        def interrupted(*_: object, **__: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(scripted.Assistant, "ask", interrupted)
        assert cli.main(["ask", "x"]) == 130
        assert capsys.readouterr().out == ""


class TestParser:
    def test_every_command_can_be_run(self) -> None:
        assert set(COMMANDS) == set(running.COMMANDS)

    def test_shared_options_stand_before_or_after_the_command(self) -> None:
        before = parse(["--index", "i", "--seeds", "s", "--debug", "show"])
        after = parse(["show", "--index", "i", "--seeds", "s", "--debug"])
        assert before == after
        assert (after.index, after.seeds, after.debug) == ("i", "s", True)

    def test_the_value_of_an_option_is_no_command(self) -> None:
        assert parse(["--index", "show", "what", "is", "it"]).command == "ask"

    @pytest.mark.parametrize("question", ["research", "reserve funds", "tasks", "help for carers", "version 2"])
    def test_a_word_that_only_looks_like_a_command_begins_a_question(self, question: str) -> None:
        assert parse(question.split()).question == question.split()

    def test_help_is_shown_to_who_asks_for_it(self, capsys: pytest.CaptureFixture[str]) -> None:
        with pytest.raises(SystemExit) as stopped:
            cli.main(["help"])
        assert stopped.value.code == 0
        assert "mandate-qa serve" in capsys.readouterr().out

    def test_without_words_on_a_terminal_help_is_shown(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
        with pytest.raises(SystemExit) as stopped:
            cli.main([])
        assert stopped.value.code == 0
        assert "mandate-qa serve" in capsys.readouterr().out


class TestProcess:
    def test_version(self) -> None:
        assert run_fresh("--version").stdout.decode().split() == ["mandate-qa", __version__]

    def test_utf8_whatever_the_locale(self) -> None:
        run = run_fresh("show", "plan-2021-22", LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
        assert run.returncode == 0
        assert "£m\t2021-22" in run.stdout.decode("utf-8")

    def test_a_question_on_stdin_is_read_as_utf8(self) -> None:
        run = run_fresh("--json", stdin="£5?".encode(), LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
        assert run.returncode == 0, run.stderr
        assert b'"status": "not_in_documents"' in run.stdout

    def test_a_reader_that_leaves_is_no_error(self) -> None:
        many = "import scripted; scripted.Library.paragraphs = lambda *_: (scripted.GOALS,) * 20000; "
        command = [sys.executable, "-c", many + FRESH, "show", "plan-2021-22"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRON) as process:
            assert process.stdout and process.stderr
            process.stdout.readline()
            process.stdout.close()
            err = process.stderr.read().decode()
        assert process.returncode == 141
        assert "Traceback" not in err and "Broken pipe" not in err

    def test_progress_is_a_line_a_step_where_there_is_no_terminal(self) -> None:
        run = run_fresh("ask", scripted.TARGET)
        assert run.stderr.decode().splitlines()[0] == "embedding …"
        assert b"embedding" not in run.stdout
