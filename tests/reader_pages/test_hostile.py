"""Whatever documents and addresses hold stays words; every link keeps to the path that the pages lie under."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import stand_in
from reading_html import parsed
from starlette.testclient import TestClient

from mandate_qa.types import ParagraphKind

Made = Callable[..., TestClient]
EVIL = "<img src=x onerror=alert(1)>\"'><script>alert(2)</script>{{ 7*7 }}</mark>"


def hostile(made: Made, root: str = "") -> TestClient:
    documents = [
        stand_in.document(
            title=EVIL, short_title=EVIL, publisher=EVIL, published=EVIL, status=EVIL, path=f"{EVIL}.pdf"
        ),
        stand_in.document("older", superseded_by="plan"),
    ]
    paragraphs = [
        stand_in.text("plan", 0, EVIL, id=f"plan §{EVIL}", kind=ParagraphKind.HEADING),
        stand_in.text("plan", 1, f"{EVIL} and more", EVIL, section=(EVIL,), label=EVIL, notes=("plan ¶footnote-1",)),
        stand_in.text("plan", 2, EVIL, id="plan ¶footnote-1", kind=ParagraphKind.FOOTNOTE, label=f"plan, {EVIL}"),
        stand_in.text("older", 0, "old words"),
    ]
    return made(stand_in.service(documents, *paragraphs), root)


@pytest.mark.parametrize("path", ["/source", "/documents/plan", "/paragraph"])
def test_hostile_words_stay_text(path: str, made: Made) -> None:
    client = hostile(made)
    for headers in ({}, {"sec-fetch-dest": "empty"}):
        asked = {"id": f"plan ¶{EVIL}", "start": 3, "end": 40, "at": f"plan ¶{EVIL}", "q": "alert(", "only": EVIL}
        page = parsed(client.get(path, params=asked, headers=headers).text)
        assert not page.all("img")
        assert all("src" in script.attributes and not script.words for script in page.all("script"))
        assert not [name for found in page.walk() for name in found.attributes if name.startswith("on")]
        assert EVIL in page.spoken
        assert "49" not in page.words


def test_a_superseded_source_says_so_in_words_and_links_the_later_one(made: Made) -> None:
    client = hostile(made)
    standing = parsed(client.get("/source", params={"id": "older ¶0"}).text).one("p", "standing")
    assert standing.words.split("Superseded by ")[1] == EVIL
    assert standing.one("a").attributes["href"] == "/documents/plan"


def test_every_address_keeps_to_the_path_the_pages_lie_under(made: Made) -> None:
    client = hostile(made, "/policy")
    for path in ("/source?id=older %C2%B60", "/documents/plan?q=alert", "/paragraph?id=none", "/documents/none"):
        page = parsed(client.get(path).text)
        named = [found.attributes.get(name, "") for found in page.walk() for name in ("href", "src", "action")]
        assert all(address.startswith(("/policy/", "#")) for address in named if address)
    moved = client.get("/paragraph", params={"id": "older ¶0"}, follow_redirects=False)
    assert moved.headers["location"].startswith("/policy/documents/older?")
