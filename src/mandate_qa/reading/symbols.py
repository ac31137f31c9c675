"""Characters of symbol fonts (Symbol, Wingdings), which store them under numbers of their own → what they look like.

Files keep them in the private range U+F000–F0FF, or as bare codes beside the name of the font.
"""

from __future__ import annotations

import re

_SYMBOL_LETTERS = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"
_SYMBOL_UPPER_HALF = "ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊⟨®©™∑"
_SYMBOL = {ord("A") + n: letter for n, letter in enumerate(_SYMBOL_LETTERS)}
_SYMBOL |= {ord("a") + n: letter for n, letter in enumerate("αβχδεφγηιϕκλμνοπθρστυϖωξψζ")}
_SYMBOL |= {0xA1 + n: sign for n, sign in enumerate(_SYMBOL_UPPER_HALF)}
_SYMBOL |= {0x22: "∀", 0x24: "∃", 0x27: "∋", 0x2A: "∗", 0x2D: "−", 0x40: "≅", 0x5E: "⊥", 0x7E: "∼", 0xA0: "€"}

_WINGDINGS = {
    0x4A: "☺", 0x6C: "●", 0x6D: "○", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x73: "⬧", 0x74: "⧫", 0x75: "◆",
    0x76: "❖", 0x77: "⬥", 0x9E: "·", 0x9F: "•", 0xA0: "▪", 0xA7: "▪", 0xA8: "◻", 0xD8: "➢", 0xDC: "➲", 0xE0: "→",
    0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_DOT = "\uf0b7"
_PICTURES = ("wingdings", "webdings")
"""How fonts of pictures are called; those that are not in `_FONTS` are not known."""
_PRIVATE = re.compile("[\uf000-\uf0ff]")
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS}


def symbol(code: int, font: str) -> str:
    """The character that a code of a symbol font shows; "" for a code that is not known."""
    low = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    table = _FONTS.get(font.strip().lower())
    if table is not None:
        return table.get(low, chr(low) if table is _SYMBOL and 0x20 <= low < 0x7F else "")
    return "" if low != code or 0xE000 <= code <= 0xF8FF else chr(code)


def readable(text: str, font: str = "") -> str:
    """`text` with the characters of symbol fonts replaced: those of Symbol where the font is no symbol font."""
    named = font if font.strip().lower().startswith(_PICTURES) else "symbol"
    return _PRIVATE.sub(lambda found: symbol(ord(found[0]), named), text)


def bullet(text: str, font: str = "") -> str:
    """The mark that a bullet shows, never a letter or digit: Courier's "o" is a circle, what is unknown a dot.

    Where no symbol font is named, a code is one of Wingdings, but for the dot that Symbol has at B7.
    """
    named = font if font.strip().lower() in _FONTS else ""
    private = "\uf000" <= text.strip()[:1] <= "\uf0ff"
    if named or private:
        text = "".join(symbol(ord(c), named or ("symbol" if c == _DOT else "wingdings")) for c in text.strip())
    shown = text.strip()
    if shown == "o":
        return "○"
    return shown if shown and not shown[0].isalnum() else "•"
