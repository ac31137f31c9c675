"""Names of OpenDocument elements, and how their lengths and counts are written."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

_SCHEME = "urn:oasis:names:tc:opendocument:xmlns"
OFFICE = f"{{{_SCHEME}:office:1.0}}"
TEXT = f"{{{_SCHEME}:text:1.0}}"
TABLE = f"{{{_SCHEME}:table:1.0}}"
STYLE = f"{{{_SCHEME}:style:1.0}}"
DRAW = f"{{{_SCHEME}:drawing:1.0}}"
FO = f"{{{_SCHEME}:xsl-fo-compatible:1.0}}"
LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"

_LENGTH = re.compile(r"(-?[\d.]+)\s*(in|cm|mm|pt|pc|px)")
_TWIPS = {"in": 1440.0, "cm": 1440 / 2.54, "mm": 144 / 2.54, "pt": 20.0, "pc": 240.0, "px": 15.0}


def twips(length: str | None) -> int:
    """A length such as "0.25in" in twentieths of a point; 0 for what is missing or has no unit."""
    found = _LENGTH.fullmatch((length or "").strip())
    return round(float(found[1]) * _TWIPS[found[2]]) if found else 0


def count(element: Element, name: str, default: int, most: int = 10_000) -> int:
    """A whole number that an attribute holds, between 0 and `most`; `default` where it holds none."""
    text = element.get(name, "")
    return min(int(text), most) if text.isdecimal() else default


def indent(properties: Element) -> int:
    """Distance of the first character from the margin that properties ask for."""
    return twips(properties.get(f"{FO}margin-left")) + twips(properties.get(f"{FO}text-indent"))
