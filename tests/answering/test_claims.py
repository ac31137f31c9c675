from __future__ import annotations

import pytest

from mandate_qa.answering.claims import figures, unsupported


@pytest.mark.parametrize(
    "spellings",
    [
        ("£4.26bn", "£4.26 billion", "4.26bn", "£ 4.26 Billion"),
        ("95%", "95 %", "95 per cent", "95 percent", "95 Per Cent"),
        ("150,614", "150614"),
        ("£3m", "£3 million", "3 million", "£3.0 million"),
        ("£8.50bn", "£8.5 billion"),
        ("50k", "50 thousand"),
    ],
)
def test_a_figure_is_one_however_it_is_spelt(spellings: tuple[str, ...]) -> None:
    (one,) = {frozenset(figures(f"a total of {spelling} in all")) for spelling in spellings}
    assert len(one) == 1


def test_every_figure_of_a_text_is_found() -> None:
    text = "In 2021-22, 70% of 1,234 trusts (para 1.15) spent £4.26bn, up by 0.5 per cent."
    assert {"2021", "22", "70%", "1234", "1.15", "4.26bn", "0.5%"} == figures(text)


def test_words_hold_no_figures() -> None:
    assert figures("no figure in this") == set()


SENTENCE = (
    "By 31 March 2024 every NHS trust in England must not wait more than 18 weeks for 92% of patients, "
    "at a cost of £4.26 billion over three years, unless the Care Quality Commission agrees."
)


@pytest.mark.parametrize(
    "statement",
    [
        SENTENCE,
        "92 per cent of patients",
        "£4.26bn over 3 years",
        "18 weeks, in England",
        "92 of patients",
        "every NHS trust must not wait",
        "unless the care quality commission agrees",
        "by March 2024",
        "",
    ],
)
def test_what_stands_in_the_evidence_is_borne(statement: str) -> None:
    assert unsupported(statement, SENTENCE) == ()


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("93% of patients", "93%"),
        ("18% of patients", "18%"),
        ("£4.26 million over three years", "4.26m"),
        ("£4.27 billion", "4.27bn"),
        ("by March 2025", "2025"),
        ("by April 2024", "april"),
        ("over five years", "5"),
        ("every trust should wait", "should"),
        ("every trust may wait", "may"),
        ("at least 18 weeks", "at least"),
        ("up to 18 weeks", "up to"),
        ("every trust never waits", "never"),
        ("every trust waits without end", "without"),
        ("the trusts of NHS Wales", "Wales"),
        ("every trust in Scotland must not wait", "Scotland"),
        ("the CCG agrees", "CCG"),
        ("it doesn’t wait", "n't"),
    ],
)
def test_what_does_not_stand_there_is_named(statement: str, fault: str) -> None:
    assert fault.casefold() in " ".join(unsupported(statement, SENTENCE)).casefold()


def test_digits_and_words_for_a_small_number_bear_each_other() -> None:
    assert unsupported("there are 8 activities", "there are eight activities") == ()
    assert unsupported("there are eight activities", "there are 8 activities") == ()
    assert unsupported("one of the activities", "the activities") == ()


def test_the_month_of_may_is_no_permission() -> None:
    assert unsupported("Trusts may close", "Trusts close in May 2021")
    assert unsupported("It closes in May 2021", "It closes in May 2021") == ()
    assert unsupported("It closes in May 2021", "It may close in 2021")


def test_a_plural_or_possessive_name_is_borne_by_the_name() -> None:
    assert unsupported("the work of CCGs", "the work of a CCG") == ()
    assert unsupported("NHS England’s plan", "the plan of NHS England") == ()
    assert unsupported("NHS England's plan", "NHS England’s plan") == ()


def test_the_faults_come_in_one_order() -> None:
    statement = "In 2030 the CQC should never wait 7 weeks or 9 days in June"
    assert len({unsupported(statement, "nothing") for _ in range(5)}) == 1


@pytest.mark.parametrize(
    ("statement", "faults"),
    [("£7m", ()), ("£174m", ()), ("£7bn", ("figure 7bn",)), ("£8m", ("figure 8m",)), ("7%", ("figure 7%",))],
)
def test_a_heading_gives_its_unit_to_the_figures_of_its_table(statement: str, faults: tuple[str, ...]) -> None:
    assert unsupported(statement, "Budget (£m)\t7\t174.0") == faults
