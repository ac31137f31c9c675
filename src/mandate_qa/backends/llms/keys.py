"""Where the keys of servers are kept: in the environment, or in a file that nobody else can read.

A key is given to the back-end that sends it and to nothing else: no setting holds one, so none stands in a
fingerprint, a report or an explanation.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from mandate_qa.errors import SettingsError

ANY = "MANDATE_QA_API_KEY"
"""Goes to whatever server is set, and comes before the others."""
FILE = "~/.config/mandate-qa/keys.toml"
"""Lines such as: OPENAI_API_KEY = "…"."""


def key_for(kind: str, base_url: str, file: str = "", environ: Mapping[str, str] | None = None) -> str:
    """The key that is sent to a server; "" when there is none.

    Raises SettingsError when the file can be read by others, or is not TOML.
    """
    environ = os.environ if environ is None else environ
    names = key_names(kind, base_url)
    found = next((environ[name] for name in names if environ.get(name)), "")
    return found or from_file(Path(file or FILE).expanduser(), names, named=bool(file))


def key_names(kind: str, base_url: str) -> tuple[str, ...]:
    """Names under which the key of a server may stand, the first that is set being taken.

    A key for OpenAI in the environment is not sent to another machine in the clear only because a server was set.
    """
    url = urlsplit(base_url)
    if base_url and url.scheme != "https" and not is_this_machine(url.hostname or ""):
        return (ANY,)
    if kind == "openai" and (url.hostname or "").endswith(".azure.com"):
        return (ANY, "AZURE_OPENAI_API_KEY")
    return (ANY, f"{kind.upper()}_API_KEY")


def from_file(file: Path, names: Sequence[str], named: bool = False) -> str:
    """The first of `names` that the file gives a key for; "" when it has none, or is not there and was not `named`."""
    try:
        mode = file.stat().st_mode
        text = file.read_text("utf-8") if not (os.name == "posix" and mode & 0o077) else None
    except FileNotFoundError:
        if named:
            raise SettingsError(f"There is no file of keys at {file}; make it, or mend language_model.keys.") from None
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"The file of keys {file} cannot be read ({type(error).__name__}); mend it.") from None
    if text is None:
        raise SettingsError(f"Others can read the keys in {file}; make it yours alone with: chmod 600 {file}")
    return _first(_told(text, file), names)


def _told(text: str, file: Path) -> Mapping[str, object]:
    """What the file says, or a SettingsError that quotes nothing of it."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        told = f'The file of keys {file} is not TOML; give it lines such as OPENAI_API_KEY = "…".'
        raise SettingsError(told) from None


def _first(keys: Mapping[str, object], names: Sequence[str]) -> str:
    """The first of `names` that has a key."""
    return next((key for name in names if isinstance(key := keys.get(name), str) and key), "")


def is_this_machine(host: str) -> bool:
    """Whether a host name or address is that of this machine."""
    return host == "localhost" or host == "::1" or host.startswith("127.")
