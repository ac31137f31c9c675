"""What the pages that change the library share: who may, the files that wait, the work under way."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from mandate_qa.errors import MandateQAError
from mandate_qa.types import Document, Progress
from mandate_qa.web.access import user_of
from mandate_qa.web.library import wording
from mandate_qa.web.library.jobs import Jobs
from mandate_qa.web.library.responses import RefusedError
from mandate_qa.web.library.staging import Staging

if TYPE_CHECKING:
    from starlette.requests import Request

    from mandate_qa.web.service import Service


class Desk:
    """One for each service; safe to share between threads."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.staging = Staging()
        self.jobs = Jobs(lambda: service.closing.begun)

    @property
    def documents(self) -> Mapping[str, Document]:
        """Those of the library in force, by key."""
        return self.service.assistant.library.documents

    @property
    def folders(self) -> tuple[Path, Path]:
        """The seeds and the index. Raises RefusedError where they cannot be changed."""
        if self.service.seeds is None or self.service.index is None:
            raise RefusedError(403, wording.UPLOADS_OFF)
        return self.service.seeds, self.service.index

    def may_change(self, request: Request) -> bool:
        """Whether this reader may add and remove documents."""
        return not self.refusal(request)

    def require_change(self, request: Request) -> str:
        """The name of the reader, "" where nobody signs in. Raises RefusedError for one who may not change anything."""
        if refusal := self.refusal(request):
            raise RefusedError(403, refusal)
        return user_of(request)

    def refusal(self, request: Request) -> str:
        """Why this reader may not change the library; "" when nothing stands against it."""
        serving = self.service.settings.serving
        if not serving.uploads or self.service.seeds is None or self.service.index is None:
            return wording.UPLOADS_OFF
        signs_in = serving.users or serving.user_header
        return wording.SIGN_IN if signs_in and not user_of(request) else ""

    def put_in_force(self, progress: Progress) -> None:
        """Answer from the index as it now is. Raises RefusedError when it cannot be opened."""
        try:
            self.service.live.reload(progress)
        except MandateQAError as error:
            raise RefusedError(500, wording.NOT_OPENED.format(error)) from error

    def without_folders(self, sentence: str) -> str:
        """`sentence` with paths as people know them: within the library, not on this machine."""
        for folder in filter(None, (self.service.seeds, self.service.index)):
            sentence = sentence.replace(f"{folder}/", "")
        return sentence
