"""Names lead to language models, or to a sentence that helps."""

from __future__ import annotations

import shlex
import tomllib
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from mandate_qa.backends.llms import names
from mandate_qa.backends.llms.model import LanguageModel
from mandate_qa.backends.llms.names import as_language_model, installed, known_kinds, load_language_model
from mandate_qa.backends.llms.scripted import ScriptedLLM
from mandate_qa.errors import BackendNotInstalledError, ModelFileError, SettingsError, UnknownBackendError
from mandate_qa.settings import LanguageModelSettings


@pytest.mark.parametrize(
    ("name", "help"),
    [
        ("opnai:gpt-4o", "did you mean 'openai:gpt-4o'"),
        ("olama:llama3.1:8b", "did you mean 'ollama:llama3.1:8b'"),
        ("openai", "did you mean 'openai:MODEL'"),
        ("transformers:", "did you mean 'transformers:FOLDER'"),
        ("extractiv", "did you mean 'extractive'"),
        ("gpt-4o", "known are: auto, extractive, llama:PATH.gguf, ollama:MODEL, openai:MODEL, transformers:FOLDER"),
    ],
)
def test_a_misspelt_name_is_answered_with_the_nearest(name: str, help: str) -> None:
    with pytest.raises(UnknownBackendError) as caught:
        load_language_model(name)
    assert help in str(caught.value)


@pytest.mark.parametrize("kind", sorted(names.BUILT_IN))
def test_a_missing_library_is_answered_with_the_line_that_installs_it(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(names, "find_spec", lambda _: None)
    assert not installed(kind)
    with pytest.raises(BackendNotInstalledError) as caught:
        load_language_model(f"{kind}:any")
    assert str(caught.value).endswith(f"; run: {names.BUILT_IN[kind].install}")


@pytest.mark.parametrize("kind", sorted(names.BUILT_IN))
def test_the_line_has_the_packages_that_the_project_asks_for(kind: str) -> None:
    project = tomllib.loads((Path(__file__).parents[3] / "pyproject.toml").read_text("utf-8"))["project"]
    always = [package for package in project["dependencies"] if package.startswith(f"{kind}>")]
    wanted = project["optional-dependencies"].get(kind, always)
    assert shlex.split(names.BUILT_IN[kind].install) == ["pip", "install", *wanted]
    assert wanted


def test_a_missing_parent_of_a_library_is_a_missing_library(monkeypatch: pytest.MonkeyPatch) -> None:
    kind = names.Kind("MODEL", "", "no_such_parent.child", "pip install parent")
    monkeypatch.setitem(names.BUILT_IN, "odd", kind)
    assert not installed("odd")


def test_a_registered_kind_gets_what_follows_the_colon_and_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    register(monkeypatch, "toy")
    settings = LanguageModelSettings(context=77)
    model = load_language_model("toy:some:model", settings)
    assert (model.name, model.context) == ("toy:some:model", 77)
    assert load_language_model("toy").name == "toy:"
    assert known_kinds() == ("llama", "ollama", "openai", "toy", "transformers")
    assert installed("toy")


def test_a_registered_kind_is_proposed(monkeypatch: pytest.MonkeyPatch) -> None:
    register(monkeypatch, "marvellous")
    with pytest.raises(UnknownBackendError, match="did you mean 'marvellous'"):
        load_language_model("marvelous")


def register(monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    """Register `toy_opener` as another package would."""
    point = EntryPoint(kind, "toys:toy_opener", names.ENTRY_POINTS)
    monkeypatch.setattr(EntryPoint, "load", lambda _: toy_opener)
    monkeypatch.setattr(
        names,
        "entry_points",
        lambda group, name=kind: [point] if (group, name) == (names.ENTRY_POINTS, kind) else [],
    )


def toy_opener(model: str, settings: LanguageModelSettings) -> LanguageModel:
    return ScriptedLLM(["95%"], name=f"toy:{model}", context=settings.context)


def test_a_language_model_is_one_already() -> None:
    model = ScriptedLLM(["95%"])
    assert as_language_model(model) is model


def test_a_llama_index_model_becomes_one() -> None:
    from llama_index.core.llms import MockLLM

    assert as_language_model(MockLLM()).name.startswith("MockLLM")


def test_a_name_becomes_one(tmp_path: Path) -> None:
    with pytest.raises(ModelFileError, match="holds no model"):
        as_language_model(f"transformers:{tmp_path}")


def test_anything_else_is_told_to_be_none() -> None:
    with pytest.raises(SettingsError, match="A dict is no language model"):
        as_language_model({})
