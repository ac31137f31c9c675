"""Documents of the kinds that public bodies print, each line with the label that a reader would cite it by.

On the left stands the label (without the name of the document), on the right the block: "# " before a heading, "* "
before a bullet, a marker before " | ". What has no label of its own goes on with the paragraph above.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from textwrap import dedent

import pytest

from mandate_qa.reading import number_paragraphs
from mandate_qa.reading.labels import part_label
from mandate_qa.reading.text import text_blocks
from mandate_qa.types import Block, BlockKind, Document, Paragraph, ParagraphKind

LINE = re.compile(r"(?P<depth> *)(?P<kind>#+ |\* )?(?:(?P<marker>[^|]{1,8}) \| )?(?P<text>.+)")


def lines_of(made: str) -> list[tuple[str, str]]:
    """Label and line, for each line of a made-up document."""
    found = []
    for line in dedent(made).strip("\n").split("\n"):
        label, _, words = line.partition("::")
        found.append((label.strip(), words.removeprefix(" ")))
    return found


def blocks_of(lines: list[tuple[str, str]]) -> list[Block]:
    """Blocks as the readers of formats give them."""
    blocks = []
    for n, (_, line) in enumerate(lines, start=1):
        if found := LINE.fullmatch(line):
            kind, marker = (found["kind"] or "").strip(), found["marker"] or ""
            if kind.startswith("#"):
                block = Block(BlockKind.HEADING, found["text"], level=len(kind), marker=marker, lines=(n, n))
            elif kind:
                level = len(found["depth"]) // 2
                block = Block(BlockKind.BULLET, found["text"], level, marker or "-", bulleted=True, lines=(n, n))
            else:
                block = Block(BlockKind.TEXT, found["text"], marker=marker, lines=(n, n))
            blocks.append(block)
    return blocks


def labels(paragraphs: list[Paragraph], line: str) -> list[str]:
    """The labels, less the name of the document, of the parts that end as a line of a document does."""
    return [
        part_label(paragraph, n).removeprefix("doc, ")
        for paragraph in paragraphs
        if paragraph.kind is not ParagraphKind.HEADING
        for n, part in enumerate(paragraph.parts)
        if line.endswith(part.text)
    ]


def check(title: str, made: str, read: Callable[[list[tuple[str, str]]], list[Block]]) -> None:
    """Compare the labels of a document with those written beside its lines."""
    lines = lines_of(made)
    paragraphs = number_paragraphs(Document("doc", title, "doc", "Toy Office", "2024", None, None), read(lines))
    wanted = {line: label for label, line in lines if label}
    assert {line: next(iter(labels(paragraphs, line)), "") for line in wanted} == wanted
    numbers = [p for p in paragraphs if p.number is not None]
    named = {re.sub(r", (?:bullet|item|row) .*| \(unnumbered\)$", "", label) for label in wanted.values()}
    assert {p.label.removeprefix("doc, ") for p in numbers} <= named, "a number that nothing prints"
    assert len({p.id for p in paragraphs}) == len(paragraphs)


BLOCKS = {
    "an inquiry whose paragraphs run through its chapters": (
        "Report of the Thames Inquiry",
        """
                              :: # Chapter 1: Background
        para 117              :: 117. | The company was set up in 1999 by two brothers.
        para 118              :: 118. | It grew fast.
                              :: # Chapter 2: What went wrong
        para 119              :: 119. | Nobody looked at the figures for many years.
        para 119A             :: 119A. | Somebody did.
                              :: ## Recommendation 7
        Recommendation 7      :: The Department should publish its figures every month, with:
        Recommendation 7, bullet 1 :: * each table in full
                              :: ## Recommendation 8: Look back
        Recommendation 8      :: The Office should look back.
                              :: # Chapter 3: After
        para 120              :: 120. | There were three reasons:
        para 120(a)           :: (a) | cost;
        para 120(b)           :: (b) | time:
        para 120(b)(i)        :: (i) | days;
        para 120(b)(ii)       :: (ii) | hours;
        para 120(c)           :: (c) | people.
        para 120              :: As a result it failed.
        para 121              :: 121. | It ended in 2021.
        para 121              :: 2022 was a good year.
        """,
    ),
    "an act": (
        "Toys Act 2022",
        """
                              :: # Part 1: General
                              :: ## 1 | Duty to promote toys
        section 1(1)          :: (1) | The Secretary of State must promote—
        section 1(1)(a)       :: (a) | toys, and
        section 1(1)(b)       :: (b) | games, including—
        section 1(1)(b)(i)    :: (i) | board games, and
        section 1(1)(b)(ii)   :: (ii) | card games.
        section 1(2)          :: (2) | In subsection (1) “toys” includes bricks.
        section 1(2A)         :: (2A) | This was inserted later.
                              :: ## 2 | Short title
        section 2             :: This Act may be cited as the Toys Act 2022.
                              :: # Schedule 1
                              :: ## Toys that are exempt
        Schedule 1 paragraph 1 :: 1 | A brick is exempt.
                              :: # SCHEDULE 2: Transition
        Schedule 2 paragraph 1 :: 1 | A bat is not.
        Schedule 2 paragraph 2 :: 2 | A ball is.
        Schedule 2 paragraph 3(1) :: 3 | (1) A net is exempt if it is—
        Schedule 2 paragraph 3(1)(a) :: (a) | green, or
        Schedule 2 paragraph 3(1)(b) :: (b) | blue.
        Schedule 2 paragraph 3(2) :: (2) | A racket is not.
        """,
    ),
    "regulations": (
        "The Toys (Safety) Regulations 2021",
        """
                              :: # Citation and commencement
        regulation 1(1)       :: 1.—(1) These Regulations may be cited as the Toys Regulations 2021.
        regulation 1(2)       :: (2) | They come into force on 1 May 2021.
                              :: # Interpretation
        regulation 2          :: 2. | In these Regulations—
        regulation 2          :: “toy” means a thing to play with.
        regulation 3(1)       :: 3. | —(1) A person must not sell—
        regulation 3(1)(a)    :: (a) | a toy that is broken; or
        regulation 3(1)(b)    :: (b) | a toy that is wet.
        regulation 3(2)       :: (2) | Paragraph (1) does not apply to sponges.
        """,
    ),
    "a European regulation": (
        "Regulation (EU) 2016/1 on toys",
        """
                              :: Whereas:
        Recital 1             :: (1) The safety of toys is a fundamental right.
        Recital 2             :: (2) The principles should be respected.
                              :: # Chapter I: General
                              :: ## Article 4
                              :: ### Definitions
        Article 4             :: For the purposes of this Regulation:
        Article 4(1)          :: (1) | ‘toy’ means any thing to play with;
        Article 4(2)          :: (2) | ‘play’ means any use of it.
                              :: ## Article 5
                              :: ### Principles
        Article 5(1)          :: 1. | Toys shall be:
        Article 5(1)(a)       :: (a) | safe;
        Article 5(1)(b)       :: (b) | clean.
        Article 5(2)          :: 2. | The maker shall be responsible.
                              :: ## Article 6: Lawfulness
        Article 6             :: Play shall be lawful.
        """,
    ),
    "guidance in Roman parts, each counted anew": (
        "Guidance on bricks",
        """
                              :: # Part I: Making
        Part I paragraph 1    :: 1. | Bricks are made of clay and other things.
        Part I paragraph 2    :: 2. | Clay is dug.
                              :: # Part II: Using
        Part II paragraph 1   :: 1. | Bricks are used for walls.
        Part II paragraph 2   :: 2. | Walls stand.
        Part II paragraph 3   :: 3. | Some fall.
                              :: # Annex A
        Annex A paragraph 1   :: 1. | A list of bricks.
        Annex A paragraph 2   :: 2. | A list of walls.
                              :: # Appendix
        Appendix paragraph 1  :: 1. | Thanks.
        """,
    ),
    "a framework whose parts count their chapters anew": (
        "Framework for play",
        """
                              :: # Part A: General
                              :: ## 1 | Introduction
        Part A paragraph 1.1  :: 1.1 | This is the first.
        Part A paragraph 1.2  :: 1.2 | This is the second.
                              :: ## 2 | More
        Part A paragraph 2.1  :: 2.1 | The third.
                              :: # Part B: Special
                              :: ## 1 | Introduction
        Part B paragraph 1.1  :: 1.1 | This is the first of B.
        Part B paragraph 1.2  :: 1.2 | This is the last of B.
        """,
    ),
    "a report of a select committee": (
        "Third Report of the Toys Committee",
        """
                              :: # Summary
        Summary, para 1 (unnumbered) :: Toys matter.
                              :: # 1 | Introduction
        para 1                :: 1. | We took evidence.
        para 2                :: 2. | It was good.
        para 3                :: ## 3. | We recommend that the Government sets out, by May, how it pays for each toy.
        para 4                :: 4. | The Government said that it would think about it.
                              :: # 2 | Toys
        para 5                :: 5. | Toys are fun.
                              :: # Conclusions and recommendations
        Conclusions and recommendations paragraph 1 :: 1. | Fun is what toys are for. (Paragraph 5)
        Conclusions and recommendations paragraph 2 :: 2. | The Government should pay. (Paragraph 3)
        """,
    ),
    "a white paper whose first annex runs on and whose second does not": (
        "A white paper",
        """
                              :: # 1 | Introduction
        para 1                :: 1. | One is the first.
        para 2                :: 2. | Two is the second.
        para 3                :: 3. | Three is the third.
        para 4                :: 4. | Four is the fourth.
                              :: # Annex A: Method
        para 5                :: 5. | Five is the fifth.
        para 6                :: 6. | Six is the sixth.
                              :: # Annex B: Terms
        Annex B paragraph 1   :: 1. | A term.
        Annex B paragraph 2   :: 2. | Another term.
        """,
    ),
    "commitments counted by themselves in a plan": (
        "A plan",
        """
                              :: # 1 | Aims
        para 1.1              :: 1.1 | The aims are these.
                              :: # 2 | Our commitments
        Commitment 1          :: 1. | We will plant trees.
        Commitment 2          :: 2. | We will dig ponds.
                              :: # 3 | Money
        para 3.1              :: 3.1 | There is some.
        """,
    ),
    "recommendations in a review without numbers": (
        "A review",
        """
                              :: # Toys
        Toys, para 1 (unnumbered) :: Toys are fun, and the review found few.
        Recommendation 1      :: Recommendation 1: The Department should buy toys.
        Toys, para 2 (unnumbered) :: This would cost little.
        Recommendation 2      :: Recommendation 2 – The Office should paint them:
        Recommendation 2, bullet 1 :: * in red
        Recommendation 2, bullet 2 :: * in blue
        Toys, para 3 (unnumbered) :: Recommendation 2 was hard.
        """,
    ),
    "a mandate whose priorities are headings": (
        "A mandate",
        """
                              :: # Priority 1: Play
        Priority 1, para 1 (unnumbered) :: Children should play.
        Priority 1, para 2, bullet 1 (unnumbered) :: * daily
                              :: # Priority 2: Rest
        Priority 2, para 1 (unnumbered) :: Children should rest.
        """,
    ),
    "steps counted anew in each numbered section of a page": (
        "How to report a toy",
        """
                              :: # 1. | Check
        1. Check, para 1 (unnumbered) :: You must check your toys.
                              :: # 2. | Report
        Section 2 paragraph 1 :: 1. | Open the form.
        Section 2 paragraph 2 :: 2. | Fill it in.
                              :: # 3. | Pay
        Section 3 paragraph 1 :: 1. | Open the till.
        Section 3 paragraph 2 :: 2. | Put the money in.
        """,
    ),
    "numbers that come again under headings that have none": (
        "Two lists",
        """
                              :: # Early in the day
        Early in the day, para 1 :: 1. | Wake up.
        Early in the day, para 2 :: 2. | Stand up.
                              :: # Late in the day
        Late in the day, para 1 :: 1. | Sit down.
        Late in the day, para 2 :: 2. | Lie down.
        """,
    ),
    "an executive summary counted by itself": (
        "A report",
        """
                              :: # Executive summary
        Executive summary paragraph 1 :: 1. | It was hard.
        Executive summary paragraph 2 :: 2. | It was done.
                              :: # The work
        para 1                :: 1. | We began in May.
        para 2                :: 2. | We ended in June.
        """,
    ),
    "a German law": (
        "Spielzeuggesetz",
        """
                              :: # Abschnitt 1
        para 1                :: § 1 Anwendung des Gesetzes
        para 2                :: § 2 Begriffe des Gesetzes
        """,
    ),
}

TEXTS = {
    "a strategy with A1, B2": (
        "A strategy for parks",
        """
                              :: Introduction
                              ::
        para A1               :: A1 The strategy sets out what we will do for parks over ten years.
                              ::
        para A2               :: A2 It was agreed in May. The A4 road runs past.
                              ::
        para A2.1             :: A2.1 It has two parts.
                              ::
                              :: Delivery
                              ::
        para B1               :: B1 Councils will deliver it.
                              ::
        para B2               :: B2. They will report yearly:
                              ::
        para B2, bullet 1     ::  - to us
        para B2, bullet 2     ::  - to you
                              ::
        para B2               :: M25 users should take care of the parks.
                              ::
                              :: Annex B: Money
                              ::
        Annex B paragraph 1   :: 1. The money comes from the Treasury.
                              ::
        Annex B paragraph 2   :: 2. It goes to councils.
        """,
    ),
    "minutes of a board": (
        "Minutes of the Board",
        """
                              :: Minutes of the meeting held on 4 May 2024
                              ::
                              :: 24/15 Welcome and apologies
                              ::
        para 24/15.1          :: 24/15.1 The Chair welcomed members to the meeting.
                              ::
                              :: 24/16 Finance report
                              ::
        para 24/16.1          :: 24/16.1 The Director presented the report. It covered 2023/24.
                              ::
        para 24/16.2          :: 24/16.2 The Board noted it.
                              ::
        para 24/16.2          :: 2023/24 was a good year.
        """,
    ),
    "a letter with numbered paragraphs and an annex that restarts": (
        "Letter to chief executives",
        """
        para 1                :: 1. I am writing to tell you about the budget.
                              ::
        para 2                :: 2. You need to do three things by May:
                              ::
        para 2(1)             ::    1. read it
        para 2(2)             ::    2. sign it
        para 2(3)             ::    3. send it back
                              ::
        para 3                :: 3. Thank you.
                              ::
                              :: Annex
                              ::
        Annex paragraph 1     :: 1. The budget is £3m.
                              ::
        Annex paragraph 2     :: 2. It ends in March.
        """,
    ),
    "questions and answers of a committee": (
        "Oral evidence",
        """
        Q1                    :: Q1 Chair: Welcome to the session. What do you do?
                              ::
        Q1                    :: Jane Smith: I make toys.
                              ::
        Q2                    :: Q2 Chair: How many?
                              ::
        Q2                    :: Jane Smith: About 40 a year.
        """,
    ),
    "a plan with a summary in small Roman numbers": (
        "A plan",
        """
                              :: Executive summary
                              ::
        para (i)              :: (i) The plan sets out what we will do for the parks over the next ten years.
                              ::
        para (ii)             :: (ii) It costs three million pounds a year, which comes from the taxes on toys.
                              ::
                              :: Aims
                              ::
        Aims, para 1 (unnumbered) :: We will:
                              ::
        Aims, item (a) (unnumbered) :: a) plant trees
        Aims, item (b) (unnumbered) :: b) dig ponds
                              ::
        para 1                :: 1. The first paragraph of the body is here.
                              ::
        para 2                :: 2. And the second, with a list:
                              ::
        para 2(a)             :: a. one
        para 2(b)             :: b. two:
        para 2(b)(i)          ::    i. two and a half
        para 2(b)(ii)         ::    ii. two and three quarters
                              ::
        para 3                :: 3. The third.
        """,
    ),
    "numbers beyond three digits, with and without a comma": (
        "Report of the Long Inquiry",
        """
        para 998              :: 998. The inquiry heard the first of them.
                              ::
        para 999              :: 999. The inquiry heard the second of them.
                              ::
        para 1000             :: 1,000. The inquiry heard the third of them.
                              ::
        para 1001             :: 1001. The inquiry heard the fourth of them.
                              ::
        para 1002             :: Para 1002. The inquiry heard the fifth of them.
                              ::
        para 1003             :: 1,003 The inquiry heard the last of them.
                              ::
        para 1003             :: 2021 That was the year in which it ended.
        """,
    ),
    "sub-paragraphs that print their number in full": (
        "A framework",
        """
        para 1.1              :: 1.1 The plan has two parts.
                              ::
        para 1.1(a)           :: 1.1(a) The first part of it.
                              ::
        para 1.1(b)           :: 1.1(b) The second part of it.
                              ::
        para 1.2              :: 1.2 See Mandate paragraph 3.5 for more. In 2021 it cost £3.5m.
                              ::
        para 1.2              :: 2.5 million people were seen. As in 1. above, all were well.
                              ::
        para 1.2A             :: 1.2A Inserted later on.
                              ::
        para 2.1              :: 2.1 Chapter two begins here.
        """,
    ),
}


@pytest.mark.parametrize("kind", BLOCKS)
def test_blocks(kind: str) -> None:
    check(*BLOCKS[kind], blocks_of)


@pytest.mark.parametrize("kind", TEXTS)
def test_texts(kind: str) -> None:
    check(*TEXTS[kind], lambda lines: text_blocks("\n".join(line for _, line in lines)))


def test_numbers_that_lost_the_blank_after_them() -> None:
    words = (
        "A.1Noise is measured twice.",
        "A.2Each reading counts.",
        "U.S.Army is no number.",
        "E.5Coli is none either.",
    )
    found = number_paragraphs(PLAN, [Block(BlockKind.TEXT, text) for text in words])
    assert [(p.number, p.text.split("\n")[0]) for p in found] == [
        ("A.1", "Noise is measured twice."),
        ("A.2", "Each reading counts."),
    ]


PLAN = Document("doc", "A plan", "doc", "Toy Office", "2024", None, None)
