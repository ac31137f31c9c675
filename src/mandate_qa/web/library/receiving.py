"""A file taken from a browser, never more of it than is allowed.

Knows multipart forms and sizes. Where the file goes is for `staging`.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator
from typing import TYPE_CHECKING

from mandate_qa.web.library import wording
from mandate_qa.web.library.responses import RefusedError

if TYPE_CHECKING:
    from starlette.datastructures import UploadFile
    from starlette.requests import Request

MEGABYTE = 1024 * 1024
AROUND = 64 * 1024
"""Bytes that the form may need around the file."""
PATIENCE = 4
"""Times the limit that is still taken in and thrown away, so that a browser gets to see why it is refused."""


async def received(request: Request, limit: int) -> UploadFile:
    """The file of the form, which holds at most `limit` MB. Raises RefusedError; the caller closes the file."""
    from starlette.datastructures import UploadFile
    from starlette.formparsers import MultiPartException, MultiPartParser

    stream = limited(request, limit)
    try:
        form = await MultiPartParser(request.headers, stream, max_files=1, max_fields=5).parse()
    except (MultiPartException, KeyError, UnicodeDecodeError) as error:
        raise RefusedError(400, wording.BAD_FORM) from error
    file = form.get("file")
    if not isinstance(file, UploadFile) or not file.filename:
        await form.close()
        raise RefusedError(400, wording.NO_FILE)
    return file


async def limited(request: Request, limit: int) -> AsyncGenerator[bytes]:
    """The body of a request. Raises RefusedError once it is larger than a file of `limit` MB needs."""
    allowed = limit * MEGABYTE + AROUND
    taken = 0
    async for chunk in request.stream():
        taken += len(chunk)
        if taken <= allowed:
            yield chunk
        elif taken > PATIENCE * allowed:
            break
    if taken > allowed:
        raise RefusedError(413, wording.too_large(limit))
