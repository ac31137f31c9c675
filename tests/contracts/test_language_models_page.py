"""What docs/language-models.md shows: its names, settings, variables and commands are those that there are."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import pytest
from small_models import GGUF, NEEDS_GGUF, needs, random_transformer

from mandate_qa import cli
from mandate_qa.backends.llms import keys
from mandate_qa.backends.llms.names import BUILT_IN
from mandate_qa.cli.options import PROGRAM
from mandate_qa.cli.parser import parse
from mandate_qa.settings import PREFIX, LanguageModelSettings, Settings, from_environment

(NEEDS_OPENAI,), (NEEDS_LLAMA,) = needs("openai"), needs("llama")
ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "language-models.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    """The fenced blocks in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


def shown() -> list[tuple[dict[str, str], list[str]]]:
    """The variables and words of each command line that is shown."""
    lines = [line.removeprefix("$ ") for block in [*blocks("sh"), *blocks("console")] for line in block.splitlines()]
    told = []
    for line in lines:
        words = shlex.split(line.removeprefix("export "), comments=True)
        variables = dict(word.split("=", 1) for word in words if re.match(r"[A-Z_]+=", word))
        told.append((variables, [word for word in words if word.partition("=")[0] not in variables] or [""]))
    return told


def test_the_names_and_what_installs_them_are_those_of_the_code() -> None:
    rows = dict(re.findall(r"^\| `(\w+:[\w.]+)` \| .* \| (.*) \|$", PAGE, re.MULTILINE))
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    lines = {kind: f"`tools/set-up {kind}`" if kind in extras else "always there" for kind in BUILT_IN}
    assert rows == {f"{kind}:{what.after}": lines[kind] for kind, what in BUILT_IN.items()}
    assert "mandate-qa[" not in PAGE  # no registry holds it


def test_the_settings_shown_are_the_usual_ones(tmp_path: Path) -> None:
    (block,) = blocks("toml")
    (tmp_path / "mandate-qa.toml").write_text(block, "utf-8")
    settings = Settings.load(tmp_path / "mandate-qa.toml", {})
    assert settings.llm == "ollama:llama3.1:8b"
    assert settings.language_model == LanguageModelSettings()


def test_every_variable_shown_is_a_setting() -> None:
    named = set(re.findall(rf"\b{PREFIX}\w+", PAGE)) - {keys.ANY}
    assert len(named) > 2
    for name in named:
        assert from_environment({name: "1"}), name
        Settings.load(Path("none.toml"), {name: "1"})


def test_every_setting_that_is_spoken_of_exists() -> None:
    for name in ("base_url", "threads", "sha256", "keys"):
        assert f"`{name}`" in PAGE
        assert hasattr(LanguageModelSettings(), name)


def test_the_keys_are_those_that_are_looked_for() -> None:
    table = set(re.findall(r"^\| `(\w+_API_KEY)` \|", PAGE, re.MULTILINE))
    looked_for = {
        *keys.key_names("openai", ""),
        *keys.key_names("ollama", ""),
        *keys.key_names("openai", "https://a.azure.com"),
    }
    assert table == looked_for
    assert f"`{keys.FILE}`" in PAGE


def test_the_file_of_keys_is_made_as_it_must_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import subprocess

    (block,) = [block for block in blocks("sh") if "keys.toml" in block]
    monkeypatch.setenv("HOME", str(tmp_path))
    subprocess.run(["/bin/sh", "-ec", block], check=True)
    assert keys.key_for("openai", "", environ={}) == "…"


def test_every_command_shown_can_be_typed() -> None:
    commands = [words for _, words in shown() if words[:1] == [PROGRAM]]
    assert len(commands) >= 8
    assert {parse(words[1:]).command for words in commands} == {"models", "eval"}


def test_the_python_shown_runs(capsys: pytest.CaptureFixture[str]) -> None:
    (block,) = blocks("python")
    exec(block, {})
    assert capsys.readouterr().out.startswith("MockLLM:")


@NEEDS_OPENAI
@NEEDS_LLAMA
@NEEDS_GGUF
@pytest.mark.parametrize("after", ["openai:local", "openai:MODEL"])
@pytest.mark.usefixtures("own_folder")
class TestAgainstARealServer:
    def test_the_command_shown_gets_an_answer(
        self, after: str, llama_server: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        ((variables, words),) = [(v, w) for v, w in shown() if w[-1:] == [after] and v]
        address = f"{PREFIX}LANGUAGE_MODEL__BASE_URL"
        assert variables[address].startswith("http://127.0.0.1:")
        for name, value in {**variables, address: llama_server}.items():
            monkeypatch.setenv(name, value)
        assert cli.main(words[1:]) == 0
        assert f"{after}: “" in capsys.readouterr().out


@pytest.mark.usefixtures("own_folder")
class TestFiles:
    def test_a_folder_is_tried_as_shown(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        random_transformer(tmp_path / "models" / "folder")
        (words,) = [words for _, words in shown() if words[-1].startswith("transformers:")]
        assert cli.main(words[1:]) in (0, 1)  # of random weights it may say nothing at all
        assert "transformers:models/folder: " in capsys.readouterr().out

    @NEEDS_LLAMA
    @NEEDS_GGUF
    def test_a_file_is_tried_as_shown(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "models").mkdir()
        (tmp_path / "models" / "model.gguf").symlink_to(GGUF)
        (words,) = [words for _, words in shown() if words[-1].startswith("llama:")]
        assert cli.main(words[1:]) == 0
        assert "a second" in capsys.readouterr().out


@pytest.fixture
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no settings lie."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
