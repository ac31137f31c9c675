"""What is searched: a bullet with its lead-in, a row with its column headings, long text cut at sentence ends."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mandate_qa.reading import cut_passages, number_paragraphs
from mandate_qa.reading.passages import lead_in, windows
from mandate_qa.reading.sentences import sentences
from mandate_qa.settings import PassageSettings
from mandate_qa.types import Block, BlockKind, Document, Paragraph, ParagraphKind, PartKind, Passage, PassageKind

PLAN = Document("plan", "A plan", "2024 plan", "Toy Office", "2024", None, None)

Read = Callable[[str], list[Paragraph]]
Seeds = dict[str, list[Paragraph]]
MAX_WORDS = PassageSettings().max_words


@pytest.fixture(scope="module")
def seed_passages(seed_documents: dict[str, Document], seed_paragraphs: Seeds) -> dict[str, list[Passage]]:
    """Passages of each seed, by key."""
    return {key: cut_passages(seed_documents[key], found, PassageSettings()) for key, found in seed_paragraphs.items()}


@pytest.fixture
def cut(plan: Document, paragraphs: Read) -> Callable[..., list[Passage]]:
    """A function that cuts a text into passages."""
    return lambda text, max_words=160: cut_passages(plan, paragraphs(text), PassageSettings(max_words))


def test_a_short_paragraph_is_one_passage_and_one_for_each_bullet(cut: Callable[..., list[Passage]]) -> None:
    found = cut("1 Playing\n\n1.1 Play is good. The aims are:\n\n- to run, by:\n ○ jogging\n- to rest\n")
    assert [(passage.id, passage.kind, passage.text, passage.parts) for passage in found] == [
        (
            "plan ¶1.1#0",
            PassageKind.PARAGRAPH,
            "Play is good. The aims are:\n- to run, by:\n  - jogging\n- to rest",
            (0, 1, 2, 3),
        ),
        ("plan ¶1.1#1", PassageKind.BULLET, "The aims are:\n- to run, by:", (1,)),
        ("plan ¶1.1#2", PassageKind.BULLET, "The aims are:\nto run, by:\n- jogging", (2,)),
        ("plan ¶1.1#3", PassageKind.BULLET, "The aims are:\n- to rest", (3,)),
    ]
    assert {passage.heading for passage in found} == {"2024 plan: 1 Playing"}
    assert {passage.paragraph_ids for passage in found} == {("plan ¶1.1",)}


def test_a_table_is_cut_into_rows_under_their_column_headings(cut: Callable[..., list[Passage]]) -> None:
    found = cut("Costs\t2023\t2024\nToys:\nPaint\t1\t2\nTotal toys\t1\t2\n".replace("Toys:", "Toys:\t\t"))
    assert [(passage.kind, passage.text) for passage in found] == [
        (PassageKind.ROW, "Toys\nCosts\t2023\t2024\nPaint\t1\t2"),
        (PassageKind.ROW, "Costs\t2023\t2024\nTotal toys\t1\t2"),
    ]


def test_a_long_paragraph_is_cut_at_sentence_ends(cut: Callable[..., list[Passage]]) -> None:
    words = [f"Sentence {n} has five words." for n in range(10)]
    found = cut("1.1 " + " ".join(words), max_words=12)
    assert [passage.text for passage in found] == [" ".join(words[n : n + 2]) for n in range(0, 10, 2)]


@pytest.mark.parametrize("max_words", [1, 4, 7, 100])
def test_windows_hold_whole_sentences_as_printed(max_words: int) -> None:
    text = "It rose in 20/21.NHS staff know.  It fell by 3.5 per cent! It stayed for a long, long while after that."
    found = windows(text, max_words)
    assert all(piece in text for piece in found)
    assert "".join("".join(found).split()) == "".join(text.split())
    assert all(len(piece.split()) <= max_words or len(sentences(piece)) == 1 for piece in found)


def test_a_heading_above_headings_lists_them(cut: Callable[..., list[Passage]]) -> None:
    found = cut("1 Aims\n\n1.1 So.\n\nObjective 1: to play\n\n1.2 So.\n\nObjective 2: to rest\n\n1.3 So.\n")
    [section] = [passage for passage in found if passage.kind is PassageKind.SECTION]
    assert section.text == "1 Aims\n- Objective 1: to play\n- Objective 2: to rest"
    assert section.paragraph_ids == ("plan §1-aims", "plan §objective-1", "plan §objective-2")


def test_headings_counted_alike_below_none_are_listed(cut: Callable[..., list[Passage]]) -> None:
    parts = ["Foreword", "Priority 1: to play", "Priority 2: to rest", "Annex A: words", "Annex B: sums"]
    found = cut("".join(f"{heading}\n\nIt is so in every town of the land.\n\n" for heading in parts))
    [section] = [passage for passage in found if passage.kind is PassageKind.SECTION]
    assert section.text == "- Priority 1: to play\n- Priority 2: to rest"
    assert section.paragraph_ids == ("plan §priority-1", "plan §priority-2")


def test_contents_are_not_searched(cut: Callable[..., list[Passage]]) -> None:
    found = cut("Contents\n\nForeword.....2\n1. Playing.....3\n\nForeword\n\nPlay is good.\n")
    assert [passage.text for passage in found] == ["Play is good."]


def test_ids_are_unique_and_texts_are_never_empty(seed_passages: dict[str, list[Passage]]) -> None:
    everything = [passage for passages in seed_passages.values() for passage in passages]
    assert len({passage.id for passage in everything}) == len(everything)
    assert all(passage.text.strip() and passage.paragraph_ids for passage in everything)


def test_every_bullet_of_the_seeds_is_searched_with_its_lead_in(
    seed_paragraphs: Seeds, seed_passages: dict[str, list[Passage]]
) -> None:
    for key, paragraphs in seed_paragraphs.items():
        cut_from = {(p.paragraph_ids[0], p.parts): p.text for p in seed_passages[key] if p.kind is PassageKind.BULLET}
        for paragraph in paragraphs:
            for n, part in enumerate(paragraph.parts):
                if part.kind is PartKind.BULLET and len(paragraph.parts) > 1:
                    text = cut_from[paragraph.id, (n,)]
                    assert text.split("\n- ")[-1].removeprefix("- ") == part.text
                    assert all(words in text for words in lead_in(paragraph, part))
                    assert part.lead is None or lead_in(paragraph, part)


def test_every_row_of_the_seeds_is_searched_with_its_column_headings(
    seed_paragraphs: Seeds, seed_passages: dict[str, list[Passage]]
) -> None:
    for key, paragraphs in seed_paragraphs.items():
        rows = {(p.paragraph_ids[0], p.parts): p.text for p in seed_passages[key] if p.kind is PassageKind.ROW}
        for paragraph in paragraphs:
            table = paragraph.table
            for row in (row for row in (table.rows if table else ()) if any(row.cells)):
                text = rows[paragraph.id, (row.part,)]
                assert paragraph.parts[row.part].text in text
                assert row.group in text
                assert all(word in text for column in (table.columns if table else ()) for word in column.split())


def test_nothing_is_longer_than_allowed_but_single_sentences_bullets_and_rows(
    seed_paragraphs: Seeds, seed_passages: dict[str, list[Passage]]
) -> None:
    parts = {p.id: p.parts for paragraphs in seed_paragraphs.values() for p in paragraphs}
    for passage in (passage for passages in seed_passages.values() for passage in passages):
        if len(passage.text.split()) > MAX_WORDS:
            held = [parts[passage.paragraph_ids[0]][n] for n in passage.parts]
            assert len(held) == 1, passage.id
            single = held[0].kind is not PartKind.TEXT or len(sentences(passage.text.split("\n")[-1])) == 1
            assert single, passage.id


def test_contents_and_headings_of_the_seeds_are_no_passages_of_their_own(
    seed_paragraphs: Seeds, seed_passages: dict[str, list[Passage]]
) -> None:
    kinds = {p.id: p.kind for paragraphs in seed_paragraphs.values() for p in paragraphs}
    for passage in (passage for passages in seed_passages.values() for passage in passages):
        left_out = kinds[passage.paragraph_ids[0]] in (ParagraphKind.CONTENTS, ParagraphKind.HEADING)
        assert left_out == (passage.kind is PassageKind.SECTION)


def test_every_word_of_running_text_is_in_some_passage(
    seed_paragraphs: Seeds, seed_passages: dict[str, list[Passage]]
) -> None:
    left_out = (ParagraphKind.CONTENTS, ParagraphKind.HEADING)
    for key, paragraphs in seed_paragraphs.items():
        texts: dict[str, str] = {}
        for passage in seed_passages[key]:
            texts[passage.paragraph_ids[0]] = f"{texts.get(passage.paragraph_ids[0], '')}\n{passage.text}"
        for paragraph in (p for p in paragraphs if p.kind not in left_out):
            missing = [
                s for part in paragraph.parts for s in sentences(part.text) if s.rstrip(":") not in texts[paragraph.id]
            ]
            assert missing == [], paragraph.id


def test_a_row_without_a_label_is_searched_with_the_one_it_inherits() -> None:
    rows = (("Council", "Phase", "Places"), ("Alder", "Primary", "14"), ("", "Secondary", "9"))
    paragraphs = number_paragraphs(PLAN, [Block(BlockKind.TABLE, "", rows=rows, headers=1)])
    found = [passage.text for passage in cut_passages(PLAN, paragraphs, PassageSettings())]
    assert found == ["Council\tPhase\tPlaces\nAlder\tPrimary\t14", "Council\tPhase\tPlaces\nAlder\tSecondary\t9"]
