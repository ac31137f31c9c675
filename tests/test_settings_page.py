"""docs/settings.md is what the settings say, and what it tells to type arrives where it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mandate_qa.places import index_folder, seeds_folder
from mandate_qa.settings import Settings
from mandate_qa.settings_page import as_toml, descriptions, main, page
from mandate_qa.web.server import HOST, PORT

FILE = Path(__file__).parent.parent / "docs" / "settings.md"
TOLD = FILE.read_text("utf-8")
ROWS = re.findall(r"^\| `(\w+)` \| `(.*)` \| (.+) \| `(MANDATE_QA_\w+)` \|$", TOLD, re.MULTILINE)


def test_the_committed_page_is_what_the_settings_say(tmp_path: Path) -> None:
    main([str(tmp_path / "settings.md")])
    assert (tmp_path / "settings.md").read_text("utf-8") == page()
    assert page() == TOLD, "write it anew with: python -m mandate_qa.settings_page docs/settings.md"


def test_every_setting_stands_there_with_words() -> None:
    described = [(name, words) for fields in descriptions().values() for name, words in fields.items()]
    groups = {f"{name}" for name in re.findall(r"^## `\[(\w+)\]`", TOLD, re.MULTILINE)}
    assert {name for name, _, _, _ in ROWS} | groups == {name for name, _ in described}
    assert [name for name, words in described if not words and name not in groups] == []


@pytest.mark.parametrize(("name", "default", "variable"), [(name, default, var) for name, default, _, var in ROWS])
def test_a_variable_sets_what_it_stands_beside(name: str, default: str, variable: str) -> None:
    group = variable.removeprefix("MANDATE_QA_").lower().removesuffix(name).removesuffix("__")
    other = {"true": "false", "false": "true"}.get(default, "7")

    def of(environ: dict[str, str]) -> str:
        settings = Settings.load(Path("none.toml"), environ)
        return as_toml(getattr(getattr(settings, group) if group else settings, name)).strip('"').removesuffix(".0")

    assert of({}) == default.strip('"').removesuffix(".0")
    assert of({variable: other}) == other


def test_the_example_is_taken(tmp_path: Path) -> None:
    (block,) = re.findall(r"^```toml\n(.*?)^```", TOLD, re.MULTILINE | re.DOTALL)
    (tmp_path / "mandate-qa.toml").write_text(block, "utf-8")
    settings = Settings.load(tmp_path / "mandate-qa.toml", {})
    assert (settings.llm, settings.reading.ocr) == ("ollama:llama3.1:8b", True)
    assert (settings.serving.users, settings.serving.questions_per_minute) == ("users.toml", 0)


def test_what_is_only_in_the_environment_is_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MANDATE_QA_SEEDS", str(tmp_path / "a"))
    monkeypatch.setenv("MANDATE_QA_INDEX", str(tmp_path / "b"))
    assert (seeds_folder(), index_folder()) == (tmp_path / "a", tmp_path / "b")
    assert f"| `HOST`, `PORT` | `{HOST}`, `{PORT}` |" in TOLD
