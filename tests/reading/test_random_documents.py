"""Documents made up by chance, printed as pulled-out text prints them, are read back as they were made up."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from string import ascii_lowercase

from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from mandate_qa.reading import number_paragraphs
from mandate_qa.reading.text import text_blocks
from mandate_qa.types import Document, Paragraph, PartKind

PHASES = (Phase.explicit, Phase.generate, Phase.shrink)
PLAN = Document("plan", "A plan", "2024 plan", "Toy Office", "2024", None, None)


@dataclass(frozen=True)
class Made:
    """A paragraph as made up: its text, its bullets with those below them, and the rows of a table after it."""

    text: str
    bullets: list[tuple[str, list[str]]] = field(default_factory=list)
    rows: list[tuple[str, ...]] = field(default_factory=list)


@dataclass(frozen=True)
class Layout:
    """How a document is printed."""

    dash: bool
    """A list mark before numbers, as some converters write."""
    stop: str
    """What follows a number."""
    mark: str
    inner: str
    gap: bool
    """A blank line between bullets and the paragraphs around them."""
    width: int
    """Words a line; 0 for one line."""
    cut: int
    """Every so many paragraphs a page break falls into the middle of one; 0 for never."""


TELLING = set("annex appendix schedule part section sections page pages para paras paragraph clause glossary".split())
"""Words that may turn the line they stand in into an annex or a reference."""
FIGURES = ["£3.5 million", "2021-22", "95%", "2013/14", "(A&E)", "1.15", "7,600"]
WORD = st.text(ascii_lowercase, min_size=3, max_size=9).filter(lambda word: word not in TELLING)
WORDS = st.one_of(WORD, st.sampled_from(FIGURES))
PHRASE = st.tuples(WORD, st.lists(WORDS, min_size=3, max_size=14)).map(
    lambda made: " ".join([made[0].capitalize(), *made[1], "so"])
)
TEXT = st.lists(PHRASE, min_size=1, max_size=3).map(lambda phrases: ". ".join(phrases) + ".")
INNER = st.lists(PHRASE, max_size=3)
BULLETS = st.lists(st.tuples(PHRASE, INNER), min_size=1, max_size=4)
ROWS = st.lists(st.tuples(PHRASE, *[st.integers(0, 99_999).map("{:,}".format)] * 2), min_size=1, max_size=4)
PARAGRAPH = st.one_of(
    TEXT.map(Made),
    st.builds(Made, TEXT.map(lambda text: text[:-1] + ":"), BULLETS),
    st.builds(Made, TEXT, st.just([]), ROWS),
)
CHAPTERS = st.lists(st.tuples(PHRASE, st.lists(PARAGRAPH, min_size=1, max_size=5)), min_size=1, max_size=3)
LAYOUT = st.builds(
    Layout,
    dash=st.booleans(),
    stop=st.sampled_from(["", ".", ":"]),
    mark=st.sampled_from("-•●"),
    inner=st.sampled_from("○–"),
    gap=st.booleans(),
    width=st.sampled_from([0, 6, 12]),
    cut=st.sampled_from([0, 1, 2]),
)


def wrapped(text: str, layout: Layout, indent: str = "") -> str:
    """`text` on lines of so many words; a figure that reads like a number never begins one."""
    if not layout.width:
        return text
    lines: list[list[str]] = [[]]
    for word in text.split():
        if len(lines[-1]) >= layout.width and word != "1.15":
            lines.append([])
        lines[-1].append(word)
    return f"\n{indent}".join(" ".join(line) for line in lines)


def torn(text: str) -> str:
    """`text` with a page break in its middle, before a word in lower case."""
    words = text.split()
    places = [n for n in range(len(words) // 2, len(words)) if words[n][0].islower() and words[n - 1][-1] not in ".:"]
    return text if not places else f"{' '.join(words[: places[0]])}\n\n{' '.join(words[places[0] :])}"


def bullets_printed(made: Made, layout: Layout) -> list[str]:
    """Lines of the bullets of a paragraph."""
    indent = " " if layout.dash else ""
    lines = []
    for words, inner in made.bullets:
        lines.append(f"{indent}{layout.mark} {wrapped(words, layout, indent)}{':' if inner else ';'}")
        lines += [f"{indent}  {layout.inner} {wrapped(below, layout, indent)};" for below in inner]
    return lines


def printed(chapters: list[tuple[str, list[Made]]], layout: Layout) -> str:
    """The document as text."""
    chunks = []
    count = 0
    for chapter, (title, paragraphs) in enumerate(chapters, start=1):
        chunks.append(f"{chapter}. {title}")
        for n, made in enumerate(paragraphs, start=1):
            count += 1
            text = torn(made.text) if layout.cut and count % layout.cut == 0 and len(made.text.split()) > 30 else None
            number = f"{'- ' if layout.dash else ''}{chapter}.{n}{layout.stop} "
            lines = [number + (text or wrapped(made.text, layout))]
            chunks += (
                [*lines, "\n".join(bullets_printed(made, layout))]
                if layout.gap
                else ["\n".join([*lines, *bullets_printed(made, layout)])]
            )
            if made.rows:
                chunks.append("\n".join("\t".join(row) for row in [("Costs", "2023-24", "2024-25"), *made.rows]))
    return "\n\n".join(chunk for chunk in chunks if chunk)


def made_bullets(made: Made) -> list[tuple[int, str]]:
    """Level and words of the bullets of a made-up paragraph."""
    return [
        bullet
        for words, inner in made.bullets
        for bullet in [(0, words + (":" if inner else ";")), *((1, f"{below};") for below in inner)]
    ]


def read_bullets(paragraph: Paragraph) -> list[tuple[int, str]]:
    """Level and words of the bullets of a paragraph that was read."""
    return [(part.level, part.text) for part in paragraph.parts if part.kind is PartKind.BULLET]


def repeats_itself(text: str) -> bool:
    """Whether a line of words comes time and again, as running titles do; nothing then tells it from one."""
    lines = Counter(re.sub(r"\d+", "0", line.lstrip(" -•●○–")) for line in text.splitlines() if "\t" not in line)
    return any(count > 1 and line for line, count in lines.items())


@settings(
    max_examples=100,
    deadline=None,
    derandomize=True,
    phases=PHASES,
    suppress_health_check=[HealthCheck.filter_too_much],
)
@given(CHAPTERS, LAYOUT)
def test_a_made_up_document_is_read_back(chapters: list[tuple[str, list[Made]]], layout: Layout) -> None:
    text = printed(chapters, layout)
    assume(not repeats_itself(text))
    paragraphs = number_paragraphs(PLAN, text_blocks(text))
    made = {f"{c}.{n}": m for c, (_, found) in enumerate(chapters, 1) for n, m in enumerate(found, 1)}
    read = [p for p in paragraphs if p.number is not None]
    assert [p.number for p in read] == list(made)
    assert [p.parts[0].text for p in read] == [m.text for m in made.values()]
    assert [read_bullets(p) for p in read] == [made_bullets(m) for m in made.values()]
    tables = [p.table for p in paragraphs if p.table is not None]
    assert [[(row.label, *row.cells) for row in table.rows] for table in tables] == [
        m.rows for m in made.values() if m.rows
    ]
    assert all(p.text[part.start : part.end] == part.text for p in paragraphs for part in p.parts)


@settings(max_examples=100, deadline=None, derandomize=True, phases=PHASES)
@given(st.text(alphabet=st.sampled_from("ab1.2-•|\t\n\f :<p>*²£()AX"), max_size=200))
def test_no_text_stops_the_readers(text: str) -> None:
    paragraphs = number_paragraphs(PLAN, text_blocks(text))
    assert len({p.id for p in paragraphs}) == len(paragraphs)
    assert all(p.text[part.start : part.end] == part.text for p in paragraphs for part in p.parts)
