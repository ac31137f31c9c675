"""A source → an OpenDocument text as an office sets it: page styles, columns, running head, notes, ruled tables.

With it LibreOffice makes the PDF and the Word documents of the corpus; it is also read as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from xml.sax.saxutils import escape

from corpus.counted import Level, Place, planned
from corpus.source import Cell, Grid, Piece, Source
from corpus.to_word import span, with_number
from make_odt import (
    bullet_level,
    cell,
    covered,
    h,
    headers,
    item,
    list_style,
    note,
    number_level,
    odt,
    ol,
    p,
    part,
    row,
    style,
)

_STYLES = {"decimal": "1", "lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}
_BORDER = 'fo:border="0.5pt solid #808080" fo:padding="0.04in"'


def as_opendocument(source: Source, columns: int = 1) -> bytes:
    """The bytes of the text, set in so many columns below its title."""
    plan, lists = planned(source)
    plan = [
        (piece, place) if place is None or _prints(lists.levels, place) else (_typed(piece), None)
        for piece, place in plan
    ]
    names = {name: f"L{n}" for n, name in enumerate(lists.levels)}
    automatic = "".join(_list_style(names[name], levels) for name, levels in lists.levels.items())
    automatic += list_style("bullets", *(bullet_level(n) for n in (1, 2, 3))) + _automatic(columns)
    body = "".join(_Writer(source, names).body(plan))
    if columns > 1:
        body = f'<text:section text:style-name="columns" text:name="body">{body}</text:section>'
    title = p(source.title, style="Title")
    return odt(title, body, automatic=automatic, more={"styles.xml": part("styles", _page_styles(source, columns))})


def _prints(lists: dict[str, tuple[Level, ...]], place: Place) -> bool:
    """Whether OpenDocument can print a number: it parts levels by full stops, so that "A1" must be typed."""
    level = lists[place.list][place.level]
    return level.shown == 1 or level.between == "."


def _typed(piece: Piece) -> Piece:
    return replace(piece, text=f"{piece.printed} {piece.text}")


class _Writer:
    def __init__(self, source: Source, names: dict[str, str]) -> None:
        self._names = names
        self._begun: dict[str, str] = {}
        self._notes = {int(piece.printed): piece.text for piece in source.pieces if piece.kind == "note"}

    def body(self, plan: Sequence[tuple[Piece, Place | None]]) -> Iterator[str]:
        for n, (piece, place) in enumerate(plan):
            marks = [note(str(m), self._notes[m]) for m in piece.notes]
            if piece.grid is not None:
                yield from _table(piece.grid, n)
            elif place is not None:
                yield self._counted(self._words(piece, marks), place, n)
            elif piece.kind == "bullet":
                yield _nested(self._words(piece, marks), piece.level, 'text:style-name="bullets"', "")
            elif piece.kind != "note":
                yield self._words(piece, marks)

    def _words(self, piece: Piece, marks: Sequence[str]) -> str:
        return h(piece.level, piece.text, *marks) if piece.kind == "heading" else p(piece.text, *marks, style="Body")

    def _counted(self, paragraph: str, place: Place, n: int) -> str:
        """A paragraph in its list, which goes on with the one of the same style."""
        more = f'text:style-name="{self._names[place.list]}" xml:id="list{n}"'
        if place.list in self._begun:
            more += f' text:continue-list="{self._begun[place.list]}"'
        self._begun[place.list] = f"list{n}"
        start = f'text:start-value="{place.start}"' if place.start is not None else ""
        return _nested(paragraph, place.level, more, start)


def _nested(paragraph: str, level: int, more: str, start: str) -> str:
    made = item(paragraph, more=start)
    for _ in range(level):
        made = item(ol(made))
    return ol(made, more=more)


def _table(grid: Grid, n: int) -> Iterator[str]:
    if grid.caption:
        yield p(grid.caption, style="Caption")
    rows = [row(*_cells(grid.rows, m, m < grid.head)) for m in range(len(grid.rows))]
    width = f'<table:table-column table:number-columns-repeated="{len(grid.rows[0])}"/>'
    made = headers(*rows[: grid.head]) + "".join(rows[grid.head :])
    yield f'<table:table table:name="Table{n}" table:style-name="grid">{width}{made}</table:table>' + p(style="Body")


def _cells(rows: Sequence[Sequence[Cell]], n: int, head: bool) -> Iterator[str]:
    for column, each in enumerate(rows[n]):
        if each.merged:
            yield covered()
            continue
        height = 1
        while n + height < len(rows) and rows[n + height][column].merged == "above":
            height += 1
        spans = f'table:number-columns-spanned="{span(rows[n], column)}" table:number-rows-spanned="{height}"'
        yield cell(*_lines(with_number(each), head), more=f'table:style-name="ruled" {spans}')


def _lines(text: str, head: bool) -> Iterator[str]:
    named = "CellHead" if head else "Cell"
    for line in text.split("\n"):
        words = p(line.removeprefix("- "), style=named)
        yield _nested(words, 0, 'text:style-name="bullets"', "") if line.startswith("- ") else words


def _list_style(name: str, levels: Sequence[Level]) -> str:
    made = [
        number_level(n, _STYLES[each.style], prefix=each.before, suffix=each.after, shown=each.shown)
        for n, each in enumerate(levels, start=1)
    ]
    return list_style(name, *made)


def _automatic(columns: int) -> str:
    split = f'<style:columns fo:column-count="{columns}" fo:column-gap="0.3in"/>'
    return (
        f'<style:style style:name="columns" style:family="section"><style:section-properties '
        f'text:dont-balance-text-columns="false">{split}</style:section-properties></style:style>'
        '<style:style style:name="grid" style:family="table"><style:table-properties table:align="margins"/>'
        "</style:style>"
        f'<style:style style:name="ruled" style:family="table-cell"><style:table-cell-properties {_BORDER}/>'
        "</style:style>"
    )


def _page_styles(source: Source, columns: int) -> str:
    font = 'fo:font-family="Liberation Sans" fo:font-size="{}pt" fo:language="en" fo:country="GB"'
    space = 'fo:margin-top="{}in" fo:margin-bottom="{}in" fo:orphans="2" fo:widows="2"'
    bold = font + ' fo:font-weight="bold"'
    keep = space + ' fo:keep-with-next="always"'
    styles = [
        style("Standard", words=font.format(11)),
        style("Body", parent="Standard", words=font.format(11), paragraph=space.format(0, 0.1)),
        style("Cell", parent="Standard", words=font.format(9)),
        style("CellHead", parent="Standard", words=bold.format(9)),
        style("Caption", parent="Standard", words=bold.format(10), paragraph=keep.format(0.1, 0.05)),
        style("Footnote", parent="Standard", words=font.format(9)),
        style("Header", parent="Standard", words=font.format(9)),
        style("Footer", parent="Standard", words=font.format(9)),
        style("Title", words=bold.format(22), paragraph=space.format(0, 0.25), more='style:class="chapter"'),
        style("Heading"),
        *(
            style(
                f"Heading_20_{n}",
                parent="Heading",
                words=bold.format(size),
                paragraph=keep.format(0.2, 0.1),
                more=f'style:display-name="Heading {n}" style:default-outline-level="{n}"',
            )
            for n, size in ((1, 16), (2, 13), (3, 11))
        ),
    ]
    head = p(escape(source.about["short"]), style="Header")
    foot = "<text:p text:style-name='Footer'>Page <text:page-number text:select-page='current'/></text:p>"
    width = 5.83 if columns == 1 else 8.27  # small, so that short documents have several pages
    layout = (
        f'<style:page-layout style:name="small"><style:page-layout-properties fo:page-width="{width}in" '
        'fo:page-height="8.27in" fo:margin-top="0.6in" fo:margin-bottom="0.6in" fo:margin-left="0.7in" '
        'fo:margin-right="0.7in"/><style:header-style><style:header-footer-properties fo:min-height="0.4in" '
        'fo:margin-bottom="0.2in"/></style:header-style><style:footer-style><style:header-footer-properties '
        'fo:min-height="0.4in" fo:margin-top="0.2in"/></style:footer-style></style:page-layout>'
    )
    master = (
        f'<style:master-page style:name="Standard" style:page-layout-name="small"><style:header>{head}</style:header>'
        f"<style:footer>{foot}</style:footer></style:master-page>"
    )
    return (
        f"<office:styles>{''.join(styles)}</office:styles><office:automatic-styles>{layout}</office:automatic-styles>"
        f"<office:master-styles>{master}</office:master-styles>"
    )
