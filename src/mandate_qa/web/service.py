"""What the pages and endpoints are served from: the assistant in force, the settings, the folders.

One value, made where the service is started and handed to every part that adds routes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from mandate_qa.settings import Settings
from mandate_qa.web.live import Live

if TYPE_CHECKING:
    from mandate_qa.assistant import Assistant


@dataclass(frozen=True)
class Service:
    """The parts that routes share."""

    live: Live
    settings: Settings = field(default_factory=Settings)
    seeds: Path | None = None
    """Folder of the documents; None where they cannot be changed from the pages."""
    index: Path | None = None

    @property
    def assistant(self) -> Assistant:
        """The assistant in force; take it once for each request, since it may be another one at the next."""
        return self.live.assistant


def service_of(assistant: Assistant) -> Service:
    """A service over one assistant that stays in force."""
    return Service(Live(assistant))
