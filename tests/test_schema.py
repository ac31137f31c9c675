"""The schemas in docs/ are what the records say, and what the program gives fits them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from mandate_qa import Assistant
from mandate_qa.codec import encode
from mandate_qa.recording import record
from mandate_qa.types import ParagraphKind
from mandate_qa.types.schema import RECORDS, file_name, main, schema, schema_text
from mandate_qa.web.found import document_records, found_record, paragraph_record

DOCS = Path(__file__).parent.parent / "docs"
COMMAND = "write it anew with: python -m mandate_qa.types.schema docs"

QUESTIONS = (
    "what was the 2021-22 elective recovery target",
    "what is the NHS England revenue budget for 2022-23",
    "how do the mandates differ on waiting times",
    "what is the price of tea",
    "hello",
)


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return Assistant.open()


def fits(name: str, value: Any) -> None:
    """Raise ValidationError when a value, once it was JSON, does not fit its schema."""
    Draft202012Validator(schema(name)).validate(json.loads(json.dumps(encode(value))))


@pytest.mark.parametrize("name", RECORDS)
def test_the_committed_file_is_what_the_records_say(name: str) -> None:
    assert (DOCS / file_name(name)).read_text("utf-8") == schema_text(name), COMMAND


@pytest.mark.parametrize("name", RECORDS)
def test_it_is_a_schema_without_a_host(name: str) -> None:
    made = schema(name)
    Draft202012Validator.check_schema(made)
    assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert made["$id"] == f"{name}.schema.json"
    assert made["title"] == RECORDS[name].__name__
    assert made["properties"].keys() == set(made["required"])


def test_what_stands_under_a_field_describes_it() -> None:
    made = schema("answer")
    assert made["description"] == "An answer that stands alone."
    assert made["properties"]["question"]["description"] == "As typed."
    citation = made["$defs"]["CitationRecord"]
    assert citation["properties"]["number"]["description"] == "As printed; None where none is printed."


def test_the_command_writes_every_file(tmp_path: Path) -> None:
    main([str(tmp_path)])
    assert {path.name for path in tmp_path.iterdir()} == {file_name(name) for name in RECORDS}


@pytest.mark.parametrize("question", QUESTIONS)
def test_real_answers_fit(question: str, assistant: Assistant) -> None:
    fits("answer", record(assistant.ask(question), assistant.library))


def test_what_is_no_answer_does_not(assistant: Assistant) -> None:
    told = encode(record(assistant.ask(QUESTIONS[0]), assistant.library))
    for wrong in ({"status": "maybe"}, {"citations": [{}]}, {"confidence": "high"}, {"notes": "none"}):
        with pytest.raises(ValidationError):
            fits("answer", told | wrong)


def test_real_passages_documents_and_paragraphs_fit(assistant: Assistant) -> None:
    library = assistant.library
    for hit in assistant.search(QUESTIONS[1], k=20):
        fits("found", found_record(hit, library))
    for document in document_records(library):
        fits("document", document)
    tables = [p.id for p in library.paragraphs() if p.kind is ParagraphKind.TABLE]
    assert tables
    for id in (tables[0], library.paragraphs()[0].id, library.paragraphs()[-1].id):
        fits("paragraph", paragraph_record(id, library))
