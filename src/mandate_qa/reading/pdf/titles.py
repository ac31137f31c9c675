"""The title of a PDF: what it tells of itself, unless a program only put the name of a file there."""

from __future__ import annotations

import re
from statistics import median

from mandate_qa.reading.pdf.lines import Line
from mandate_qa.reading.pdf.pages import Page

_FILE_NAME = re.compile(
    r"^(?:untitled|document ?\d*|microsoft \w+ - .*|.*\.(?:docx?|odt|pdf|indd|rtf|pptx?|xlsx?|qxp|pmd))$", re.I
)
_STEP = 1.6
_LARGER = 1.15


def told_title(title: str) -> str:
    """The title among the properties of a file; "" when it is none."""
    title = " ".join(title.split())
    return "" if _FILE_NAME.match(title) or len(title.split()) < 2 else title


def printed_title(page: Page) -> str:
    """The first lines in the largest type of a page that follow each other; "" when all of it is about as large."""
    lines = [item.line for item in page.items if item.line is not None and any(map(str.isalpha, item.line.text))]
    largest = max((line.size for line in lines), default=0.0)
    if largest < _LARGER * median((line.size for line in lines) if lines else [0.0]):
        return ""
    found: list[Line] = []
    for line in (line for line in lines if line.size > 0.95 * largest):
        if found and not 0 < line.base - found[-1].base < _STEP * line.size:
            break
        found.append(line)
    return " ".join(line.text.replace("\t", " ") for line in found)
