"""What lets a reader change what they left: given once, kept only as its hash."""

from __future__ import annotations

import hmac
from hashlib import sha256
from secrets import token_urlsafe

BYTES = 18
"""Of a name that cannot be guessed: 144 bits, 24 characters."""


def unguessable() -> str:
    """A name or token that nobody finds by trying."""
    return token_urlsafe(BYTES)


def hashed(words: str) -> str:
    """SHA-256 of `words`, hexadecimal; enough for words with 144 bits of chance in them."""
    return sha256(words.encode()).hexdigest()


def is_token(token: str, kept: str) -> bool:
    """Whether `token` is the one whose hash was kept; takes the same time whatever it is."""
    return hmac.compare_digest(hashed(token), kept)
