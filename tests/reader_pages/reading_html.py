"""HTML read back for tests: elements with their attributes and words, by the parser of the standard library."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "img", "input", "br", "hr"}


@dataclass
class Page:
    """An element; the whole page is one without a name."""

    name: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Page | str] = field(default_factory=list)

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    def walk(self) -> Iterator[Page]:
        yield self
        for child in self.children:
            if isinstance(child, Page):
                yield from child.walk()

    def all(self, name: str = "", style: str = "", **attributes: str) -> list[Page]:
        """Elements in order by name, class and attributes ("" for any value)."""
        return [found for found in self.walk() if found.fits(name, style, attributes)]

    def fits(self, name: str, style: str, attributes: dict[str, str]) -> bool:
        named = name in ("", self.name) and (not style or style in self.classes)
        own = self.attributes
        return named and all(key in own and value in ("", own[key]) for key, value in attributes.items())

    def one(self, name: str = "", style: str = "", **attributes: str) -> Page:
        found = self.all(name, style, **attributes)
        assert len(found) == 1, f"{len(found)} of {name} {style} {attributes}"
        return found[0]

    @property
    def words(self) -> str:
        """Its words as they are shown, without what is only said by a screen reader."""
        if "visually-hidden" in self.classes:
            return ""
        return "".join(child if isinstance(child, str) else child.words for child in self.children)

    @property
    def spoken(self) -> str:
        """Its words with what is only said."""
        return "".join(child if isinstance(child, str) else child.spoken for child in self.children)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Page()]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Page(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(made)
        if tag not in VOID:
            self.open.append(made)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        assert self.open[-1].name == tag, f"</{tag}> closes <{self.open[-1].name}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def parsed(html: str) -> Page:
    """The page; fails when a tag is not closed in its place."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert len(reader.open) == 1, f"<{reader.open[-1].name}> is not closed"
    return reader.open[0]
