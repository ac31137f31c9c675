"""One tree of settings, resolved once at the edge, with a fingerprint.

Defaults < file (`mandate-qa.toml`) < environment (`MANDATE_QA_EMBEDDER`, `MANDATE_QA_RETRIEVAL__CANDIDATES` …) <
what the caller passes. Inner functions receive plain values from it.
"""

from __future__ import annotations

import hashlib
import json
import os
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, is_dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from mandate_qa.errors import SettingsError, nearest

INDEX_FORMAT = 4
"""Version of what `build_index` writes; part of the index fingerprint."""

PREFIX = "MANDATE_QA_"
FILE = "mandate-qa.toml"

_WITHOUT_WEIGHT = ("serving", "milvus")
"""Groups of settings that no answer depends on."""

S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class PassageSettings:
    """How paragraphs are cut into what is searched."""

    max_words: int = 160
    """A plain paragraph longer than this is cut at sentence ends."""


@dataclass(frozen=True, slots=True)
class ReadingSettings:
    """How files are read."""

    ocr: bool = False
    """Whether pages of a PDF that are pictures are read by Tesseract, which must be installed."""


@dataclass(frozen=True, slots=True)
class RetrievalSettings:
    """How passages are found and fused."""

    candidates: int = 80
    """Passages taken from each searcher before fusing."""
    kept: int = 20
    """Hits handed to the composer."""
    fusion_constant: float = 20.0
    """The k of reciprocal rank fusion: larger flattens the difference between ranks."""
    vector_weight: float = 1.0
    """What a rank among the nearest vectors counts for when both searchers are fused."""
    keyword_weight: float = 1.0
    """What a rank by BM25 counts for in the same sum."""
    expansion_weight: float = 0.4
    """Weight of a word that stands only in the query's expansions; a word of the question has 1."""
    keyword_share: float = 1.0
    """What the BM25 score, as a share of the best one, counts for in the final order."""
    vector_share: float = 2.4
    """What the cosine counts for."""
    coverage_share: float = 1.0
    """What the share of the question's words that stand in a passage counts for."""
    late_share: float = 1.4
    """What the nearness of the question's words to a passage's, each in its context, counts for; 0 leaves it out."""
    period_share: float = 0.2
    """What naming or belonging to the asked period counts for."""
    section_share: float = 0.2
    """What it counts for, when a list is asked for, that a passage lists the headings below a heading."""
    reference_share: float = 1.0
    """What it counts for that a passage has the printed number which the question names."""


@dataclass(frozen=True, slots=True)
class AnsweringSettings:
    """How answers are composed, and when they are refused."""

    max_words: int = 200
    """No answer is longer, lists included."""
    min_confidence: float = 0.2
    """Below this mean of what the best sentence covers of the question and its similarity, 0–1, it is refused."""
    refuse_below: float = 0.3
    """An answer that is less likely to be right than this (0–1, see `Answer.confidence`) is not given."""
    min_spoken: float = 0.7
    """What holds the asked figure or date must speak to this share of what the unit that speaks most of it does."""
    min_share: float = 0.5
    """A unit that holds the asked figure or date must score at least this share of the best one."""


@dataclass(frozen=True, slots=True)
class MilvusSettings:
    """How Milvus is reached where `store` is "milvus"; its token stands in MANDATE_QA_MILVUS_TOKEN."""

    uri: str = "http://127.0.0.1:19530"
    """Address of a Milvus, of one machine or many."""
    collection: str = "mandate_qa"
    """What the names of its collections begin with; another for each library that one Milvus holds."""
    index: str = "FLAT"
    """How it finds vectors: "FLAT" compares all of them, "HNSW" few of them, held in memory, and "DISKANN" on disk."""
    seconds: float = 10.0
    """Within which it answers."""


@dataclass(frozen=True, slots=True)
class LanguageModelSettings:
    """How a language model is reached, and how long it may take."""

    base_url: str = ""
    """Address of an OpenAI-compatible server or of Ollama; "" for the usual one of the kind."""
    seconds: float = 30.0
    """Within which an answer is there, the model's or, when it is late, the extractive one."""
    retries: int = 2
    """Times a prompt is sent again after a timeout, a refused connection, 429 or 5xx, within the seconds."""
    rest: float = 60.0
    """Seconds that a back-end which failed three times in a row is left alone."""
    context: int = 4096
    """Tokens of prompt and reply together, where the back-end does not tell."""
    reply_tokens: int = 400
    """At most so many tokens are written."""
    ask_refused: bool = False
    """Whether a model is asked too what the extractive composer finds no answer to."""
    threads: int = 1
    """Of a GGUF that runs in this process."""
    sha256: str = ""
    """What the file of a GGUF must have, in hexadecimal; "" takes any file."""
    keys: str = ""
    """File of the keys that are not in the environment; "" for ~/.config/mandate-qa/keys.toml."""


