"""Word documents for tests, put together from the XML that Word writes, so that every detail is in the test's hands.

`docx(...)` gives the bytes of a file; the other functions write the pieces of it.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_NAMESPACES = (
    f'xmlns:w="{MAIN}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SEPARATORS = '<w:{0} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{0}>'


# -- paragraphs --------------------------------------------------------------------------------------------------------


def p(*runs: str, style: str = "", num: tuple[int, int] | None = None, more: str = "") -> str:
    """A paragraph; plain strings become runs. `num` is (numbering id, level from 0), `more` further properties."""
    number = f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>' if num else ""
    named = f"<w:pStyle w:val={quoteattr(style)}/>" if style else ""
    return f"<w:p><w:pPr>{named}{number}{more}</w:pPr>{''.join(map(_as_run, runs))}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run; tabs and line breaks in `text` become those of Word."""
    inner = escape(text).replace("\t", "</w:t><w:tab/><w:t xml:space='preserve'>")
    inner = inner.replace("\n", "</w:t><w:br/><w:t xml:space='preserve'>")
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{inner}</w:t></w:r>"


def note(number: int, kind: str = "footnote", more: str = "") -> str:
    """The mark of a footnote or endnote."""
    return f'<w:r><w:{kind}Reference {more} w:id="{number}"/></w:r>'


def inserted(text: str) -> str:
    """Words that were inserted while changes were tracked."""
    return f'<w:ins w:id="1" w:author="A">{r(text)}</w:ins>'


def deleted(text: str) -> str:
    """Words that were deleted while changes were tracked."""
    return f'<w:del w:id="2" w:author="A"><w:r><w:delText>{escape(text)}</w:delText></w:r></w:del>'


def field(instruction: str, *shown: str) -> str:
    """A field and what it shows."""
    char = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    instructed = f"<w:r><w:instrText>{escape(instruction)}</w:instrText></w:r>"
    result = char.format("separate") + "".join(map(_as_run, shown))
    return char.format("begin") + instructed + result + char.format("end")


def text_box(*paragraphs: str) -> str:
    """A run with a text box, written twice as Word does: as a shape, and for old programs."""
    content = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    shape = f'<w:drawing><wp:anchor><a:graphic><a:graphicData uri="x"><wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp>'
    shape += "</a:graphicData></a:graphic></wp:anchor></w:drawing>"
    old = f"<w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict>"
    choice = f'<mc:Choice Requires="wps">{shape}</mc:Choice><mc:Fallback>{old}</mc:Fallback>'
    return f"<w:r><mc:AlternateContent>{choice}</mc:AlternateContent></w:r>"


def control(*content: str, properties: str = "") -> str:
    """A content control."""
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{''.join(content)}</w:sdtContent></w:sdt>"


def _as_run(text: str) -> str:
    return text if text.startswith("<") else r(text)


# -- tables ------------------------------------------------------------------------------------------------------------


def table(*rows: str) -> str:
    """A table of rows."""
    grid = '<w:gridCol w:w="1800"/>' * max(map(_width, rows), default=1)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def _width(row: str) -> int:
    """Columns of a row; tables in its cells are left out."""
    outer = re.sub(r"<w:tbl>.*</w:tbl>", "", row, flags=re.DOTALL)
    spans = re.findall(r'<w:gridSpan w:val="(\d+)"/>', outer)
    return outer.count("<w:tc>") + sum(map(int, spans)) - len(spans)


def row(*cells: str, header: bool = False, more: str = "") -> str:
    """A row; plain strings become cells."""
    repeated = "<w:tblHeader/>" if header else ""
    made = "".join(text if text.startswith("<w:tc>") else cell(text) for text in cells)
    return f"<w:tr><w:trPr>{repeated}{more}</w:trPr>{made}</w:tr>"


def cell(*content: str, span: int = 1, merge: str = "", more: str = "") -> str:
    """A cell; plain strings become paragraphs. `merge` is "restart" or "continue" for cells merged downwards."""
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    merged = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    made = "".join(text if text.startswith("<") else p(text) for text in content)
    end = "" if made.endswith("</w:p>") else "<w:p/>"  # Word wants a paragraph at the end of each cell
    return f"<w:tc><w:tcPr>{spanned}{merged}{more}</w:tcPr>{made}{end}</w:tc>"


# -- numbering and styles ----------------------------------------------------------------------------------------------


