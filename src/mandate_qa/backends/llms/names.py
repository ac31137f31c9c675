"""The one door to language models: a name such as "openai:gpt-4o-mini" in, a LanguageModel out.

Knows the kinds, what each needs installed, and how names are resolved; each kind has a file of its own and brings its
heavy imports with it. Kinds of other packages register under the entry point group `mandate_qa.language_models`: what
is registered as "mine" is called with what follows "mine:" (or "") and the settings.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from typing import Any, cast

from mandate_qa.backends.llms.model import LanguageModel
from mandate_qa.errors import BackendNotInstalledError, SettingsError, UnknownBackendError
from mandate_qa.settings import LanguageModelSettings

ENTRY_POINTS = "mandate_qa.language_models"
NONE = ("auto", "extractive")
"""Names that stand for no language model."""

Opener = Callable[[str, LanguageModelSettings], LanguageModel]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of language model that this package can reach."""

    after: str
    """What follows the colon in a name."""
    opener: str
    """"module:callable", called with what follows the colon and the settings."""
    needs: str
    """Module that must be installed."""
    install: str
    """Line that installs it, in a clone and out of one."""


def _pip(*packages: str) -> str:
    """The line for an extra's own packages, as pyproject.toml has them: no registry holds mandate-qa."""
    return " ".join(["pip install", *(f"'{package}'" for package in packages)])


_HERE = "mandate_qa.backends.llms"
BUILT_IN = {
    "openai": Kind(
        *("MODEL", f"{_HERE}.openai_server:OpenAIServer", "llama_index.llms.openai_like"),
        _pip("llama-index-llms-openai-like>=0.8"),
    ),
    "ollama": Kind(
        *("MODEL", f"{_HERE}.ollama_server:OllamaServer", "llama_index.llms.ollama"),
        _pip("llama-index-llms-ollama>=0.11", "ollama>=0.6"),
    ),
    "llama": Kind("PATH.gguf", f"{_HERE}.llama_file:LlamaFile", "xllamacpp", _pip("xllamacpp>=2026.10")),
    "transformers": Kind(
        *("FOLDER", f"{_HERE}.transformers_folder:TransformersFolder", "transformers"), _pip("transformers>=5")
    ),
}


def load_language_model(name: str, settings: LanguageModelSettings | None = None) -> LanguageModel:
    """The language model called `name`: "openai:MODEL", "ollama:MODEL", "llama:PATH.gguf", … or a registered kind.

    Nothing is sent yet. Raises UnknownBackendError, naming the nearest known one; BackendNotInstalledError with the
    pip line; SettingsError for a base_url that cannot be used; ModelFileError when a file or folder is not a model.
    """
    settings = settings or LanguageModelSettings()
    kind, _, rest = name.partition(":")
    if kind in BUILT_IN and rest:
        if not installed(kind):
            told = f"{name} needs {BUILT_IN[kind].needs}, which is not installed; run: {BUILT_IN[kind].install}"
            raise BackendNotInstalledError(told, name)
        return _opener(BUILT_IN[kind].opener)(rest, settings)
    if point := _registered(kind):
        registered: Opener = point.load()
        return registered(rest, settings)
    raise UnknownBackendError("language model", name, _meant(name, rest))


def as_language_model(llm: str | Any, settings: LanguageModelSettings | None = None) -> LanguageModel:
    """`llm` itself when it is a LanguageModel, the one it names, or a `llama_index.core.llms.LLM` made one.

    Raises what `load_language_model` raises, and SettingsError for anything else.
    """
    if isinstance(llm, str):
        return load_language_model(llm, settings)
    if all(hasattr(llm, name) for name in ("name", "context", "structured", "count", "complete", "stream")):
        return cast(LanguageModel, llm)
    if all(hasattr(llm, name) for name in ("metadata", "chat", "stream_chat")):
        from mandate_qa.backends.llms.wrapped import WrappedLLM

        return WrappedLLM(llm)
    told = f"A {type(llm).__name__} is no language model; give a name such as 'openai:MODEL', or a LlamaIndex LLM."
    raise SettingsError(told)


def known_kinds() -> tuple[str, ...]:
    """Kinds that `load_language_model` knows, built in or registered, sorted."""
    return tuple(sorted({*BUILT_IN, *(point.name for point in entry_points(group=ENTRY_POINTS))}))


def installed(kind: str) -> bool:
    """Whether the libraries of a kind are there; a registered one brings them itself."""
    if kind not in BUILT_IN:
        return True
    try:
        return find_spec(BUILT_IN[kind].needs) is not None
    except ModuleNotFoundError:
        return False


def _meant(name: str, rest: str) -> list[str]:
    """What could have been typed instead, with `rest` after the colon."""
    kinds = [f"{kind}:{rest or BUILT_IN[kind].after}" for kind in BUILT_IN]
    registered = [point.name for point in entry_points(group=ENTRY_POINTS)]
    return [meant for meant in (*NONE, *kinds, *registered) if meant != name]


def _opener(place: str) -> Opener:
    """The callable at "module:callable"."""
    module, _, attribute = place.partition(":")
    opener: Opener = getattr(import_module(module), attribute)
    return opener


def _registered(kind: str) -> EntryPoint | None:
    """What another package registered as this kind."""
    return next(iter(entry_points(group=ENTRY_POINTS, name=kind)), None)
