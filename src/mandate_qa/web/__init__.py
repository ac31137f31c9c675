"""The pages, and the API beside them; they show, and never think.

`serve` opens them. `application` puts the parts together: the chat (`chat`), the reader of sources and documents
(`reader`), the library (`library`), what people leave (`keeping`), files to take away (`exports`), endpoints for
programs (`endpoints`, `mcp_tools`), and who may come in (`access`). `service` is what they share; the HTML is in
`templates/`, scripts and looks in `static/`. Everything they know about the documents comes from an Assistant.
"""

from mandate_qa.web.server import address, listening, open_words, serve

__all__ = ["address", "listening", "open_words", "serve"]
