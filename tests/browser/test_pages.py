"""What holds for every page at once."""

from __future__ import annotations

from typing import Any


def test_the_chat_opens_without_a_fault(page: Any) -> None:
    page.goto("/", wait_until="load")
    page.get_by_role("textbox").first.wait_for()
    assert page.title()
