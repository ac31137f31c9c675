"""OpenDocument texts for tests, put together from the XML that word processors write.

`odt(...)` gives the bytes of a file; the other functions write the pieces of it.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

_SCHEME = "urn:oasis:names:tc:opendocument:xmlns"
_NAMESPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        **{name: f"{_SCHEME}:{name}:1.0" for name in ("office", "text", "table", "style", "manifest")},
        "draw": f"{_SCHEME}:drawing:1.0",
        "fo": f"{_SCHEME}:xsl-fo-compatible:1.0",
        "svg": f"{_SCHEME}:svg-compatible:1.0",
        "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
        "dc": "http://purl.org/dc/elements/1.1/",
    }.items()
)
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
MIMETYPE = "application/vnd.oasis.opendocument.text"


# -- paragraphs --------------------------------------------------------------------------------------------------------


def p(*content: str, style: str = "Standard") -> str:
    """A paragraph; what begins with "<" is taken as it is."""
    return f"<text:p text:style-name={quoteattr(style)}>{''.join(map(_inline, content))}</text:p>"


def h(level: int, *content: str, style: str = "", more: str = "") -> str:
    """A heading."""
    named = quoteattr(style or f"Heading_20_{level}")
    inner = "".join(map(_inline, content))
    return f'<text:h text:style-name={named} text:outline-level="{level}" {more}>{inner}</text:h>'


def span(text: str, style: str) -> str:
    """Words in a style of their own."""
    return f"<text:span text:style-name={quoteattr(style)}>{escape(text)}</text:span>"


def note(citation: str, *paragraphs: str, kind: str = "footnote") -> str:
    """A footnote or endnote, whose text stands where its mark does."""
    body = "".join(text if text.startswith("<") else p(text, style="Footnote") for text in paragraphs)
    cited = f"<text:note-citation>{citation}</text:note-citation>"
    return f'<text:note text:note-class="{kind}">{cited}<text:note-body>{body}</text:note-body></text:note>'


def text_box(*paragraphs: str) -> str:
    """A frame with a text box."""
    return f"<draw:frame><draw:text-box>{''.join(paragraphs)}</draw:text-box></draw:frame>"


def _inline(text: str) -> str:
    if text.startswith("<"):
        return text
    return escape(text).replace("\t", "<text:tab/>").replace("\n", "<text:line-break/>")


# -- lists -------------------------------------------------------------------------------------------------------------


def ol(*items: str, style: str = "", more: str = "") -> str:
    """A list of items; plain strings and single paragraphs become items."""
    named = f"text:style-name={quoteattr(style)}" if style else ""
    made = "".join(text if text.startswith(("<text:list-item", "<text:list-header")) else item(text) for text in items)
    return f"<text:list {named} {more}>{made}</text:list>"


def item(*content: str, more: str = "", header: bool = False) -> str:
    """An item of a list: its paragraphs, and the list below it."""
    tag = "text:list-header" if header else "text:list-item"
    made = "".join(text if text.startswith("<") else p(text) for text in content)
    return f"<{tag} {more}>{made}</{tag}>"


def number_level(
    n: int, style: str, *, prefix: str = "", suffix: str = "", start: int = 1, shown: int = 1, more: str = ""
) -> str:
    """Level `n` (from 1) of a list style that counts; `shown` levels are printed."""
    attributes = f'style:num-format="{style}" style:num-prefix="{prefix}" style:num-suffix="{suffix}" {more}'
    counts = f'text:start-value="{start}" text:display-levels="{shown}"'
    tag = "text:list-level-style-number"
    return f'<{tag} text:level="{n}" {attributes} {counts}>{_layout(n)}</{tag}>'


def bullet_level(n: int, mark: str = "•") -> str:
    """Level `n` (from 1) of a list style with bullets."""
    tag = "text:list-level-style-bullet"
    return f'<{tag} text:level="{n}" text:bullet-char="{mark}">{_layout(n)}</{tag}>'


def list_style(name: str, *levels: str) -> str:
    """A list style."""
    return f"<text:list-style style:name={quoteattr(name)}>{''.join(levels)}</text:list-style>"


def outline(*levels: str) -> str:
    """The numbering of headings; levels as `number_level` writes them."""
    made = "".join(level.replace("list-level-style-number", "outline-level-style") for level in levels)
    return f'<text:outline-style style:name="Outline">{made}</text:outline-style>'


def _layout(n: int) -> str:
    aligned = f'<style:list-level-label-alignment fo:margin-left="{n * 0.25}in" fo:text-indent="-0.25in"/>'
    mode = 'text:list-level-position-and-space-mode="label-alignment"'
    return f"<style:list-level-properties {mode}>{aligned}</style:list-level-properties>"


# -- tables ------------------------------------------------------------------------------------------------------------


def table(*rows: str, columns: int = 1) -> str:
    """A table of rows."""
    defined = f'<table:table-column table:number-columns-repeated="{columns}"/>'
    return f'<table:table table:name="T">{defined}{"".join(rows)}</table:table>'


def row(*cells: str, more: str = "") -> str:
    """A row; plain strings become cells."""
    made = "".join(text if text.startswith("<table:") else cell(text) for text in cells)
    return f"<table:table-row {more}>{made}</table:table-row>"


def headers(*rows: str) -> str:
    """Rows that are repeated on every page."""
    return f"<table:table-header-rows>{''.join(rows)}</table:table-header-rows>"


def cell(*content: str, more: str = "") -> str:
    """A cell; plain strings become paragraphs."""
    made = "".join(text if text.startswith("<") else p(text) for text in content)
    return f"<table:table-cell {more}>{made}</table:table-cell>"


def covered(more: str = "") -> str:
    """A cell that a merged one covers."""
    return f"<table:covered-table-cell {more}/>"


# -- files -------------------------------------------------------------------------------------------------------------


def style(
    name: str, *, parent: str = "", words: str = "", paragraph: str = "", more: str = "", kind: str = "paragraph"
) -> str:
    """A style; `words` and `paragraph` are the attributes of its properties."""
    base = f"style:parent-style-name={quoteattr(parent)}" if parent else ""
    properties = f"<style:paragraph-properties {paragraph}/><style:text-properties {words}/>"
    return f'<style:style style:name={quoteattr(name)} style:family="{kind}" {base} {more}>{properties}</style:style>'


STYLES = style("Standard") + "".join(style(f"Heading_20_{n}", parent="Heading") for n in range(1, 5))
STYLES += style("Title", parent="Heading") + style("Caption") + style("Table", parent="Caption")
STYLES += style("Contents_20_1", parent="Index")


def odt(*body: str, styles: str = STYLES, automatic: str = "", more: dict[str, str] | None = None) -> bytes:
    """The bytes of an OpenDocument text; `more` holds further parts by name."""
    content = f"<office:automatic-styles>{automatic}</office:automatic-styles>"
    content += f"<office:body><office:text>{''.join(body)}</office:text></office:body>"
    files = {
        "content.xml": part("content", content),
        "styles.xml": part("styles", f"<office:styles>{styles}</office:styles>"),
        "META-INF/manifest.xml": manifest(),
        **(more or {}),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as container:
        container.writestr("mimetype", MIMETYPE, zipfile.ZIP_STORED)
        for name, text in files.items():
            container.writestr(name, text)
    return packed.getvalue()


def manifest(entries: Sequence[str] = (), inside: str = "") -> str:
    """The list of parts; `inside` goes into each entry, as the data of encrypted parts does."""
    named = [("/", MIMETYPE), *((name, "text/xml") for name in ("content.xml", "styles.xml", *entries))]
    made = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{kind}">{inside}</manifest:file-entry>'
        for name, kind in named
    )
    return f'{_HEAD}<manifest:manifest {_NAMESPACES} manifest:version="1.3">{made}</manifest:manifest>'


def part(kind: str, inner: str) -> str:
    """One part of the file, with all namespaces."""
    return f'{_HEAD}<office:document-{kind} {_NAMESPACES} office:version="1.3">{inner}</office:document-{kind}>'
