"""The chat window: a Gradio page whose conversation, source reader and forms are markup of our own.

Gradio gives the page, the queue and the way to it; `page` lays it out, `replying` turns what the Assistant says into
what the browser shows piece by piece, `view` an answer into what its template needs, `window` serves the markup. The
scripts in static/chat do the rest in the browser.
"""
