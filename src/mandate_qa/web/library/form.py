"""The form in which people check what a file would be added as: its fields, and what they mean to `propose`.

What is shown in the form is what is added: once it was filled in, nothing is derived from anything else any more.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from mandate_qa.curating.proposing import Proposal, settled
from mandate_qa.errors import UnfitFactError
from mandate_qa.reading.facts import Fact
from mandate_qa.types import Document
from mandate_qa.web.library import wording

NONE = "none"
"""What `propose` takes for a field that is to stay empty."""
LONGEST = 500
"""Characters of a field."""

_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Controls, and marks that turn the direction of the words after them; no field needs any."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field as the page shows it."""

    name: str
    label: str
    hint: str
    value: str = ""
    source: str = ""
    """Where the value is from."""
    error: str = ""
    required: bool = False


FIELDS = (
    Field("title", "Title", "As printed on the document.", required=True),
    Field("short_title", "Short title", "What citations begin with, such as 2024-25 mandate."),
    Field("publisher", "Publisher", "The body that published it."),
    Field("published", "Published", "A date such as 2022-03-31, 2022-03 or 2022.", required=True),
    Field("period", "Period", "A year such as 2024-25, or days such as 2024-04-01 to 2025-03-31; empty if none."),
    Field("replaces", "Replaces", "The short name of a document of the library, or words for another one; or empty."),
    Field("key", "Short name", "For links to its paragraphs: letters, digits and hyphens. It cannot be changed later."),
)
"""In their order, empty."""


def values_of(facts: Mapping[str, Fact]) -> dict[str, str]:
    """What stands in each field for a proposal's facts."""
    values = {field.name: facts[field.name].value for field in FIELDS if field.name in facts}
    days = [facts[name].value for name in ("period_start", "period_end") if name in facts]
    return {field.name: "" for field in FIELDS} | values | {"period": " to ".join(days)}


def entered_by(fields: Mapping[str, str]) -> dict[str, str]:
    """What a person entered, on one line each and without signs that steer anything."""
    return {field.name: " ".join(_STEERING.sub(" ", fields.get(field.name, "")).split()) for field in FIELDS}


def given_by(values: Mapping[str, str]) -> dict[str, str]:
    """The fields as `propose` takes them; an empty one stays empty, except the key, which must be something."""
    given = {name: value or NONE for name, value in values.items() if value or name != "key"}
    return given | {"period": values["period"].removeprefix("from ") or NONE}


def errors_in(values: Mapping[str, str]) -> dict[str, str]:
    """What is wrong with fields, each on its own, as a sentence by their names."""
    errors = {name: f"Use at most {LONGEST} characters." for name, value in values.items() if len(value) > LONGEST}
    for name, value in given_by(values).items():
        try:
            settled({name: value})
        except UnfitFactError as error:
            errors.setdefault(error.field, str(error))
    return errors | {name: wording.MISSING[name] for name in wording.MISSING if not values[name]}


def filled(values: Mapping[str, str], facts: Mapping[str, Fact], errors: Mapping[str, str]) -> list[Field]:
    """The fields with their values, where these are from, and what is wrong with them."""
    first = values_of(facts)
    return [
        Field(
            field.name,
            field.label,
            field.hint,
            values[field.name],
            source_of(field.name, facts) if values[field.name] == first[field.name] else wording.SOURCES["as you say"],
            errors.get(field.name, ""),
            field.required,
        )
        for field in FIELDS
    ]


def source_of(name: str, facts: Mapping[str, Fact]) -> str:
    """Where a proposed value is from; also that the document does not tell it."""
    fact = facts.get("period_start" if name == "period" else name)
    return wording.source_words(fact) if fact else wording.NOT_TOLD


def free_key(key: str, documents: Mapping[str, Document]) -> str:
    """`key`, or the first of key-2, key-3 … that no document has."""
    number, free = 1, key
    while free in documents:
        number += 1
        free = f"{key}-{number}"
    return free


def missing(proposal: Proposal) -> dict[str, str]:
    """Sentences for what the library needs to know and nobody tells, by field."""
    return {name: wording.MISSING[name] for name in proposal.missing}