def level(n: int, style: str, text: str, *, start: int | None = 1, more: str = "", left: int | None = None) -> str:
    """Level `n` (from 0) of a numbering definition."""
    begins = f'<w:start w:val="{start}"/>' if start is not None else ""
    left = 720 * (n + 1) if left is None else left
    layout = f'<w:pPr><w:ind w:left="{left}" w:hanging="360"/></w:pPr>'
    shown = f'<w:numFmt w:val="{style}"/>{more}<w:lvlText w:val={quoteattr(text)}/>'
    return f'<w:lvl w:ilvl="{n}">{begins}{shown}{layout}</w:lvl>'


def definition(identifier: int, *levels: str, more: str = "") -> str:
    """A numbering definition (`w:abstractNum`)."""
    kind = '<w:multiLevelType w:val="multilevel"/>'
    return f'<w:abstractNum w:abstractNumId="{identifier}">{kind}{more}{"".join(levels)}</w:abstractNum>'


def instance(identifier: int, of: int, *overrides: str) -> str:
    """A numbering instance (`w:num`) of a definition."""
    return f'<w:num w:numId="{identifier}"><w:abstractNumId w:val="{of}"/>{"".join(overrides)}</w:num>'


def starting(at: int, n: int = 0) -> str:
    """An override that starts level `n` at a number."""
    return f'<w:lvlOverride w:ilvl="{n}"><w:startOverride w:val="{at}"/></w:lvlOverride>'


def style(identifier: str, name: str, *, based_on: str = "", paragraph: str = "", run: str = "", more: str = "") -> str:
    """A paragraph style."""
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    properties = f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr>"
    named = f"<w:name w:val={quoteattr(name)}/>"
    return f'<w:style w:type="paragraph" {more} w:styleId="{identifier}">{named}{base}{properties}</w:style>'


def heading_styles(deepest: int = 4) -> str:
    """The styles for headings as Word has them."""
    levels = range(1, deepest + 1)
    return "".join(style(f"Heading{n}", f"heading {n}", paragraph=f'<w:outlineLvl w:val="{n - 1}"/>') for n in levels)


STYLES = style("Normal", "Normal", more='w:default="1"') + heading_styles() + style("Title", "Title")
STYLES += "".join(style(f"TOC{n}", f"toc {n}") for n in (1, 2)) + style("Caption", "caption")


# -- files -------------------------------------------------------------------------------------------------------------


def docx(
    *body: str,
    numbering: str = "",
    styles: str = STYLES,
    footnotes: Sequence[str] = (),
    endnotes: Sequence[str] = (),
    settings: str = "",
    more: dict[str, str] | None = None,
) -> bytes:
    """The bytes of a Word document; notes are counted from 1 for `note`, `more` holds further parts by name."""
    parts = {
        "document": f"<w:document {_NAMESPACES}><w:body>{''.join(body)}<w:sectPr/></w:body></w:document>",
        "styles": f"<w:styles {_NAMESPACES}>{styles}</w:styles>",
        "numbering": f"<w:numbering {_NAMESPACES}>{numbering}</w:numbering>",
        "settings": f"<w:settings {_NAMESPACES}>{settings}</w:settings>",
        "footnotes": _notes("footnote", footnotes),
        "endnotes": _notes("endnote", endnotes),
    }
    files = {f"word/{name}.xml": _HEAD + xml for name, xml in parts.items()}
    return zipped({"[Content_Types].xml": _types(parts), **_relations(parts), **files, **(more or {})})


def zipped(files: dict[str, str], *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The bytes of a zip container."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", compression) as container:
        for name, text in files.items():
            container.writestr(name, text)
    return packed.getvalue()


def _notes(kind: str, texts: Sequence[str]) -> str:
    mark = f"<w:r><w:{kind}Ref/></w:r>"
    written = (text if text.startswith("<") else p(mark, f" {text}") for text in texts)
    made = "".join(f'<w:{kind} w:id="{n}">{text}</w:{kind}>' for n, text in enumerate(written, start=1))
    return f"<w:{kind}s {_NAMESPACES}>{_SEPARATORS.format(kind)}{made}</w:{kind}s>"


def _types(parts: dict[str, str]) -> str:
    kinds = {name: "document.main" if name == "document" else name for name in parts}
    made = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>' for name, kind in kinds.items()
    )
    relations = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    relations += '<Default Extension="xml" ContentType="application/xml"/>'
    return f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">{relations}{made}</Types>'


def _relations(parts: dict[str, str]) -> dict[str, str]:
    def written(*relations: tuple[str, str]) -> str:
        made = "".join(
            f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
            for n, (kind, target) in enumerate(relations, start=1)
        )
        return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{made}</Relationships>'

    inner = [(name, f"{name}.xml") for name in parts if name != "document"]
    return {
        "_rels/.rels": written(("officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": written(*inner),
    }
