"""Keys come from the environment or from a file of one's own, and go where they belong."""

from __future__ import annotations

from pathlib import Path

import pytest

from mandate_qa.backends.llms.keys import key_for
from mandate_qa.errors import SettingsError

FILE = 'OPENAI_API_KEY = "from the file"\nOTHER = 3\n'


def kept(tmp_path: Path, text: str = FILE, mode: int = 0o600) -> Path:
    file = tmp_path / "keys.toml"
    file.write_text(text, "utf-8")
    file.chmod(mode)
    return file


@pytest.mark.parametrize(
    ("kind", "base_url", "key"),
    [
        ("openai", "", "O"),
        ("openai", "https://gateway.example/v1", "O"),
        ("openai", "http://127.0.0.1:8080/v1", "O"),
        ("openai", "http://localhost:8080/v1", "O"),
        ("openai", "http://[::1]:8080/v1", "O"),
        ("openai", "http://gpu.example:8000/v1", ""),
        ("openai", "https://toys.openai.azure.com/openai/v1", "A"),
        ("ollama", "http://127.0.0.1:11434", "L"),
    ],
)
def test_each_server_gets_the_key_that_is_meant_for_it(kind: str, base_url: str, key: str) -> None:
    environ = {"OPENAI_API_KEY": "O", "AZURE_OPENAI_API_KEY": "A", "OLLAMA_API_KEY": "L"}
    assert key_for(kind, base_url, environ=environ) == key
    assert key_for(kind, base_url, environ={**environ, "MANDATE_QA_API_KEY": "M"}) == "M"


def test_without_any_there_is_none() -> None:
    assert key_for("openai", "", environ={}) == ""


def test_a_file_holds_what_the_environment_does_not(tmp_path: Path) -> None:
    file = str(kept(tmp_path))
    assert key_for("openai", "", file, {}) == "from the file"
    assert key_for("openai", "", file, {"OPENAI_API_KEY": "nearer"}) == "nearer"
    assert key_for("ollama", "", file, {}) == ""


def test_the_file_has_a_usual_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    folder = tmp_path / ".config" / "mandate-qa"
    folder.mkdir(parents=True)
    kept(folder)
    assert key_for("openai", "", environ={}) == "from the file"


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o660])
def test_a_file_that_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    file = kept(tmp_path, mode=mode)
    with pytest.raises(SettingsError) as caught:
        key_for("openai", "", str(file), {})
    assert str(caught.value) == f"Others can read the keys in {file}; make it yours alone with: chmod 600 {file}"


def test_a_file_that_is_named_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="There is no file of keys"):
        key_for("openai", "", str(tmp_path / "none.toml"), {})


@pytest.mark.parametrize("text", ["OPENAI_API_KEY = hush-hush", "hush-hush"])
def test_a_file_that_cannot_be_read_is_not_quoted(tmp_path: Path, text: str) -> None:
    with pytest.raises(SettingsError, match="is not TOML") as caught:
        key_for("openai", "", str(kept(tmp_path, text)), {})
    assert "hush" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_a_folder_in_its_place_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    with pytest.raises(SettingsError, match="cannot be read"):
        key_for("openai", "", str(tmp_path), {})
