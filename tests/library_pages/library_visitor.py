"""A reader of the library's pages for tests: fills in forms as a browser without JavaScript does."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from time import sleep
from typing import Any

from docx import Document as WordDocument
from starlette.testclient import TestClient

from mandate_qa.settings import ServingSettings, Settings

HASHING = Settings(embedder="hashing", llm="extractive", serving=ServingSettings(uploads=True, max_upload_mb=1))

PLAN = b"""Office of Kites

The Kite Office's strategy for 2025-26

Published 3 April 2025

1.1 The Kite Office will hand out 720 kites by June 2025.

1.2 Strings must be of hemp.
"""
QUESTION = "How many kites will the Kite Office hand out?"


class FormReader(HTMLParser):
    """The fields of a page's forms, by name."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "input" and given.get("name"):
            self.fields[str(given["name"])] = given.get("value") or ""

    def handle_data(self, data: str) -> None:
        self.text += data


def words_of(html: str) -> str:
    """What a page says, blanks alike."""
    return " ".join(FormReader(html).text.split())


@dataclass
class Visitor:
    """Goes through the pages with a client that follows redirects."""

    client: TestClient

    def get(self, path: str, status: int = 200) -> str:
        reply = self.client.get(path)
        assert reply.status_code == status, reply.text
        return reply.text

    def upload(self, name: str, content: bytes, status: int = 200) -> Any:
        reply = self.client.post("/library/add", files={"file": (name, content, "application/octet-stream")})
        assert reply.status_code == status, reply.text
        return reply

    def send(self, reply: Any, status: int = 200, **changes: str) -> Any:
        """The form "Check before adding" of `reply`, sent with some fields changed."""
        fields = FormReader(reply.text).fields | {"then": "add"} | changes
        sent = self.client.post(reply.url.path, data=fields)
        assert sent.status_code == status, sent.text
        return sent

    def finished(self, reply: Any) -> dict[str, Any]:
        """The job of a page, once it is done or has failed."""
        while not (told := self.client.get(f"{reply.url.path}.json").json())["finished"]:
            sleep(0.02)
        return dict(told)

    def add(self, name: str, content: bytes, **changes: str) -> dict[str, Any]:
        """Upload a file, confirm it and wait until it is added."""
        return self.finished(self.send(self.upload(name, content), **changes))

    def remove(self, key: str) -> dict[str, Any]:
        """Remove a document and wait until that is done."""
        return self.finished(self.client.post("/library/remove", data={"document": key}))

    def held(self) -> list[str]:
        return [one["key"] for one in self.client.get("/library.json").json()]


def titles(html: str) -> list[str]:
    """The titles of the list, in its order."""
    return re.findall(r'<th role="rowheader" scope="row"><a href="[^"]+">(.*?)</a>', html)


def word_file() -> bytes:
    """A .docx with a title, two numbered paragraphs and a table."""
    document, file = WordDocument(), io.BytesIO()
    document.add_heading("The Swing Office's guidance for 2025-26", 0)
    document.add_paragraph("Published 4 May 2025")
    document.add_paragraph("1.1 Swings must hang from 2 ropes.")
    table = document.add_table(2, 2)
    for place, words in enumerate(("Swings", "2025-26", "Ropes", "48")):
        table.cell(place // 2, place % 2).text = words
    document.save(file)
    return file.getvalue()
