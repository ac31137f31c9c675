"""Elements of a Word document as XML, every text escaped: runs, paragraphs, tables, marks of footnotes.

A footnote has one mark of its own in Word. Where it is cited again stands a NOTEREF field, which is what Word's own
"Cross-reference to footnote" writes: it shows the number of the first mark, follows it when footnotes are put in
between, and leads there when clicked. LibreOffice shows the number that we write into the field, as Word does until it
brings fields up to date. Repeating the footnote, or a footnote that says "See note 2", would make readers look up
two notes for one source.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape

from mandate_qa.exporting.layout import Grid, Mark, Pieces

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = f'xmlns:w="{MAIN}" xmlns:r="{RELATIONS}"'
LONGEST = 1_000_000
"""Characters of one text; XML readers refuse those beyond 10 million bytes."""
REFERENCE = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
COMMA = f'<w:r>{REFERENCE}<w:t xml:space="preserve">, </w:t></w:r>'
"""Between two marks, which would be read as one number without it."""


def run(text: str, properties: str = "") -> str:
    """Words; `properties` are elements such as `<w:b/>`."""
    inside = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    parts = [text[at : at + LONGEST] for at in range(0, len(text), LONGEST)]
    return "".join(f'<w:r>{inside}<w:t xml:space="preserve">{escape(part)}</w:t></w:r>' for part in parts)


def paragraph(content: str, style: str = "") -> str:
    """Runs as a paragraph; `style` is the id of its style."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{content}</w:p>"


def runs(pieces: Pieces, properties: str = "") -> str:
    """Words and marks; a mark stands close to the words before it."""
    made: list[str] = []
    for before, piece, after in zip((None, *pieces), pieces, (*pieces[1:], None), strict=False):
        if isinstance(piece, Mark):
            made += [COMMA if isinstance(before, Mark) else "", mark(piece)]
        elif piece.strip():
            made.append(run(piece.rstrip() if isinstance(after, Mark) else piece, properties))
    return "".join(made)


def mark(given: Mark) -> str:
    """The mark of a footnote: its own at the first place, a reference to that one at others."""
    name = f"_RefFootnote{given.number}"
    if given.first:
        return (
            f'<w:bookmarkStart w:id="{given.number}" w:name="{name}"/>'
            f'<w:r>{REFERENCE}<w:footnoteReference w:id="{given.number}"/></w:r>'
            f'<w:bookmarkEnd w:id="{given.number}"/>'
        )
    field = '<w:r>{0}<w:fldChar w:fldCharType="{1}"/></w:r>'
    return (
        field.format(REFERENCE, "begin")
        + f'<w:r>{REFERENCE}<w:instrText xml:space="preserve"> NOTEREF {name} \\f \\h </w:instrText></w:r>'
        + field.format(REFERENCE, "separate")
        + f"<w:r>{REFERENCE}<w:t>{given.number}</w:t></w:r>"
        + field.format(REFERENCE, "end")
    )


def table(grid: Grid) -> str:
    """A table as wide as the page; its row of headings is marked as one and repeated on each page."""
    width = len(grid.rows[0])
    first = "1" if grid.headed else "0"
    look = f'<w:tblLook w:val="04A0" w:firstRow="{first}" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" '
    look += 'w:noHBand="1" w:noVBand="1"/>'
    properties = f'<w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="5000" w:type="pct"/>{look}</w:tblPr>'
    columns = f"<w:tblGrid>{f'<w:gridCol w:w={chr(34)}{9000 // width}{chr(34)}/>' * width}</w:tblGrid>"
    rows = [_row(row, heading=grid.headed and n == 0) for n, row in enumerate(grid.rows)]
    return f"<w:tbl>{properties}{columns}{''.join(rows)}</w:tbl>{paragraph('')}"


def _row(cells: Iterable[Pieces], heading: bool) -> str:
    properties = f"<w:trPr><w:cantSplit/>{'<w:tblHeader/>' if heading else ''}</w:trPr>"
    bold = "<w:b/>" if heading else ""
    inside = (f'<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/></w:tcPr>{paragraph(runs(c, bold))}</w:tc>' for c in cells)
    return f"<w:tr>{properties}{''.join(inside)}</w:tr>"


def link(relation: str, text: str) -> str:
    """Words that lead to the address of a relationship."""
    style = '<w:rStyle w:val="Hyperlink"/>'
    return f'<w:hyperlink r:id="{relation}" w:history="1">{run(text, style)}</w:hyperlink>'
