"""Formulas of a Word document on one line, so that no figure changes: ½ is "1/2" and 10⁶ "10^6", never 12 and 106."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from mandate_qa.reading.docx.names import M

_BETWEEN = {f"{M}f": ("num", "/", "den"), f"{M}sSup": ("e", "^", "sup"), f"{M}rad": ("deg", "√", "e")}


def formula(element: Element) -> str:
    """A formula or a part of one."""
    if element.tag == f"{M}t":
        return element.text or ""
    if element.tag in _BETWEEN:
        first, sign, second = _BETWEEN[element.tag]
        return f"{_operand(element, first)}{sign}{_operand(element, second)}"
    if element.tag == f"{M}d":
        return f"({', '.join(formula(part) for part in element.findall(f'{M}e'))})"
    return "".join(formula(child) for child in element)


def _operand(element: Element, name: str) -> str:
    """One side of a fraction or power, in brackets when it is more than a word or figure."""
    part = element.find(M + name)
    text = formula(part).strip() if part is not None else ""
    return text if text.replace(".", "").replace(",", "").isalnum() or not text else f"({text})"
