"""What the pages and endpoints are served from: the assistant in force, the settings, the folders.

One value, made where the service is started and handed to every part that adds routes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from mandate_qa.settings import Settings
from mandate_qa.web.access.guards import signing_in
from mandate_qa.web.access.passwords import SigningIn
from mandate_qa.web.closing import Closing
from mandate_qa.web.limits import Limits
from mandate_qa.web.live import Live
from mandate_qa.web.under_way import UnderWay

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
    closing: Closing = field(default_factory=Closing)
    """Whether the end has begun, and what is still under way."""
    under_way: UnderWay = field(default_factory=UnderWay)
    """Questions being answered, for what can wait until there are none."""

    @property
    def assistant(self) -> Assistant:
        """The assistant in force; take it once for each request, since it may be another one at the next."""
        return self.live.assistant

    @cached_property
    def limits(self) -> Limits:
        """How often one reader may ask: `service.limits.check(who(request))` before a question is worked on."""
        return Limits(self.settings.serving.questions_per_minute)

    @cached_property
    def suggesting(self) -> Limits:
        """How often questions are suggested to one reader: after each question of theirs."""
        return Limits(self.settings.serving.questions_per_minute)

    @cached_property
    def signing_in(self) -> SigningIn | None:
        """What signing in takes; None where nobody needs to, or a proxy sees to it. Raises what `signing_in` raises."""
        return signing_in(self.settings.serving)


def service_of(assistant: Assistant) -> Service:
    """A service over one assistant that stays in force."""
    return Service(Live(assistant))
