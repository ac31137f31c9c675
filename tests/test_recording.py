"""What leaves the program of an answer stands alone and comes back from JSON as it was."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from mandate_qa import Assistant
from mandate_qa.codec import decode, encode
from mandate_qa.recording import RECORDED_HITS, record, source_record
from mandate_qa.types.records import AnswerRecord

WHEN = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return Assistant.open()


@pytest.fixture(scope="module")
def told(assistant: Assistant) -> AnswerRecord:
    return record(assistant.ask("what was the 2021-22 elective recovery target"), assistant.library, WHEN)


def test_it_comes_back_from_json(told: AnswerRecord) -> None:
    assert decode(AnswerRecord, json.loads(json.dumps(encode(told)))) == told


def test_it_says_what_the_answer_says(told: AnswerRecord) -> None:
    assert told.asked_at == "2026-03-01T12:30:00+00:00"
    assert "85% of 19/20 activity" in told.text
    first = told.citations[0]
    assert first.marker == 1 and first.text[first.start : first.end] == first.quote
    assert told.scope.periods == ("2021-22",)


def test_hits_that_were_kept_come_first(told: AnswerRecord) -> None:
    assert 0 < len(told.hits) <= RECORDED_HITS
    assert [hit.kept for hit in told.hits] == sorted((hit.kept for hit in told.hits), reverse=True)


def test_a_superseded_source_names_what_replaces_it(assistant: Assistant) -> None:
    later, old = list(assistant.library.documents.values())[:2]
    old = replace(old, superseded_by=later.key)
    assert source_record(old, {later.key: later}).superseded_by == later.short_title
