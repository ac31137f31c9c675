"""The file of the people who may sign in: a TOML table of names and hashed passwords.

Knows the file and its rights. Hashing and checking passwords is left to `passwords`.
"""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from mandate_qa.errors import UsageError
from mandate_qa.files import flush, signature

if TYPE_CHECKING:
    from filelock import FileLock

LONGEST_NAME = 64
HEAD = "# The people who may sign in, with their passwords hashed; written by: mandate-qa users\n\n[users]\n"
NOBODY: Mapping[str, str] = {}


class Users:
    """The people of one file, which is read again whenever it changes. Safe to share between threads."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = Lock()
        self._seen: tuple[int, int, int] | None = None
        self._hashes = NOBODY

    @property
    def hashes(self) -> Mapping[str, str]:
        """Name → hashed password, in the order of the file; nobody when there is no file.

        Raises UsageError for a file that cannot be read.
        """
        with self._lock:
            seen = signature(self.path)
            if seen != self._seen:
                self._hashes = read_users(self.path) if seen else NOBODY
                self._seen = seen
            return self._hashes

    def put(self, name: str, hashed: str) -> bool:
        """Add a person, or change a password; whether the person is new. Raises UsageError for an unfit name."""
        checked_name(name)
        with writing_users(self.path):
            before = read_users(self.path) if self.path.exists() else NOBODY
            write_users(self.path, {**before, name: hashed})
        return name not in before

    def remove(self, name: str) -> None:
        """Take a person out. Raises UsageError when nobody has this name."""
        with writing_users(self.path):
            before = read_users(self.path) if self.path.exists() else NOBODY
            if name not in before:
                raise UsageError(f"{self.path} holds nobody called {name!r}; see: mandate-qa users list")
            write_users(self.path, {other: hashed for other, hashed in before.items() if other != name})


def read_users(path: Path) -> dict[str, str]:
    """Name → hashed password. Raises UsageError, which names the file."""
    try:
        users = tomllib.loads(path.read_text("utf-8"))["users"]
    except (OSError, ValueError, KeyError) as error:
        reason = getattr(error, "strerror", None) or "no TOML with a table [users]"
        raise UsageError(f"{path} cannot be read as a file of users ({reason}); mend it, or name another.") from error
    if not isinstance(users, dict) or not all(isinstance(hashed, str) for hashed in users.values()):
        raise UsageError(f"{path} holds a user without a hashed password; write it with: mandate-qa users add NAME")
    return dict(users)


def write_users(path: Path, users: Mapping[str, str]) -> None:
    """Replace the file in one step, readable by its owner alone. Raises UsageError when it cannot be written."""
    # A TOML string between quotation marks is written as one of JSON.
    lines = [f"{json.dumps(name, ensure_ascii=False)} = {json.dumps(hashed)}\n" for name, hashed in users.items()]
    draft = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_private(draft, HEAD + "".join(lines))
        draft.replace(path)
        flush(path.parent)
    except OSError as error:
        raise UsageError(f"{path} cannot be written ({error.strerror}); name another file with --users.") from error


def write_private(path: Path, text: str) -> None:
    """Write a file that its owner alone may read, from its first byte on."""
    path.unlink(missing_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def writing_users(path: Path) -> FileLock:
    """A lock that keeps two commands from writing the file at the same time, each without the other's change."""
    from filelock import FileLock

    path.parent.mkdir(parents=True, exist_ok=True)
    return FileLock(path.with_name(f".{path.name}.lock"))


def checked_name(name: str) -> str:
    """`name`, when people can be called so: it has no colon, which ends it in HTTP, and can be seen and typed."""
    if not 0 < len(name) <= LONGEST_NAME or ":" in name or name != name.strip() or not name.isprintable():
        wanted = f"1 to {LONGEST_NAME} printable characters without a colon, and no space at either end"
        raise UsageError(f"Nobody can be called {name!r}; give {wanted}.")
    return name
