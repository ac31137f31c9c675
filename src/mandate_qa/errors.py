"""Every error a caller can meet, sorted by who must act.

MandateQAError
├── UsageError                   the caller's to mend
│   ├── EmptyQuestionError           nothing was asked
│   ├── UnknownDocumentError         no document has this key; names the nearest
│   ├── UnknownCellError             no row or column of the table is called so
│   ├── UnfitFactError               what is said of a document cannot be right; carries `field`
│   ├── TooManyQuestionsError        one reader asked too often; carries `seconds` to wait
│   ├── TooManyAttemptsError         one address tried too many passwords; carries `seconds` to wait
│   ├── SettingsError                a setting is unknown or out of range
│   └── UnknownBackendError          no embedder or language model has this name; names the nearest
├── DocumentError                the document's; carries `path`
│   ├── UnreadableDocumentError      no such file, not text, or empty
│   ├── ManifestError                the library manifest lacks or misspells something
│   └── NumberingError               two paragraphs would get the same id
├── SearchIndexError             the index's (not the builtin IndexError)
│   ├── IndexNotFoundError           nothing was built here yet
│   ├── IndexDamagedError            a file is missing or its hash or count differs
│   └── IndexMismatchError           built by another format version or embedder
├── KeepingError                 the database's of what people leave with the server
└── BackendError                 the model's; carries `backend` and `retryable`
    ├── BackendNotInstalledError     names the pip line that installs it
    └── ModelFileError               weights are missing or not the pinned ones

Each message is one sentence: what was found, where, and what to do next.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class MandateQAError(Exception):
    """Anything this package raises on purpose; the message is fit to show a user as it is."""


class UsageError(MandateQAError):
    """The caller asked for something that cannot be done as asked."""


class EmptyQuestionError(UsageError):
    """Nothing was asked."""


class UnknownDocumentError(UsageError):
    """No document of the library has this key."""

    def __init__(self, key: str, known: Iterable[str]) -> None:
        self.key = key
        self.known = tuple(known)
        super().__init__(f"No document is called {key!r}; {nearest(key, self.known)}.")


class UnknownCellError(UsageError):
    """No row or column of a table has this name, or several have; `what` tells which."""

    def __init__(self, what: str, name: str, known: Iterable[str], *, several: bool = False) -> None:
        self.what = what
        self.name = name
        self.known = tuple(dict.fromkeys(known))
        told = f"name one of: {'; '.join(self.known)}" if several else nearest(name, self.known)
        counted = f"Several {what}s are" if several else f"No {what} is"
        super().__init__(f"{counted} called {name!r}; {told}.")


class UnfitFactError(UsageError):
    """What is said of a document cannot be right; `field` is what it was said as, such as "published"."""

    def __init__(self, field: str, message: str) -> None:
        self.field = field
        super().__init__(message)


class TooManyQuestionsError(UsageError):
    """One reader asked too often; `seconds` tells when there is room again."""

    def __init__(self, most: int, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(
            f"You have asked {most} questions within a minute, the most that one reader may; "
            f"ask again in {counted(seconds, 'second')}."
        )


class TooManyAttemptsError(UsageError):
    """One address tried too many passwords; `seconds` tells when it may try again."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        minutes = -(-seconds // 60)
        super().__init__(f"Too many attempts to sign in; try again in {counted(minutes, 'minute')}.")


class SettingsError(UsageError):
    """A setting is unknown or out of range."""


class UnknownBackendError(UsageError):
    """No embedder or language model has this name."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        self.name = name
        self.known = tuple(known)
        super().__init__(f"No {kind} is called {name!r}; {nearest(name, self.known)}.")


class DocumentError(MandateQAError):
    """A document cannot be used; the others can."""

    def __init__(self, message: str, path: str = "") -> None:
        self.path = path
        super().__init__(message)


class UnreadableDocumentError(DocumentError):
    """The file is missing, empty, or not text that can be read."""


class ManifestError(DocumentError):
    """The library manifest lacks or misspells something."""


class NumberingError(DocumentError):
    """Two paragraphs would get the same id."""


class SearchIndexError(MandateQAError):
    """The index cannot be used as it is."""


class IndexNotFoundError(SearchIndexError):
    """There is no index in this folder."""


class IndexDamagedError(SearchIndexError):
    """A file of the index is missing, or differs from what its manifest says."""


class IndexMismatchError(SearchIndexError):
    """The index was built by another format version or embedder."""


class KeepingError(MandateQAError):
    """What people leave with the server cannot be kept, or cannot be read."""


class BackendError(MandateQAError):
    """A model or its runtime failed; `retryable` when asking again may help, after `retry_after` seconds if told."""

    def __init__(self, message: str, backend: str = "", *, retryable: bool = False, retry_after: float = 0.0) -> None:
        self.backend = backend
        self.retryable = retryable
        self.retry_after = retry_after
        super().__init__(message)


class BackendNotInstalledError(BackendError):
    """A library is missing; the message holds the pip line."""


class ModelFileError(BackendError):
    """Weights are missing or are not the pinned ones."""


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 minute", "2 minutes"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def nearest(name: str, known: Iterable[str]) -> str:
    """Words that help after a misspelt name: the closest known one, or all of them."""
    names = sorted(known)
    close = get_close_matches(name, names, n=1, cutoff=0.5)
    if close:
        return f"did you mean {close[0]!r}"
    return f"known are: {', '.join(names)}" if names else "none is known"