@dataclass(frozen=True, slots=True)
class ServingSettings:
    """How the pages are served, and to whom; no part of what an answer depends on."""

    root_path: str = ""
    """Path that a reverse proxy serves them under, such as "/mandate-qa"."""
    users: str = ""
    """File of the people who may sign in, with hashed passwords; "" lets in whoever reaches the address."""
    user_header: str = ""
    """Header in which a trusted proxy names the reader, such as "X-Forwarded-User"; "" trusts none."""
    trusted_proxies: str = "127.0.0.1,::1"
    """Addresses or networks of reverse proxies, parted by commas; what others say of user, browser or https is not
    believed."""
    hosts: str = ""
    """Names, parted by commas, that a proxy on this computer passes on where nobody signs in; others are refused."""
    questions_per_minute: int = 60
    """Of one reader, or of one address where nobody signs in; 0 sets no limit."""
    at_once: int = 0
    """Questions worked on at the same time; 0 chooses for the machine."""
    waiting: int = 200
    """Questions that may wait for their turn; more are turned away with a sentence."""
    uploads: bool = False
    """Whether documents can be added and removed on the library page."""
    max_upload_mb: int = 50
    """Of a file that is added on the library page; a larger one is refused."""
    database: str = ""
    """SQLAlchemy URL for feedback, linked answers and conversations; "" for kept.sqlite in the folder `kept`."""
    keep_conversations: bool = False
    """Whether conversations are kept here for each reader who signed in, rather than in the browser."""
    mcp: bool = False
    """Whether programs find the endpoints as MCP tools, too."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set."""

    embedder: str = "all-MiniLM-L6-v2"
    """Name of an installed embedder, or a sentence-transformers folder."""
    llm: str = "auto"
    """Language model that writes the prose; "auto" and "extractive" need none."""
    store: str = "files"
    """What searches for the index: "files", its own, or "milvus"."""
    reading: ReadingSettings = field(default_factory=ReadingSettings)
    passages: PassageSettings = field(default_factory=PassageSettings)
    retrieval: RetrievalSettings = field(default_factory=RetrievalSettings)
    answering: AnsweringSettings = field(default_factory=AnsweringSettings)
    language_model: LanguageModelSettings = field(default_factory=LanguageModelSettings)
    milvus: MilvusSettings = field(default_factory=MilvusSettings)
    serving: ServingSettings = field(default_factory=ServingSettings)

    @classmethod
    def load(cls, file: Path | None = None, environ: Mapping[str, str] | None = None, **given: Any) -> Settings:
        """Settings resolved from defaults, `file`, `environ` (`os.environ` by default) and `given`, the last winning.

        The file is `mandate-qa.toml` of the current folder when none is named; it need not exist. Raises
        SettingsError for a name or value that does not fit, naming the nearest known one.
        """
        settings = cls()
        file = file or Path(FILE)
        if file.exists():
            try:
                settings = merged(settings, tomllib.loads(file.read_text("utf-8")), str(file))
            except tomllib.TOMLDecodeError as error:
                raise SettingsError(f"{file} is not valid TOML ({error}); mend it or remove it.") from error
        settings = merged(settings, from_environment(os.environ if environ is None else environ), "the environment")
        return merged(settings, {name: value for name, value in given.items() if value is not None}, "the call")

    def fingerprint(self) -> str:
        """Twelve hexadecimal digits that change when any setting does that an answer depends on."""
        told = {name: value for name, value in asdict(self).items() if name not in _WITHOUT_WEIGHT}
        if self.store == "files":
            del told["store"]
        return digest(told)

    def index_fingerprint(self) -> str:
        """Twelve hexadecimal digits that change when an index built with these settings would differ."""
        told = {"format": INDEX_FORMAT, "embedder": self.embedder, "passages": asdict(self.passages)}
        if self.reading != ReadingSettings():  # an index that was built before there was a choice stays as it is
            told["reading"] = asdict(self.reading)
        return digest(told)


def digest(value: Mapping[str, Any]) -> str:
    """First twelve hexadecimal digits of the SHA-256 of `value` as JSON."""
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:12]


def from_environment(environ: Mapping[str, str]) -> dict[str, Any]:
    """The nested settings that variables beginning with `MANDATE_QA_` stand for; `__` parts the levels.

    Only names of settings are taken, so that other variables with the prefix (such as folders) are left alone.
    """
    tree: dict[str, Any] = {}
    known = {f.name for f in fields(Settings)}
    for name, value in environ.items():
        if not name.startswith(PREFIX):
            continue
        *groups, leaf = name.removeprefix(PREFIX).lower().split("__")
        if (groups[0] if groups else leaf) not in known:
            continue
        branch = tree
        for group in groups:
            branch = branch.setdefault(group, {})
        branch[leaf] = value
    return tree


def merged(settings: S, changes: Mapping[str, Any], origin: str) -> S:
    """`settings` with `changes` applied, texts turned into the type of the value they replace."""
    names = {f.name for f in fields(settings)}  # type: ignore[arg-type]
    updates: dict[str, Any] = {}
    for name, value in changes.items():
        if name not in names:
            raise SettingsError(f"{origin} sets {name!r}, which is no setting; {nearest(name, names)}.")
        current = getattr(settings, name)
        if is_dataclass(current):
            if not isinstance(value, Mapping):
                raise SettingsError(f"{origin} sets {name!r} to a single value; it is a group of settings.")
            updates[name] = merged(current, value, origin)
        else:
            updates[name] = converted(name, value, current, origin)
    return replace(settings, **updates)  # type: ignore[type-var]


def converted(name: str, value: Any, current: Any, origin: str) -> Any:
    """`value` as the type of `current`, or a SettingsError that says what was expected."""
    if isinstance(current, bool):
        return switched(name, value, origin)
    try:
        converted_value = type(current)(value)
    except (TypeError, ValueError) as error:
        raise SettingsError(f"{origin} sets {name!r} to {value!r}; a {type(current).__name__} is needed.") from error
    if isinstance(converted_value, int | float) and converted_value < 0:
        raise SettingsError(f"{origin} sets {name!r} to {value!r}; it cannot be negative.")
    return converted_value


def switched(name: str, value: Any, origin: str) -> bool:
    """`value` as true or false, or a SettingsError."""
    told = {"true": True, "1": True, "false": False, "0": False}.get(str(value).lower())
    if told is None:
        raise SettingsError(f"{origin} sets {name!r} to {value!r}; true or false is needed.")
    return told
