"""Passwords: hashing them with Argon2, and checking them slowly, seldom, and as slowly for names that nobody has."""

from __future__ import annotations

import hmac
import secrets
import unicodedata
from dataclasses import dataclass
from functools import cache
from threading import BoundedSemaphore, Lock
from time import monotonic
from typing import TYPE_CHECKING

from mandate_qa.errors import UsageError
from mandate_qa.web.access.users import LONGEST_NAME, Users
from mandate_qa.web.limits import Window

if TYPE_CHECKING:
    from pwdlib import PasswordHash

SHORTEST, LONGEST = 8, 1024
"""Characters of a password."""
BY_NAME, BY_ADDRESS, WITHIN = 10, 100, 600
"""Attempts that one address has for one name, and for all names, within so many seconds."""
AT_ONCE = BoundedSemaphore(2)
"""Argon2 takes 64 MB and a core for each check."""
REMEMBERED, FOR = 1000, 300.0
"""Programs send the password with every request: so many right ones are known again, for so many seconds."""


@cache
def argon2() -> PasswordHash:
    """Argon2id with the usual cost."""
    from pwdlib import PasswordHash

    return PasswordHash.recommended()


@cache
def nobodys_hash() -> str:
    """A hash that no password has, checked for a name that nobody has so that it takes as long."""
    return hashed(secrets.token_urlsafe(32))


def hashed(password: str) -> str:
    """The hash that is kept of a password. Raises UsageError when it is too short or too long."""
    plain = normal(password)
    if not SHORTEST <= len(plain) <= LONGEST:
        raise UsageError(f"The password has {len(plain)} characters; choose one of {SHORTEST} to {LONGEST}.")
    return argon2().hash(plain)


def fits(password: str, kept: str) -> bool:
    """Whether a password has the hash that is kept; false for a hash that cannot be read."""
    from pwdlib.exceptions import PwdlibError

    try:
        return argon2().verify(normal(password), kept)
    except PwdlibError:
        return False


def normal(password: str) -> str:
    """`password` in the one spelling of its characters, whichever keyboard it was typed on."""
    return unicodedata.normalize("NFC", password)


class Passwords:
    """Checks names and passwords against the file of users. Safe to share between threads."""

    def __init__(self, users: Users) -> None:
        self._users = users
        self._by_name, self._by_address = Window(BY_NAME, WITHIN), Window(BY_ADDRESS, WITHIN)
        self._key, self._known, self._lock = secrets.token_bytes(32), dict[bytes, float](), Lock()
        nobodys_hash()  # made now, so that the first name that nobody has takes no longer than the second

    def right(self, name: str, password: str, address: str) -> bool:
        """Whether somebody of this name has this password; takes the time of one check, right or wrong.

        Raises TooManyAttemptsError when `address` has tried too often lately.
        """
        name = name[: LONGEST_NAME + 1]  # a longer one is nobody's, and is not to be remembered
        kept = self._users.hashes.get(name)
        mark = hmac.digest(self._key, "\0".join((name, password, kept or "")).encode("utf-8", "replace"), "sha256")
        if kept and self._remembered(mark):
            return True
        self._by_address.attempt(address)
        self._by_name.attempt(f"{address} {name}")
        if len(password) > LONGEST:
            return False
        with AT_ONCE:
            right = fits(password, kept or nobodys_hash()) and kept is not None
        if right:
            self._by_name.forget(f"{address} {name}")
            self._remember(mark)
        return right

    def _remembered(self, mark: bytes) -> bool:
        """Whether this password was right a short time ago."""
        with self._lock:
            return self._known.get(mark, 0.0) > monotonic()

    def _remember(self, mark: bytes) -> None:
        """Know a right password again, the oldest making room."""
        with self._lock:
            self._known.pop(mark, None)
            self._known[mark] = monotonic() + FOR
            while len(self._known) > REMEMBERED:
                del self._known[next(iter(self._known))]


@dataclass(frozen=True, slots=True)
class SigningIn:
    """What signing in takes."""

    users: Users
    passwords: Passwords
    secret: str
    """What cookies are signed with."""
