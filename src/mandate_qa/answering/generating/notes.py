"""What the reader is told of a language model's part in an answer."""

from __future__ import annotations

FAILED = "Answered in the documents' own words, without the language model: {error}."
UNSUPPORTED = "Answered in the documents' own words: nothing that {name} wrote could be checked against them."
BESIDE = "Answered in the documents' own words: what {name} wrote does not say what was asked."
REFUSED = "Answered in the documents' own words: {name} found no answer in them."
LANGUAGE = "Answered in the documents' own words: {name} did not answer in English."
LONG = "Answered in the documents' own words: what {name} wrote is too long."
NO_ROOM = "Answered in the documents' own words: {name} has no room for them in its prompt."
DROPPED = "{count} sentence(s) that {name} wrote could not be checked against the documents and were left out."
REFUSED_FIRST = "Without the language model this question would have been answered with: the documents do not say."
UNREADABLE = "the reply held no sentence"
