"""A file that waits, read: what it would be added as, given what is settled, and in words for people who see a page.

Knows what is settled before anybody was asked. What a file tells of itself is for `curating.proposing`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import IO, TYPE_CHECKING

from mandate_qa.curating.proposing import propose, require_free, require_new
from mandate_qa.curating.returning import Aside
from mandate_qa.errors import MandateQAError, UnfitFactError, UnreadableDocumentError
from mandate_qa.reading.facts import Fact
from mandate_qa.reading.files import READERS, reader_for
from mandate_qa.reading.ocr import recognising
from mandate_qa.reading.recognising import RECORD_SUFFIXES
from mandate_qa.reading.seeds import key_from
from mandate_qa.reading.warnings import collected
from mandate_qa.web.library import wording
from mandate_qa.web.library.form import free_key, given_by, values_of
from mandate_qa.web.library.responses import RefusedError
from mandate_qa.web.library.staging import Read, Staged

if TYPE_CHECKING:
    from mandate_qa.web.library.desk import Desk

SUFFIXES = tuple(suffix for reader in READERS for suffix in reader.suffixes)
"""Endings of the names of files that can be read."""


def stage(desk: Desk, name: str, content: IO[bytes], owner: str, aside: Aside | None = None) -> Staged:
    """Keep a file with what it would be added as. Raises what `propose` raises, and the file is gone then."""
    staged = desk.staging.add(name, content, owner, aside)
    try:
        staged = with_known_suffix(staged)
        known = dict(aside.entry) if aside else {}
        read = proposed(desk, staged, first_given(staged, known, desk))
        shown = read.proposal.shown
        facts = {name: Fact(fact.value, wording.BEFORE) if name in known else fact for name, fact in shown}
        entered = values_of(facts)
        if read.proposal.key:  # what is shown in the form gives the same paragraphs
            read = replace(read, given=given_by(entered))
        return desk.staging.change(staged, file=staged.file, facts=facts, entered=entered, read=read)
    except BaseException:
        desk.staging.remove(staged.id)
        raise


def with_known_suffix(staged: Staged) -> Staged:
    """The file under a name that the library takes for a document's."""
    if staged.file.suffix.lower() in SUFFIXES:
        return staged
    reader = reader_of(staged)
    return replace(staged, file=staged.file.rename(staged.file.with_name(staged.file.name + reader)))


def reader_of(staged: Staged) -> str:
    """The ending of names that goes with what the file holds. Raises UnreadableDocumentError."""
    try:
        return reader_for(staged.file).suffixes[0]
    except UnreadableDocumentError as error:
        raise UnreadableDocumentError(plain(error, staged), staged.file.name) from error


def first_given(staged: Staged, known: Mapping[str, object], desk: Desk) -> dict[str, str]:
    """What is settled before anybody was asked: a key that is free, and what was known of a removed document."""
    if staged.file.suffix.lower() in RECORD_SUFFIXES:
        return {}
    names = ("title", "short_title", "publisher", "published", "period_start", "period_end", "replaces")
    before = {name: str(known[name]) for name in names if name in known}
    key = str(known.get("key") or key_from(staged.file.stem))
    free = free_key(key, desk.documents)
    return before | ({"key": free} if known.get("key") or free != key else {})


def proposed(desk: Desk, staged: Staged, given: Mapping[str, str]) -> Read:
    """What the file would be added as to the library as it now is. Raises what `propose` raises, in plain words."""
    try:
        if staged.read and staged.read.given == given:
            require_new(staged.file, desk.documents)
            require_free(staged.read.proposal.key, desk.documents)
            return staged.read
        with recognising(desk.service.settings.reading.ocr), collected() as warnings:
            proposal = propose(staged.file, given, desk.documents)
    except UnfitFactError as error:
        raise UnfitFactError(error.field, plain(error, staged)) from error
    except MandateQAError as error:
        raise RefusedError(400, plain(error, staged)) from error
    proposal = replace(proposal, kept=staged.aside.kept if staged.aside else {})
    read = Read(given, proposal, tuple(warnings))
    desk.staging.change(staged, read=read)
    return read


def plain(error: MandateQAError, staged: Staged) -> str:
    """The sentence of an error for a person who sees a page: no folder of this machine, no option of a command."""
    return str(error).replace(str(staged.file), staged.file.name).replace(" with --key", "")
