from __future__ import annotations

import pytest

from mandate_qa.answering.enumerating import called, members


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("The aims are: safety, joy, and thrift.", 3),
        ("It covers toys such as kites, balls, hoops and tops.", 4),
        ("It covers toys, including kites, balls and tops.", 3),
        ("Makers live by the 4Cs (care, candour, craft, calm) at work, at home and at sea.", 4),
        ("Bids must meet four tests i) safety ii) joy iii) thrift iv) use", 4),
        ("A plan has three parts: (a) paint; (b) wood; and (c) glue.", 3),
        ("Results for each of kites, balls and tops.", 3),
        ("The Office makes rules for kites, balls, wooden hoops and tops.", 4),
        ("It makes rules for kites, balls and tops.", 0),
        ("In spring, when kites fly, the Office will, as it promised its makers last year, count and sort.", 0),
        ("The aims are safety and joy.", 0),
        ("The aim is this: safety.", 0),
        ("The Office will:", 0),
        ("Leads for each of five domains, helped by makers, will guide the rest of the country.", 0),
        ("The Office works with makers, painters and bakers as follows:", 0),
        ("Kites (red, blue, green)\t12\t14", 0),
    ],
)
def test_a_sentence_may_be_a_list_itself(sentence: str, count: int) -> None:
    assert members(sentence) == count


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("It will judge itself on key access standards such as waiting, rest and play.", "on key access standards"),
        ("Bids must meet four tests i) safety ii) joy iii) thrift", "must meet four tests"),
        ("It will include results for toy standards such as weight, colour and smell.", "results for toy standards"),
        ("Toys are safe.", ""),
    ],
)
def test_what_stands_before_a_list_says_what_it_lists(sentence: str, words: str) -> None:
    assert called(sentence) == words
