"""A source → text as a PDF viewer copies it out, and a page of a small website: shapes with little help in them."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from textwrap import wrap

from corpus.source import Piece, Source

_WIDTH = 78
_PAGE = 46
"""Lines of a page."""


def as_wrapped_text(source: Source) -> str:
    """Lines of one width, pages with a running head and a number; tables are left out of such documents."""
    lines = [source.title, ""]
    for piece in source.pieces:
        lines += [*_wrapped(piece), ""]
    pages = [lines[n : n + _PAGE] for n in range(0, len(lines), _PAGE)]
    head = source.about["short"]
    return "\f".join("\n".join([head, "", *page, "", f"Page {n}", ""]) for n, page in enumerate(pages, start=1))


def _wrapped(piece: Piece) -> list[str]:
    mark = piece.printed or ("•" if piece.kind == "bullet" else "")
    raised = "".join(map(_raised, piece.notes))
    if piece.kind == "note":
        return wrap(f"{_raised(int(piece.printed))} {piece.text}", _WIDTH)
    left = "  " * (piece.level + 1) if piece.kind == "bullet" else ""
    hang = f"{left}{' ' * (len(mark) + 1)}" if mark else left
    return wrap(f"{mark} {piece.text}{raised}".strip(), _WIDTH, initial_indent=left, subsequent_indent=hang)


def _raised(number: int) -> str:
    return str(number).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))


_SITE = """<html><head><title>{title} | {publisher}</title><style>p {{ margin: 1em }}</style></head><body>
<div id="header"><a href="/">{publisher}</a></div>
<div id="nav"><ul><li><a href="/news">News</a></li><li><a href="/about">About us</a></li></ul></div>
<div id="content">
<p class="title"><b>{title}</b></p>
{body}
</div>
<div id="footer"><p>Contact us. Privacy.</p></div>
</body></html>
"""


def as_small_site(source: Source) -> str:
    """A page whose headings are bold lines, whose numbers and bullets are typed, and whose notes stand at its foot."""
    body = [_line(piece) for piece in source.pieces if piece.kind != "note"]
    notes = "".join(_note(piece) for piece in source.pieces if piece.kind == "note")
    return _SITE.format(
        title=escape(source.title), publisher=escape(source.about["publisher"]), body="\n".join([*body, notes])
    )


def _line(piece: Piece) -> str:
    words = escape(f"{piece.printed} {piece.text}".strip())
    if piece.kind == "heading":
        return f"<p><strong>{words}</strong></p>"
    if piece.grid is not None:
        return "\n".join(_rows(piece))
    marks = "".join(f'<sup><a href="#note{n}" id="mark{n}">{n}</a></sup>' for n in piece.notes)
    dash = "" if piece.printed or piece.kind != "bullet" else f"{'&nbsp;' * 4 * piece.level}&bull; "
    return f"<p>{dash}{words}{marks}</p>"


def _rows(piece: Piece) -> Iterator[str]:
    """The table, its headings told by nothing but bold type."""
    assert piece.grid is not None
    yield f"<p><b>{escape(piece.grid.caption)}</b></p>" if piece.grid.caption else ""
    yield '<table border="1">'
    for n, row in enumerate(piece.grid.rows):
        opening, closing = ("<b>", "</b>") if n < piece.grid.head else ("", "")
        yield f"<tr>{''.join(f'<td>{opening}{escape(each.printed)}{closing}</td>' for each in row)}</tr>"
    yield "</table>"


def _note(piece: Piece) -> str:
    n = piece.printed
    return f'<p id="note{n}"><sup><a href="#mark{n}">{n}</a></sup> {escape(piece.text)}</p>\n'
