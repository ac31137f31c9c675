"""The checks of this folder find what they look for: a page with each fault is told of, and one without is not."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import Any

import pytest
from accessibility import hidden_focus, lost_by_spacing, moving, sideways, small_targets, violations

from mandate_qa.web.headers import POLICY

PAGE = """<!doctype html><html lang="en"><head><title>A page</title></head>
<body><main><h1>A page</h1>%s</main></body></html>"""
SENT = {"Content-Type": "text/html", "Content-Security-Policy": POLICY}


@pytest.fixture
def shown(watched: Callable[..., Any], home: str) -> Callable[[str], Any]:
    """A page that holds the HTML given, under the address and the policy of the application."""

    def show(html: str) -> Any:
        page = watched(home)
        page.route(f"{home}/trial", lambda route: route.fulfill(body=PAGE % html, headers=SENT))
        page.goto("/trial")
        return page

    return show


def test_a_plain_page_has_no_fault(shown: Callable[[str], Any]) -> None:
    page = shown("<p>Words and <a href='#'>a link</a>.</p><button style='padding: 1em'>Press</button>")
    assert [violations(page), small_targets(page), sideways(page), moving(page), hidden_focus(page)] == [[]] * 5
    assert lost_by_spacing(page) == []


@pytest.mark.parametrize(
    ("check", "html", "told"),
    [
        (violations, "<p style='color: #aaa; background: #fff'>Pale</p>", "color-contrast: p: Fix"),
        (violations, "<input>", "label: input: Fix"),
        (small_targets, "<button style='all: unset; height: 12px; font-size: 9px'>i</button>", '<button> "i" is'),
        (sideways, "<p style='width: 4000px'>Long</p>", "the page is 4008 wide in a window of 1280"),
        (
            moving,
            "<style>@keyframes a { to { opacity: .5 } } p { animation: a 9s }</style><p>Dim</p>",
            '<p> "Dim" runs a',
        ),
        (hidden_focus, "<button style='all: unset'>Go</button>", '<button> "Go" looks the same'),
        (
            hidden_focus,
            "<button>Go</button><div style='position: fixed; inset: 0; background: red'></div>",
            '<button> "Go" has the focus below <div>',
        ),
        (
            lost_by_spacing,
            "<p style='width: 6em; height: 1.2em; line-height: 1; overflow: hidden'>Some words</p>",
            '<p> "Some words" is cut off',
        ),
    ],
)
def test_a_fault_is_told(shown: Callable[[str], Any], check: Callable[[Any], list[str]], html: str, told: str) -> None:
    (fault, *_) = check(shown(html))
    assert told in fault


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ("new Image().src = 'http://elsewhere.example/x.png'", "request to http://elsewhere.example/x.png"),
        (
            "fetch('http://192.0.2.1/').catch(() => 0)",
            "against the Content-Security-Policy (connect-src): http://192.0",
        ),
        ("try { new WebSocket('ws://elsewhere.example/') } catch {}", "elsewhere.example"),
        ("setTimeout(() => { throw new Error('oh') })", "uncaught: oh"),
        ("console.error('oh')", "console: oh"),
        ("setTimeout(() => alert('oh'))", "dialog: oh"),
    ],
)
def test_what_a_page_must_not_do_is_noted(shown: Callable[[str], Any], script: str, told: str) -> None:
    page = shown("<p>Words</p>")
    page.evaluate(f"() => {{ {script} }}")
    until = monotonic() + 5
    while not any(told in fault for fault in page.watch.faults) and monotonic() < until:
        page.wait_for_timeout(5)
    assert any(told in fault for fault in page.watch.faults), page.watch.faults
    page.watch.expect("")  # all of it was meant
