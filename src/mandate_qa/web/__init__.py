"""The chat window and the API beside it; it shows, and never thinks.

`serve` opens it. `page` lays it out in Gradio, `html` turns an answer into HTML, `sources` shows a cited paragraph
in its surroundings, `wording` holds the words, `theme` the looks, `server` puts it on a port. Everything it knows
about the documents comes from an Assistant.
"""

from mandate_qa.web.server import address, listening, serve

__all__ = ["address", "listening", "serve"]
