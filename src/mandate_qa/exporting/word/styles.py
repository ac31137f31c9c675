"""How a Word document looks besides what python-docx's empty one brings: footnotes, links, language and paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mandate_qa.exporting.word.xml import NAMESPACES

if TYPE_CHECKING:
    from docx.document import Document

LANGUAGE = "en-GB"
A4 = (11906, 16838)
"""Width and height in twentieths of a point."""

STYLES = (
    '<w:style {0} w:type="paragraph" w:styleId="FootnoteText"><w:name w:val="footnote text"/>'
    '<w:basedOn w:val="Normal"/><w:uiPriority w:val="99"/><w:unhideWhenUsed/>'
    '<w:pPr><w:spacing w:after="40" w:line="240" w:lineRule="auto"/></w:pPr>'
    '<w:rPr><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr></w:style>',
    '<w:style {0} w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/>'
    '<w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="99"/><w:unhideWhenUsed/>'
    '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>',
    '<w:style {0} w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
    '<w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="99"/><w:unhideWhenUsed/>'
    '<w:rPr><w:color w:val="1A65A6"/><w:u w:val="single"/></w:rPr></w:style>',
)


def dress(document: Document) -> None:
    """Give `document` the styles, British English and A4 paper."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import qn

    styles, settings = document.styles.element, document.settings.element
    for style in STYLES:
        styles.append(parse_xml(style.format(NAMESPACES)))
    for element in (*styles.iter(qn("w:lang")), *settings.iter(qn("w:themeFontLang"))):
        element.set(qn("w:val"), LANGUAGE)
    for mode in settings.iter(qn("w:compatSetting")):
        if mode.get(qn("w:name")) == "compatibilityMode":
            mode.set(qn("w:val"), "15")  # or Word opens it as one of an older Word
    for size in document.element.iter(qn("w:pgSz")):
        size.set(qn("w:w"), str(A4[0]))
        size.set(qn("w:h"), str(A4[1]))
