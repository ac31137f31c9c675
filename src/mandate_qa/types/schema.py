"""The records that leave the program as JSON Schema: `python -m mandate_qa.types.schema docs` writes the files.

Everything stands in the records themselves: the docstring of a class and those under its fields become descriptions.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from mandate_qa.types.library_records import DocumentRecord, FoundRecord, ParagraphRecord
from mandate_qa.types.records import AnswerRecord

DIALECT = "https://json-schema.org/draft/2020-12/schema"

RECORDS = {"answer": AnswerRecord, "found": FoundRecord, "paragraph": ParagraphRecord, "document": DocumentRecord}
"""What an endpoint gives, or each item of its list, by the name that the file of its schema begins with."""


def main(argv: Sequence[str] | None = None) -> None:
    """Write every schema into the folder that `argv` names."""
    (folder,) = sys.argv[1:] if argv is None else argv
    for name in RECORDS:
        Path(folder, file_name(name)).write_text(schema_text(name), "utf-8")


def file_name(name: str) -> str:
    """Name of the file of a schema."""
    return f"{name}.schema.json"


def schema_text(name: str) -> str:
    """A schema as its file holds it."""
    return json.dumps(schema(name), ensure_ascii=False, indent=2) + "\n"


def schema(name: str) -> dict[str, Any]:
    """The schema, draft 2020-12, of a record by its name in `RECORDS`; every field is required: none is left out."""
    record = RECORDS[name]
    made = generated(record)
    definitions = made.pop("$defs")
    head = {"$schema": DIALECT, "$id": file_name(name), "title": record.__name__, **definitions.pop(record.__name__)}
    return {**head, "$defs": definitions} if definitions else head


def generated(record: type) -> dict[str, Any]:
    """What pydantic makes of a record: a reference to it, and "$defs" with it and every class within it."""
    from pydantic import ConfigDict, RootModel
    from pydantic.json_schema import GenerateJsonSchema

    class Described(GenerateJsonSchema):
        def dataclass_schema(self, schema: Any) -> Any:
            return {"description": schema["cls"].__doc__, **super().dataclass_schema(schema)}

        def field_title_should_be_set(self, schema: Any) -> bool:
            return False

        def field_is_required(self, field: Any, total: bool) -> bool:
            return True

    class Root(RootModel[record]):  # type: ignore[valid-type]
        model_config = ConfigDict(use_attribute_docstrings=True)

    return Root.model_json_schema(mode="serialization", schema_generator=Described)


if __name__ == "__main__":
    main()
