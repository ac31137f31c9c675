"""Documents of public bodies as plain text: title, and their lines with the label of each.

How a line is read is told in `test_public_documents`.
"""

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
