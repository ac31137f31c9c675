"""A page handled by the keyboard alone: Tab to what is wanted, then Enter, Escape or the arrows."""

from __future__ import annotations

from typing import Any

WITHIN = "selector => document.activeElement !== document.body && document.activeElement.matches(selector)"
NAME = "() => document.activeElement.outerHTML.slice(0, 120)"


def tab_to(page: Any, selector: str, *, back: bool = False, most: int = 120) -> None:
    """Press Tab (or Shift+Tab) until what matches `selector` has the focus; AssertionError with the path if never."""
    path = []
    for _ in range(most):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        if page.evaluate(WITHIN, selector):
            return
        path.append(page.evaluate(NAME))
    raise AssertionError("\n".join([f"{most} times Tab never reached {selector}:", *path[:40]]))


def has_focus(page: Any, selector: str) -> bool:
    """Whether what matches `selector` has the focus."""
    return bool(page.evaluate(WITHIN, selector))
