"""Every page and every state of the chat, in light and dark, wide and on a phone: WCAG 2.2 AA, reflow, focus.

Each state is opened once and then looked at in every way, which is much quicker than opening it for each.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from accessibility import NARROW, contrast, hidden_focus, lost_by_spacing, moving, sideways, small_targets, violations
from chat_states import CHAT
from page_states import GUARDED, STATES

Check = Callable[[Any], list[str]]
WIDE, PHONE = {"width": 1280, "height": 800}, {"width": 360, "height": 740}

LOOKS: tuple[tuple[str, dict[str, int], tuple[Check, ...]], ...] = (
    ("light", WIDE, (violations, small_targets, sideways, moving)),
    ("dark", WIDE, (contrast,)),
    ("dark", PHONE, (contrast,)),
    ("light", PHONE, (violations, small_targets)),
    ("light", NARROW, (sideways,)),
    ("light", WIDE, (hidden_focus,)),
    ("light", PHONE, (hidden_focus,)),
    ("light", NARROW, (lost_by_spacing,)),
)
"""Colour scheme, window, and what is asked of the page in it; the last three leave their mark on the page."""


@pytest.mark.parametrize("state", [*CHAT, *STATES, *GUARDED])
def test_a_state_of_the_pages(watched: Callable[..., Any], home: str, guarded: str, state: str) -> None:
    page = watched(guarded if state in GUARDED else home)
    (CHAT | STATES | GUARDED)[state](page)
    faults = []
    for scheme, size, checks in LOOKS:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size(size)
        faults += [f"{scheme}, {size['width']} wide: {fault}" for check in checks for fault in check(page)]
    assert faults == [], "\n".join(["", *faults])
