"""The source reader: a cited paragraph in its place, the whole document, the page as printed.

`routes` answers addresses. `source` and `document` gather what a page shows, `shown` and `grids` lay a paragraph out
with the words relied on marked by `marks`, `finding` searches in a document. `pictures`
draws pages of a PDF, `locating` finds quoted words on them.
"""

from mandate_qa.web.reader.routes import router

__all__ = ["router"]
