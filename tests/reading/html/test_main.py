"""What of a page is read, and what is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mandate_qa.types import Block, BlockKind

Read = Callable[[str], list[Block]]


def words(blocks: list[Block]) -> list[str]:
    return [block.text for block in blocks]


@pytest.mark.parametrize(
    "beside",
    [
        "<nav><ul><li><a href='/'>Home</a></ul></nav>",
        "<aside>Related</aside>",
        "<footer>Crown copyright</footer>",
        "<script>document.write('<p>no</p>')</script>",
        "<style>p { color: red }</style>",
        "<template><p>no</p></template>",
        "<noscript><p>Switch scripts on</p></noscript>",
        "<p hidden>no</p>",
        "<p style='color: red; display : none'>no</p>",
        "<p aria-hidden='true'>no</p>",
        "<span class='govuk-visually-hidden'>no</span>",
        "<div role='navigation'>no</div>",
        "<div class='gem-c-contents-list'><h2>Contents</h2><ol><li>1. Money</ol></div>",
        "<button>Hide this message</button>",
        "<select><option>one</select><input value='two'>",
        "<dialog>no</dialog>",
        "<svg><text>no</text></svg>",
        "<!-- no -->",
        "<div class='cookie-banner'>no</div>",
        "<ul class='breadcrumbs'><li>Home</ul>",
    ],
)
def test_what_stands_beside_the_text_is_not_read(read: Read, beside: str) -> None:
    assert words(read(f"<p>Before.</p>{beside}<p>After.</p>")) == ["Before.", "After."]


def test_a_button_that_is_a_heading_is_read(read: Read) -> None:
    blocks = read("<h2><button>Who can apply</button></h2><p>Anyone.</p>")
    assert [(block.kind, block.text) for block in blocks] == [
        (BlockKind.HEADING, "Who can apply"),
        (BlockKind.TEXT, "Anyone."),
    ]


def test_text_that_opens_when_it_is_looked_for_is_read(read: Read) -> None:
    assert words(
        read("<div hidden='until-found'><p>Found.</p></div><details><summary>More</summary>It.</details>")
    ) == [
        "Found.",
        "More",
        "It.",
    ]


def test_on_a_govuk_page_only_its_text_and_the_headings_above_it_are_read(read_page: Read) -> None:
    page = """<html><body><header><p>GOV.UK</p></header><main>
    <div class="gem-c-title"><h1>The plan</h1></div><p>From: Toy Office</p>
    <h2>Documents</h2><div class="attachment"><p>PDF, 1 MB</p></div>
    <h2>Details</h2><div class="gem-c-govspeak"><div class="govspeak"><p>1.1 Paint.</p>
    <div class="govspeak"><p>1.2 Blocks.</p></div></div></div>
    <h2>Sign up</h2><p>Get emails about this page.</p></main></body></html>"""
    assert words(read_page(page)) == ["The plan", "Details", "Paint.", "Blocks."]


def test_a_page_without_a_main_element_is_read_without_what_surrounds_it(read_page: Read) -> None:
    page = """<body><header><a href="/">Toy Office</a></header><div class="navbar">Menu</div>
    <h1>The plan</h1><p>1.1 Paint must be safe.</p><div id="sidebar">Latest news</div><footer>Contact</footer></body>"""
    assert words(read_page(page)) == ["The plan", "Paint must be safe."]


def test_the_longest_of_several_main_elements_is_read(read_page: Read) -> None:
    page = "<main>Loading</main><main><p>1.1 Paint must be safe.</p></main><p>Beside.</p>"
    assert words(read_page(page)) == ["Paint must be safe."]


def test_a_lone_article_is_read_and_several_are_all_read(read_page: Read) -> None:
    assert words(read_page("<html><p>Beside.</p><article><p>Text.</p></article>")) == ["Text."]
    both = "<html><article><p>One.</p></article><article><p>Two.</p></article>"
    assert words(read_page(both)) == ["One.", "Two."]


def test_the_title_of_the_page_is_read_where_it_stands_in_the_banner(read_page: Read) -> None:
    page = "<html><header><nav>Menu</nav><h1>The plan</h1></header><main><p>1.1 Paint.</p></main>"
    assert words(read_page(page)) == ["The plan", "Paint."]


def test_a_list_of_links_within_the_page_is_a_table_of_contents(read: Read) -> None:
    links = "<li><a href='#a'>1. Money</a><li><a href='#b'>2. Paint</a><li><a href='#c'>3. Blocks</a>"
    html = f"<h2>Contents</h2><ul>{links}</ul>"
    assert [(block.kind, block.text) for block in read(html + "<p>Text.</p>")][1:] == [
        (BlockKind.CONTENTS, "1. Money\n2. Paint\n3. Blocks"),
        (BlockKind.TEXT, "Text."),
    ]


def test_a_list_of_links_to_other_pages_is_a_list(read: Read) -> None:
    html = "<ul><li><a href='/a'>Money</a><li><a href='/b'>Paint</a><li><a href='/c'>Blocks</a></ul>"
    assert [block.kind for block in read(html)] == [BlockKind.BULLET] * 3


def test_addresses_call_outs_and_quotations_are_text(read: Read) -> None:
    html = """<div class="address"><div class="adr">Toy Office<br>1 High Street<br>London</div></div>
    <div class="call-to-action"><p>Apply now.</p></div><blockquote><p>3.5 Quoted from elsewhere.</p></blockquote>"""
    assert [(block.kind, block.marker, block.text) for block in read(html)] == [
        (BlockKind.TEXT, "", "Toy Office 1 High Street London"),
        (BlockKind.TEXT, "", "Apply now."),
        (BlockKind.TEXT, "", "3.5 Quoted from elsewhere."),
    ]
