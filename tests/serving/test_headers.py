"""What browsers are told not to do."""

from __future__ import annotations

import pytest
from reaching import Reached

PAGES = ("/library", "/sign-in", "/answers/nowhere", "/chat-window", "/static/icon.svg", "/health", "/x?y=/")


def rules(policy: str) -> dict[str, str]:
    return dict(rule.strip().split(" ", 1) for rule in policy.split(";"))  # type: ignore[misc]


@pytest.mark.parametrize("root", ["", "/mandate-qa"])
@pytest.mark.parametrize("path", PAGES)
def test_no_script_that_stands_in_a_page_runs(reached: Reached, root: str, path: str) -> None:
    told = rules(reached(root_path=root).get(f"{root}{path}").headers["content-security-policy"])
    assert told.get("script-src", told["default-src"]) == "'self'"
    assert (told["object-src"], told["frame-ancestors"]) == ("'none'", "'self'")


@pytest.mark.parametrize("root", ["", "/mandate-qa"])
def test_the_chat_may_have_what_gradio_needs_and_no_more(reached: Reached, root: str) -> None:
    told = rules(reached(root_path=root).get(f"{root}/?q=x").headers["content-security-policy"])
    assert told["script-src"] == "'self' 'unsafe-inline'"
    assert told["default-src"] == "'self'"
