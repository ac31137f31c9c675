"""What a page must never do, noted for each browser context: reach another host, complain, throw, or open a dialog.

Knows events of the browser only; which test fails of it is the conftest's business.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

REPORT = """
document.addEventListener('securitypolicyviolation', event => console.error(
    `against the Content-Security-Policy (${event.effectiveDirective}): ${event.blockedURI || event.sample}`));
"""
"""Runs in every page before its own scripts, so that what the policy stopped is heard of."""


@dataclass
class Watch:
    """Faults of the pages of one browser context, in the order they came.

    A test that means to provoke one says so with `expect`; every fault that holds those words is then left out.
    """

    home: str
    """Address of the served application; requests below it are allowed."""
    faults: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    def expect(self, words: str) -> None:
        """Take faults with `words` in them for what the test is about."""
        self.expected.append(words)

    @property
    def unexpected(self) -> list[str]:
        """The faults that the test did not mean to provoke."""
        return [fault for fault in self.faults if not any(words in fault for words in self.expected)]

    def over(self, context: Any) -> None:
        """Listen to `context`, and to each page that it opens."""
        context.add_init_script(REPORT)
        context.on("request", lambda request: self.note_address(request.url))
        context.on("page", lambda page: page.on("websocket", lambda channel: self.note_address(channel.url)))
        context.on("console", self.note_message)
        context.on("weberror", lambda error: self.faults.append(f"uncaught: {error.error}"))
        context.on("dialog", self.note_dialog)

    def note_address(self, address: str) -> None:
        """Note an address that is loaded and is not the application's; data: and blob: stay in the browser."""
        host = self.home.partition("://")[2]
        if address.startswith(("data:", "blob:", "about:")):
            return
        if not address.startswith((f"http://{host}/", f"ws://{host}/")):
            self.faults.append(f"request to {address}")

    def note_message(self, message: Any) -> None:
        """Note what the console tells as an error."""
        if message.type == "error":
            where = message.location.get("url", "").removeprefix(self.home)
            self.faults.append(f"console: {message.text} ({where})")

    def note_dialog(self, dialog: Any) -> None:
        """Note a dialog and close it: with "yes" where the test expects it, else with "no"."""
        told = f"dialog: {dialog.message}"
        self.faults.append(told)
        if any(words in told for words in self.expected):
            dialog.accept()
        else:
            dialog.dismiss()
