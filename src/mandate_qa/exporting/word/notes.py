"""The footnotes of a Word document: their part of the package, and what its settings say of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from mandate_qa.exporting.footnotes import Footnote
from mandate_qa.exporting.word.xml import NAMESPACES, REFERENCE, link, paragraph, run

if TYPE_CHECKING:
    from docx.document import Document
    from docx.opc.part import XmlPart

SEPARATORS = (("separator", -1), ("continuationSeparator", 0))
"""The lines above footnotes, which Word keeps as footnotes of their own with these ids."""


def add_notes(document: Document, footnotes: Sequence[Footnote]) -> None:
    """Put `footnotes` into `document`, each under its number; nothing without any."""
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import XmlPart
    from docx.oxml import parse_xml

    if not footnotes:
        return
    lines = "".join(_separator(kind, id) for kind, id in SEPARATORS)
    root = parse_xml(f"<w:footnotes {NAMESPACES}>{lines}</w:footnotes>")
    part = XmlPart(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, root, document.part.package)
    for footnote in footnotes:
        root.append(parse_xml(_footnote(footnote, part)))
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    named = "".join(f'<w:footnote w:id="{id}"/>' for _, id in SEPARATORS)
    settings = document.settings.element
    settings.find(_tag("compat")).addprevious(parse_xml(f"<w:footnotePr {NAMESPACES}>{named}</w:footnotePr>"))


def _separator(kind: str, id: int) -> str:
    close = '<w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
    return f'<w:footnote w:type="{kind}" w:id="{id}"><w:p>{close}<w:r><w:{kind}/></w:r></w:p></w:footnote>'


def _footnote(footnote: Footnote, part: XmlPart) -> str:
    before, place, rest = footnote.told()
    linked = run(place)
    if footnote.link:
        from docx.opc.constants import RELATIONSHIP_TYPE

        linked = link(part.relate_to(footnote.link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True), place)
    number = f"<w:r>{REFERENCE}<w:footnoteRef/></w:r>"
    told = paragraph(f"{number}{run(f' {before}')}{linked}{run(rest)}", "FootnoteText")
    return f'<w:footnote {NAMESPACES} w:id="{footnote.number}">{told}</w:footnote>'


def _tag(name: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(f"w:{name}"))
