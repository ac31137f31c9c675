"""Which lines amid a text are running titles, and which only begin as others do."""

from __future__ import annotations

from mandate_qa.reading import number_paragraphs
from mandate_qa.reading.text import text_blocks
from mandate_qa.types import Document

PLAN = Document("plan", "A plan", "2024 plan", "Toy Office", "2024", None, None)


def test_numbered_lines_that_begin_alike_are_no_running_title() -> None:
    text = "\n\n".join(
        f"{n}. {title}\n\n{n}.1 The Toy Office should go on with its\nwork on {title.lower()}."
        for n, title in enumerate(("Kites", "Blocks", "Paint", "Trains"), 1)
    )
    read = [paragraph for paragraph in number_paragraphs(PLAN, text_blocks(text)) if paragraph.number]
    assert [paragraph.number for paragraph in read] == ["1.1", "2.1", "3.1", "4.1"]
    assert read[2].text == "The Toy Office should go on with its work on paint."


def test_a_title_with_the_number_of_its_page_is_one() -> None:
    page = "1.{n} The Toy Office will see that every nursery has\n{n} The toy plan for a year\nits {n} blocks by May.\n"
    text = "\n".join(page.format(n=n) for n in range(1, 5))
    read = [paragraph for paragraph in number_paragraphs(PLAN, text_blocks(text)) if paragraph.number]
    assert [paragraph.text for paragraph in read] == [
        f"The Toy Office will see that every nursery has its {n} blocks by May." for n in range(1, 5)
    ]
