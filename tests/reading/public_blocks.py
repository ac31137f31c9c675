"""Documents of public bodies as the readers of formats give them: title, and a line a block with its label.

How a line is read is told in `test_public_documents`.
"""

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
