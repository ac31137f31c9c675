"""Footnotes of a page: links that stand for a note, and the elements that hold the notes.

A link is the mark of a note when it looks like one (raised, in brackets, or called so) and leads to a place further
down; a link from there back up is dropped with its arrow.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

_DIGITS = re.compile(r"\d{1,3}")
_MARK = re.compile(r"\[?\(?(?:(?:foot|end)?note\s+)?(\d{1,3}|[a-z]{1,4}|[*†‡§¶]{1,3})\)?\]?", re.IGNORECASE)
_BRACKETED = re.compile(r"[\[(](?:(?:foot|end)?note\s+)?(?:\d{1,3}|[*†‡§]{1,3})[\])]", re.IGNORECASE)
_CALLED = re.compile(r"doc-noteref|noteref|\bfootnote(?:-ref|ref)?\b|fn-?ref", re.IGNORECASE)
_CALLED_BACK = re.compile(r"doc-backlink|reversefootnote|backref|backlink|footnote-back", re.IGNORECASE)
_BACK = re.compile(r"[↩↑⤴^\ufe0e\ufe0f\s]*|back.*|(?:return|jump up).*|\W{0,2}\d{1,3}\W{0,2}|[*†‡§]+", re.IGNORECASE)
_LISTS = "[role='doc-endnotes'] li, .footnotes li"
_BLOCKS = frozenset("li p div dd td aside section blockquote".split())


class Notes:
    """The footnotes of one page, by the `mem_id` of their elements."""

    def __init__(self, body: LexborNode) -> None:
        self.marks: dict[int, int] = {}
        """Element that is the mark of a note → number of the note."""
        self.holders: dict[int, int] = {}
        """Element that holds a note → its number."""
        self.back: set[int] = set()
        """Links from a note back to its mark."""
        self._links = body.css("a[href^='#']")
        nodes = body.css("a[href^='#'], [id], a[name]") if self._links else []
        self._place = {node.mem_id: place for place, node in enumerate(nodes)}
        self._targets = {name: node for node in reversed(nodes) for name in _names(node)}
        self._take_lists(body)
        self._take_links()
        self._take_back_links()

    def _take_lists(self, body: LexborNode) -> None:
        """Number the items of lists of footnotes as they stand."""
        count = 0
        for item in body.css(_LISTS):
            listed = item.parent is not None and item.parent.tag == "ol"
            if listed and item.mem_id not in self.holders and not _inside(item, self.holders):
                count = count + 1 if _follows_item(item) else 1
                self.holders[item.mem_id] = count

    def _take_links(self) -> None:
        """Take the links that lead down to notes for their marks."""
        for link in self._links:
            target = self._targets.get(link.attrs.sget("href")[1:])
            if target is None or self._place[target.mem_id] <= self._place[link.mem_id]:
                continue
            holder = _holder(target)
            if holder is not None and (holder.mem_id in self.holders or _is_mark(link)):
                number = self.holders.setdefault(holder.mem_id, self._number(link))
                for node in _raised(link):
                    self.marks[node.mem_id] = number

    def _number(self, link: LexborNode) -> int:
        """The number of the note that `link` is the first mark of: as printed, or the next free one."""
        printed = _DIGITS.search(link.text())
        return int(printed[0]) if printed else max(self.holders.values(), default=0) + 1

    def _take_back_links(self) -> None:
        """Find the links in notes that lead back to their marks."""
        for link in self._links:
            if link.mem_id not in self.marks and _inside(link, self.holders):
                called = _CALLED_BACK.search(_called(link))
                if called or _BACK.fullmatch(link.text().strip()):
                    self.back.add(link.mem_id)


def _names(node: LexborNode) -> list[str]:
    """What a link can call an element by."""
    return [name for name in (node.attrs.sget("id"), node.attrs.sget("name")) if name]


def _follows_item(item: LexborNode) -> bool:
    """Whether an item of a list is not its first."""
    node = item.prev
    while node is not None and node.tag != "li":
        node = node.prev
    return node is not None


def _holder(target: LexborNode) -> LexborNode | None:
    """The block that is, or holds, what a link leads to; None for what no note can stand in."""
    node: LexborNode | None = target
    while node is not None and node.tag not in _BLOCKS:
        if node.tag in ("h1", "h2", "h3", "h4", "h5", "h6", "body", "main", "table", "tr", "ol", "ul"):
            return None
        node = node.parent
    return node


def _is_mark(link: LexborNode) -> bool:
    """Whether a link looks like the mark of a note."""
    words = link.text().strip()
    if not _MARK.fullmatch(words):
        return False
    raised = link.css_first("sup") is not None or (link.parent is not None and link.parent.tag == "sup")
    return raised or bool(_BRACKETED.fullmatch(words)) or bool(_CALLED.search(_called(link)))


def _called(link: LexborNode) -> str:
    """What a page calls a link."""
    return " ".join(link.attrs.sget(name) for name in ("role", "class", "rel", "epub:type"))


def _raised(link: LexborNode) -> list[LexborNode]:
    """The raised element that holds nothing but marks, the link in it, or the link alone."""
    parent = link.parent
    if parent is None or parent.tag != "sup":
        return [link]
    others = parent.text()
    for mark in parent.css("a"):
        others = others.replace(mark.text(), "", 1)
    return [link] if others.strip(" \n[](),;–-") else [parent, link]


def _inside(node: LexborNode, holders: dict[int, int]) -> bool:
    """Whether an element stands in one that holds a note."""
    parent = node.parent
    while parent is not None and parent.mem_id not in holders:
        parent = parent.parent
    return parent is not None
