"""A parsed page: which part of it is the document, and what of that part nobody reads.

Navigation, banners, forms, scripts and what is hidden are skipped. Pages of GOV.UK keep their text in elements of the
class `govspeak`; other pages have a main element, or else everything counts that is no navigation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from selectolax.lexbor import LexborHTMLParser, LexborNode

from mandate_qa.reading.html_notes import Notes

LINE = "data-source-line"
"""Attribute that tells the line an element begins on in its file; whoever parses the page writes it."""

_NEVER_SHOWN = (
    "script, style, template, noscript, iframe, object, svg, canvas, audio, video, head, math annotation, "
    "input, select, textarea, datalist, progress, meter, dialog:not([open]), rp, rt, "
    "[hidden]:not([hidden='until-found']), [aria-hidden='true']"
)
_BESIDE_TEXT = (
    "nav, aside:not([role^='doc-']):not(.footnotes), footer, label, "
    "[role='navigation'], [role='search'], [role='contentinfo'], [role='complementary'], "
    "[role='dialog'], [role='alertdialog'], [role='doc-toc'], "
    ".gem-c-contents-list, .gem-c-feedback, .gem-c-print-link, .gem-c-share-links, .gem-c-metadata, "
    ".gem-c-published-dates, .gem-c-back-to-top-link, .app-c-back-to-top, .gem-c-related-navigation, "
    ".gem-c-intervention, .gem-c-attachment__metadata, .gem-c-single-page-notification-button, "
    ".govuk-back-link, .govuk-skip-link, .govuk-breadcrumbs, .govuk-pagination, .govuk-phase-banner, "
    ".headerlink, .anchorjs-link, .heading-anchor"
)
_HEARD_ONLY = ".govuk-visually-hidden, .visually-hidden, .visuallyhidden, .sr-only, .screen-reader-text"
_UNDISPLAYED = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_FURNITURE = frozenset(
    "breadcrumb breadcrumbs cookie-banner cookies cookie-message cookie-notice cookie-consent global-cookie-message "
    "footer site-footer page-footer site-header masthead menu main-menu nav navbar navigation main-nav site-nav "
    "pagination sidebar skip-link skiplink skip-to-content social social-share share share-buttons share-links "
    "search-form related-content related-links".split()
)
"""Classes and ids of what surrounds a text on sites that do not mark it by elements of its own."""
_SECTIONS = ("main", "article", "section")
_NAMED_MAIN = "#content, #main, #main-content, #maincontent, #page-content, .main-content, .entry-content"
_SITE = re.compile(r"\s+[-–]\s+GOV\.UK$|\s+\|\s+[^|]{2,60}$")


class Page:
    """A page as a tree, with what is to be read of it."""

    def __init__(self, html: str) -> None:
        self._tree = LexborHTMLParser(html)
        body = self._tree.body or self._tree.root
        assert body is not None  # the parser makes one for any text
        self.body: LexborNode = body

    @cached_property
    def notes(self) -> Notes:
        """Its footnotes, and the marks that stand for them."""
        return Notes(self.body)

    @cached_property
    def main(self) -> LexborNode:
        """The element that holds the document."""
        if found := self.body.css("main, [role='main']"):
            return max(found, key=_length)
        if len(found := self.body.css("article")) == 1:
            return found[0]
        whole = _length(self.body)
        named = [node for node in self.body.css(_NAMED_MAIN) if _length(node) * 2 >= whole]
        return named[0] if named else self.body

    @cached_property
    def skipped(self) -> frozenset[int]:
        """`mem_id` of each element that is not read, nor what is in it."""
        found = [*self.body.css(_NEVER_SHOWN), *self.body.css(_BESIDE_TEXT), *self.body.css(_HEARD_ONLY)]
        found += [node for node in self.body.css("[style]") if _UNDISPLAYED.search(node.attrs.sget("style"))]
        found += [node for node in self.body.css("button") if not _inside(node, ("h1", "h2", "h3", "h4", "h5", "h6"))]
        found += [node for node in self.body.css("[class], [id]") if _is_furniture(node)]
        found += [node for node in self.body.css("header, [role='banner']") if not _inside(node, _SECTIONS)]
        return frozenset({node.mem_id for node in found} - self._kept)

    @property
    def _kept(self) -> set[int]:
        """`mem_id` of the main element and those around it, which are never skipped."""
        kept = set()
        node: LexborNode | None = self.main
        while node is not None:
            kept.add(node.mem_id)
            node = node.parent
        return kept

    def pieces(self) -> list[LexborNode]:
        """The elements to read, in order; the title of the page first where it stands outside the main element."""
        speaking = [node for node in self.main.css(".govspeak") if not self.is_skipped(node)]
        pieces = list(self._govspeak()) if speaking else [self.main]
        titles = [node for piece in pieces for node in piece.css("h1") if not self.is_skipped(node)]
        outside = self.body.css("h1")
        return pieces if titles or len(outside) != 1 else [outside[0], *pieces]

    def _govspeak(self) -> Iterator[LexborNode]:
        """The texts of a GOV.UK page, each with the heading right above it, and the page's title."""
        above: LexborNode | None = None
        for node in self.main.css("h1, h2, h3, .govspeak"):
            if self.is_skipped(node) or _within_govspeak(node):
                continue
            if node.tag in ("h2", "h3"):
                above = node
                continue
            if node.tag != "h1" and above is not None:
                yield above
            above = None
            yield node

    def is_skipped(self, node: LexborNode) -> bool:
        """Whether an element, or one around it, is not read."""
        at: LexborNode | None = node
        while at is not None and at.mem_id != self.main.mem_id:
            if at.mem_id in self.skipped:
                return True
            at = at.parent
        return False

    @property
    def title(self) -> str:
        """The first main heading, or what the window would be called without the site's name; "" when neither is."""
        for heading in (*self.main.css("h1"), *self.body.css("h1")):
            if words := " ".join(heading.text().split()):
                return words
        head = self._tree.css_first("title")
        return _SITE.sub("", " ".join(head.text().split())) if head else ""


def _length(node: LexborNode) -> int:
    """Characters of text in an element."""
    return len(node.text())


def _inside(node: LexborNode, tags: tuple[str, ...]) -> bool:
    """Whether an element stands in one of `tags`."""
    parent = node.parent
    while parent is not None and parent.tag not in tags:
        parent = parent.parent
    return parent is not None


def _within_govspeak(node: LexborNode) -> bool:
    """Whether an element stands in the text of a GOV.UK page rather than beside it."""
    parent = node.parent
    while parent is not None and "govspeak" not in classes(parent):
        parent = parent.parent
    return parent is not None


def _is_furniture(node: LexborNode) -> bool:
    """Whether an element is called what surrounds a text."""
    return not _FURNITURE.isdisjoint((*classes(node), node.attrs.sget("id").lower()))


def classes(node: LexborNode) -> list[str]:
    """The classes of an element, in lower case."""
    return node.attrs.sget("class").lower().split() if node.is_element_node else []
