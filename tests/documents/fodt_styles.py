"""The styles of a flat OpenDocument text: paragraphs, lists, pages, columns and tables as a publication has them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from blocks_to_fodt import Printing

_MARGIN = "1.5cm"
_STOP = '<style:tab-stops><style:tab-stop style:position="{at}"{more}/></style:tab-stops>'


def styles(printing: Printing) -> str:
    """The named styles of paragraphs."""
    size, align = printing.size, "justify" if printing.justified else "start"
    body = {"margin-bottom": printing.spacing, "text-align": align}
    hanging = {**body, "margin-left": _MARGIN, "text-indent": f"-{_MARGIN}"}
    inner = {**body, "margin-left": "2.5cm", "text-indent": "-1cm"}
    heading = {"keep-with-next": "always", "margin-top": "0.5cm", "margin-bottom": "0.2cm"}
    opening = {"break-before": "page"} if printing.breaks else {}
    end = "7.6cm" if printing.columns > 1 else "16cm"
    dots = ' style:type="right" style:leader-style="dotted" style:leader-text="."'
    found = [
        _style("Body", printing, {**body, "text-indent": printing.first_indent}, size),
        _style("After", printing, {**body, "break-before": "page"}, size, master="Standard"),
        _style("Numbered", printing, hanging, size, inside=_STOP.format(at=_MARGIN, more="")),
        _style("Inner", printing, inner, size, inside=_STOP.format(at="2.5cm", more="")),
        _style("Item", printing, {**body, "margin-bottom": "0.1cm"}, size),
        _style("Entry", printing, {}, size, inside=_STOP.format(at=end, more=dots), hyphens=False),
        _style("Cell", printing, {}, size - 1.5, hyphens=False),
        _style("CellHead", printing, {}, size - 1.5, bold=True, hyphens=False),
        _style("Note", printing, {"margin-left": "0.5cm", "text-indent": "-0.5cm"}, size - 2, hyphens=False),
        _style("Head", printing, {}, 9, hyphens=False),
        _style("Foot", printing, {"text-align": "center"}, 9, hyphens=False),
    ]
    found += [
        _style(f"H{n}", printing, {**heading, **(opening if n == 1 else {})}, large, bold=True, hyphens=False)
        for n, large in enumerate(printing.headings, start=1)
    ]
    raised = '<style:text-properties style:text-position="super 58%"/>'
    found.append(f'<style:style style:name="Raised" style:family="text">{raised}</style:style>')
    found.append(
        '<text:notes-configuration text:note-class="footnote" text:start-numbering-at="document"'
        ' text:footnotes-position="page"/>'
    )
    return "".join(found)


def _style(
    name: str,
    printing: Printing,
    paragraph: Mapping[str, str],
    size: float,
    *,
    inside: str = "",
    bold: bool = False,
    hyphens: bool = True,
    master: str = "",
) -> str:
    """One style of paragraphs."""
    set_as = " ".join(f'fo:{key}="{value}"' for key, value in paragraph.items())
    cut = 'fo:hyphenate="true" fo:hyphenation-remain-char-count="2" fo:hyphenation-push-char-count="2"'
    weight = 'fo:font-weight="bold"' if bold else ""
    page = f' style:master-page-name="{master}"' if master else ""
    return (
        f'<style:style style:name="{name}" style:family="paragraph"{page}>'
        f"<style:paragraph-properties {set_as}>{inside}</style:paragraph-properties>"
        f'<style:text-properties fo:font-family="{printing.font}" fo:font-size="{size}pt" {weight} fo:language="en"'
        f' fo:country="GB" {cut if hyphens and printing.hyphenated else ""}/></style:style>'
    )


def automatic_styles(printing: Printing, tables: Mapping[int, Sequence[float]]) -> str:
    """The styles of pages, columns, lists and tables."""
    border = "0.5pt solid #000000"
    lines = f'fo:border="{border}"' if printing.bordered else f'fo:border-top="{border}" fo:border-bottom="{border}"'
    cell = f'<style:table-cell-properties {lines} fo:padding="0.1cm"/>'
    return (
        _page("Upright", 21.0, 29.7, "mirrored")
        + _page("Landscape", 29.7, 21.0, "mirrored")
        + _columns(printing)
        + f'<style:style style:name="Border" style:family="table-cell">{cell}</style:style>'
        + "".join(_table(n, widths, n in printing.sideways) for n, widths in tables.items())
        + _list()
    )


def _page(name: str, width: float, height: float, usage: str) -> str:
    """A page with its margins and the room for running heads and feet."""
    turned = ' style:print-orientation="landscape"' if width > height else ""
    edge = '<style:header-footer-properties fo:min-height="1cm" fo:margin-{side}="0.5cm"/>'
    return (
        f'<style:page-layout style:name="{name}" style:page-usage="{usage}"><style:page-layout-properties'
        f' fo:page-width="{width}cm" fo:page-height="{height}cm" fo:margin-top="2cm" fo:margin-bottom="2cm"'
        f' fo:margin-left="3cm" fo:margin-right="2cm"{turned}/>'
        f"<style:header-style>{edge.format(side='bottom')}</style:header-style>"
        f"<style:footer-style>{edge.format(side='top')}</style:footer-style></style:page-layout>"
    )


def _columns(printing: Printing) -> str:
    """Text in columns of equal height."""
    inside = f'<style:columns fo:column-count="{printing.columns}" fo:column-gap="0.8cm"/>'
    properties = f'<style:section-properties text:dont-balance-text-columns="false">{inside}</style:section-properties>'
    return f'<style:style style:name="Columns" style:family="section">{properties}</style:style>'


def _table(n: int, widths: Sequence[float], sideways: bool) -> str:
    """The style of one table and of its columns."""
    page = ' style:master-page-name="Sideways"' if sideways else ""
    whole = f'style:width="{sum(widths):.2f}cm" table:align="left" fo:margin-top="0.2cm" fo:margin-bottom="0.4cm"'
    table = f'<style:style style:name="T{n}" style:family="table"{page}><style:table-properties {whole}/></style:style>'
    return table + "".join(
        f'<style:style style:name="T{n}.{k}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{width:.2f}cm"/></style:style>'
        for k, width in enumerate(widths)
    )


def _list() -> str:
    """Bullets of four levels, which hang out to the left of their words."""
    levels = ""
    for n, sign in enumerate("•–○▪", start=1):
        at = f"{0.6 * n:.1f}cm"
        label = (
            f'<style:list-level-label-alignment text:label-followed-by="listtab" text:list-tab-stop-position="{at}"'
            f' fo:text-indent="-0.6cm" fo:margin-left="{at}"/>'
        )
        inside = (
            '<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">'
            f"{label}</style:list-level-properties>"
        )
        levels += f'<text:list-level-style-bullet text:level="{n}" text:bullet-char="{sign}">{inside}'
        levels += "</text:list-level-style-bullet>"
    return f'<text:list-style style:name="List">{levels}</text:list-style>'
